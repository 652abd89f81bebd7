"""What the mechanism is asked to do, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

from hardware.printer.simulator.paper import Symbol, TextLine


@dataclass(frozen=True, slots=True)
class Advance:
    """Move the paper and burn rows as they pass.

    Attributes:
        dots: rows to move.
        ink: dots to burn from the first row on, 255 where ink is, as wide as the head; None for blank paper.
        lines: text of these rows, tops counted from the first.
        symbols: codes in these rows, tops counted from the first.
    """

    dots: int
    ink: Image.Image | None = field(default=None, repr=False, compare=False)
    lines: tuple[TextLine, ...] = field(default=(), repr=False)
    symbols: tuple[Symbol, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Cut:
    """Cut the paper where the blade is."""


@dataclass(frozen=True, slots=True)
class AnswerProcessId:
    """Answer a process id once everything before it is on paper (GS ( H fn 48)."""

    process_id: bytes


@dataclass(frozen=True, slots=True)
class Present:
    """Push the cut ticket to the mouth (GS e 3, FS P).

    Attributes:
        timeout_s: after which a ticket that nobody took leaves the mouth; None to wait for ever.
        retract: whether it then goes back into the bin; otherwise it is pushed out.
    """

    timeout_s: float | None = None
    retract: bool = True


@dataclass(frozen=True, slots=True)
class Retract:
    """Draw the ticket back into the bin (GS e 2)."""


@dataclass(frozen=True, slots=True)
class Eject:
    """Push the ticket out of the mouth (GS e 5)."""


Step = Advance | Cut | AnswerProcessId | Present | Retract | Eject
