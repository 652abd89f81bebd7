"""A printer on the network, port 9100."""

from __future__ import annotations

import contextlib
import errno
import os
import select
import socket
import time
from typing import Final

from hardware.printer.transport import READ_BYTES, Exchanged, LinkError, Wake, wait_ready

_KEEPALIVE_IDLE_S: Final = 5
_KEEPALIVE_INTERVAL_S: Final = 2
_KEEPALIVE_PROBES: Final = 3
"""A printer whose power or cable has gone is noticed after 11 s at most, even while it holds a ticket and is silent."""


class TcpTransport:
    """Talk to a printer over TCP."""

    answers = True

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._socket: socket.socket | None = None

    def open(self, wake: Wake, timeout_s: float) -> None:
        """Connect.

        Raises:
            LinkError: refused, unreachable, or not connected in time.
        """
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)[0]
            connection = socket.socket(family, kind, protocol)
        except OSError as error:
            raise LinkError(f"no address: {error.strerror}") from error
        try:
            connection.settimeout(0)
            _configure(connection)
            _connect(connection, address, wake, timeout_s)
        except (OSError, LinkError) as error:
            connection.close()
            raise LinkError(f"not connected: {error}") from error
        self._socket = connection

    def exchange(self, data: memoryview, wake: Wake, timeout_s: float) -> Exchanged:
        """Send and receive.

        Raises:
            LinkError: the printer closed or reset the connection, or does not answer probes.
        """
        connection = self._connected()
        ready = wait_ready(connection.fileno(), to_write=bool(data), wake=wake, timeout_s=timeout_s)
        try:
            written = connection.send(data) if ready.writable else 0
            received = connection.recv(READ_BYTES) if ready.readable else None
        except OSError as error:
            raise LinkError(f"lost: {error.strerror}") from error
        if received == b"":
            raise LinkError("lost: closed by the printer")
        return Exchanged(written, received or b"")

    def close(self, drain_s: float) -> None:
        """Say that nothing more comes, read until the printer closes too, and close."""
        connection, self._socket = self._socket, None
        if connection is None:
            return
        with contextlib.closing(connection), contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
            end_s = time.monotonic() + drain_s
            poll = select.poll()
            poll.register(connection, select.POLLIN)
            while (left_s := end_s - time.monotonic()) > 0 and poll.poll(left_s * 1000) and connection.recv(READ_BYTES):
                pass

    def _connected(self) -> socket.socket:
        if self._socket is None:
            raise LinkError("not open")
        return self._socket


def _configure(connection: socket.socket) -> None:
    # Status requests are three bytes: Nagle's algorithm would hold each back until the last was acknowledged.
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, _KEEPALIVE_IDLE_S)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, _KEEPALIVE_INTERVAL_S)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, _KEEPALIVE_PROBES)


def _connect(connection: socket.socket, address: tuple[object, ...], wake: Wake, timeout_s: float) -> None:
    begun = connection.connect_ex(address)
    if begun == errno.EINPROGRESS:
        if not wait_ready(connection.fileno(), to_write=True, wake=wake, timeout_s=timeout_s).writable:
            raise LinkError("no answer")
        begun = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if begun:
        raise LinkError(os.strerror(begun))
