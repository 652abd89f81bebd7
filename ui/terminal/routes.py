"""Which screen shows a status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk.session.remnant import RemnantPlace
from kiosk.session.statuses import OutOfService, Status, StillThere, UpdatingCard, VisitStatus, WaitingForCard
from kiosk.session.terminal import Terminal
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


def question_of(terminal: Terminal, context: ScreenContext) -> Route | None:
    """Give what hides the screen until it is answered, None where nothing is asked."""
    if isinstance(terminal.status, StillThere):
        return route_of(terminal.status, context)
    remnant = terminal.remnant
    if remnant is None or remnant.place is not RemnantPlace.OUT or not _has_time(terminal.status):
        return None
    from ui.terminal.screens import stray_paper  # idem

    return Route(stray_paper.StrayPaperScreen, stray_paper.StrayPaperView())


def _has_time(status: Status) -> bool:
    """Say whether what the screen shows can wait: not that the card must stay in, be put right, or be taken."""
    return isinstance(status, WaitingForCard | VisitStatus) and not isinstance(status, UpdatingCard)
