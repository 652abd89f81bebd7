"""Cut the stream of bytes into tokens, however it arrives."""

from __future__ import annotations

from collections.abc import Generator
from typing import Final

from hardware.printer.simulator.grammar import PREFIXES, RULES, TooLongError
from hardware.printer.simulator.tokens import NUL, Character, Command, Discarded, Token, Unknown

_DISCARD_STEP_BYTES: Final = 4096
_FIRST_PRINTABLE: Final = 0x20

_CHARACTERS: Final = tuple(Character(code) for code in range(256))


class Tokenizer:
    """Turn bytes into tokens: the same tokens for every way of splitting the bytes.

    Any byte sequence is accepted. A command whose data never come keeps the following bytes as its data, as the
    hardware does; a printer that is cleared or loses its power goes on with a new tokenizer.
    """

    def __init__(self) -> None:
        self._held = bytearray()
        self._ready: list[Token] = []
        self._reading = self._read()
        self.need = next(self._reading)
        """Bytes that the token under way needs before anything more can be said."""

    def feed(self, data: bytes) -> list[Token]:
        """Take bytes and return the tokens that they complete."""
        self._held += data
        while len(self._held) >= self.need:
            taken = bytes(self._held[: self.need])
            del self._held[: self.need]
            self.need = self._reading.send(taken)
        ready, self._ready = self._ready, []
        return ready

    def _read(self) -> Generator[int, bytes, None]:
        while True:
            code = yield 1
            if code[0] >= _FIRST_PRINTABLE:
                self._ready.append(_CHARACTERS[code[0]])
                continue
            while code not in RULES and code in PREFIXES:
                code += yield 1
            rule = RULES.get(code)
            if rule is None:
                if code[0] != NUL:
                    self._ready.append(Unknown(code))
                continue
            try:
                arguments = yield from rule()
            except TooLongError as error:
                yield from self._discard(error.length)
                self._ready.append(Discarded(code, error.length))
                continue
            self._ready.append(Command(code, arguments))

    def _discard(self, length: int) -> Generator[int, bytes, None]:
        left = length
        while left:
            step = min(left, _DISCARD_STEP_BYTES)
            yield step
            left -= step
