"""The bar that moves while the terminal works; it promises no percentage."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme

_WIDTH: Final = 720
_HEIGHT: Final = 28
_PART: Final = 0.34
_ROUND_MS: Final = 2400
_REPAINT_MS: Final = 40


class BusyBar(QWidget):
    """Move a short bar to and fro while it is shown. The text beside it says what is going on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the bar."""
        super().__init__(parent)
        self._theme = theme
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_REPAINT_MS)
        # Not to Qt's own `update`: such a connection keeps an object for as long as the process (Qt for Python 6.11).
        self._timer.timeout.connect(self._move)
        self.setFixedSize(QSize(theme.px(_WIDTH), theme.px(_HEIGHT)))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to move."""
        super().showEvent(event)
        self._since.start()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Stop."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the track and the bar where it is now."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(QColor(palette.track))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        phase = (self._since.elapsed() + _ROUND_MS / 5) % _ROUND_MS / _ROUND_MS if self._since.isValid() else 0.2
        there_and_back = 1 - abs(2 * phase - 1)
        eased = there_and_back * there_and_back * (3 - 2 * there_and_back)
        width = self.width() * _PART
        painter.setBrush(QColor(palette.primary))
        painter.drawRoundedRect(QRectF((self.width() - width) * eased, 0, width, self.height()), radius, radius)
        painter.end()

    @Slot()
    def _move(self) -> None:
        self.update()
