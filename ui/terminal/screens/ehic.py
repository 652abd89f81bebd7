"""European cards: which screen asks which question, and all previews."""

from __future__ import annotations

from typing import assert_never

from kiosk.session.statuses import ChoosingEhic, EhicAddressWrong, EhicOrdered, EhicStep, OrderingEhic
from ui.terminal.routes import Route
from ui.terminal.screen import ScreenContext
from ui.terminal.screens import ehic_address, ehic_departure, ehic_ordered, ehic_people

EhicStatus = ChoosingEhic | EhicAddressWrong | OrderingEhic | EhicOrdered
"""The statuses of this line."""


def route_of(status: EhicStatus, context: ScreenContext) -> Route:
    """Give the screen of a status and its view."""
    match status:
        case ChoosingEhic(step=EhicStep.PEOPLE) | ChoosingEhic(offer=None):
            return Route(ehic_people.EhicPeopleScreen, ehic_people.view_of(status, context))
        case ChoosingEhic(step=EhicStep.ADDRESS):
            return Route(ehic_address.EhicAddressScreen, ehic_address.view_of(status, context))
        case ChoosingEhic():
            return Route(ehic_departure.EhicDepartureScreen, ehic_departure.view_of(status, context))
        case EhicAddressWrong():
            return Route(ehic_address.EhicAddressWrongScreen, ehic_address.wrong_view_of(status, context))
        case OrderingEhic():
            return Route(ehic_ordered.OrderingEhicScreen, ehic_ordered.ordering_view_of(status, context))
        case EhicOrdered():
            return Route(ehic_ordered.EhicOrderedScreen, ehic_ordered.view_of(status, context))
        case _:
            assert_never(status)


PREVIEWS = (*ehic_people.PREVIEWS, *ehic_address.PREVIEWS, *ehic_departure.PREVIEWS, *ehic_ordered.PREVIEWS)
