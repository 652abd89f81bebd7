"""What an interrupted ticket left between the roll and the mouth, until it is cut off.

The first lines of a ticket, with the name, are the first to leave the mouth: on a printer without a presenter they hang
there in the open from the moment the ticket stops. Holding the cut back would hide nothing. It is made as soon as the
printer can move, while whoever put the roll in or closed the cover still stands there and can take the strip away; a
presenter pulls the strip in, where nobody reads it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final
from uuid import UUID

from hardware.printer.conversation import Conversation, Health
from hardware.printer.encoder import Encoder
from hardware.printer.job_run import Waiting
from hardware.printer.journal import CUT_OFF, Journal, Recorded
from hardware.printer.profiles import Profile
from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.ports import Clock, RemnantCut, RemnantEvent, RemnantLeft

_LOGGER: Final = logging.getLogger(__name__)


class Remnant:
    """Know whose rest is in the printer, and have it cut off before anything else is printed. One thread owns it.

    Args:
        profile: of the printer.
        encoder: makes the bytes that cut it off.
        journal: keeps that it was cut off, so that the next start does not do it again.
        clock: of the terminal.
        waiting: how long the cut takes.
        tell: called when a rest hangs in the open, and when it was cut off there.
    """

    def __init__(
        self,
        profile: Profile,
        encoder: Encoder,
        journal: Journal,
        clock: Clock,
        waiting: Waiting,
        tell: Callable[[RemnantEvent], None],
    ) -> None:
        self._profile = profile
        self._encoder = encoder
        self._journal = journal
        self._clock = clock
        self._waiting = waiting
        self._tell = tell
        self._job_id = journal.unfinished()
        self._is_reported = False
        self._ordered_s: float | None = None

    @property
    def is_there(self) -> bool:
        """Say whether something is left that no other ticket may come out with."""
        return self._job_id is not None

    def leave(self, job_id: UUID) -> None:
        """Take note that nobody knows how much of a job came out."""
        self._job_id = job_id
        self._is_reported = False
        self._ordered_s = None

    def lose_link(self) -> None:
        """Take note that nothing more is heard of a cut that was ordered."""
        self._ordered_s = None

    def cut_off(self, conversation: Conversation, now_s: float) -> None:
        """Do the next thing towards a clean strip; the printer has said how it is."""
        if self._job_id is None:
            return
        self._report(self._job_id)
        if conversation.state.failure is not None:
            # The cut was not made, or not to the end: it is ordered again once the printer can move.
            self._ordered_s = None
        elif self._ordered_s is None:
            if conversation.health == Health(None) and conversation.start_afresh(self._encoder.clean_strip(), now_s):
                self._ordered_s = now_s
        elif conversation.health == Health(None) and now_s >= self._ordered_s + self._wait_s(conversation):
            self._end(self._job_id, is_in_reach=conversation.state.ticket_at_mouth or not self._profile.has_mouth)

    def _wait_s(self, conversation: Conversation) -> float:
        return self._waiting.retract_s if conversation.state.ticket_at_mouth else self._waiting.cut_s

    def _report(self, job_id: UUID) -> None:
        if self._is_reported:
            return
        self._is_reported = True
        log_event(_LOGGER, Event.PRINT_REMNANT_LEFT, job=str(job_id))
        if not self._profile.has_mouth:
            self._tell(RemnantLeft(job_id))

    def _end(self, job_id: UUID, *, is_in_reach: bool) -> None:
        self._job_id = self._ordered_s = None
        place = "mouth" if is_in_reach else "bin"
        log_event(_LOGGER, Event.PRINT_REMNANT_CUT, job=str(job_id), place=place)
        failure = self._journal.record(job_id, Recorded.UNKNOWN, CUT_OFF, self._clock.now())
        if failure is not None:
            log_event(_LOGGER, Event.DATABASE_FAILED, code=failure.value)
        if is_in_reach:
            self._tell(RemnantCut(job_id))
