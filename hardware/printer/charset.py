"""Put text into the one code page of a printer, or say that it does not fit: no letter ever becomes a question mark."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

NO_BREAK_SPACE: Final = "\u00a0"

_OBEYED: Final = frozenset({"Cc", "Cf", "Cs"})
"""Controls, which a printer obeys (a name could cut paper or switch the printer off), and marks that have no shape."""

_EQUIVALENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "\u202f": NO_BREAK_SPACE,
        "\u2007": NO_BREAK_SPACE,
        "\u2009": NO_BREAK_SPACE,
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "–",  # the minus sign of amounts
        "–": "-",
        "—": "-",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "•": "·",
    }
)
"""Punctuation that reads the same in its plainer form, cell for cell. Letters have no equivalent: Œ is not OE."""


@dataclass(frozen=True, slots=True)
class CodePage:
    """Name a code page.

    Attributes:
        slot: number that ESC t selects it by.
        codec: name of the Python codec.
    """

    slot: int
    codec: str


CP1252: Final = CodePage(16, "cp1252")
"""Windows Latin 1: everything that French needs."""
CP858: Final = CodePage(19, "cp858")
"""MS-DOS Latin 1 with the euro sign: lacks Œ, œ, Ÿ and the typographic marks."""


def printable(text: str) -> str:
    """Compose the letters (NFC) and take out whatever a printer would obey instead of printing."""
    return "".join(
        character for character in unicodedata.normalize("NFC", text) if unicodedata.category(character) not in _OBEYED
    )


def carried(text: str, page: CodePage) -> bytes | None:
    """Encode a text, one byte a cell, or give None where the page lacks one of its characters."""
    safe = printable(text)
    try:
        return safe.encode(page.codec)
    except UnicodeEncodeError:
        pass
    try:
        return b"".join(_byte(character, page) for character in safe)
    except UnicodeEncodeError:
        return None


def _byte(character: str, page: CodePage) -> bytes:
    try:
        return character.encode(page.codec)
    except UnicodeEncodeError:
        plainer = _EQUIVALENTS.get(character)
        if plainer is None:
            raise
        return _byte(plainer, page)
