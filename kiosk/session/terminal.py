"""The state of the terminal: the status of the visit and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.cards import Ticket
from kiosk.session.preferences import Preferences
from kiosk.session.remnant import Remnant, RemnantPlace
from kiosk.session.requests import Pending
from kiosk.session.result import VisitResult
from kiosk.session.statuses import OutOfService, Status


@dataclass(frozen=True, slots=True)
class Terminal:
    """Hold the whole state that the reducer leads from one moment to the next.

    Attributes:
        causes: what keeps the terminal from serving; it matters while nobody is there.
        shortages: what keeps a part of the services from being offered, while the terminal serves.
        inserted: the card that is in the reader, whatever the status.
        pending: the question that waits for its answer.
        last_number: the number of the last question ever asked.
        active_at_s: when the person was last active, on the monotonic clock.
        left_paper_at_s: when "take your document" gave way to the screen shown by itself, on the monotonic clock; None
            where the person led here.
        remnant: what an interrupted ticket left in the printer, until it is out of the way.
        result: what came of the visit until now; no status in between loses it.
    """

    status: Status
    causes: tuple[FailureCode, ...] = ()
    shortages: tuple[FailureCode, ...] = ()
    inserted: Ticket | None = None
    preferences: Preferences = field(default_factory=Preferences)
    pending: Pending | None = None
    last_number: int = 0
    active_at_s: float = 0.0
    left_paper_at_s: float | None = None
    remnant: Remnant | None = None
    result: VisitResult = field(default_factory=VisitResult)

    @property
    def paper_may_hang_out(self) -> bool:
        """Say whether a part of a ticket may hang out of the printer that nobody is there to take."""
        left = self.remnant
        if left is None:
            return False
        is_theirs = left.owner is not None and left.owner == self.inserted
        return left.place is RemnantPlace.HANGING or (left.place is RemnantPlace.DOUBTFUL and not is_theirs)


def starting() -> Terminal:
    """Give the state before the equipment has reported: out of service, without a cause yet."""
    return Terminal(OutOfService(()))
