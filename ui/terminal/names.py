"""Names of people as a screen may show them: a card can hold anything."""

from __future__ import annotations

from typing import Final

from kiosk.documents.characters import safe_text
from ui.terminal.records import shown

_LONGEST: Final = 40


def shown_first_name(text: str) -> str:
    """Write a first name for a greeting: "FRANÇOISE-ZOÉ" as "Françoise-Zoé"; in 40 characters at most."""
    words = safe_text(text)
    name = "".join(
        letter.upper() if index == 0 or not words[index - 1].isalpha() else letter.lower()
        for index, letter in enumerate(words)
    )
    return shown(name, _LONGEST)
