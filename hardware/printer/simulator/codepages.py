"""Which letter a byte is: code pages (ESC t) and the national variants of ASCII (ESC R).

Source: Epson ESC/POS, ESC t and ESC R; the numbers of the Custom VKP80II are those of its manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

EPSON_CODE_PAGES: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "cp437",
        2: "cp850",
        3: "cp860",
        4: "cp863",
        5: "cp865",
        13: "cp857",
        14: "cp737",
        15: "iso8859-7",
        16: "cp1252",
        17: "cp866",
        18: "cp852",
        19: "cp858",
        33: "cp775",
        34: "cp855",
        35: "cp861",
        36: "cp862",
        37: "cp864",
        38: "cp869",
        39: "iso8859-2",
        40: "iso8859-15",
        45: "cp1250",
        46: "cp1251",
        47: "cp1253",
        48: "cp1254",
        49: "cp1255",
        50: "cp1256",
        51: "cp1257",
        52: "cp1258",
    }
)
"""Number of ESC t to Python codec, for a printer with the whole international set."""

CUSTOM_CODE_PAGES: Final[Mapping[int, str]] = MappingProxyType(
    {0: "cp437", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 19: "cp858"}
)
"""The same for a VKP80II: no CP1252."""

GENERIC_CODE_PAGES: Final[Mapping[int, str]] = MappingProxyType(
    {number: EPSON_CODE_PAGES[number] for number in (0, 2, 3, 4, 5, 16, 17, 18, 19)}
)
"""The same for an "ESC/POS compatible" printer."""

_NATIONAL_POSITIONS: Final = "#$@[\\]^`{|}~"

_NATIONAL: Final = (
    "#$@[\\]^`{|}~",
    "#$à°ç§^`éùè¨",
    "#$§ÄÖÜ^`äöüß",
    "£$@[\\]^`{|}~",
    "#$@ÆØÅ^`æøå~",
    "#¤ÉÄÖÅÜéäöåü",
    "#$@°\\é^ùàòèì",
    "₧$@¡Ñ¿^`¨ñ}~",
    "#$@[¥]^`{|}~",
    "#¤ÉÆØÅÜéæøåü",
    "#$ÉÆØÅÜéæøåü",
    "#$á¡Ñ¿é`íñóú",
    "#$á¡Ñ¿éüíñóú",
    "#$@[₩]^`{|}~",
)
"""USA, France, Germany, United Kingdom, Denmark I, Sweden, Italy, Spain I, Japan, Norway, Denmark II, Spain II, Latin
America, Korea: what stands at _NATIONAL_POSITIONS."""

NATIONAL_SETS: Final = len(_NATIONAL)
"""How many national sets ESC R knows."""

_FIRST_UPPER: Final = 0x80
_DELETE: Final = 0x7F


@lru_cache(maxsize=64)
def characters(codec: str, national: int) -> tuple[str, ...]:
    """Give the letter of each byte from 00h to FFh; a position without a letter is a space, as on hardware.

    Args:
        codec: Python codec of the code page, for 80h to FFh.
        national: number of ESC R, 0 to 13.
    """
    lower = {ord(position): letter for position, letter in zip(_NATIONAL_POSITIONS, _NATIONAL[national], strict=True)}
    letters = []
    for code in range(256):
        if code < _FIRST_UPPER:
            letters.append(lower.get(code, chr(code) if 0x20 <= code < _DELETE else " "))
            continue
        letter = bytes([code]).decode(codec, errors="replace")
        letters.append(letter if letter.isprintable() and letter != "\ufffd" else " ")
    return tuple(letters)
