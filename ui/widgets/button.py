"""Buttons with a text and an icon."""

from __future__ import annotations

import enum
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.icons import Icon, draw_icon
from ui.theme import TextRole, Theme
from ui.widgets.control import CONTROL_HEIGHT, Control
from ui.widgets.text import FoldedText, TextAlign

_PADDING: Final = 40
_QUIET_PADDING: Final = 20
_GAP: Final = 20
_QUIET_GAP: Final = 14


class ButtonKind(enum.Enum):
    """Say how much a button stands out."""

    PRIMARY = "primary"
    """The one thing to do."""
    TINT = "tint"
    """Another thing that can be done."""
    OUTLINE = "outline"
    """The way out."""
    QUIET = "quiet"
    """A setting in the header."""


class Button(Control):
    """Show a text with an icon before or after it; the text folds where it must."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: ButtonKind = ButtonKind.TINT,
        *,
        icon: Icon | None = None,
        icon_after: bool = False,
        role: TextRole = TextRole.STRONG,
        height: float = CONTROL_HEIGHT,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make the button.

        Args:
            theme: what it is drawn with.
            text: what it does: a verb, or where it leads.
            kind: how much it stands out.
            icon: beside the text.
            icon_after: whether the icon follows the text.
            role: gives the size of the text.
            height: least height, in units.
            name: by which the screen finds it again, "print".
            parent: the owner.
        """
        super().__init__(theme, text, parent)
        self._kind = kind
        self._icon = icon
        self._icon_after = icon_after
        self._height = height
        self._line_px = theme.line_height(role)
        quiet = kind is ButtonKind.QUIET
        self._icon_px = theme.sized(40, 48, 48 if quiet else 54)
        self._gap_px = theme.px(_QUIET_GAP if quiet else _GAP)
        self.setFont(theme.font(role, bold=True))
        self.setObjectName(name)

    def is_cut(self) -> bool:
        """Tell whether a part of the text does not fit."""
        folded = self._folded()
        return folded.least_width() > self._text_width() or folded.height(self._text_width()) > self.height()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height with the text folded."""
        margin = 2 * self.theme.px(16)
        return max(self.theme.px(self._height), self._folded().height(max(1, width - self._beside_text())) + margin)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one line."""
        width = self._beside_text() + self._folded().natural_width() + 1
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the longest word."""
        folded = self._folded()
        width = self._beside_text() + min(folded.least_width(), folded.natural_width()) + 1
        return QSize(max(width, self.theme.px(CONTROL_HEIGHT)), self.theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw body, icon and text, centred together."""
        painter = QPainter(self)
        fill, edge, ink, edge_units = self._colours()
        self.draw_body(painter, fill, edge, edge_units)
        folded = self._folded()
        room = self._text_width()
        text_width = min(room, folded.natural_width() + 1)
        text_height = folded.height(text_width)
        group = text_width + (self._icon_px + self._gap_px if self._icon else 0)
        left = (self.width() - group) / 2
        top = (self.height() - text_height) / 2
        icon_left = left
        if self._icon and not self._icon_after:
            left += self._icon_px + self._gap_px
        elif self._icon:
            icon_left = left + text_width + self._gap_px
        folded.draw(painter, QRectF(left, top, text_width, text_height), ink)
        if self._icon:
            icon_top = (self.height() - self._icon_px) / 2
            draw_icon(painter, QRectF(icon_left, icon_top, self._icon_px, self._icon_px), self._icon, ink)
        painter.end()

    def _folded(self) -> FoldedText:
        align = TextAlign.LEFT if self._icon else TextAlign.CENTRE
        return FoldedText(self.text(), self.font(), self._line_px, align)

    def _beside_text(self) -> int:
        padding = _QUIET_PADDING if self._kind is ButtonKind.QUIET else _PADDING
        icon = self._icon_px + self._gap_px if self._icon else 0
        return 2 * self.theme.px(padding) + icon

    def _text_width(self) -> int:
        return max(1, self.width() - self._beside_text())

    def _colours(self) -> tuple[QColor, QColor | None, QColor, float]:
        """Give fill, edge, ink and the width of the edge in units."""
        palette = self.theme.palette
        line = 3.0
        if not self.isEnabled():
            return QColor(palette.canvas), QColor(palette.line), QColor(palette.muted), palette.line_px
        match self._kind:
            case ButtonKind.PRIMARY:
                fill = palette.primary_dark if self.isDown() else palette.primary
                return QColor(fill), None, QColor(palette.on_primary), 0
            case ButtonKind.TINT:
                fill = palette.tint_line if self.isDown() and not palette.is_high_contrast else palette.tint
                edge = QColor(palette.tint_line) if palette.is_high_contrast else None
                return QColor(fill), edge, QColor(palette.on_tint), line
            case ButtonKind.OUTLINE:
                fill = palette.tint if self.isDown() else palette.surface
                return QColor(fill), QColor(palette.primary), QColor(palette.primary), line
            case ButtonKind.QUIET:
                fill = palette.tint if self.isDown() else palette.surface
                return QColor(fill), QColor(palette.line), QColor(palette.on_tint), 2
