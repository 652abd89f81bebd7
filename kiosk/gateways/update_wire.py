"""The wire between the line to the authority and the simulated authority: one JSON object a line, over AF_UNIX.

Requests: {"order": "open", "opening": {…}}, {"order": "answer", "update_id": …, "number": …, "response": base64},
{"order": "write", "update_id": …, "target": {…}}. Each is answered by one object; its "kind" says what it is.
"""

from pathlib import Path
from typing import Final, Literal

import msgspec

from kiosk.domain.card_update import CardImage
from kiosk.gateways import json_line
from kiosk.ports import (
    AuthorityAnswer,
    AuthorityCommand,
    CardImageRead,
    CardImageWritten,
    CardRejected,
    UpdateOrder,
)

DEADLINE_S: Final = 5.0
"""After this the other side counts as absent."""


class Request(msgspec.Struct, frozen=True):
    """Hold one question to the authority."""

    order: Literal["open", "answer", "write"]
    update_id: str
    opening: UpdateOrder | None = None
    number: int = 0
    response: bytes = b""
    target: CardImage | None = None

    def __repr__(self) -> str:
        """Say what is asked, without what the card says."""
        return f"Request(order={self.order!r})"


class Reply(msgspec.Struct, frozen=True):
    """Hold one answer of the authority; "lost" says that it knows no such session."""

    kind: Literal["command", "read", "written", "rejected", "lost"]
    command: AuthorityCommand | None = None
    image: CardImage | None = None

    def __repr__(self) -> str:
        """Say what kind of answer it is, without what is on the card."""
        return f"Reply(kind={self.kind!r})"


def reply_of(answer: AuthorityAnswer | None) -> Reply:
    """Write an answer, None where there is no such session."""
    match answer:
        case None:
            return Reply("lost")
        case AuthorityCommand():
            return Reply("command", command=answer)
        case CardImageRead(image=image):
            return Reply("read", image=image)
        case CardImageWritten(image=image):
            return Reply("written", image=image)
        case CardRejected():
            return Reply("rejected")


def answer_of(reply: Reply | None) -> AuthorityAnswer | None:
    """Read an answer, None where there is none."""
    match reply:
        case Reply(kind="command", command=AuthorityCommand() as command):
            return command
        case Reply(kind="read", image=CardImage() as image):
            return CardImageRead(image)
        case Reply(kind="written", image=CardImage() as image):
            return CardImageWritten(image)
        case Reply(kind="rejected"):
            return CardRejected()
        case _:
            return None


def ask(path: Path, request: Request) -> Reply | None:
    """Put one question to the authority; None where nobody answers."""
    return json_line.ask(path, request, Reply, DEADLINE_S)
