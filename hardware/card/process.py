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
from hardware.card.monitor import ReaderMonitor
from hardware.card.pcsc import PcscError, ScardConnection, ScardContext
from hardware.card.reading import MAX_RETRIES, RETRIED, read_with_retries
from hardware.card.tracker import CardTracker, ReaderState, ReadOutcome
from kiosk.domain.cards import CardFault, Ticket

RETRY_PAUSE_S = 0.1
LEAVE_WAIT_S = 0.5
"""How long a failed exchange waits for the news that the card, the reader or pcscd has gone, which explains it."""

_EXPLAINED_BY_LEAVING = (*RETRIED, CardFault.SERVICE_DOWN, CardFault.READER_UNPLUGGED, CardFault.NO_READER)


@dataclass(frozen=True, slots=True)
class CardPresence:
    """Name one presence of a card and say when it has ended."""

    ticket: Ticket
    ended: threading.Event = field(default_factory=threading.Event, compare=False)


def read_presence(presence: CardPresence, *, accept_specimens: bool) -> ReadOutcome | None:
    """Read the card of one presence; None where it has left meanwhile, which the monitor tells."""
    reader = presence.ticket.reader
    connection = _connect(presence)
    if isinstance(connection, ScardConnection):
        outcome = read_with_retries(connection, accept_specimens=accept_specimens)
        same = connection.events(reader) == presence.ticket.insertion
        connection.close()
        if not same and not isinstance(outcome.result, CardFault):
            # Read, but from which card? Only the counter can tell.
            outcome = ReadOutcome(CardFault.COMMUNICATION, None, outcome.apdus, outcome.duration_ms)
    else:
        outcome = ReadOutcome(connection)
    if outcome.result in _EXPLAINED_BY_LEAVING and presence.ended.wait(LEAVE_WAIT_S):
        return None
    return outcome


def _connect(presence: CardPresence) -> ScardConnection | CardFault:
    fault = CardFault.COMMUNICATION
    for _ in range(1 + MAX_RETRIES):
        connection = ScardConnection.connect(presence.ticket.reader)
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
        self._tracker = CardTracker()
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
            elif _is_of(presence.ticket, order.reader, order.insertion):
                self._to_read.put(presence)

    def _seen(self, state: ReaderState) -> None:
        with self._lock:
            self._tracker.observe(state)
            left, ticket = self._presence, self._tracker.ticket
            if left is not None and left.ticket != ticket:
                self._presence = None
                left.ended.set()
            self._send(wire.seen(state))
            if ticket is not None and self._presence is None:
                self._presence = CardPresence(ticket)
                if self._tracker.reading is not None and (not self._is_known(ticket) or self._is_ordered(ticket)):
                    self._to_read.put(self._presence)
                self._early = None

    def _is_known(self, ticket: Ticket) -> bool:
        """Say whether the parent has this card already; the counter tells it for as long as pcscd has not gone."""
        known = self._settings
        return ticket.boot == 0 and _is_of(ticket, known.known_reader, known.known_insertion)

    def _is_ordered(self, ticket: Ticket) -> bool:
        return self._early is not None and _is_of(ticket, self._early.reader, self._early.insertion)

    def _read_cards(self) -> None:
        while True:
            presence = self._to_read.get()
            outcome = read_presence(presence, accept_specimens=self._settings.accept_specimens)
            if outcome is not None:
                self._send(wire.read_ended(presence.ticket.reader, presence.ticket.insertion, outcome))


def _is_of(ticket: Ticket, reader: str, insertion: int) -> bool:
    return (ticket.reader, ticket.insertion) == (reader, insertion)


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
