"""The process that owns PC/SC: `python -m hardware.card.process SETTINGS`, lines of JSON on its pipes.

A call into pcscd can neither time out nor be cancelled, so that a hung pcscd or card is cured by killing this process
alone. The main thread takes orders, one thread watches the reader, one talks to cards; the end of the orders ends all.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import assert_never

import msgspec

from hardware.card import wire
from hardware.card.held import HeldCard
from hardware.card.monitor import ReaderMonitor
from hardware.card.pcsc import ScardContext
from hardware.card.presence import CardPresence, read_presence
from hardware.card.states import Failed, ReaderState, Watching
from kiosk.domain.cards import CardFault


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
        self._early: list[wire.Order] = []
        self._jobs: queue.SimpleQueue[tuple[CardPresence, wire.Order]] = queue.SimpleQueue()
        self._held = HeldCard()
        self._monitor = ReaderMonitor(
            ScardContext.establish, settings.name_part, self._seen, lambda within_s: send(wire.Beat(within_s))
        )

    def start(self) -> None:
        """Start the threads; they end with the process."""
        self._send(wire.Hello())
        for name, run in (("monitor", self._monitor.run), ("reader", self._talk)):
            threading.Thread(target=run, name=name, daemon=True).start()

    def obey(self, order: wire.Order) -> None:
        """Do something with the card that is in, if it is still the one meant; it may come before the card is seen."""
        with self._lock:
            presence = self._presence
            if presence is None:
                self._early.append(order)
            elif presence.is_of(order.reader, order.insertion):
                self._jobs.put((presence, order))

    def _seen(self, state: ReaderState) -> None:
        with self._lock:
            self._has_failed = self._has_failed or isinstance(state, Failed)
            if self._presence is not None:
                gone, self._presence = self._presence, None
                gone.ended.set()
                self._jobs.put((gone, wire.Release(gone.reader, gone.insertion)))
            self._send(wire.seen(state))
            early, self._early = self._early, []
            if isinstance(state, Watching) and state.is_read:
                presence = self._presence = CardPresence(state.reader, state.insertion)
                if not self._is_known(presence):
                    self._jobs.put((presence, wire.Read(presence.reader, presence.insertion)))
                for order in early:
                    is_done_anyway = isinstance(order, wire.Read) and not self._is_known(presence)
                    if presence.is_of(order.reader, order.insertion) and not is_done_anyway:
                        self._jobs.put((presence, order))

    def _is_known(self, presence: CardPresence) -> bool:
        """Say whether the parent has this card already; the counter tells it for as long as nothing has failed."""
        known = self._settings
        return not self._has_failed and presence.is_of(known.known_reader, known.known_insertion)

    def _talk(self) -> None:
        while True:
            self._do(*self._jobs.get())

    def _do(self, presence: CardPresence, order: wire.Order) -> None:
        """Do one thing with a card and tell the parent; nothing of it stays in this process."""
        match order:
            case wire.Read():
                self._held.release()
                outcome = read_presence(presence, accept_specimens=self._settings.accept_specimens)
                if outcome is not None:
                    self._send(wire.read_ended(presence.reader, presence.insertion, outcome))
            case wire.Exchange(exchange_id=exchange_id, command=command):
                answer = self._held.exchange(presence, command)
                if isinstance(answer, CardFault):
                    self._send(wire.ExchangeEnded(presence.reader, presence.insertion, exchange_id, fault=answer))
                elif answer is not None:
                    response = answer.data + answer.status_word.to_bytes(2)
                    self._send(wire.ExchangeEnded(presence.reader, presence.insertion, exchange_id, response=response))
            case wire.Release():
                self._held.release()
            case _:
                assert_never(order)


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
        process.obey(msgspec.json.decode(line, type=wire.Order))
    os._exit(0)  # the other threads may hang in pcscd and would hold the interpreter


if __name__ == "__main__":
    main()
