"""The ticket that comes out of the printer. The picture does not know how far the printer is, and says so to nobody."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QPixmap, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.documents.layout import Line
from kiosk.texts import gettext as _
from ui.theme import Theme
from ui.widgets.control import draw_rounded
from ui.widgets.ticket import measured, pieces, width_dots
from ui.widgets.ticket_drawing import draw_piece, load_ticket_font

FRAME_MS: Final = 40
"""25 pictures a second."""


class PrinterPicture(QWidget):
    """Draw the printer and the very ticket that comes out of it; without a ticket, the printer alone."""

    _WIDTH: Final = 520
    _BODY_HEIGHT: Final = 190
    _SLOT_TOP: Final = 132
    _SLOT_HEIGHT: Final = 26
    _PAPER_WIDTH: Final = 372
    _PAPER_HEIGHT: Final = 440
    _SLIDE_S: Final = 2.6
    _FIRST_SHARE: Final = 0.3
    """How much is seen from the beginning: whoever looks up sees paper, not an empty slot."""

    def __init__(
        self,
        theme: Theme,
        lines: Sequence[Line],
        columns: int,
        *,
        is_out: bool = False,
        clock_s: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        """Make the picture.

        Args:
            theme: what it is drawn with.
            lines: the laid-out ticket; none while it is not known yet.
            columns: that it was laid out in.
            is_out: whether the ticket is already out; then nothing moves.
            clock_s: gives its place.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._clock_s = clock_s
        self._frames = QTimer(self)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self._frame)
        self._ticket = self._drawn(lines, columns) if lines else None
        self._began_s = clock_s()
        self._is_out = is_out
        if self._ticket is None:
            # Translators: printing screen, spoken text of the picture
            self.setAccessibleName(_("Image : l’imprimante de la borne"))
        else:
            # Translators: printing screen, spoken text of the picture
            self.setAccessibleName(_("Image : le document sort de l’imprimante"))
        px = theme.px
        self.setFixedSize(px(self._WIDTH), px(self._SLOT_TOP + self._PAPER_HEIGHT) + px(48))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to move where there is a ticket on its way."""
        super().showEvent(event)
        if self._shift() > 0:
            self._frames.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Cost nothing while nobody looks."""
        super().hideEvent(event)
        self._frames.stop()

    def is_moving(self) -> bool:
        """Tell whether the picture is repainted."""
        return self._frames.isActive()

    def _frame(self) -> None:
        """Repaint the paper; stop once all of it is seen."""
        if self._shift() == 0:
            self._frames.stop()
        self.update(self._paper_area())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the printer, and the paper below its slot."""
        px, palette = self._theme.px, self._theme.palette
        painter = QPainter(self)
        body = QRectF(0, 0, self.width(), px(self._BODY_HEIGHT))
        edge = QColor(palette.line) if palette.is_high_contrast else None
        draw_rounded(painter, body, px(40), QColor(palette.hero_end), edge, px(palette.line_px))
        slot = QRectF(px(46), px(self._SLOT_TOP), self.width() - 2 * px(46), px(self._SLOT_HEIGHT))
        fill = palette.track if palette.is_high_contrast else "#020B1F"
        draw_rounded(painter, slot, slot.height() / 2, QColor(fill), None, 0)
        if self._ticket is not None:
            self._draw_ticket(painter, self._ticket)
        painter.end()

    def _draw_ticket(self, painter: QPainter, ticket: QPixmap) -> None:
        area = QRectF(self._paper_area())
        place = QRectF(area.left(), area.top() - self._shift(), area.width(), self._theme.px(self._PAPER_HEIGHT))
        painter.setClipRect(area)
        if not self._theme.palette.is_high_contrast:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(11, 31, 58, 5))
            for spread in range(2, self._theme.px(28), 2):
                painter.drawRoundedRect(place.adjusted(0, 0, 0, spread), spread, spread)
        painter.drawPixmap(place.topLeft(), ticket)
        painter.setPen(QPen(QColor(self._theme.palette.line), self._theme.px(2)))
        painter.drawLine(place.topLeft(), place.bottomLeft())
        painter.drawLine(place.topRight(), place.bottomRight())
        painter.drawLine(place.bottomLeft(), place.bottomRight())

    def _drawn(self, lines: Sequence[Line], columns: int) -> QPixmap:
        """Draw the upper part of the ticket once: moving a picture costs little, drawing its text again does not."""
        load_ticket_font()
        px = self._theme.px
        ratio = self.devicePixelRatio()
        width, height = px(self._PAPER_WIDTH), px(self._PAPER_HEIGHT)
        picture = QPixmap(QSize(round(width * ratio), round(height * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor("#FFFFFF"))
        scale = width / width_dots(columns)
        painter = QPainter(picture)
        painter.scale(scale, scale)
        draw_piece(painter, pieces(measured(lines), height / scale)[0], columns)
        painter.end()
        return picture

    def _shift(self) -> float:
        """Give by how much the ticket still has to come out, in pixels."""
        if self._is_out or self._ticket is None:
            return 0
        share = min(1.0, self._FIRST_SHARE + (self._clock_s() - self._began_s) / self._SLIDE_S)
        return (1 - share) * self._theme.px(self._PAPER_HEIGHT)

    def _paper_area(self) -> QRect:
        px = self._theme.px
        left = (self.width() - px(self._PAPER_WIDTH)) // 2
        top = px(self._SLOT_TOP) + px(self._SLOT_HEIGHT) // 2
        return QRect(left, top, px(self._PAPER_WIDTH), self.height() - top)
