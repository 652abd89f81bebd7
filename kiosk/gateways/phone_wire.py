"""The wire between the outbox and the simulated telephone: one JSON object a line, over an AF_UNIX socket.

Requests: {"order": "send", "mobile": "+336…", "text": "…"} is answered by {"is_done": true};
{"order": "list"} by {"is_done": true, "messages": [{"number": 1, "mobile": …, "text": …}, …]}.
"""

import socket
from pathlib import Path
from typing import Final, Literal

import msgspec

DEADLINE_S: Final = 2.0
"""After this the other side counts as absent."""

MAX_LINE_BYTES: Final = 1_000_000


class Message(msgspec.Struct, frozen=True):
    """Hold one text message as the telephone shows it; numbers grow."""

    number: int
    mobile: str
    text: str

    def __repr__(self) -> str:
        """Say which message it is, without what it says: it may hold a code."""
        return f"Message(number={self.number})"


class Request(msgspec.Struct, frozen=True):
    """Hold one order to the telephone."""

    order: Literal["send", "list"]
    mobile: str = ""
    text: str = ""


class Answer(msgspec.Struct, frozen=True):
    """Hold the answer to an order."""

    is_done: bool
    messages: tuple[Message, ...] = ()


def ask(path: Path, request: Request) -> Answer | None:
    """Put one order to the telephone; None where nobody answers."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(DEADLINE_S)
            line.connect(str(path))
            line.sendall(msgspec.json.encode(request) + b"\n")
            with line.makefile("rb") as answers:
                return msgspec.json.decode(answers.readline(MAX_LINE_BYTES), type=Answer)
    except (OSError, msgspec.DecodeError):
        return None
