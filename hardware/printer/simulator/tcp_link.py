"""The Ethernet interface: one printing peer, a few that wait, everybody on this machine."""

from __future__ import annotations

import selectors
import socket
import struct
from collections import deque
from collections.abc import Callable
from typing import Final

from hardware.printer.simulator.engine import PrinterEngine
from hardware.printer.simulator.links import LOOPBACK, READ_BYTES_MAX, Link, Throttle
from hardware.printer.simulator.replies import SEND_BUFFER_BYTES

WAITING_MAX: Final = 2
"""Connections accepted while another prints (Source: Epson UB-E02: three in all, the first prints)."""

WINDOW_BYTES: Final = 16_384
"""Receive buffer of the interface (Source: Epson UB-E02)."""

IDLE_CLOSE_S: Final = 300.0
"""A peer that sends nothing for so long is closed (Source: Epson UB-E02)."""

_RESET_ON_CLOSE: Final = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: close sends RST."""


class TcpLink(Link):
    """Listen on the loopback address.

    Args:
        selector: of the thread that owns the printer; each key holds the function to call.
        engine: the printer.
        port: 0 for any free one.
        throttled: whether speed limits apply; not with an instantaneous clock.
        now_s: machine time.

    Raises:
        OSError: the port is taken.
    """

    def __init__(
        self,
        selector: selectors.BaseSelector,
        engine: PrinterEngine,
        port: int,
        *,
        throttled: bool,
        now_s: Callable[[], float],
    ) -> None:
        self._selector = selector
        self._engine = engine
        self._throttle = Throttle(engine, None) if throttled else None
        self._idle_close_s = IDLE_CLOSE_S if throttled else None
        self._now_s = now_s
        # Bound and never listening: the port stays ours while the listener is closed to refuse connections.
        self._reservation = self._bound_socket(port)
        self.port: int = self._reservation.getsockname()[1]
        self._listener: socket.socket | None = None
        self._peer: socket.socket | None = None
        self._peer_events = 0
        self._peer_finished = False
        self._peer_is_gone = False
        self._last_read_s = 0.0
        self._waiting: deque[socket.socket] = deque()
        try:
            self._listen()
        except OSError:
            self._reservation.close()
            raise

    @property
    def url(self) -> str:
        """Give the address for the setting printer.url."""
        return f"tcp://{LOOPBACK}:{self.port}"

    def prepare(self, now_s: float) -> float | None:
        """Break, open or close what the printer's state asks for, and read if it has room."""
        # A host that hears of the break and connects again at once must find what it is to find.
        self._set_listening(reachable=self._engine.is_reachable)
        if self._engine.take_break() is not None:
            self._reset_peers()
        if self._peer is None and self._waiting:
            self._serve(self._waiting.popleft())
        self._close_finished_peer(now_s)
        if self._peer is None:
            return None
        free_from_s = self._throttle.free_from_s(now_s) if self._throttle is not None else None
        may_read = self._engine.room > 0 and free_from_s is None and not self._peer_finished
        self._watch_peer(
            (selectors.EVENT_READ if may_read else 0) | (selectors.EVENT_WRITE if self._engine.wants_to_write else 0)
        )
        return self._next_look_s(free_from_s)

    def close(self) -> None:
        """Close every socket."""
        self._drop_peer()
        while self._waiting:
            self._waiting.popleft().close()
        self._set_listening(reachable=False)
        self._reservation.close()

    def _next_look_s(self, free_from_s: float | None) -> float | None:
        idle_from_s = None if self._idle_close_s is None else self._last_read_s + self._idle_close_s
        return min((at for at in (free_from_s, idle_from_s) if at is not None), default=None)

    @staticmethod
    def _bound_socket(port: int) -> socket.socket:
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((LOOPBACK, port))
        except OSError as error:
            bound.close()
            raise OSError(error.errno, error.strerror, f"{LOOPBACK}:{port}") from error
        return bound

    def _listen(self) -> None:
        listener = self._bound_socket(self.port)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW_BYTES)
            listener.listen(WAITING_MAX + 1)
            listener.settimeout(0)
        except OSError:
            listener.close()
            raise
        self._listener = listener
        self._selector.register(listener, selectors.EVENT_READ, self._accept)

    def _set_listening(self, *, reachable: bool) -> None:
        if reachable and self._listener is None:
            self._listen()
        elif not reachable and self._listener is not None:
            self._selector.unregister(self._listener)
            self._listener.close()
            self._listener = None

    def _accept(self, _events: int) -> None:
        if self._listener is None:
            return
        try:
            peer, _ = self._listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        if self._peer is None:
            self._serve(peer)
        elif len(self._waiting) < WAITING_MAX:
            self._waiting.append(peer)
        else:
            peer.close()

    def _serve(self, peer: socket.socket) -> None:
        peer.settimeout(0)
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        self._peer = peer
        self._peer_finished = False
        self._peer_is_gone = False
        self._peer_events = 0
        self._last_read_s = self._now_s()
        self._engine.attach(self._send)

    def _watch_peer(self, events: int) -> None:
        if self._peer is None or events == self._peer_events:
            return
        if not self._peer_events:
            self._selector.register(self._peer, events, self._peer_ready)
        elif not events:
            self._selector.unregister(self._peer)
        else:
            self._selector.modify(self._peer, events, self._peer_ready)
        self._peer_events = events

    def _peer_ready(self, events: int) -> None:
        if events & selectors.EVENT_WRITE:
            self._engine.link_is_writable()
        if events & selectors.EVENT_READ:
            self._read()

    def _read(self) -> None:
        if self._peer is None:
            return
        now_s = self._now_s()
        allowance = self._throttle.allowance(now_s) if self._throttle is not None else READ_BYTES_MAX
        count = min(self._engine.room, allowance)
        if not count:
            return
        try:
            data = self._peer.recv(count)
        except BlockingIOError:
            return
        except OSError:
            self._drop_peer()
            return
        if not data:
            self._peer_finished = True
            return
        self._last_read_s = now_s
        if self._throttle is not None:
            self._throttle.spend(len(data), now_s)
        self._engine.receive(data)

    def _send(self, data: bytes) -> int:
        if self._peer is None:
            return len(data)
        try:
            return self._peer.send(data)
        except BlockingIOError:
            return 0
        except OSError:
            # What is said to a peer that is gone is lost.
            self._peer_is_gone = True
            return len(data)

    def _close_finished_peer(self, now_s: float) -> None:
        """Close a peer that has nothing more to send once it has got its answers, or one that sleeps."""
        if self._peer is None:
            return
        finished = self._peer_finished and (self._engine.is_idle or bool(self._waiting))
        asleep = self._idle_close_s is not None and now_s - self._last_read_s >= self._idle_close_s
        if finished or self._peer_is_gone or (asleep and self._engine.is_idle):
            self._drop_peer()
            if self._waiting:
                self._serve(self._waiting.popleft())

    def _reset_peers(self) -> None:
        for peer in (self._peer, *self._waiting):
            if peer is not None:
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self._drop_peer()
        while self._waiting:
            self._waiting.popleft().close()

    def _drop_peer(self) -> None:
        if self._peer is None:
            return
        self._watch_peer(0)
        self._peer.close()
        self._peer = None
        self._engine.attach(None)
