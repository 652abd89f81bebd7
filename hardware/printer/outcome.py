"""What becomes of one job: a pure rule from the last state and what happened to the next state.

    Queued ── first byte ──> Sent <── healthy ── fault ──> Blocked
      │                       │ │                            │
      │ refused               │ └ lost, silent, overdue, ────┤
      │                       │   broken                     │
      v                       v                              v
    Refused                Printed  (proof of this job)    Unknown

Nothing leads from Sent or Blocked back to Queued: a job of which a byte was sent is never sent again, for the printer
holds what it got and goes on by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, assert_never

from kiosk.catalogue.failures import FailureCode
from kiosk.ports import PrintProof


@dataclass(frozen=True, slots=True)
class Patience:
    """Hold how long to wait for a job.

    Attributes:
        printing_s: from the last byte taken, or from the end of a fault, until the proof must have come: paper length
            over speed, and a margin.
        silence_s: how long an overdue printer may say nothing.
        blocked_silence_s: how long a printer that reported a fault may say nothing more. It is long: with a full
            receive buffer a printer cannot even be asked, and paper is changed in minutes.
    """

    printing_s: float
    silence_s: float
    blocked_silence_s: float


# States


@dataclass(frozen=True, slots=True)
class Queued:
    """Not one byte was sent."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A byte was sent, and the printer says nothing bad.

    Attributes:
        due_s: when the proof must have come.
        on_paper: whether the last line is printed; the cut is still to come.
    """

    due_s: float
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class Blocked:
    """The printer holds the job until the cause is cleared.

    Attributes:
        heard_s: when the printer last said so.
        on_paper: idem.
    """

    cause: FailureCode
    heard_s: float
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """The job is on paper."""

    proof: PrintProof


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell whether the job is on paper."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Not one byte was or will be sent."""

    cause: FailureCode


JobState = Queued | Sent | Blocked | Printed | Unknown | Refused
FINAL: Final = (Printed, Unknown, Refused)


# What happens


@dataclass(frozen=True, slots=True)
class Declined:
    """The printer cannot take the job, or it could not be journalled."""

    cause: FailureCode


@dataclass(frozen=True, slots=True)
class BytesTaken:
    """The link took bytes of the job."""


@dataclass(frozen=True, slots=True)
class FaultTold:
    """The printer says that it cannot print."""

    cause: FailureCode


@dataclass(frozen=True, slots=True)
class HealthTold:
    """The printer says that nothing is wrong."""


@dataclass(frozen=True, slots=True)
class BodyProved:
    """The last line of this job is on paper, its cut not yet."""


@dataclass(frozen=True, slots=True)
class JobProved:
    """This job is on paper and cut."""

    proof: PrintProof


@dataclass(frozen=True, slots=True)
class LinkLost:
    """The connection on which the job was sent has gone, or is given up."""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """Nothing happened, but time passed."""


Happening = Declined | BytesTaken | FaultTold | HealthTold | BodyProved | JobProved | LinkLost | TimePassed


def advance(state: JobState, happening: Happening, now_s: float, patience: Patience) -> JobState:
    """Give the next state of a job.

    Args:
        state: the last one; final ones never change.
        happening: what happened.
        now_s: on the monotonic clock.
        patience: of this job.
    """
    match state:
        case Queued():
            return _from_queued(state, happening, now_s, patience)
        case Sent():
            return _from_sent(state, happening, now_s, patience)
        case Blocked():
            return _from_blocked(state, happening, now_s, patience)
        case Printed() | Unknown() | Refused():
            return state
        case _:
            assert_never(state)


def _from_queued(state: Queued, happening: Happening, now_s: float, patience: Patience) -> JobState:
    match happening:
        case Declined(cause):
            return Refused(cause)
        case LinkLost():
            return Refused(FailureCode.PRINTER_MISSING)
        case BytesTaken():
            return Sent(now_s + patience.printing_s)
        case FaultTold() | HealthTold() | BodyProved() | JobProved() | TimePassed():
            return state
        case _:
            assert_never(happening)


def _from_sent(state: Sent, happening: Happening, now_s: float, patience: Patience) -> JobState:
    match happening:
        case BytesTaken():
            return replace(state, due_s=now_s + patience.printing_s)
        case FaultTold(cause):
            return _faulty(state, cause, now_s)
        case HealthTold():
            # Asked after its time, it has nothing to complain of and no proof to give: what it held was cleared.
            return Unknown() if now_s >= state.due_s else state
        case BodyProved():
            return replace(state, on_paper=True)
        case JobProved(proof):
            return Printed(proof)
        case LinkLost():
            return Unknown()
        case TimePassed():
            return Unknown() if now_s >= state.due_s + patience.silence_s else state
        case Declined():
            return state
        case _:
            assert_never(happening)


def _from_blocked(state: Blocked, happening: Happening, now_s: float, patience: Patience) -> JobState:
    match happening:
        case FaultTold(cause):
            return _faulty(state, cause, now_s)
        case HealthTold():
            return Sent(now_s + patience.printing_s, state.on_paper)
        case BodyProved():
            return replace(state, on_paper=True, heard_s=now_s)
        case JobProved(proof):
            return Printed(proof)
        case LinkLost():
            return Unknown()
        case TimePassed():
            return Unknown() if now_s >= state.heard_s + patience.blocked_silence_s else state
        case BytesTaken() | Declined():
            return state
        case _:
            assert_never(happening)


def _faulty(state: Sent | Blocked, cause: FailureCode, now_s: float) -> JobState:
    if cause is FailureCode.PRINTER_FAULT:
        # It never goes on by itself: only the power switch helps, and that forgets what is held.
        return Unknown()
    return Blocked(_cause(cause, on_paper=state.on_paper), now_s, state.on_paper)


def _cause(cause: FailureCode, *, on_paper: bool) -> FailureCode:
    # All that is left to do after the last line is the cut: what is stuck then is the cutter, also on models that call
    # it a mechanical error.
    return FailureCode.CUTTER_JAM if on_paper and cause is FailureCode.PAPER_JAM else cause
