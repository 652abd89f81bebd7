"""Updates of Vitale cards: what can come of one, and what it changes."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date


class UpdatePhase(enum.Enum):
    """Name what an update is doing, in order."""

    IDENTIFYING = 1
    READING = 2
    WRITING = 3
    SEALING = 4
    CHECKING = 5


class UpdateOutcome(enum.Enum):
    """Say what came of an update."""

    UPDATED = "updated"
    NOTHING_NEW = "nothing-new"
    OPPOSED = "opposed"
    """The card was declared lost or stolen, or withdrawn."""
    UNKNOWN_CARD = "unknown-card"
    """No card with this serial number was given to this person."""
    RIGHTS_ENDED = "rights-ended"
    """What the card would be given is less than what it holds: an adviser explains it, nothing is written."""
    REFUSED_BY_CARD = "refused-by-card"
    """The card did not answer as a card of the fund does."""


@dataclass(frozen=True, slots=True)
class CardContent:
    """Hold what an update looks at and changes on a card.

    Attributes:
        people: the first names, the holder first.
        rights_until: the last day of the rights, None where no end is known.
        has_declared_doctor: whether a treating doctor is declared.
        fund: the three digits of the fund.
    """

    people: tuple[str, ...] = field(repr=False)
    rights_until: date | None
    has_declared_doctor: bool
    fund: str
