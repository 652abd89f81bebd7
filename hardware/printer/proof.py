"""What proves that a job is on paper, dialect by dialect."""

from __future__ import annotations

from typing import Protocol

from hardware.printer.encoder import ProcessIds
from hardware.printer.outcome import BodyProved, Happening, JobProved
from hardware.printer.state import PrinterState
from hardware.printer.status import Answer, Answered, CounterTold, ProcessIdTold, Question
from kiosk.ports import PrintProof


class Witness(Protocol):
    """Watch the answers on the connection on which one job was sent."""

    def sees(self, answer: Answer, state: PrinterState) -> Happening | None:
        """Say what an answer proves of the job, None if nothing."""

    def sees_all_written(self) -> Happening | None:
        """Say what it proves that the link took the last byte, None if nothing."""


class ProcessIdWitness:
    """Wait for the ids of this very job (GS ( H): the certain proof."""

    def __init__(self, ids: ProcessIds) -> None:
        self._ids = ids

    def sees(self, answer: Answer, state: PrinterState) -> Happening | None:  # noqa: ARG002 - the ids say it all
        """Compare ids; of several that wait the printer sends the latest only, so the cut proves the body too."""
        match answer:
            case ProcessIdTold(process_id) if process_id == self._ids.cut:
                return JobProved(PrintProof.PROCESS_ID)
            case ProcessIdTold(process_id) if process_id == self._ids.body:
                return BodyProved()
            case _:
                return None

    def sees_all_written(self) -> Happening | None:
        """Prove nothing: a stalled printer takes megabytes."""
        return None


class CutCounterWitness:
    """Wait until the cut counter went up by one, then until the motor stands still and the ticket is at the mouth."""

    def __init__(self, cuts_before: int, *, has_mouth: bool) -> None:
        self._cuts_before = cuts_before
        self._has_mouth = has_mouth
        self._cut = False

    def sees(self, answer: Answer, state: PrinterState) -> Happening | None:
        """Compare counters; the state counts from the first answer after the counter's."""
        if isinstance(answer, CounterTold):
            if answer.question is Question.CUTS and answer.value == self._cuts_before + 1:
                self._cut = True
            return None
        if self._cut and not state.motor_on and (state.ticket_at_mouth or not self._has_mouth):
            return JobProved(PrintProof.CUT_COUNTER)
        return None

    def sees_all_written(self) -> Happening | None:
        """Prove nothing."""
        return None


class QueuedStatusWitness:
    """Wait for the answer to the status request that stands after the cut: processed, perhaps not yet on paper."""

    def sees(self, answer: Answer, state: PrinterState) -> Happening | None:  # noqa: ARG002 - idem
        """Take the answer to the only queued request of this connection."""
        return JobProved(PrintProof.QUEUED_STATUS) if answer == Answered(Question.QUEUED_STATUS) else None

    def sees_all_written(self) -> Happening | None:
        """Prove nothing."""
        return None


class WrittenWitness:
    """Take the last byte written for a proof, the weakest: over this link a printer cannot say anything."""

    def sees(self, answer: Answer, state: PrinterState) -> Happening | None:  # noqa: ARG002 - nothing answers
        """Prove nothing."""
        return None

    def sees_all_written(self) -> Happening | None:
        """Prove as much as can be."""
        return JobProved(PrintProof.WRITTEN)
