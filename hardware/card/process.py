"""The process that owns PC/SC: `python -m hardware.card.process SETTINGS`, lines of JSON on its pipes.

A call into pcscd can neither time out nor be cancelled, so that a hung pcscd or card is cured by killing this process
alone. The main thread reads orders, one thread watches the reader, one reads cards; the end of the orders ends all.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from hardware.card import wire
from hardware.card.apdu import ReadFault
from hardware.card.monitor import ReaderMonitor
from hardware.card.pcsc import PcscError, ScardConnection, ScardContext
from hardware.card.reading import MAX_RETRIES, RETRIED, read_with_retries
from hardware.card.states import Failed, ReaderState, ReadOutcome, Watching
from kiosk.domain.cards import CardFault

RETRY_PAUSE_S = 0.1
RESET_PAUSE_S = 0.02
"""How long after a failed exchange the news that the card has gone may take."""
LEAVE_WAIT_S = 0.5
"""How long a failed exchange waits for the news that the card, the reader or pcscd has gone, which explains it."""

_EXPLAINED_BY_LEAVING = (*RETRIED, CardFault.SERVICE_DOWN, CardFault.READER_UNPLUGGED, CardFault.NO_READER)


@dataclass(frozen=True, slots=True)
class CardPresence:
    """Name one presence of a card, by the event counter of its reader, and say when it has ended."""

    reader: str
    insertion: int
    ended: threading.Event = field(default_factory=threading.Event, compare=False)

    def is_of(self, reader: str, insertion: int) -> bool:
        """Say whether this is the presence that is meant."""
        return (self.reader, self.insertion) == (reader, insertion)


def read_presence(presence: CardPresence, *, accept_specimens: bool) -> ReadOutcome | None:
    """Read the card of one presence; None where it has left meanwhile, which the monitor tells."""
    connection = _connect(presence)
    if isinstance(connection, CardFault):
        return _unless_explained(presence, ReadOutcome(connection))
    outcome = read_with_retries(_Present(connection, presence), accept_specimens=accept_specimens)
    same = connection.events(presence.reader) == presence.insertion
    if not same and not isinstance(outcome.result, CardFault):
        # Read, but from which card? Only the counter can tell.
        outcome = ReadOutcome(CardFault.COMMUNICATION, None, outcome.apdus, outcome.duration_ms)
    explained = _unless_explained(presence, outcome)
    connection.close(reset=explained is not None)
    return explained


def _unless_explained(presence: CardPresence, outcome: ReadOutcome) -> ReadOutcome | None:
    return None if outcome.result in _EXPLAINED_BY_LEAVING and presence.ended.wait(LEAVE_WAIT_S) else outcome


class _Present:
    """Reach a card for as long as it is there: what has gone is not reset.

    pcscd takes a reset that fails on a reader that was unplugged for the sign of a mute card, and says so to everybody.
    """

    def __init__(self, connection: ScardConnection, presence: CardPresence) -> None:
        self._connection = connection
        self._presence = presence

    def transmit(self, command: bytes) -> bytes | ReadFault:
        return self._connection.transmit(command)

    def reset(self) -> ReadFault | None:
        if self._presence.ended.wait(RESET_PAUSE_S):
            return ReadFault(CardFault.COMMUNICATION)
        return self._connection.reset()


def _connect(presence: CardPresence) -> ScardConnection | CardFault:
    fault = CardFault.COMMUNICATION
    for _ in range(1 + MAX_RETRIES):
        connection = ScardConnection.connect(presence.reader)
        if not isinstance(connection, PcscError):
            return connection
        fault = connection.fault
        if fault not in (*RETRIED, CardFault.READER_BUSY) or presence.ended.wait(RETRY_PAUSE_S):
            break
    return fault


class CardProcess:
    """Wire the threads of the process.

    Args:
        settings: from the parent.
        send: writes one message to the parent; any thread may call it.
    """

    def __init__(self, settings: wire.Settings, send: Callable[[wire.Message], None]) -> None:
        self._settings = settings
        self._send = send
        self._lock = threading.Lock()
        self._has_failed = False
        self._presence: CardPresence | None = None
        self._early: wire.Read | None = None
        self._to_read: queue.SimpleQueue[CardPresence] = queue.SimpleQueue()
        self._monitor = ReaderMonitor(
            ScardContext.establish, settings.name_part, self._seen, lambda within_s: send(wire.Beat(within_s))
        )

    def start(self) -> None:
        """Start the threads; they end with the process."""
        self._send(wire.Hello())
        for name, run in (("monitor", self._monitor.run), ("reader", self._read_cards)):
            threading.Thread(target=run, name=name, daemon=True).start()

    def obey(self, order: wire.Read) -> None:
        """Read the card that is in again, if it is still the one meant; an order may come before the card is seen."""
        with self._lock:
            presence = self._presence
            if presence is None:
                self._early = order
            elif presence.is_of(order.reader, order.insertion):
                self._to_read.put(presence)

    def _seen(self, state: ReaderState) -> None:
        with self._lock:
            self._has_failed = self._has_failed or isinstance(state, Failed)
            if self._presence is not None:
                self._presence.ended.set()
                self._presence = None
            self._send(wire.seen(state))
            if isinstance(state, Watching) and state.is_read:
                self._presence = CardPresence(state.reader, state.insertion)
                if not self._is_known(self._presence) or self._is_ordered(self._presence):
                    self._to_read.put(self._presence)
            self._early = None

    def _is_known(self, presence: CardPresence) -> bool:
        """Say whether the parent has this card already; the counter tells it for as long as nothing has failed."""
        known = self._settings
        return not self._has_failed and presence.is_of(known.known_reader, known.known_insertion)

    def _is_ordered(self, presence: CardPresence) -> bool:
        return self._early is not None and presence.is_of(self._early.reader, self._early.insertion)

    def _read_cards(self) -> None:
        while True:
            self._read_card(self._to_read.get())

    def _read_card(self, presence: CardPresence) -> None:
        """Read one card and tell the parent; nothing of it stays in this process."""
        outcome = read_presence(presence, accept_specimens=self._settings.accept_specimens)
        if outcome is not None:
            self._send(wire.read_ended(presence.reader, presence.insertion, outcome))


def main() -> None:
    """Run until the parent closes the orders."""
    output = sys.stdout.buffer
    lock = threading.Lock()

    def send(message: wire.Message) -> None:
        try:
            with lock:
                output.write(wire.encode(message))
                output.flush()
        except BrokenPipeError:
            os._exit(0)  # the parent has gone

    process = CardProcess(msgspec.json.decode(sys.argv[1], type=wire.Settings), send)
    process.start()
    for line in sys.stdin.buffer:
        process.obey(msgspec.json.decode(line, type=wire.Read))
    os._exit(0)  # the other threads may hang in pcscd and would hold the interpreter


if __name__ == "__main__":
    main()
