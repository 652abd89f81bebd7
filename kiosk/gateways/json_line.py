"""One question and its answer over an AF_UNIX socket, each one JSON object on a line."""

import socket
from pathlib import Path
from typing import Final, TypeVar

import msgspec

MAX_LINE_BYTES: Final = 1_000_000

A = TypeVar("A", bound=msgspec.Struct)


def ask(path: Path, question: msgspec.Struct, answer_type: type[A], deadline_s: float) -> A | None:
    """Put a question; None where nobody gives an answer of this type in time."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(deadline_s)
            line.connect(str(path))
            line.sendall(msgspec.json.encode(question) + b"\n")
            with line.makefile("rb") as answers:
                return msgspec.json.decode(answers.readline(MAX_LINE_BYTES), type=answer_type)
    except (OSError, msgspec.DecodeError):
        return None
