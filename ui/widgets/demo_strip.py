"""The strip that tells that everything is fictional."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.texts import gettext as _
from ui.theme import TEXT_FAMILY, Theme

STRIP_HEIGHT: Final = 64
"""In units. The strip stands above the reference screen: it takes nothing from the screens."""

_YELLOW: Final = QColor("#FFD400")
_BLACK: Final = QColor("#000000")
_STRIPE: Final = 36


class DemoStrip(QLabel):
    """Draw a barrier of black and yellow with a sentence in its middle. It looks the same in both palettes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the strip."""
        # Translators: strip above every screen of the demonstration
        super().__init__(_("DÉMONSTRATION — données fictives, aucune carte réelle"), parent)
        self._theme = theme
        font = QFont(TEXT_FAMILY)
        font.setPixelSize(theme.px(30))
        font.setBold(True)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self.setFont(font)
        self.setFixedHeight(theme.px(STRIP_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole sentence."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()), self._theme.px(STRIP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw stripes at both ends and the sentence between them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _YELLOW)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_BLACK)
        step, height = self._theme.px(_STRIPE), self.height()
        for start in range(-2 * step, self.width() + height, 2 * step):
            corners = [(start, height), (start + height, 0), (start + height + step, 0), (start + step, height)]
            painter.drawPolygon([QPointF(x, y) for x, y in corners])
        room = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._theme.px(24)
        band = QRectF((self.width() - room) / 2, 0, room, height)
        painter.fillRect(band, _YELLOW)
        painter.setPen(_BLACK)
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
