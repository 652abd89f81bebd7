"""What the dock acts on: the simulated reader, printer and telephone, as Protocols with frozen values.

Each function may take some time and is called from a thread of the dock's, never two at once on one bench.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


class BenchAbsentError(Exception):
    """Say that a simulator does not answer; the dock asks again."""


# Cards and reader


@dataclass(frozen=True, slots=True)
class DemoCard:
    """Hold a card that can be inserted.

    Attributes:
        name: by which the bench knows it, "family".
        title: what is special about it, "Famille ordinaire".
        person: whose card it is, empty for a card that says nothing.
        code: the code of the account; empty where there is none.
    """

    name: str
    title: str
    person: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


class ReaderTrouble(enum.Enum):
    """Name what can go wrong with the reader."""

    UNPLUGGED = "unplugged"
    SERVICE_STOPPED = "service-stopped"
    SERVICE_FROZEN = "service-frozen"


@dataclass(frozen=True, slots=True)
class ReaderLook:
    """Hold what is seen of the reader.

    Attributes:
        card: the name of the card in it, None while it is empty.
        is_turned: whether that card is the wrong way round.
        troubles: what is wrong now.
        possible: what this bench can make go wrong.
        exchanges: how many APDUs were exchanged since the card was inserted.
    """

    card: str | None = None
    is_turned: bool = False
    troubles: frozenset[ReaderTrouble] = frozenset()
    possible: frozenset[ReaderTrouble] = frozenset(ReaderTrouble)
    exchanges: int = 0


class CardBench(Protocol):
    """Act on a simulated reader.

    Raises:
        BenchAbsentError: by each function, when the reader does not answer.
    """

    def cards(self) -> Sequence[DemoCard]:
        """List the cards."""

    def look(self) -> ReaderLook:
        """Look at the reader."""

    def insert(self, name: str) -> None:
        """Put a card in; one that is in already is taken out first."""

    def remove(self) -> None:
        """Take the card out."""

    def turn(self) -> None:
        """Take the card out and put it back the other way round."""

    def reset(self) -> None:
        """Take the card out and make it what it was before any update; nothing happens where none is in."""

    def spoil(self, trouble: ReaderTrouble) -> None:
        """Make something go wrong."""

    def mend(self, trouble: ReaderTrouble) -> None:
        """Put it right."""


# Printer


class PrinterTrouble(enum.Enum):
    """Name what can go wrong with the printer; the value is the name of the simulator's fault."""

    PAPER_OUT = "paper-out"
    NEAR_END = "near-end"
    COVER_OPEN = "cover-open"
    CUTTER_JAM = "cutter-jam"
    HEAD_HOT = "head-hot"
    UNPLUGGED = "unplug"
    SILENT = "silence"


@dataclass(frozen=True, slots=True)
class TicketPicture:
    """Hold a cut ticket.

    Attributes:
        number: 1 for the first ticket.
        png: its picture, one pixel a dot.
        text: what is on it.
        is_taken: whether somebody took it.
        codes: what its QR codes say.
    """

    number: int
    png: bytes = field(repr=False)
    text: str = field(repr=False)
    is_taken: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrinterLook:
    """Hold what is seen of the printer.

    Attributes:
        tickets: how many were cut so far.
        is_printing: whether a ticket is begun and not cut yet.
        troubles: what is wrong now.
    """

    tickets: int = 0
    is_printing: bool = False
    troubles: frozenset[PrinterTrouble] = frozenset()


class PrinterBench(Protocol):
    """Act on a simulated printer.

    Raises:
        BenchAbsentError: by each function, when the printer does not answer.
    """

    def look(self) -> PrinterLook:
        """Look at the printer."""

    def latest_ticket(self) -> TicketPicture | None:
        """Give the newest ticket, None while nothing was printed."""

    def take_ticket(self) -> None:
        """Take the newest ticket; nothing happens where there is none to take."""

    def new_roll(self) -> None:
        """Put a full roll in."""

    def spoil(self, trouble: PrinterTrouble) -> None:
        """Make something go wrong."""

    def mend(self, trouble: PrinterTrouble) -> None:
        """Put it right."""

    def power_cycle(self) -> None:
        """Switch the printer off and on: all that it has in memory is lost."""


# Telephone


@dataclass(frozen=True, slots=True)
class TextMessage:
    """Hold one text message; numbers grow."""

    number: int
    mobile: str = field(repr=False)
    text: str = field(repr=False)


class Telephone(Protocol):
    """Be the telephones of everybody.

    Raises:
        BenchAbsentError: when the telephone does not answer.
    """

    def messages(self) -> Sequence[TextMessage]:
        """Give the messages, oldest first."""
