"""The bar that fills up with the steps that are done."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme

_HEIGHT: Final = 28


class StepBar(QWidget):
    """Draw how much is done. Its accessible name is the text that stands beside it."""

    def __init__(self, theme: Theme, share: float, name: str, parent: QWidget | None = None) -> None:
        """Make the bar.

        Args:
            theme: what it is drawn with.
            share: from 0 to 1.
            name: what it says, "étape 3 sur 5".
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._share = share
        self.setAccessibleName(name)
        self.setFixedHeight(theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the track and the part that is done; a little of it from the first step on."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(QColor(palette.track))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        width = max(float(self.height()), self.width() * self._share)
        painter.setBrush(QColor(palette.primary))
        painter.drawRoundedRect(QRectF(0, 0, width, self.height()), radius, radius)
        painter.end()
