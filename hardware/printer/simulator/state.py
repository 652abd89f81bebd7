"""The state of the printer at one moment: every status answer is made from one of these."""

from __future__ import annotations

import enum
from dataclasses import asdict, dataclass
from typing import Any


class MechanicalError(enum.Flag):
    """Errors that stop the mechanism."""

    NONE = 0
    RECOVERABLE = enum.auto()
    """Paper jam in the presenter: goes on after it is removed."""
    CUTTER = enum.auto()
    """The blade did not come home: DLE ENQ 1 tries again."""
    UNRECOVERABLE = enum.auto()
    """Broken: only the power switch helps."""
    HEAD_HOT = enum.auto()
    """The head is too hot: it goes on by itself once cool."""

    @property
    def is_requestable(self) -> bool:
        """Say whether DLE ENQ clears it."""
        return bool(self & (MechanicalError.RECOVERABLE | MechanicalError.CUTTER))


@dataclass(frozen=True, slots=True)
class PrinterState:
    """Hold what sensors and counters say.

    Attributes:
        paper_end: no paper under the head.
        paper_near_end: the near-end sensor sees the core of the roll.
        motor_on: the paper moves.
        ticket_in_presenter: a cut ticket waits inside.
        ticket_at_mouth: a cut ticket can be taken.
        presenter_moving: the rollers of the presenter turn.
        buffered_bytes: received and not interpreted yet.
        roll_left_mm: until the roll ends.
        cuts: since the printer was built, as the other counters.
    """

    powered: bool = True
    cover_open: bool = False
    paper_end: bool = False
    paper_near_end: bool = False
    error: MechanicalError = MechanicalError.NONE
    presenter_jam: bool = False
    motor_on: bool = False
    ticket_in_presenter: bool = False
    ticket_at_mouth: bool = False
    presenter_moving: bool = False
    buffered_bytes: int = 0
    roll_left_mm: int = 0
    cuts: int = 0
    printed_mm: int = 0
    retracts: int = 0
    power_ups: int = 1

    @property
    def online(self) -> bool:
        """Say whether the printer prints what it is sent."""
        return self.powered and not (self.cover_open or self.paper_end or self.error)

    def as_json(self) -> dict[str, Any]:
        """Give the state as plain values, for the control socket."""
        values = asdict(self)
        values["error"] = [error.name for error in MechanicalError if error in self.error and error]
        values["online"] = self.online
        return values
