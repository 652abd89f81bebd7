"""Draw European cards: made, out of date, or ordered."""

import dataclasses
import random
from datetime import date, timedelta
from typing import Final

from kiosk.domain.certificates import CertificateNumber
from kiosk.domain.law import Parameter
from kiosk.domain.months import months_later
from kiosk.domain.rights import Organism, Period
from kiosk.services.generator.model import EhicCardFact, EhicOrderFact, PersonFacts, World

_CARD: Final = 0.15
_ORDER: Final = 0.01
_NUMBERS: Final = "8025000003"
"""80 is for health, 250 for France (ISO 7812); the cast has the numbers before."""

_ORDERS: Final = 1_000_000
"""Above the orders that a terminal takes, and those of the cast."""


def with_travel(
    draw: random.Random, world: World, organism: Organism, person: PersonFacts, periods: tuple[Period, ...]
) -> PersonFacts:
    """Give a person a European card, or an order of one, or neither.

    Args:
        draw: the source of chance.
        world: its day is the last on which anything was made or ordered.
        organism: numbers the orders.
        person: who may travel.
        periods: of the person's rights: only who has rights today has ordered a card.
    """
    chance = draw.random()
    made_on = world.today - timedelta(days=draw.randrange(1, 900))
    ordered_on = world.today - timedelta(days=draw.randrange(1, 10))
    if chance < _CARD and person.birth_date < made_on:
        return dataclasses.replace(person, ehic_card=_card(world, person, made_on))
    if chance > 1 - _ORDER and person.birth_date < ordered_on and any(one.covers(world.today) for one in periods):
        number = CertificateNumber(organism.fund, ordered_on.year, _ORDERS + person.person_id)
        return dataclasses.replace(person, ehic_order=EhicOrderFact(f"CE-{number}", ordered_on))
    return person


def _card(world: World, person: PersonFacts, made_on: date) -> EhicCardFact:
    last_day = months_later(made_on, world.law.value(Parameter.EHIC_MONTHS, made_on)) - timedelta(days=1)
    return EhicCardFact(f"{_NUMBERS}{person.person_id:010d}", Period(made_on, last_day))
