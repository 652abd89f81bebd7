"""Follow an arrow key: in the order of what the control belongs to, else to the nearest control."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.navigation import Box, Direction, nearest


@runtime_checkable
class Ordered(Protocol):
    """Something among whose controls the arrows follow an order of its own: the days of a calendar."""

    def follow(self, control: QWidget, direction: Direction) -> bool:
        """Lead the focus on; tell whether the arrow has led somewhere or ends here, instead of leading out."""


def follow_arrow(window: QWidget, current: QWidget, controls: Sequence[QWidget], direction: Direction) -> None:
    """Lead the focus from a control where an arrow points; it stays where there is nothing.

    Args:
        window: that all controls stand in.
        current: the control that has the focus.
        controls: those that can have it.
        direction: of the arrow.
    """
    order = _order_of(current)
    if isinstance(order, Ordered) and order.follow(current, direction):
        return
    others = [
        control
        for control in controls
        if control is not current and not (order is not None and order.isAncestorOf(control))
    ]
    found = nearest(_box(current, window), [_box(other, window) for other in others], direction)
    if found is not None:
        others[found].setFocus(Qt.FocusReason.TabFocusReason)


def _order_of(control: QWidget) -> QWidget | None:
    place = control.parentWidget()
    while place is not None and not isinstance(place, Ordered):
        place = place.parentWidget()
    return place


def _box(control: QWidget, window: QWidget) -> Box:
    corner = control.mapTo(window, QPoint(0, 0))
    return Box(corner.x(), corner.y(), control.width(), control.height())
