"""How many bytes follow each command.

Source: Epson ESC/POS command reference (standard names); Custom VKP80II and KPM216 manuals for GS e, GS E0h to E6h and
FS P. A command is either of fixed length, or its length is in its own first bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from types import MappingProxyType
from typing import Final

from hardware.printer.simulator.tokens import ESC, FS, GS

Need = Generator[int, bytes, bytes]
"""A rule: it asks for a number of bytes, gets them, and returns all the bytes of the arguments."""

Rule = Callable[[], Need]

BLOCK_BYTES_MAX: Final = 1 << 20
"""More data than this in one command is thrown away as it comes: no printer of this class holds a megabyte."""

TAB_STOPS_MAX: Final = 32
BARCODE_BYTES_MAX: Final = 255


class TooLongError(Exception):
    """Say that a command announces more data than BLOCK_BYTES_MAX.

    Attributes:
        length: bytes of data still to come.
    """

    def __init__(self, length: int) -> None:
        super().__init__(f"{length} bytes announced")
        self.length = length


def _block(length: int, before: int = 0) -> Need:
    """Read data of a length, unless with the bytes before they are too many."""
    if before + length > BLOCK_BYTES_MAX:
        raise TooLongError(length)
    return (yield length) if length else b""


def _counted_16() -> Need:
    """Read pL pH and that many bytes."""
    head = yield 2
    return head + (yield from _block(int.from_bytes(head, "little")))


def _counted_32() -> Need:
    """Read p1 p2 p3 p4 and that many bytes (GS 8 L)."""
    head = yield 4
    return head + (yield from _block(int.from_bytes(head, "little")))


def _raster() -> Need:
    """Read m xL xH yL yH and x bytes for each of y rows (GS v 0, GS Q 0)."""
    head = yield 5
    return head + (yield from _block(int.from_bytes(head[1:3], "little") * int.from_bytes(head[3:5], "little")))


def _columns() -> Need:
    """Read m nL nH and n columns of one byte, or of three in the 24-dot modes (ESC *)."""
    head = yield 3
    column_bytes = 3 if head[0] in {32, 33} else 1
    return head + (yield from _block(int.from_bytes(head[1:3], "little") * column_bytes))


def _downloaded_image() -> Need:
    """Read x y and 8 x y bytes (GS *)."""
    head = yield 2
    return head + (yield from _block(head[0] * head[1] * 8))


def _nv_images() -> Need:
    """Read n and that many images of xL xH yL yH and 8 x y bytes (FS q)."""
    data = yield 1
    for _ in range(data[0]):
        head = yield 4
        size = int.from_bytes(head[:2], "little") * int.from_bytes(head[2:], "little") * 8
        data += head + (yield from _block(size, len(data)))
    return data


def _user_characters() -> Need:
    """Read y c1 c2, then for each character x and x times y bytes (ESC &)."""
    data = yield 3
    height, first, last = data
    for _ in range(first, last + 1):
        width = yield 1
        data += width + (yield from _block(width[0] * height, len(data)))
    return data


def _tab_stops() -> Need:
    """Read rising columns up to a NUL (ESC D); anything else ends the list too."""
    data = b""
    previous = 0
    while len(data) < TAB_STOPS_MAX:
        stop = yield 1
        data += stop
        if stop[0] <= previous:
            return data
        previous = stop[0]
    return data


def _barcode() -> Need:
    """Read m, then characters up to NUL for m of 0 to 6, or n and n characters for m from 65 (GS k)."""
    mode = yield 1
    if mode[0] >= 65:
        count = yield 1
        return mode + count + (yield from _block(count[0]))
    data = mode
    while len(data) <= BARCODE_BYTES_MAX:
        character = yield 1
        data += character
        if character == b"\0":
            break
    return data


def _cut() -> Need:
    """Read m, and n where m feeds to the cutter first (GS V functions B, C and D)."""
    mode = yield 1
    return mode + (yield 1) if mode[0] in {65, 66, 97, 98, 103, 104} else mode


def _ejector() -> Need:
    """Read n, with the steps m to present (n = 3), or m and a time limit t (n = 32) (GS e)."""
    function = yield 1
    extra = {3: 1, 32: 2}.get(function[0], 0)
    return function + (yield extra) if extra else function


def _counter() -> Need:
    """Read the function of GS C and its arguments; GS C ; holds five numbers in ASCII, each ended by ';'."""
    function = yield 1
    if function == b";":
        data = function
        for _ in range(5):
            while True:
                character = yield 1
                data += character
                if character == b";" or len(data) > BARCODE_BYTES_MAX:
                    break
        return data
    extra = {b"0": 2, b"1": 6, b"2": 2}.get(function, 0)
    return function + (yield extra) if extra else function


def _nv_user_memory() -> Need:
    """Read 1 m a1 a2 a3 a4 nL nH and n bytes to write, 2 m a1 a2 a3 a4 nL nH to read (FS g)."""
    head = yield 8
    return head + (yield from _block(int.from_bytes(head[6:8], "little"))) if head[0] in {1, 0x31} else head


def _realtime_request() -> Need:
    """Read the function of DLE DC4 and what it needs; n bytes of the fixed texts that guard functions 2 and 8."""
    function = yield 1
    extra = {1: 2, 2: 2, 3: 5, 7: 1, 8: 7}.get(function[0], 0)
    return function + (yield extra) if extra else function


def _status_request() -> Need:
    """Read n of DLE EOT, with a for n = 7, 8 and 18."""
    number = yield 1
    return number + (yield 1) if number[0] in {7, 8, 18} else number


def _fixed(length: int) -> Rule:
    def rule() -> Need:
        return (yield length) if length else b""

    return rule


def _codes(prefix: int, letters: bytes) -> tuple[bytes, ...]:
    return tuple(bytes([prefix, letter]) for letter in letters)


_FIXED: Final[dict[int, tuple[bytes, ...]]] = {
    0: (
        *(b"\t", b"\n", b"\f", b"\r", b"\x18"),
        *_codes(ESC, b"2@LSim<vu\x0c"),
        *_codes(GS, b":c\xe1\xe2\xe3\xe4\xe5"),
        *_codes(FS, b"&."),
    ),
    1: (
        *_codes(ESC, b" !%-3=?EGJKMRTUVadert{"),
        *_codes(GS, b"!/BEHITabfhjrw\xe0"),
        *_codes(FS, b"!-CW\xc1"),
        *(b"\x1bc3", b"\x1bc4", b"\x1bc5", b"\x10\x05"),
    ),
    2: (*_codes(ESC, b"$\\"), *_codes(GS, b"$LPW\\\xe6\xe7"), *_codes(FS, b"Sp?")),
    3: (b"\x1bp", b"\x1d^", b"\x1dz0"),
    4: (b"\x1cP", b"\x1dg0", b"\x1dg2"),
    8: (b"\x1bW",),
    74: (b"\x1c2",),
}
"""Command codes by the number of bytes that follow."""

_RULES: Final[dict[bytes, Rule]] = {
    b"\x1b&": _user_characters,
    b"\x1b*": _columns,
    b"\x1bD": _tab_stops,
    b"\x1d*": _downloaded_image,
    b"\x1d8L": _counted_32,
    b"\x1dC": _counter,
    b"\x1dQ0": _raster,
    b"\x1dV": _cut,
    b"\x1de": _ejector,
    b"\x1dk": _barcode,
    b"\x1dv0": _raster,
    b"\x1cg": _nv_user_memory,
    b"\x1cq": _nv_images,
    b"\x10\x04": _status_request,
    b"\x10\x14": _realtime_request,
}

PARENTHESISED: Final = (b"\x1b(", b"\x1d(", b"\x1c(")
"""Prefixes of the extended commands: one letter, then pL pH and that many bytes, whatever the letter."""


def _all_rules() -> Mapping[bytes, Rule]:
    rules = {code: _fixed(length) for length, codes in _FIXED.items() for code in codes}
    rules.update(_RULES)
    for prefix in PARENTHESISED:
        rules.update({prefix + bytes([letter]): _counted_16 for letter in range(256)})
    return MappingProxyType(rules)


RULES: Final = _all_rules()
"""What follows each command code."""

PREFIXES: Final = frozenset(code[:length] for code in RULES for length in range(1, len(code)))
"""The beginnings of command codes that need another byte."""
