"""The lines of JSON between the card process and its parent."""

from __future__ import annotations

import msgspec

from hardware.card.states import Failed, Presence, ReaderState, ReadOutcome, Watching
from kiosk.domain.cards import CardFault, CardFile, CardKind


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tell the card process what to watch, as its only argument.

    Attributes:
        name_part: part of the reader's name; empty takes the first.
        accept_specimens: whether virtual cards are read.
        known_reader: of a card that was read before this process was started.
        known_insertion: its event counter; that presence is not read again.
    """

    name_part: str = ""
    accept_specimens: bool = False
    known_reader: str = ""
    known_insertion: int = -1


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True):
    """Say something to the other side."""


class Hello(Message, frozen=True):
    """Say that the process runs; it has not spoken to pcscd yet."""


class Beat(Message, frozen=True):
    """Say that pcscd answers, and within what time the next beat comes."""

    next_within_s: float


class SeenReader(Message, frozen=True):
    """Hold a reader that works, as tracker.Watching."""

    reader: str
    insertion: int
    presence: Presence
    kind: CardKind


class SeenFailure(Message, frozen=True):
    """Hold why no card can be seen, as tracker.Failed."""

    fault: CardFault


class ReadEnded(Message, frozen=True):
    """Hold the outcome of reading: the card or a fault."""

    reader: str
    insertion: int
    apdus: int
    duration_ms: int
    card: CardFile | None = None
    fault: CardFault | None = None
    status_word: int | None = None

    @property
    def outcome(self) -> ReadOutcome:
        """Give what reading gave."""
        result = self.card or self.fault or CardFault.COMMUNICATION
        return ReadOutcome(result, self.status_word, self.apdus, self.duration_ms)


class ExchangeEnded(Message, frozen=True):
    """Hold what a card answered to a command, or why nobody knows.

    Attributes:
        response: data and SW1-SW2.
    """

    reader: str
    insertion: int
    exchange_id: int
    response: bytes | None = None
    fault: CardFault | None = None

    def __repr__(self) -> str:
        """Say which exchange has ended and how, without what the card said."""
        return f"ExchangeEnded(exchange_id={self.exchange_id}, fault={self.fault})"


class Read(Message, frozen=True):
    """Ask for one card to be read again."""

    reader: str
    insertion: int


class Exchange(Message, frozen=True):
    """Ask for one command to be sent to a card."""

    reader: str
    insertion: int
    exchange_id: int
    command: bytes

    def __repr__(self) -> str:
        """Say which exchange is asked for, without what is written."""
        return f"Exchange(exchange_id={self.exchange_id})"


class Release(Message, frozen=True):
    """Ask for a card that exchanges were made with to be let go of."""

    reader: str
    insertion: int


FromChild = Hello | Beat | SeenReader | SeenFailure | ReadEnded | ExchangeEnded
Order = Read | Exchange | Release


def seen(state: ReaderState) -> SeenReader | SeenFailure:
    """Put a state into a message."""
    if isinstance(state, Failed):
        return SeenFailure(state.fault)
    return SeenReader(state.reader, state.insertion, state.presence, state.kind)


def state_of(message: SeenReader | SeenFailure) -> ReaderState:
    """Take the state out of a message."""
    if isinstance(message, SeenFailure):
        return Failed(message.fault)
    return Watching(message.reader, message.insertion, message.presence, message.kind)


def read_ended(reader: str, insertion: int, outcome: ReadOutcome) -> ReadEnded:
    """Put an outcome into a message."""
    fault = outcome.result if isinstance(outcome.result, CardFault) else None
    card = None if isinstance(outcome.result, CardFault) else outcome.result
    return ReadEnded(reader, insertion, outcome.apdus, outcome.duration_ms, card, fault, outcome.status_word)


def encode(message: Message | Settings) -> bytes:
    """Write one line."""
    return msgspec.json.encode(message) + b"\n"
