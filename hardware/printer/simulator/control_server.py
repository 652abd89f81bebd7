"""The control socket: another process acts on the printer, one JSON object a line.

A request is `{"do": NAME, …}`, the answer `{"ok": true, …}` or `{"ok": false, "error": SENTENCE}`:

- `state` → `state`, `active`, `waiting`, `papers`, `events`
- `inject` with `fault` and, where they make sense, `after_mm`, `after_bytes`, `for_s`, `count`, `delay_s`,
  `bytes_per_s`
- `clear` with `fault`, or without for all
- `new-roll`, `take` → `taken`
- `papers` with `since` → `papers`, PAPERS_AT_ONCE of them at most
"""

from __future__ import annotations

import json
import selectors
import socket
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from hardware.printer.simulator.faults import Fault, FaultName
from hardware.printer.simulator.operator import Operator
from hardware.printer.simulator.paper_files import paper_as_json

LINE_BYTES_MAX: Final = 65_536
"""A client that sends more without a line end is not one of ours."""

PAPERS_AT_ONCE: Final = 10
"""Papers in one answer: making their pictures keeps the printer from its work."""

_OWNER_ONLY: Final = 0o600

_FAULT_QUANTITIES: Final = frozenset(field.name for field in fields(Fault)) - {"name"}


class BadRequestError(Exception):
    """Say what is wrong with a request."""


def answer(request: object, operator: Operator) -> dict[str, Any]:
    """Do what a request asks.

    Raises:
        BadRequestError: it makes no sense.
    """
    if not isinstance(request, dict):
        raise BadRequestError("a request is an object")
    match request.get("do"):
        case "state":
            look = operator.snapshot()
            return {
                "state": look.state.as_json(),
                "active": list(look.active),
                "waiting": list(look.waiting),
                "papers": look.papers,
                "in_progress_lines": look.in_progress_lines,
                "events": [str(event) for event in look.events],
            }
        case "inject":
            operator.inject(_fault(request))
            return {}
        case "clear":
            if request.get("fault") is None:
                operator.clear_all()
            else:
                operator.clear(_fault_name(request))
            return {}
        case "new-roll":
            operator.new_roll()
            return {}
        case "take":
            return {"taken": operator.take_ticket()}
        case "papers":
            since = request.get("since", 0)
            if not isinstance(since, int) or since < 0:
                raise BadRequestError("since is the number of a paper")
            return {"papers": [paper_as_json(paper) for paper in operator.papers(since)[:PAPERS_AT_ONCE]]}
        case _:
            raise BadRequestError("do is one of state, inject, clear, new-roll, take, papers")


def _fault_name(request: dict[str, Any]) -> FaultName:
    try:
        return FaultName(str(request.get("fault")))
    except ValueError as error:
        raise BadRequestError("fault is one of " + ", ".join(FaultName)) from error


def _fault(request: dict[str, Any]) -> Fault:
    quantities = {name: value for name, value in request.items() if name not in {"do", "fault"}}
    unknown = quantities.keys() - _FAULT_QUANTITIES
    if unknown:
        raise BadRequestError("a fault has no " + ", ".join(sorted(unknown)))
    if any(isinstance(value, bool) or not isinstance(value, int | float) for value in quantities.values()):
        raise BadRequestError("the quantities of a fault are numbers")
    try:
        return Fault(_fault_name(request), **quantities)
    except ValueError as error:
        raise BadRequestError(str(error)) from error


class _Client:
    def __init__(
        self,
        selector: selectors.BaseSelector,
        connection: socket.socket,
        operator: Operator,
        closed: Callable[[], None],
    ) -> None:
        self._selector = selector
        self._connection = connection
        self._operator = operator
        self._closed = closed
        self._received = bytearray()
        self._to_send = bytearray()
        connection.settimeout(0)
        selector.register(connection, selectors.EVENT_READ, self._ready)

    def close(self) -> None:
        self._selector.unregister(self._connection)
        self._connection.close()

    def _ready(self, events: int) -> None:
        try:
            if events & selectors.EVENT_READ:
                data = self._connection.recv(LINE_BYTES_MAX)
                self._received += data
                if not data or not self._take_lines():
                    self._leave()
                    return
            self._send()
        except BlockingIOError:
            return
        except OSError:
            self._leave()

    def _leave(self) -> None:
        self.close()
        self._closed()

    def _take_lines(self) -> bool:
        while (end := self._received.find(b"\n")) >= 0:
            line = bytes(self._received[:end])
            del self._received[: end + 1]
            self._to_send += json.dumps(self._answer(line)).encode("ascii") + b"\n"
        return len(self._received) < LINE_BYTES_MAX

    def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            return {"ok": True, **answer(json.loads(line), self._operator)}
        except (ValueError, RecursionError):
            return {"ok": False, "error": "a request is one line of JSON"}
        except BadRequestError as error:
            return {"ok": False, "error": str(error)}

    def _send(self) -> None:
        if self._to_send:
            sent = self._connection.send(self._to_send)
            del self._to_send[:sent]
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if self._to_send else 0)
        self._selector.modify(self._connection, wanted, self._ready)


class ControlServer:
    """Listen on a Unix socket that only the owner can open.

    Args:
        selector: of the thread that owns the printer; each key holds the function to call.
        path: of the socket; a dead one in its place is replaced.
        operator: acts on the printer.

    Raises:
        OSError: the socket cannot be made, or another printer listens there.
    """

    def __init__(self, selector: selectors.BaseSelector, path: Path, operator: Operator) -> None:
        self._selector = selector
        self._path = path
        self._operator = operator
        self._clients: dict[int, _Client] = {}
        _remove_dead_socket(path)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._listener.bind(str(path))
            path.chmod(_OWNER_ONLY)
            self._listener.listen()
            self._listener.settimeout(0)
        except OSError as error:
            self._listener.close()
            raise OSError(error.errno, error.strerror, str(path)) from error
        selector.register(self._listener, selectors.EVENT_READ, self._accept)

    def close(self) -> None:
        """End every connection and remove the socket."""
        for client in self._clients.values():
            client.close()
        self._clients.clear()
        self._selector.unregister(self._listener)
        self._listener.close()
        self._path.unlink(missing_ok=True)

    def _accept(self, _events: int) -> None:
        try:
            connection, _ = self._listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        number = connection.fileno()
        self._clients[number] = _Client(self._selector, connection, self._operator, lambda: self._forget(number))

    def _forget(self, number: int) -> None:
        del self._clients[number]


def _remove_dead_socket(path: Path) -> None:
    if not path.is_socket():
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
