"""The European Health Insurance Card (CEAM): who can have one, and when."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.people import PostalAddress


class EhicObstacle(enum.Enum):
    """Say why no card can be ordered for a person."""

    VALID_CARD = "valid-card"
    ORDER_PENDING = "order-pending"
    RIGHTS_ENDING = "rights-ending"
    NO_RIGHTS = "no-rights"


@dataclass(frozen=True, slots=True)
class EhicPerson:
    """Hold a person of the inserted card to whom a European card is offered or refused.

    Attributes:
        person_id: the number of the person in the service.
        valid_until: the last day of the card the person has, None where there is none in date.
        ordered_on: when a card was ordered that is still being made.
        rights_until: the last day of the rights, where they end too soon.
        obstacle: why no card can be ordered, None where it can.
        can_have_certificate: whether a provisional certificate can be had if the departure is near.
    """

    person_id: int
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    valid_until: date | None = None
    ordered_on: date | None = None
    rights_until: date | None = None
    obstacle: EhicObstacle | None = None
    can_have_certificate: bool = True


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
