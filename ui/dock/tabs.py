"""The tabs of the dock."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.icons import Icon, draw_icon
from ui.theme import TextRole, Theme
from ui.widgets.control import Control, draw_rounded
from ui.widgets.text import FoldedText, TextAlign

_HEIGHT: Final = 140
_ICON: Final = 52
_MARK: Final = 10


class Tab(Control):
    """Choose what the dock shows; the chosen tab is filled and has a bar below it."""

    def __init__(self, theme: Theme, text: str, icon: Icon, name: str, parent: QWidget | None = None) -> None:
        """Make the tab.

        Args:
            theme: what it is drawn with.
            text: what it shows.
            icon: above the text.
            name: by which it is found again.
            parent: the owner.
        """
        super().__init__(theme, text, parent)
        self._icon = icon
        self._plain = text
        self.setObjectName(name)
        self.setCheckable(True)

    def set_news(self, count: int) -> None:
        """Say how much has arrived that nobody has seen yet."""
        text = f"{self._plain} ({count})" if count else self._plain
        self.setText(text)
        self.setAccessibleName(text)
        self.update()

    def is_cut(self) -> bool:
        """Tell whether the text does not fit."""
        return self._text().natural_width() > self.width()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height, which is fixed."""
        del width
        return self.theme.px(_HEIGHT)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a quarter of the window."""
        return QSize(self.theme.px(220), self.theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw icon, text and bar."""
        palette, px = self.theme.palette, self.theme.px
        painter = QPainter(self)
        chosen = self.isChecked()
        fill = palette.tint if chosen or self.isDown() else palette.surface
        if fill != palette.surface:
            self.draw_body(painter, QColor(fill), None, 0)
        colour = QColor(palette.on_tint if chosen else palette.muted)
        side = px(_ICON)
        draw_icon(painter, QRectF((self.width() - side) / 2, px(22), side, side), self._icon, colour)
        text = self._text()
        text.draw(painter, QRectF(0, px(80), self.width(), text.height(self.width())), colour)
        if chosen:
            mark = QRectF(px(12), self.height() - px(_MARK), self.width() - 2 * px(12), px(_MARK))
            draw_rounded(painter, mark, px(_MARK) / 2, QColor(palette.primary), None, 0)
        painter.end()

    def _text(self) -> FoldedText:
        font = self.theme.font(TextRole.SMALL, bold=self.isChecked())
        return FoldedText(self.text(), font, self.theme.line_height(TextRole.SMALL), TextAlign.CENTRE)
