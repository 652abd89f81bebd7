"""Requests that the printer obeys as they arrive, before everything that waits in its buffer."""

from __future__ import annotations

from typing import Final, Protocol

from hardware.printer.simulator.tokenizer import Tokenizer
from hardware.printer.simulator.tokens import DLE, Command

REALTIME_CODES: Final = frozenset({b"\x10\x04", b"\x10\x05", b"\x10\x14"})
"""DLE EOT, DLE ENQ, DLE DC4."""


class RealTimeScanner(Protocol):
    """Find requests in the bytes as they come."""

    def push(self, byte: int) -> Command | None:
        """Take one byte and return the request that it completes, if any."""

    def is_clear(self, data: bytes) -> bool:
        """Say whether bytes can be passed over at once: no request begins, goes on or ends in them."""


class EverywhereScanner:
    """Find requests anywhere, inside the data of other commands too, as the manuals say.

    Source: Epson ESC/POS, DLE EOT: obeyed "even if it appears as part of another command".
    """

    def __init__(self) -> None:
        self._tokenizer: Tokenizer | None = None

    def push(self, byte: int) -> Command | None:
        """Take one byte and return the request that it completes, if any."""
        if self._tokenizer is None:
            if byte == DLE:
                self._begin()
            return None
        tokens = self._tokenizer.feed(bytes([byte]))
        if not tokens:
            return None
        self._tokenizer = None
        token = tokens[0]
        if isinstance(token, Command) and token.code in REALTIME_CODES:
            return token
        if byte == DLE:
            self._begin()
        return None

    def is_clear(self, data: bytes) -> bool:
        """Say whether bytes can be passed over at once."""
        return self._tokenizer is None and DLE not in data

    def _begin(self) -> None:
        self._tokenizer = Tokenizer()
        self._tokenizer.feed(bytes([DLE]))


class BetweenCommandsScanner:
    """Find requests between commands only: bytes inside an image are left alone."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer()

    def push(self, byte: int) -> Command | None:
        """Take one byte and return the request that it completes, if any."""
        for token in self._tokenizer.feed(bytes([byte])):
            if isinstance(token, Command) and token.code in REALTIME_CODES:
                return token
        return None

    def is_clear(self, data: bytes) -> bool:
        """Say whether bytes can be passed over at once: never, every byte moves the tokenizer on."""
        return not data
