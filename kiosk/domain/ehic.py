"""The European Health Insurance Card (CEAM): who can have one, and when.

Each person has a card of their own, a child too. Source: cleiss.fr, FAQ on the card; the delays are dated parameters.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kiosk.domain.months import last_of_months, months_later
from kiosk.domain.people import Name, PostalAddress
from kiosk.domain.rights import Period, covered_stretch

_SATURDAY = 5


class EhicObstacle(enum.Enum):
    """Say why no card can be ordered for a person."""

    VALID_CARD = "valid-card"
    ORDER_PENDING = "order-pending"
    RIGHTS_ENDING = "rights-ending"
    NO_RIGHTS = "no-rights"


@dataclass(frozen=True, slots=True)
class EhicTerms:
    """Hold the dated parameters on a day.

    Attributes:
        months: how long a card is valid.
        renewal_months: how long before its end the next one can be ordered.
        working_days: how long it takes to make and send one.
        near_days: a departure in fewer days than these needs a provisional certificate.
        certificate_months: how long a provisional certificate is valid.
    """

    months: int
    renewal_months: int
    working_days: int
    near_days: int
    certificate_months: int


@dataclass(frozen=True, slots=True)
class EhicCard:
    """Hold a European card that was made (EHIC, fields 8 and 9)."""

    number: str = field(repr=False)
    last_day: date = field(repr=False)


@dataclass(frozen=True, slots=True)
class EhicStanding:
    """Hold what the fund knows of a person that decides about a card.

    Attributes:
        rights: all periods of rights, in any order.
        card: the card in date that ends last, revoked ones aside.
        ordered_on: when a card was ordered that is still being made.
    """

    rights: tuple[Period, ...] = field(repr=False)
    card: EhicCard | None = None
    ordered_on: date | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class EhicPerson:
    """Hold a person of the inserted card to whom a European card is offered or refused.

    Attributes:
        person_id: the number of the person in the service.
        valid_until: the last day of the card the person has, None where there is none in date.
        renewable_on: from when the next card can be ordered, where the one that there is stands in the way.
        ordered_on: when a card was ordered that is still being made.
        rights_until: the last day of the rights, None where their end is not known or there are none.
        obstacle: why no card can be ordered, None where it can.
        can_have_certificate: whether a provisional certificate can be had if the departure is near.
    """

    person_id: int
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    valid_until: date | None = field(default=None, repr=False)
    renewable_on: date | None = field(default=None, repr=False)
    ordered_on: date | None = field(default=None, repr=False)
    rights_until: date | None = field(default=None, repr=False)
    obstacle: EhicObstacle | None = field(default=None, repr=False)
    can_have_certificate: bool = field(default=True, repr=False)


@dataclass(frozen=True, slots=True)
class EhicOffer:
    """Hold what can be ordered today.

    Attributes:
        people: the persons of the inserted card whom the file knows, the holder first.
        address: where the cards are sent.
        too_near_days: a departure in fewer days than these needs a provisional certificate.
        certificate_months: how long a provisional certificate is valid.
        expected_on: about when a card that is ordered today arrives.
    """

    people: tuple[EhicPerson, ...]
    address: PostalAddress
    too_near_days: int
    certificate_months: int
    expected_on: date


@dataclass(frozen=True, slots=True)
class EhicGrant:
    """Hold what a person gets: a card that is sent, a provisional certificate that is printed now, both, or nothing."""

    has_card: bool
    has_certificate: bool

    @property
    def is_nothing(self) -> bool:
        """Say whether the person gets nothing at all."""
        return not (self.has_card or self.has_certificate)


def offered(person_id: int, name: Name, standing: EhicStanding, today: date, terms: EhicTerms) -> EhicPerson:
    """Say whether a person can have a card, and if not, why.

    A card that would arrive after the end of the rights is not ordered.
    """
    covered = covered_stretch(standing.rights, today)
    card = standing.card
    person = EhicPerson(
        person_id,
        first_name=name.first,
        last_name=name.usual,
        valid_until=None if card is None else card.last_day,
        ordered_on=standing.ordered_on,
        rights_until=None if covered is None else covered.end,
    )
    if covered is None:
        return _refused(person, EhicObstacle.NO_RIGHTS, can_have_certificate=False)
    if standing.ordered_on is not None:
        return _refused(person, EhicObstacle.ORDER_PENDING)
    if card is not None and card.last_day > months_later(today, terms.renewal_months):
        renewable = replace(person, renewable_on=_months_before(card.last_day, terms.renewal_months))
        return _refused(renewable, EhicObstacle.VALID_CARD, can_have_certificate=False)
    if covered.end is not None and covered.end < arrival(today, terms.working_days):
        return _refused(person, EhicObstacle.RIGHTS_ENDING)
    return person


def granted(person: EhicPerson, departure: date | None, today: date, near_days: int) -> EhicGrant:
    """Say what a person gets for a departure, None where it is not known.

    A departure in exactly `near_days` days leaves the card time to arrive. A person whose card is being made gets the
    certificate alone.
    """
    is_near = departure is not None and (departure - today).days < near_days
    outlives = departure is not None and (person.rights_until is None or departure <= person.rights_until)
    return EhicGrant(
        has_card=person.obstacle is None, has_certificate=is_near and outlives and person.can_have_certificate
    )


def certificate_until(issued_on: date, months: int, rights_until: date | None) -> date:
    """Give the last day of a provisional certificate, 20/02/2027 for three months from 21/11/2026.

    It never outlives the rights.
    """
    last = last_of_months(issued_on, months)
    return last if rights_until is None else min(last, rights_until)


def arrival(ordered_on: date, working_days: int) -> date:
    """Give the day on which a card arrives, about: public holidays are not counted out."""
    day = ordered_on
    while working_days > 0:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY:
            working_days -= 1
    return day


def _months_before(day: date, months: int) -> date:
    """Give the first day that has another one no more than some months later."""
    first = months_later(day, -months)
    while months_later(first, months) < day:
        first += timedelta(days=1)
    return first


def _refused(person: EhicPerson, obstacle: EhicObstacle, *, can_have_certificate: bool = True) -> EhicPerson:
    return replace(person, obstacle=obstacle, can_have_certificate=can_have_certificate)
