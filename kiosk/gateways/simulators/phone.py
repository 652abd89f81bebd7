"""The simulated telephone: takes the messages of the outbox and keeps the last ones in memory."""

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.gateways.phone_wire import DEADLINE_S, Answer, Message, Request, ask
from kiosk.gateways.simulators.line_server import LineServer

_MESSAGES_KEPT: Final = 50


class PhoneBench:
    """Listen on a socket as the telephones of everybody; use it as a context manager.

    Messages are in memory only: a code that was sent is on no disk.
    """

    def __init__(self, socket_path: Path, on_message: Callable[[Message], None] | None = None) -> None:
        """Take the socket to listen on.

        Args:
            socket_path: at most 107 bytes; what a telephone that died has left there is taken over.
            on_message: called with each message, from a thread of the bench's.
        """
        self._path = socket_path
        self._on_message = on_message
        self._changed = threading.Condition()
        self._messages: deque[Message] = deque(maxlen=_MESSAGES_KEPT)
        self._count = 0
        self._server = LineServer(socket_path, "phone", Request, self._answer, DEADLINE_S)

    @property
    def socket_path(self) -> Path:
        """Give the socket that it listens on."""
        return self._path

    def start(self) -> None:
        """Listen from now on.

        Raises:
            OSError: another telephone listens there, or the path cannot be used.
        """
        self._server.start()

    def stop(self) -> None:
        """Listen no more and forget the messages; stopping twice does nothing."""
        self._server.stop()
        with self._changed:
            self._messages.clear()

    def __enter__(self) -> "PhoneBench":
        """Listen from now on."""
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Listen no more."""
        self.stop()

    def messages(self, mobile: str | None = None) -> tuple[Message, ...]:
        """Give the messages, oldest first, of one mobile or of all."""
        with self._changed:
            return tuple(message for message in self._messages if mobile in (None, message.mobile))

    def wait_for_message(self, mobile: str, timeout_s: float) -> Message | None:
        """Wait for a message to a mobile that has none yet; None where none came in time."""
        with self._changed:
            self._changed.wait_for(lambda: any(message.mobile == mobile for message in self._messages), timeout_s)
        found = self.messages(mobile)
        return found[-1] if found else None

    def _answer(self, request: Request) -> Answer:
        if request.order == "list":
            return Answer(is_done=True, messages=self.messages())
        with self._changed:
            self._count += 1
            message = Message(self._count, request.mobile, request.text)
            self._messages.append(message)
            self._changed.notify_all()
        if self._on_message is not None:
            self._on_message(message)
        return Answer(is_done=True)


def read_messages(socket_path: Path) -> tuple[Message, ...] | None:
    """Give the messages of a telephone that listens in another process; None where nobody listens."""
    answer = ask(socket_path, Request("list"))
    return None if answer is None else answer.messages
