"""What an interrupted ticket left in the printer, as far as it concerns whoever is there."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from uuid import UUID

from kiosk.domain.cards import Ticket


class RemnantPlace(enum.Enum):
    """Say where the part of the ticket is that is on paper."""

    DOUBTFUL = "doubtful"
    """Nobody can tell whether there is any."""
    HANGING = "hanging"
    """It hangs out of the printer."""
    OUT = "out"
    """It was cut off, and nobody has said yet that it was seen."""


@dataclass(frozen=True, slots=True)
class Remnant:
    """Hold what is known of it.

    Attributes:
        job_id: of the ticket.
        owner: the card of whom it is; None for somebody who has left.
    """

    job_id: UUID
    place: RemnantPlace
    owner: Ticket | None = None
