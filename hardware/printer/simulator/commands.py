"""What the interpreter's groups of commands share."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Protocol

from hardware.printer.simulator.state import PrinterState
from hardware.printer.simulator.steps import Step

Handler = Callable[[bytes], None]
"""Obey one command; it gets the arguments."""


class ReplyKind(enum.Enum):
    """What an answer to the host is: faults treat the kinds differently."""

    STATUS = "status"
    AUTOMATIC = "automatic"
    PROCESS_ID = "process-id"


class EventKind(enum.Enum):
    """What went otherwise than a host would think."""

    UNKNOWN_COMMAND = "unknown-command"
    UNSUPPORTED_COMMAND = "unsupported-command"
    """Known, but not on this printer, or not played by the simulator."""
    BLOCK_TOO_LONG = "block-too-long"
    BAD_ARGUMENT = "bad-argument"
    LINE_NOT_EMPTY = "line-not-empty"
    """A command that only works at the beginning of a line came inside one: ignored, as on hardware."""
    UNKNOWN_CODE_PAGE = "unknown-code-page"
    """The page of the moment stays: wrong letters may follow."""
    CUT_THROUGH_LINE = "cut-through-line"
    """The blade went through text: it was not fed past the cutter."""
    TICKET_PUSHED_OUT = "ticket-pushed-out"
    """A ticket still in the presenter was pushed out by the next one."""
    NARROW_QUIET_ZONE = "narrow-quiet-zone"
    """A QR code has less than four white modules around it: telephones may not read it."""
    PAPER_NOT_SAVED = "paper-not-saved"
    """The folder for pictures of the papers cannot be written to."""


class Machine(Protocol):
    """What commands may ask from the printer around the interpreter."""

    def plan(self, step: Step) -> None:
        """Have the mechanism do something after everything planned before."""

    def reply(self, data: bytes, kind: ReplyKind = ReplyKind.STATUS) -> None:
        """Send an answer to the host."""

    def state(self) -> PrinterState:
        """Give the state of this moment."""

    def answers_process_ids(self) -> bool:
        """Say whether GS ( H is answered."""

    def set_automatic_status(self, mask: int) -> None:
        """Send ASB at once and at each change in the mask; 0 for never (GS a)."""

    def set_automatic_full_status(self, mask: int) -> None:
        """Send the full status at each change in the mask; 0 for never (GS E0h)."""

    def set_offline_answer(self, mode: int) -> None:
        """Tell when the printer goes off-line: 0 never, 1 yes, 2 with its cause (GS ( H fn 49)."""

    def set_realtime_request(self, function: int, *, enabled: bool) -> None:
        """Obey or ignore a function of DLE DC4 (GS ( D)."""

    def report(self, kind: EventKind, code: bytes) -> None:
        """Note that something went otherwise than a host would think."""
