"""What can be made to go wrong."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class FaultName(StrEnum):
    """Name a fault, as the control socket and the command line call it."""

    PAPER_OUT = "paper-out"
    """The roll ends."""
    NEAR_END = "near-end"
    """The roll is used up to where the near-end sensor sees its core."""
    COVER_OPEN = "cover-open"
    CUTTER_JAM = "cutter-jam"
    """The next cut, or the next `count` cuts, jam; DLE ENQ 1 or clearing the fault tries again."""
    HEAD_HOT = "head-hot"
    """The head is too hot; it cools by itself."""
    UNRECOVERABLE = "unrecoverable"
    """Broken until it is switched off and on: clearing the fault does that."""
    UNPLUG = "unplug"
    """The link breaks (TCP: RST) and no other is accepted until the fault is cleared."""
    POWER_CYCLE = "power-cycle"
    """Off and on: everything in memory is lost, what is on paper stays."""
    STALL = "stall"
    """The printer stops reading."""
    REFUSE_CONNECT = "refuse-connect"
    """No new connection is accepted."""
    SLOW_LINK = "slow-link"
    """The printer reads `bytes_per_s`."""
    LATE_REPLIES = "late-replies"
    """Every answer comes `delay_s` late."""
    FRAGMENTED_REPLIES = "fragmented-replies"
    """Answers come byte by byte."""
    MERGED_REPLIES = "merged-replies"
    """Answers are held back and come in one piece."""
    DUPLICATED_REPLIES = "duplicated-replies"
    """Every answer comes twice."""
    STALE_ID = "stale-id"
    """Before the answer to a process id comes the one to another job."""
    ASB_BETWEEN_REPLIES = "asb-between-replies"
    """An ASB frame comes between the bytes of each longer answer."""
    SILENCE = "silence"
    """Nothing is answered."""
    NO_PROCESS_ID = "no-process-id"
    """GS ( H is not known, as on most "compatible" printers."""
    TICKET_NOT_TAKEN = "ticket-not-taken"
    """Nobody takes the ticket: the presenter draws it back in, or pushes it out, when its time is over."""
    PRESENTER_JAM = "presenter-jam"
    """The next ticket jams on its way to the mouth."""
    NONSENSE = "nonsense"
    """Every answer is random bytes."""


REPLY_FAULTS: Final = frozenset(
    {
        FaultName.LATE_REPLIES,
        FaultName.FRAGMENTED_REPLIES,
        FaultName.MERGED_REPLIES,
        FaultName.DUPLICATED_REPLIES,
        FaultName.STALE_ID,
        FaultName.ASB_BETWEEN_REPLIES,
        FaultName.SILENCE,
        FaultName.NONSENSE,
    }
)
"""Faults on the way back to the host."""

SLOW_LINK_BYTES_PER_S: Final = 11_520
"""115200 baud with 10 bits a byte."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Hold a fault to inject.

    Attributes:
        after_mm: paper that still passes before it happens; only for what happens to the mechanism.
        after_bytes: bytes that are still received before it happens; only for UNPLUG.
        for_s: machine seconds after which it clears by itself; None to wait until it is cleared.
        count: how many cuts jam.
        delay_s: how late LATE_REPLIES are.
        bytes_per_s: how fast SLOW_LINK reads.
    """

    name: FaultName
    after_mm: float = 0.0
    after_bytes: int = 0
    for_s: float | None = None
    count: int = 1
    delay_s: float = 1.0
    bytes_per_s: int = SLOW_LINK_BYTES_PER_S

    def __post_init__(self) -> None:
        """Refuse what cannot happen.

        Raises:
            ValueError: a quantity is negative or zero where that makes no sense.
        """
        if self.after_mm < 0 or self.after_bytes < 0 or self.delay_s < 0 or (self.for_s is not None and self.for_s < 0):
            raise ValueError(f"{self.name}: a fault cannot happen in the past")
        whole = (self.after_bytes, self.count, self.bytes_per_s)
        if not all(isinstance(value, int) for value in whole):
            raise ValueError(f"{self.name}: after_bytes, count and bytes_per_s are whole numbers")
        if not all(math.isfinite(value) for value in (self.after_mm, self.delay_s, self.for_s or 0.0)):
            raise ValueError(f"{self.name}: a fault happens at a finite place and time")
        if self.count < 1 or self.bytes_per_s < 1:
            raise ValueError(f"{self.name}: count and bytes_per_s are at least 1")
