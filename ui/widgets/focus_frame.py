"""The frame around the focused control."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.control import CONTROL_RADIUS, Control

_GAP: Final = 3
_RING: Final = 9
_EDGE: Final = 2

_MOVING: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)


class FocusFrame(QWidget):
    """Draw a ring around a control, over everything else of its window.

    Yellow on a light canvas has a contrast of 1.6 only, so the ring lies between two dark lines.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make the frame, hidden, above the children of a window."""
        super().__init__(parent)
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self._follow()

    def target(self) -> QWidget | None:
        """Give the control that the frame is around."""
        return self._target

    def set_target(self, target: QWidget | None) -> None:
        """Put the frame around a control, or hide it."""
        for watched in self._watched:
            watched.removeEventFilter(self)
            watched.destroyed.disconnect(self._forget)
        self._watched = []
        self._target = target
        widget = target
        while widget is not None and widget is not self.parentWidget():
            widget.installEventFilter(self)
            widget.destroyed.connect(self._forget)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's name and signature
        """Follow the control when it or what holds it moves."""
        if event.type() in _MOVING:
            self._follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the ring between its two lines."""
        px = self._theme.px
        palette = self._theme.palette
        edge, ring = px(_EDGE), px(_RING)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outer = QRectF(self.rect())
        radius = self._radius() + px(_GAP) + ring + 2 * edge
        for colour, width in ((palette.focus_edge, ring + 2 * edge), (palette.focus, ring)):
            half = (ring + 2 * edge) / 2
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(outer.adjusted(half, half, -half, -half), radius - half, radius - half)
        painter.end()

    def _radius(self) -> int:
        if isinstance(self._target, Control):
            return self._target.corner_radius()
        return self._theme.px(CONTROL_RADIUS)

    def _follow(self) -> None:
        target, window = self._target, self.parentWidget()
        if target is None or window is None or not target.isVisibleTo(window):
            self.hide()
            return
        px = self._theme.px
        margin = px(_GAP) + px(_RING) + 2 * px(_EDGE)
        corner = target.mapTo(window, QPoint(0, 0))
        self.setGeometry(
            corner.x() - margin, corner.y() - margin, target.width() + 2 * margin, target.height() + 2 * margin
        )
        self.show()
        self.raise_()
        self.update()

    def _forget(self) -> None:
        self._target = None
        self._watched = []
        self.hide()
