"""Texts of the fund's records as a screen may show them: a record can hold anything."""

from __future__ import annotations

import unicodedata
from typing import Final

from kiosk.documents.characters import ELLIPSIS, safe_text

LONGEST: Final = 80
"""Characters of a label that a screen shows."""

LONGEST_NAME: Final = 60
"""Characters of a name or reference that a screen shows."""

LONGEST_CODE: Final = 12
"""Characters of the code of an act that a screen shows."""

_ISOLATE: Final = "\u2068"
_END_ISOLATE: Final = "\u2069"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})


def shown(text: str, longest: int = LONGEST) -> str:
    """Write a text of a record.

    Nothing stays in it that a screen would obey, a longer text ends in an ellipsis, and one that is written from right
    to left cannot turn the words around it.
    """
    safe = safe_text(text)
    if len(safe) > longest:
        safe = f"{safe[: longest - 1].rstrip()}{ELLIPSIS}"
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in safe):
        return f"{_ISOLATE}{safe}{_END_ISOLATE}"
    return safe
