"""Two ways to act on the terminal: by touch, and by keys alone."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.visits.reception import Reception

MOST_CONTROLS = 60
"""No screen has as many, not even one with the days of a month."""


class Hands(Protocol):
    """How somebody acts."""

    def chooses(self, text: str) -> None:
        """Press the control on which a text stands."""

    def types_code(self, code: str) -> None:
        """Type a code and confirm it."""

    def goes_back(self) -> None:
        """Go back one screen."""

    def asks_for_help(self) -> None:
        """Ask for what can be done besides."""


class Touch:
    """A finger."""

    def __init__(self, visit: Reception) -> None:
        self._visit = visit

    def chooses(self, text: str) -> None:
        self._visit.press(text)

    def types_code(self, code: str) -> None:
        for digit in code:
            self._visit.press(digit)
        self._visit.press("Valider")

    def goes_back(self) -> None:
        self._visit.press("Menu")

    def asks_for_help(self) -> None:
        self._visit.press("Autres démarches")


class Keys:
    """A keypad: Tab, arrows, Enter, digits, Correct, Cancel, Help."""

    def __init__(self, visit: Reception) -> None:
        self._visit = visit

    def chooses(self, text: str) -> None:
        self.moves_to(text)
        self._visit.key(Qt.Key.Key_Return)

    def types_code(self, code: str) -> None:
        # Somebody who hits a wrong key takes it back.
        self._visit.key(Qt.Key.Key_5)
        self._visit.key(Qt.Key.Key_Backspace)
        for digit in code:
            self._visit.key(Qt.Key(Qt.Key.Key_0.value + int(digit)))
        self._visit.key(Qt.Key.Key_Return)

    def goes_back(self) -> None:
        self._visit.key(Qt.Key.Key_Escape)

    def asks_for_help(self) -> None:
        self._visit.key(Qt.Key.Key_F1)

    def moves_to(self, text: str) -> None:
        """Press Tab until the control with a text has the focus."""
        for _ in range(MOST_CONTROLS):
            focused = focused_control(self._visit)
            if focused is not None and text in focused.accessibleName():
                return
            self._visit.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {text!r}")


def focused_control(visit: Reception) -> QWidget | None:
    """The control that has the focus, None where none has it."""
    visit.texts()
    focused = visit.window.focusWidget()
    return focused if isinstance(focused, QAbstractButton) and focused.isVisible() else None
