"""The socket that a simulator listens on."""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, Generic, TypeVar

import msgspec

from kiosk.gateways.json_line import MAX_LINE_BYTES

Q = TypeVar("Q", bound=msgspec.Struct)

_POLL_S: Final = 0.05
"""How soon the thread that listens sees that it is to end."""


class LineServer(Generic[Q]):
    """Answer questions of one type, one a connection, each in a thread of its own."""

    def __init__(
        self, path: Path, name: str, question_type: type[Q], answer: Callable[[Q], msgspec.Struct], deadline_s: float
    ) -> None:
        """Take what is to be answered.

        Args:
            path: of the socket, at most 107 bytes; what a process that died has left there is taken over.
            name: of the thread that listens.
            question_type: of the questions; whatever else comes is not answered.
            answer: called from the thread of a connection.
            deadline_s: within which a connection must say something.
        """
        self._path = path
        self._name = name
        self._question_type = question_type
        self._answer = answer
        self._deadline_s = deadline_s
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Listen from now on.

        Raises:
            OSError: another process listens there, or the path cannot be used.
        """
        _remove_dead_socket(self._path, self._deadline_s)
        # The folder of the socket says who may ask: its owner.
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._server = _Server(str(self._path), self._answer_line, self._deadline_s)
        self._path.chmod(0o600)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_POLL_S,), name=self._name, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Listen no more; stopping twice does nothing."""
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._server = self._thread = None
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()

    def _answer_line(self, line: bytes) -> bytes:
        question = msgspec.json.decode(line, type=self._question_type)
        return msgspec.json.encode(self._answer(question)) + b"\n"


class _Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def __init__(self, path: str, answer: Callable[[bytes], bytes], deadline_s: float) -> None:
        self.answer = answer
        self.deadline_s = deadline_s
        super().__init__(path, _Handler)


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.connection.settimeout(self.server.deadline_s)

    def handle(self) -> None:
        with contextlib.suppress(OSError, msgspec.DecodeError):
            self.wfile.write(self.server.answer(self.rfile.readline(MAX_LINE_BYTES)))


def _remove_dead_socket(path: Path, deadline_s: float) -> None:
    """Remove the socket of a process that was killed; beside one that still answers nobody can listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line, contextlib.suppress(FileNotFoundError):
        line.settimeout(deadline_s)
        try:
            line.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
