"""The focus of the terminal's window: which controls can have it, in which order, and where it goes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.arrows import follow_arrow
from ui.widgets.navigation import Direction


class Focus:
    """Move the focus of a window, whether it is the active one or not."""

    def __init__(self, window: QWidget, places: Callable[[], Sequence[QWidget]]) -> None:
        """Take the window.

        Args:
            window: has the focus where nothing else can.
            places: gives what the controls stand in, in the order of the Tab key.
        """
        self._window = window
        self._places = places

    def controls(self) -> list[QWidget]:
        """Give the controls that can have the focus, in the order of the Tab key."""
        return [
            widget
            for place in self._places()
            for widget in place.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            and widget.isVisibleTo(self._window)
        ]

    def order(self) -> None:
        """Make the Tab key follow the order of the controls."""
        for before, after in itertools.pairwise(self.controls()):
            QWidget.setTabOrder(before, after)

    def first_of(self, place: QWidget) -> QWidget | None:
        """Give the first control that stands in a place."""
        return next((control for control in self.controls() if place.isAncestorOf(control)), None)

    def find(self, name: str) -> QWidget | None:
        """Give the first control of an object name, None without a name or a control."""
        return next((control for control in self.controls() if name and control.objectName() == name), None)

    def name(self, place: QWidget | None = None) -> str:
        """Give the object name of what has the focus, empty where nothing in a place has it."""
        focused = self._window.focusWidget()
        if focused is None or not (place or self._window).isAncestorOf(focused):
            return ""
        return focused.objectName()

    def give(self, target: QWidget | None) -> None:
        """Give the focus to a control, to the window itself where there is none."""
        (target or self._window).setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, direction: Direction, first: QWidget | None) -> None:
        """Lead the focus where an arrow points.

        Args:
            direction: of the arrow.
            first: the control that gets it where none has it, None for the first of all.
        """
        controls = self.controls()
        current = self._window.focusWidget()
        if current in controls:
            follow_arrow(self._window, current, controls, direction)
        elif controls:
            self.give(first or controls[0])
