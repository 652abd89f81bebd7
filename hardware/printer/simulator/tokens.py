"""What the bytes of a host mean to the printer, one token at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Character:
    """Hold one byte to print in the code page of the moment."""

    code: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class Command:
    """Hold a whole command.

    Attributes:
        code: the bytes that name it, GS V for instance.
        arguments: every byte after them; they may hold what a person reads on paper.
    """

    code: bytes
    arguments: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Hold a command that no printer of this class has; what follows it is read as text, as hardware does."""

    code: bytes


@dataclass(frozen=True, slots=True)
class Discarded:
    """Say that the data of a command were longer than any printer takes and were thrown away."""

    code: bytes
    length: int


Token = Character | Command | Unknown | Discarded

NUL: Final = 0x00
HT: Final = 0x09
LF: Final = 0x0A
FF: Final = 0x0C
CR: Final = 0x0D
DLE: Final = 0x10
CAN: Final = 0x18
ESC: Final = 0x1B
FS: Final = 0x1C
GS: Final = 0x1D
