"""The ring that empties until a deadline, with the seconds that are left."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.texts import ngettext
from ui.palette import Tone
from ui.theme import TextRole, Theme

_SIZE: Final = 300
_WIDTH: Final = 28
_REPAINT_MS: Final = 200


class IdleRing(QWidget):
    """Draw how much of a time is left. It reads the clock when it is drawn: it never counts down by itself."""

    def __init__(
        self,
        theme: Theme,
        deadline_s: float,
        total_s: float,
        monotonic_s: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        """Make the ring.

        Args:
            theme: what it is drawn with.
            deadline_s: on the clock, when nothing is left.
            total_s: the time at which the ring is full.
            monotonic_s: the clock.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._deadline_s = deadline_s
        self._total_s = total_s
        self._monotonic_s = monotonic_s
        self.setFixedSize(QSize(theme.px(_SIZE), theme.px(_SIZE)))
        self._timer = QTimer(self)
        self._timer.setInterval(_REPAINT_MS)
        self._timer.timeout.connect(self._tell)
        self._tell()

    def seconds_left(self) -> int:
        """Give the whole seconds that are left, rounded up."""
        return max(0, math.ceil(self._deadline_s - self._monotonic_s()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to follow the clock."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Stop following the clock."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the ring and the number."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._theme.px(_WIDTH)
        ring = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(QColor(palette.track), width))
        painter.drawEllipse(ring)
        share = min(1.0, max(0.0, (self._deadline_s - self._monotonic_s()) / self._total_s))
        pen = QPen(QColor(palette.primary), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        # Angles of drawArc are in sixteenths of a degree, from three o'clock, counter-clockwise.
        painter.drawArc(ring, 90 * 16, -round(share * 360 * 16))
        painter.setPen(self._theme.colour(Tone.INK))
        painter.setFont(self._theme.font(TextRole.GREETING, bold=True, tabular=True))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, str(self.seconds_left()))
        painter.end()

    def _tell(self) -> None:
        seconds = self.seconds_left()
        # Translators: question "still there?", spoken text of the ring
        text = ngettext("%(count)d seconde", "%(count)d secondes", seconds) % {"count": seconds}
        if text != self.accessibleName():
            self.setAccessibleName(text)
        self.update()
