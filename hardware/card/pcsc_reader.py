"""The card reader of the terminal: the parent's side of the card process, which it watches, kills and starts again."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping

from hardware.card import wire
from hardware.card.owner import CardLimits, CardOwner
from kiosk.domain.cards import Ticket
from kiosk.ports import CardEvent

_Order = Callable[[CardOwner, float], None]
"""What the thread of the reader does with the owner of the card process, and the time."""


class PcscCardReader:
    """Watch a PC/SC reader and read its cards, whatever pcscd, the reader or a card does.

    One thread owns the card process; the sink is called from it. The process is killed when it is silent or when
    reading takes too long, since nothing else ends a call into a pcscd that hangs. What was a visit before its restart
    goes on only if reader and event counter are the same after it.

    Args:
        name_part: part of the reader's name; empty takes the first.
        accept_specimens: whether virtual cards are read; else they are TEST_CARD.
        environment: variables for the card process, PCSCLITE_CSOCK_NAME for a private pcscd.
        limits: times.
    """

    def __init__(
        self,
        *,
        name_part: str = "",
        accept_specimens: bool = False,
        environment: Mapping[str, str] | None = None,
        limits: CardLimits | None = None,
    ) -> None:
        self._settings = wire.Settings(name_part, accept_specimens)
        self._environment = dict(environment or {})
        self._limits = limits or CardLimits()
        self._orders: deque[_Order] = deque()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._wake: socket.socket | None = None
        self._owner: CardOwner | None = None

    def start(self, sink: Callable[[CardEvent], None]) -> None:
        """Begin to watch; the sink is called from the thread of this reader."""
        self._stopping.clear()
        woken, self._wake = socket.socketpair()
        self._owner = CardOwner(self._settings, self._environment, self._limits, sink)
        self._thread = threading.Thread(target=self._run, args=(self._owner, woken), name="card", daemon=True)
        self._thread.start()

    def reread(self, ticket: Ticket) -> None:
        """Read the same card again."""
        self._order(lambda owner, now_s: owner.reread(ticket, now_s))

    def exchange(self, ticket: Ticket, exchange_id: int, command: bytes) -> None:
        """Send one command to the card; the card process holds it exclusively from the first on."""
        self._order(lambda owner, now_s: owner.exchange(ticket, exchange_id, command, now_s))

    def release(self, ticket: Ticket) -> None:
        """End the exchanges with a card."""
        self._order(lambda owner, _: owner.release(ticket))

    def stop(self) -> None:
        """End watching and the card process; no event comes after the return."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._stopping.set()
        self._wake_up()
        thread.join()
        self._orders.clear()

    @property
    def child_pid(self) -> int | None:
        """Give the number of the card process, for diagnostics."""
        return None if self._owner is None else self._owner.child_pid

    def _order(self, order: _Order) -> None:
        self._orders.append(order)
        self._wake_up()

    def _wake_up(self) -> None:
        wake = self._wake
        if wake is not None:
            with contextlib.suppress(OSError):  # the thread has ended and closed it
                wake.send(b"\x00")

    def _run(self, owner: CardOwner, woken: socket.socket) -> None:
        with woken, selectors.DefaultSelector() as selector:
            selector.register(woken, selectors.EVENT_READ)
            while not self._stopping.is_set():
                child = owner.child
                if child is not None:
                    selector.register(child, selectors.EVENT_READ)
                ready = selector.select(owner.wait_s(time.monotonic()))
                if child is not None:
                    selector.unregister(child)
                for key, _ in ready:
                    if key.fileobj is woken:
                        woken.recv(1 << 12)
                    elif child is not None:
                        owner.listen(child, time.monotonic())
                while self._orders:
                    self._orders.popleft()(owner, time.monotonic())
                owner.judge(time.monotonic())
            owner.end()
        if self._wake is not None:
            self._wake.close()
