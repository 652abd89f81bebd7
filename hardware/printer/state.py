"""What a printer says of itself, whatever the dialect it says it in."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.failures import FailureCode


@dataclass(frozen=True, slots=True)
class PrinterState:
    """Hold the last word of a printer on each of its parts.

    Attributes:
        offline: it does not print now, whatever the cause.
        paper_near_end: the roll is nearly used up; it still prints.
        mechanical_error: something that moves is stuck and nothing tells what.
        head_hot: it prints again by itself once it has cooled down.
        unrecoverable: only a technician can help.
        motor_on: paper is moving.
        ticket_at_mouth: a cut ticket waits to be taken.
    """

    offline: bool = False
    cover_open: bool = False
    paper_out: bool = False
    paper_near_end: bool = False
    cutter_jam: bool = False
    paper_jam: bool = False
    mechanical_error: bool = False
    head_hot: bool = False
    unrecoverable: bool = False
    motor_on: bool = False
    ticket_at_mouth: bool = False

    @property
    def failure(self) -> FailureCode | None:
        """Name what keeps the printer from printing, the first thing to put right first."""
        causes = (
            (self.unrecoverable, FailureCode.PRINTER_FAULT),
            # Paper is changed and jams are cleared with the cover open: closing it is what is left to do.
            (self.cover_open, FailureCode.COVER_OPEN),
            (self.cutter_jam, FailureCode.CUTTER_JAM),
            (self.paper_jam, FailureCode.PAPER_JAM),
            (self.mechanical_error, FailureCode.PAPER_JAM),
            (self.paper_out, FailureCode.PAPER_OUT),
            (self.head_hot, FailureCode.HEAD_HOT),
            (self.offline, FailureCode.PRINTER_OFFLINE),
        )
        return next((failure for is_so, failure in causes if is_so), None)
