"""One job on its way: its bytes, what proves it, how long it may take, and its state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import assert_never

from hardware.printer.conversation import Health
from hardware.printer.encoder import EncodedJob
from hardware.printer.outcome import (
    Blocked,
    BytesTaken,
    FaultTold,
    Happening,
    HealthTold,
    JobState,
    Patience,
    Printed,
    Queued,
    Refused,
    Sent,
    TimePassed,
    Unknown,
    advance,
)
from hardware.printer.proof import Witness
from hardware.printer.state import PrinterState
from hardware.printer.status import Answer
from kiosk.catalogue.failures import FailureCode
from kiosk.ports import PrintJob


@dataclass(frozen=True, slots=True)
class Waiting:
    """Hold how long a job waits.

    Attributes:
        margin_s: added to paper length over speed.
        silence_s: how long an overdue printer may say nothing.
        blocked_silence_s: how long a printer that reported a fault may say nothing more.
        recover_s: from one attempt of a stuck cutter to the next: time to take the fingers out.
        cut_s: within which what an interrupted ticket left is fed and cut.
        retract_s: within which a presenter has pulled it in; what is still at the mouth then stays there.
    """

    margin_s: float = 10.0
    silence_s: float = 3.0
    blocked_silence_s: float = 300.0
    recover_s: float = 3.0
    cut_s: float = 1.0
    retract_s: float = 4.0

    def patience(self, paper_mm: float, speed_mm_s: float) -> Patience:
        """Say how long a job of this length may take."""
        return Patience(paper_mm / speed_mm_s + self.margin_s, self.silence_s, self.blocked_silence_s)


class JobRun:
    """Follow one job from its check to its outcome.

    Args:
        job: what is printed.
        encoded: its bytes.
        patience: how long they may take.
        recover_s: from one attempt of a stuck cutter to the next.
        moved: called with the state before and the state after, at each change.

    Attributes:
        job: what is printed.
        encoded: its bytes.
        state: where it is.
    """

    def __init__(
        self,
        job: PrintJob,
        encoded: EncodedJob,
        patience: Patience,
        recover_s: float,
        moved: Callable[[JobState, JobState], None],
    ) -> None:
        self.job = job
        self.encoded = encoded
        self.state: JobState = Queued()
        self._moved = moved
        self._patience = patience
        self._recover_s = recover_s
        self._recover_at_s = inf
        self._witness: Witness | None = None
        self._unsent_bytes = len(encoded.data)

    @property
    def due_s(self) -> float:
        """Give the time at which something happens to the job by itself."""
        match self.state:
            case Sent(due_s):
                return due_s + self._patience.silence_s
            case Blocked(_, heard_s):
                return min(heard_s + self._patience.blocked_silence_s, self._recover_at_s)
            case Queued() | Printed() | Unknown() | Refused():
                return inf
            case _:
                assert_never(self.state)

    def send(self, witness: Witness, now_s: float) -> None:
        """Take note that the bytes are on their way and who will know that they are on paper."""
        self._witness = witness
        self.happens(BytesTaken(), now_s)

    def wrote(self, count: int, now_s: float) -> None:
        """Take note of bytes that the link took: questions never stand between those of a job."""
        if self._witness is None or not count or not self._unsent_bytes:
            return
        self._unsent_bytes = max(0, self._unsent_bytes - count)
        self.happens(BytesTaken(), now_s)
        if not self._unsent_bytes:
            self.happens(self._witness.sees_all_written(), now_s)

    def hears(self, told: Sequence[Answer | Health], state: PrinterState, now_s: float) -> None:
        """Take what the printer said since the last time; nothing means that it said nothing until now.

        Proofs count before the health: both may have waited in the link while this machine was busy.
        """
        if self._witness is None:
            return
        for answer in told:
            if not isinstance(answer, Health):
                self.happens(self._witness.sees(answer, state), now_s)
        for health in told:
            if isinstance(health, Health):
                self._hears_health(health, now_s)
        if not told:
            self.happens(TimePassed(), now_s)

    def _hears_health(self, health: Health, now_s: float) -> None:
        if health.failure is None:
            self.happens(HealthTold(), now_s)
        elif health.failure is not FailureCode.PRINTER_NONSENSE:  # noise on the line is no word of the printer
            self.happens(FaultTold(health.failure), now_s)

    def wants_recovery(self, now_s: float) -> bool:
        """Say whether the stuck cutter is to try again now."""
        if now_s < self._recover_at_s:
            return False
        self._recover_at_s = now_s + self._recover_s
        return True

    def happens(self, happening: Happening | None, now_s: float) -> None:
        """Go to the next state."""
        if happening is None:
            return
        before, self.state = self.state, advance(self.state, happening, now_s, self._patience)
        if _cause(self.state) is not FailureCode.CUTTER_JAM:
            self._recover_at_s = inf
        elif _cause(before) is FailureCode.COVER_OPEN:
            self._recover_at_s = now_s  # somebody opened the cover, cleared the cutter and closed the cover again
        elif _cause(before) is not FailureCode.CUTTER_JAM:
            self._recover_at_s = now_s + self._recover_s
        if self.state != before:
            self._moved(before, self.state)


def _cause(state: JobState) -> FailureCode | None:
    return state.cause if isinstance(state, Blocked) else None
