"""The orders that move virtual cards: lines of JSON on an AF_UNIX socket, one answer a line."""

from __future__ import annotations

import socket
from pathlib import Path

import msgspec

from hardware.card.simulator.player import Exchange

TIMEOUT_S = 5.0
MAX_LINE = 1 << 20


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do"):
    """Ask the card host for something."""


class Insert(Order, frozen=True, tag="insert"):
    """Put a card in; one that is in already is taken out first."""

    card: str
    """A name of the cast, or the absolute path of a scenario file."""


class Remove(Order, frozen=True, tag="remove"):
    """Take the card out."""


class Turn(Order, frozen=True, tag="turn"):
    """Take the card out and put it back the other way round."""


class Reset(Order, frozen=True, tag="reset"):
    """Make a card what its scenario says again, whatever an update has written on it; it is taken out first."""

    card: str
    """A name of the cast, or the absolute path of a scenario file."""


class Unplug(Order, frozen=True, tag="unplug"):
    """Pull the cable of the reader."""


class Plug(Order, frozen=True, tag="plug"):
    """Put the cable of the reader back."""


class Look(Order, frozen=True, tag="state"):
    """Ask what is in the reader."""


class ListCards(Order, frozen=True, tag="list"):
    """Ask for the cards of the cast."""


AnyOrder = Insert | Remove | Turn | Reset | Unplug | Plug | Look | ListCards


class KnownCard(msgspec.Struct, frozen=True):
    """Name one card of the cast."""

    name: str
    title: str


class State(msgspec.Struct, frozen=True):
    """Say what is in the reader.

    Attributes:
        plugged: whether its cable is in.
        connected: whether pcscd has it open.
        card: the name or file of the card in it.
        turned: whether that card is the wrong way round.
        exchanges: the APDUs since the insertion, without a data byte.
    """

    plugged: bool
    connected: bool
    card: str | None
    turned: bool
    exchanges: tuple[Exchange, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """Answer an order; an error says why nothing was done."""

    state: State | None = None
    cards: tuple[KnownCard, ...] = ()
    error: str | None = None


class CardHostError(RuntimeError):
    """Say why the card host did not do what it was asked."""


class NoCardHostError(CardHostError):
    """Say that no card host answers."""


class CardHostClient:
    """Move the cards of a card host from another thread or process."""

    def __init__(self, control: Path) -> None:
        self._control = control

    def insert(self, card: str) -> State:
        """Put in a card by its name, or by the path of its scenario file."""
        return self._ask(Insert(_place(card)))

    def remove(self) -> State:
        """Take the card out."""
        return self._ask(Remove())

    def turn(self) -> State:
        """Turn the card round."""
        return self._ask(Turn())

    def reset(self, card: str) -> State:
        """Make a card what its scenario says again, by its name or the path of its scenario file."""
        return self._ask(Reset(_place(card)))

    def unplug(self) -> State:
        """Pull the cable of the reader."""
        return self._ask(Unplug())

    def plug(self) -> State:
        """Put the cable back."""
        return self._ask(Plug())

    def state(self) -> State:
        """Look at the reader."""
        return self._ask(Look())

    def cards(self) -> tuple[KnownCard, ...]:
        """List the cards of the cast."""
        return self._send(ListCards()).cards

    def _ask(self, order: AnyOrder) -> State:
        state = self._send(order).state
        if state is None:
            raise CardHostError("the card host gave no state")
        return state

    def _send(self, order: AnyOrder) -> Answer:
        """Send one order.

        Raises:
            NoCardHostError: no host listens there, or it does not answer in time.
            CardHostError: it refuses.
        """
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(TIMEOUT_S)
            try:
                link.connect(str(self._control))
                link.sendall(msgspec.json.encode(order) + b"\n")
                with link.makefile("rb") as lines:
                    line = lines.readline(MAX_LINE)
            except OSError as error:
                raise NoCardHostError(f"no virtual reader answers at {self._control} ({error})") from None
        try:
            answer = msgspec.json.decode(line, type=Answer)
        except msgspec.DecodeError:
            raise NoCardHostError(f"what answers at {self._control} is not a virtual reader") from None
        if answer.error is not None:
            raise CardHostError(answer.error)
        return answer


def _place(card: str) -> str:
    """Name a card so that the host finds it from its own folder."""
    return str(Path(card).absolute()) if card.endswith(".toml") else card
