"""Where the focus was on the screens that lie behind the one shown, within one visit."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.cards import Ticket


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where somebody left a screen.

    Attributes:
        screen: its class.
        control: the object name of what had the focus.
    """

    screen: type
    control: str


class FocusMemory:
    """Keep the way from the first screen of a visit to the one shown, so that the way back leads to the same places.

    A screen that is entered anew begins at its first control; nothing outlasts the visit.
    """

    def __init__(self) -> None:
        """Begin without a visit."""
        self._ticket: Ticket | None = None
        self._way: list[Place] = []

    def follow(self, ticket: Ticket | None) -> None:
        """Forget everything where another visit, or none, is shown.

        Args:
            ticket: the card of the visit.
        """
        if ticket is None or ticket != self._ticket:
            self._way.clear()
        self._ticket = ticket

    def go(self, left: Place | None, entered: type) -> str:
        """Go from a screen to another one.

        Args:
            left: where the screen before was left, None where there was none.
            entered: the class of the screen that is shown now.

        Returns:
            The object name of the control that the screen was left at, empty where it does not lie behind.
        """
        for depth, place in enumerate(self._way):
            if place.screen is entered:
                del self._way[depth:]
                return place.control
        if left is not None and self._ticket is not None:
            self._way.append(left)
        return ""
