"""Act on a virtual printer in another process, through its control socket."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from hardware.printer.simulator.faults import Fault, FaultName
from hardware.printer.simulator.paper import Paper
from hardware.printer.simulator.paper_files import paper_from_json

ANSWER_TIMEOUT_S: Final = 5.0


class ControlError(Exception):
    """Say that the printer did not do what was asked."""


class PrinterControl:
    """Be the operator of a printer that listens on a control socket.

    The connection is made at the first question and again after the printer was restarted.

    Args:
        path: of the socket.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: socket.socket | None = None
        self._received = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._received = b""

    def state(self) -> dict[str, Any]:
        """Give sensors, counters, faults, the count of papers and the events, as plain values.

        Raises:
            OSError: no printer listens there.
            ControlError: it does not answer as one.
        """
        return self._ask("state")

    def inject(self, fault: Fault | FaultName) -> None:
        """Make something go wrong.

        Raises:
            OSError: no printer listens there.
            ControlError: it refuses.
        """
        whole = fault if isinstance(fault, Fault) else Fault(fault)
        values = {name: value for name, value in asdict(whole).items() if name != "name" and value is not None}
        self._ask("inject", fault=whole.name, **values)

    def clear(self, name: FaultName | None = None) -> None:
        """Put a fault right, or all of them.

        Raises:
            OSError: no printer listens there.
            ControlError: it refuses.
        """
        self._ask("clear", fault=name)

    def new_roll(self) -> None:
        """Put a full roll in.

        Raises:
            OSError: no printer listens there.
            ControlError: it refuses.
        """
        self._ask("new-roll")

    def take(self) -> bool:
        """Take the newest paper; False if there is none to take.

        Raises:
            OSError: no printer listens there.
            ControlError: it does not answer as a printer.
        """
        return bool(self._ask("take")["taken"])

    def papers(self, since: int = 0) -> Sequence[Paper]:
        """Give the papers after a number, oldest first.

        Raises:
            OSError: no printer listens there.
            ControlError: it does not answer as a printer.
        """
        papers: list[Paper] = []
        try:
            # A long list comes in several answers.
            while more := self._ask("papers", since=papers[-1].number if papers else since)["papers"]:
                papers += [paper_from_json(values) for values in more]
        except ValueError as error:
            raise ControlError("the printer sent something that is no paper") from error
        return papers

    def _ask(self, request: str, **values: object) -> dict[str, Any]:
        try:
            answer = json.loads(self._exchange(json.dumps({"do": request, **values}).encode("ascii") + b"\n"))
        except (OSError, ValueError) as error:
            self.close()
            if isinstance(error, OSError):
                raise
            raise ControlError("the printer sent something that is no JSON") from error
        if not isinstance(answer, dict) or not answer.get("ok"):
            raise ControlError(str(answer.get("error")) if isinstance(answer, dict) else "no answer")
        return answer

    def _exchange(self, line: bytes) -> bytes:
        if self._connection is None:
            self._connection = self._connect()
        self._connection.sendall(line)
        received = bytearray(self._received)
        while (end := received.find(b"\n")) < 0:
            data = self._connection.recv(1 << 20)
            if not data:
                raise ConnectionResetError("the printer ended the connection")
            received += data
        self._received = bytes(received[end + 1 :])
        return bytes(received[:end])

    def _connect(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(ANSWER_TIMEOUT_S)
        try:
            connection.connect(str(self._path))
        except OSError:
            connection.close()
            raise
        return connection
