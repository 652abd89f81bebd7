"""What every control has in common: it acts on release, by touch and by keys, and names itself by its visible text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import Theme

CONTROL_HEIGHT: Final = 104
"""Least height of a control, in units: 26 mm. Above 20 mm a wider key helps nobody but the motor-impaired, up to 30
(Chourasia et al. 2013)."""

CONTROL_RADIUS: Final = 22
"""Radius of the corners, in units."""

_ENTER_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Control(QPushButton):
    """Be a control of the terminal; subclasses draw it.

    A control never repeats while it is held (EN 301 549, 5.7) and leaves arrows, digits and every other key to the
    window.
    """

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Make the control.

        Args:
            theme: what it is drawn with.
            text: what it says; its accessible name, where it says nothing else.
            parent: the owner.
        """
        super().__init__(parent)
        self.theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        self.setAutoRepeat(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def corner_radius(self) -> int:
        """Give the radius of the corners in pixels, which the focus frame follows."""
        return self.theme.px(CONTROL_RADIUS)

    def is_cut(self) -> bool:
        """Tell whether a part of the visible text does not fit."""
        raise NotImplementedError

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell that texts fold."""
        return True

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the least height of a control."""
        return QSize(self.theme.px(CONTROL_HEIGHT), self.theme.px(CONTROL_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go down with Enter and Space; leave every other key to the window."""
        if event.isAutoRepeat():
            event.accept()
        elif event.key() in _ENTER_KEYS or event.key() == Qt.Key.Key_Space:
            self.setDown(True)
            event.accept()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Act when Enter or Space is released."""
        if event.isAutoRepeat() or not (event.key() in _ENTER_KEYS or event.key() == Qt.Key.Key_Space):
            event.ignore()
            return
        event.accept()
        if self.isDown():
            self.setDown(False)
            self.click()

    def draw_body(self, painter: QPainter, fill: QColor, edge: QColor | None, edge_units: float) -> None:
        """Fill the rounded body and draw its edge, inside the widget."""
        draw_rounded(painter, QRectF(self.rect()), self.corner_radius(), fill, edge, self.theme.px(edge_units))


def draw_rounded(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor, edge: QColor | None, edge_px: float
) -> None:
    """Draw a rectangle with round corners; its edge lies inside of it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    half = edge_px / 2
    painter.setPen(QPen(edge, edge_px))
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)
