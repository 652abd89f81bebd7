"""Which screen shows a status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk.session.statuses import OutOfService, Status, WaitingForCard
from ui.terminal.screen import Screen, ScreenContext
from ui.terminal.screens import attract, out_of_service


@dataclass(frozen=True, slots=True)
class Route:
    """Hold a screen and what it is to show."""

    screen: type[Screen[Any]]
    view: object


def route_of(status: Status, context: ScreenContext) -> Route:
    """Give the screen of a status and its view."""
    match status:
        case WaitingForCard():
            return Route(attract.AttractScreen, attract.view_of(status, context))
        case OutOfService():
            return Route(out_of_service.OutOfServiceScreen, out_of_service.view_of(status, context))
        case _:
            # Sixteen screens that the first frame does without; warm_up() has loaded them when a card comes.
            from ui.terminal.attended_routes import attended_route_of

            return attended_route_of(status, context)
