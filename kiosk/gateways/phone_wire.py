"""The wire between the outbox and the simulated telephone: one JSON object a line, over an AF_UNIX socket.

Requests: {"order": "send", "mobile": "+336…", "text": "…"} is answered by {"is_done": true};
{"order": "list"} by {"is_done": true, "messages": [{"number": 1, "mobile": …, "text": …}, …]}.
"""

from pathlib import Path
from typing import Final, Literal

import msgspec

from kiosk.gateways import json_line

DEADLINE_S: Final = 2.0
"""After this the other side counts as absent."""


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
    return json_line.ask(path, request, Answer, DEADLINE_S)
