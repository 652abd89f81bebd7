"""Hold the virtual card: serve it to the virtual reader and take the orders that move it.

One thread owns everything. The driver of the reader connects to the reader socket, frames as ifd/virtual_ifd.c says;
orders come as lines of JSON on the control socket.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import selectors
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import assert_never

import msgspec

from hardware.card.simulator import control
from hardware.card.simulator.memory import CardMemories, is_same_card
from hardware.card.simulator.paths import BenchPaths
from hardware.card.simulator.player import CardPlayer, Exchange, Pulled, Reply, Silence
from hardware.card.simulator.scenario import Scenario, ScenarioError, card_names, load_scenario

_HEADER = 4
_INSERTED, _REMOVED, _ANSWER = b"I", b"X", b"A"
_POWER_UP, _POWER_DOWN, _RESET, _TRANSMIT = b"U", b"D", b"R", b"T"
_ORDER_S = 0.5
"""What somebody who connects may take to say something: nothing else is served meanwhile."""
_JOIN_S = 5.0


@dataclass(slots=True)
class _Card:
    """Hold the card that is in the slot; `presence` tells it from every other presence of a card."""

    name: str
    scenario: Scenario
    turned: bool
    presence: int
    player: CardPlayer


@dataclass(frozen=True, slots=True, order=True)
class _Later:
    """Hold what is done at a time of the monotonic clock."""

    due_s: float
    order: int
    do: Callable[[], None] = field(compare=False)


class CardHost:
    """Serve one virtual reader whose sockets are at these paths."""

    def __init__(self, paths: BenchPaths) -> None:
        self._paths = paths
        self._selector = selectors.DefaultSelector()
        self._wake: socket.socket | None = None
        self._stopping = threading.Event()
        self._connected = threading.Event()
        self._thread: threading.Thread | None = None
        self._listener: socket.socket | None = None
        self._driver: socket.socket | None = None
        self._received = b""
        self._memories = CardMemories()
        self._card: _Card | None = None
        self._presences = itertools.count(1)
        self._exchanges: tuple[Exchange, ...] = ()
        self._later: list[_Later] = []
        self._order = itertools.count()

    def start(self) -> None:
        """Open the sockets and serve them from a thread of its own.

        Raises:
            OSError: a socket cannot be opened.
        """
        try:
            self._listen_for_driver()
            self._paths.control.unlink(missing_ok=True)
            orders = self._listen(self._paths.control)
        except OSError:
            self._close()
            raise
        woken, self._wake = socket.socketpair()
        self._selector.register(orders, selectors.EVENT_READ, partial(self._accept_order, orders))
        self._selector.register(woken, selectors.EVENT_READ, lambda: None)
        self._thread = threading.Thread(target=self._run, name="card-host", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close the sockets and end the thread."""
        if self._thread is None or self._wake is None:
            return
        self._stopping.set()
        with contextlib.suppress(OSError):  # the thread may have seen the end by itself
            self._wake.send(b"\x00")
        self._thread.join(_JOIN_S)
        self._thread = None
        self._wake.close()

    def wait_connected(self, timeout_s: float) -> bool:
        """Wait until pcscd has the reader open."""
        return self._connected.wait(timeout_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            wait_s = max(0.0, self._later[0].due_s - time.monotonic()) if self._later else None
            for key, _ in self._selector.select(wait_s):
                key.data()
            while self._later and self._later[0].due_s <= time.monotonic():
                heapq.heappop(self._later).do()
        self._close()

    def _close(self) -> None:
        for key in list(self._selector.get_map().values()):
            self._selector.unregister(key.fileobj)
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
        self._selector.close()
        self._paths.reader.unlink(missing_ok=True)
        self._paths.control.unlink(missing_ok=True)

    # Orders

    def _accept_order(self, orders: socket.socket) -> None:
        link, _ = orders.accept()
        link.settimeout(_ORDER_S)
        with link:
            try:
                with link.makefile("rb") as lines:
                    line = lines.readline(control.MAX_LINE)
                link.sendall(msgspec.json.encode(self._answer(line)) + b"\n")
            except OSError:
                return  # whoever asked has gone

    def _answer(self, line: bytes) -> control.Answer:
        try:
            order = msgspec.json.decode(line, type=control.AnyOrder)
        except msgspec.DecodeError as error:
            return control.Answer(error=f"not an order: {error}")
        try:
            self._obey(order)
        except ScenarioError as error:
            return control.Answer(error=str(error))
        if isinstance(order, control.ListCards):
            cards = tuple(control.KnownCard(name, load_scenario(name).title) for name in card_names())
            return control.Answer(cards=cards)
        return control.Answer(state=self._state())

    def _obey(self, order: control.AnyOrder) -> None:
        match order:
            case control.Insert(card=name):
                scenario = load_scenario(name)
                self._take_out()
                self._put_in(name, scenario, turned=False)
            case control.Remove():
                self._take_out()
            case control.Turn():
                card = self._card
                if card is not None:
                    self._take_out()
                    self._put_in(card.name, card.scenario, turned=not card.turned)
            case control.Reset(card=name):
                self._reset(load_scenario(name))
            case control.Unplug():
                self._unplug()
            case control.Plug():
                self._listen_for_driver()
            case control.Look() | control.ListCards():
                pass
            case _:
                assert_never(order)

    def _reset(self, scenario: Scenario) -> None:
        if self._card is not None and is_same_card(self._card.scenario, scenario):
            self._take_out()
        self._memories.reset(scenario)

    def _state(self) -> control.State:
        card = self._card
        return control.State(
            plugged=self._listener is not None,
            connected=self._driver is not None,
            card=None if card is None else card.name,
            turned=card is not None and card.turned,
            exchanges=self._exchanges if card is None else card.player.exchanges,
        )

    def _put_in(self, name: str, scenario: Scenario, *, turned: bool) -> None:
        muted = msgspec.structs.replace(scenario, mute=scenario.mute != turned)
        player = CardPlayer(muted, self._memories.of(scenario))
        self._card = _Card(name, scenario, turned, next(self._presences), player)
        self._say(_INSERTED)

    def _take_out(self) -> None:
        if self._card is not None:
            self._exchanges = self._card.player.exchanges
            self._card = None
            self._say(_REMOVED)

    # The cable

    @staticmethod
    def _listen(path: Path) -> socket.socket:
        listener = socket.socket(socket.AF_UNIX)
        try:
            listener.bind(str(path))
            listener.listen(16)
        except OSError:
            listener.close()
            raise
        return listener

    def _listen_for_driver(self) -> None:
        if self._listener is not None:
            return
        self._paths.reader.unlink(missing_ok=True)
        self._listener = self._listen(self._paths.reader)
        self._selector.register(self._listener, selectors.EVENT_READ, partial(self._accept_driver, self._listener))

    def _accept_driver(self, listener: socket.socket) -> None:
        driver, _ = listener.accept()
        self._drop_driver()  # a new pcscd takes the reader over from one that was killed
        self._driver, self._received = driver, b""
        self._selector.register(driver, selectors.EVENT_READ, self._read_driver)
        if self._card is not None:
            self._say(_INSERTED)
        self._connected.set()

    def _unplug(self) -> None:
        if self._listener is not None:
            self._selector.unregister(self._listener)
            self._listener.close()
            self._listener = None
            self._paths.reader.unlink(missing_ok=True)
        self._drop_driver()

    def _drop_driver(self) -> None:
        self._connected.clear()
        if self._driver is not None:
            self._selector.unregister(self._driver)
            self._driver.close()
            self._driver = None

    # Frames

    def _read_driver(self) -> None:
        driver = self._driver
        if driver is None:
            return
        try:
            more = driver.recv(65536)
        except OSError:
            more = b""
        if not more:
            self._drop_driver()
            return
        self._received += more
        while len(self._received) >= _HEADER:
            end = _HEADER + int.from_bytes(self._received[2:4])
            if len(self._received) < end:
                return
            frame, self._received = self._received[:end], self._received[end:]
            self._question(frame[:1], frame[1], frame[_HEADER:])

    def _question(self, kind: bytes, sequence: int, body: bytes) -> None:
        card = self._card
        if card is None:
            return  # the driver has been told, and waits no longer
        if kind in (_POWER_UP, _RESET):
            self._say(_ANSWER, sequence, card.player.power_up())
        elif kind == _POWER_DOWN:
            card.player.power_down()
        elif kind == _TRANSMIT:
            self._transmit(card, sequence, body)

    def _transmit(self, card: _Card, sequence: int, command: bytes) -> None:
        outcome = card.player.transmit(command)
        match outcome:
            case Reply(data=data, delay_s=0.0):
                self._say(_ANSWER, sequence, data)
            case Reply(data=data, delay_s=delay_s):
                due = time.monotonic() + delay_s
                reply = partial(self._reply_later, card.presence, sequence, data)
                heapq.heappush(self._later, _Later(due, next(self._order), reply))
            case Silence():
                pass
            case Pulled(next_card=next_card):
                self._take_out()
                if next_card is not None:
                    self._put_in(next_card, load_scenario(next_card), turned=False)
            case _:
                assert_never(outcome)

    def _reply_later(self, presence: int, sequence: int, data: bytes) -> None:
        if self._card is not None and self._card.presence == presence:
            self._say(_ANSWER, sequence, data)

    def _say(self, kind: bytes, sequence: int = 0, body: bytes = b"") -> None:
        if self._driver is None:
            return
        try:
            self._driver.sendall(kind + bytes([sequence]) + len(body).to_bytes(2) + body)
        except OSError:
            self._drop_driver()
