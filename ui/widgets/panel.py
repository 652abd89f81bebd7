"""Panels: rounded areas that hold other widgets, and notices with an icon."""

from __future__ import annotations

import enum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.icons import Icon, draw_icon
from ui.palette import Palette, Tone, tone_of
from ui.theme import TextRole, Theme
from ui.widgets.control import draw_rounded
from ui.widgets.text import Text, TextAlign

_RADIUS: Final = 28


class PanelKind(enum.Enum):
    """Say what a panel is for."""

    SURFACE = "surface"
    TINT = "tint"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


def _fill_and_edge(palette: Palette, kind: PanelKind) -> tuple[str, str]:
    match kind:
        case PanelKind.SURFACE:
            return palette.surface, palette.line
        case PanelKind.TINT:
            return palette.tint, palette.tint_line
        case PanelKind.SUCCESS:
            return palette.success_tint, palette.success_line
        case PanelKind.WARNING:
            return palette.warning_tint, palette.warning_line
        case PanelKind.DANGER:
            return palette.danger_tint, palette.danger_line


class Panel(QWidget):
    """Draw a rounded area with an edge behind its children."""

    def __init__(
        self, theme: Theme, kind: PanelKind = PanelKind.SURFACE, radius: float = _RADIUS, parent: QWidget | None = None
    ) -> None:
        """Make the panel; the caller gives it a layout.

        Args:
            theme: what it is drawn with.
            kind: what it is for.
            radius: of the corners, in units.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._radius = radius

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the area."""
        palette = self._theme.palette
        fill, edge = _fill_and_edge(palette, self._kind)
        painter = QPainter(self)
        px = self._theme.px
        draw_rounded(painter, QRectF(self.rect()), px(self._radius), QColor(fill), QColor(edge), px(palette.line_px))
        painter.end()


class IconPicture(QWidget):
    """Draw an icon of a fixed size. It says nothing that the text beside it does not say."""

    def __init__(self, theme: Theme, icon: Icon, size: float, tone: Tone, parent: QWidget | None = None) -> None:
        """Make the picture.

        Args:
            theme: what it is drawn with.
            icon: what is drawn.
            size: in units.
            tone: its colour.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._tone = tone
        self.setFixedSize(QSize(theme.px(size), theme.px(size)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the icon."""
        painter = QPainter(self)
        colour = QColor(tone_of(self._theme.palette, self._tone))
        draw_icon(painter, QRectF(self.rect()), self._icon, colour)
        painter.end()


_NOTICE_TONES: Final = {
    PanelKind.SURFACE: Tone.INK,
    PanelKind.TINT: Tone.ON_TINT,
    PanelKind.SUCCESS: Tone.SUCCESS,
    PanelKind.WARNING: Tone.WARNING,
    PanelKind.DANGER: Tone.DANGER,
}

_NOTICE_ICONS: Final = {
    PanelKind.SURFACE: Icon.INFO,
    PanelKind.TINT: Icon.INFO,
    PanelKind.SUCCESS: Icon.CHECK_CIRCLE,
    PanelKind.WARNING: Icon.WARNING,
    PanelKind.DANGER: Icon.DANGER,
}


class Notice(Panel):
    """Say something that matters now: an icon and a text, in a panel or bare. Colour is never the only sign."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: PanelKind = PanelKind.WARNING,
        *,
        strong: str = "",
        icon: Icon | None = None,
        boxed: bool = True,
        bold: bool = False,
        role: TextRole = TextRole.SMALL,
        tone: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the notice.

        Args:
            theme: what it is drawn with.
            text: what it says.
            kind: gives colours and icon.
            strong: a part of the text that is bold.
            icon: instead of the kind's icon.
            boxed: whether it has an area around it.
            bold: whether all of the text is bold.
            role: gives the size of the text.
            tone: instead of the kind's colour of text and icon.
            parent: the owner.
        """
        super().__init__(theme, kind, parent=parent)
        self._boxed = boxed
        colour = _NOTICE_TONES[kind] if tone is None else tone
        icon_colour = Tone.PRIMARY if kind is PanelKind.SURFACE and tone is None else colour
        row = QHBoxLayout(self)
        margin = theme.px(32) if boxed else 0
        row.setContentsMargins(margin, theme.px(28) if boxed else 0, margin, theme.px(28) if boxed else 0)
        row.setSpacing(theme.px(24 if boxed else 20))
        size = 56 if theme.is_large else 48 if boxed else 44
        picture = IconPicture(theme, icon or _NOTICE_ICONS[kind], size, icon_colour)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Text(theme, text, role, strong=strong, bold=bold, tone=colour, align=TextAlign.LEFT), 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the area where there is one."""
        if self._boxed:
            super().paintEvent(event)
