"""Names of people as a screen may show them: a card can hold anything."""

from __future__ import annotations

import unicodedata
from typing import Final

_LONGEST: Final = 40
_ISOLATE: Final = "\u2068"
_END_ISOLATE: Final = "\u2069"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


def shown_first_name(text: str) -> str:
    """Write a first name for a greeting: "FRANÇOISE-ZOÉ" as "Françoise-Zoé".

    What cannot be printed is left out, a name of more than 40 characters ends in "…", and a name that is written from
    right to left cannot turn the words around it.
    """
    printable = "".join(character for character in text if character.isprintable())
    words = " ".join(printable.split())
    name = "".join(
        letter.upper() if index == 0 or not words[index - 1].isalpha() else letter.lower()
        for index, letter in enumerate(words)
    )
    if len(name) > _LONGEST:
        name = f"{name[: _LONGEST - 1].rstrip()}…"
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in name):
        return f"{_ISOLATE}{name}{_END_ISOLATE}"
    return name
