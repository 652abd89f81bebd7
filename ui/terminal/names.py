"""Names of people as a screen may show them: a card can hold anything."""

from __future__ import annotations

import re
from typing import Final

from kiosk.documents.characters import ELLIPSIS, safe_text
from kiosk.session.preferences import TextSize
from ui.terminal.records import shown

_LONGEST: Final = 40

_ADDRESS_LINE: Final = 38
"""Characters of a line of an address (AFNOR XP Z10-011)."""

_LONGEST_WORD: Final = {TextSize.NORMAL: 20, TextSize.LARGE: 16, TextSize.LARGEST: 13}
"""Letters of a word that stand on a line beside a box and an icon, in each text size, even if all of them are W."""

_LONGEST_ON_BUTTON: Final = {TextSize.NORMAL: 16, TextSize.LARGE: 12, TextSize.LARGEST: 9}
"""Letters of a first name on a button in the footer, beside the way out."""


def shown_first_name(text: str) -> str:
    """Write a first name for a greeting: "FRANÇOISE-ZOÉ" as "Françoise-Zoé"; in 40 characters at most."""
    return shown(_capitalised(text), _LONGEST)


def shown_full_name(first: str, last: str, size: TextSize) -> str:
    """Write first name and name: "Marie", "DURAND" as "Marie Durand"; a word without end ends in an ellipsis."""
    return " ".join(_with_short_words(_capitalised(text), size, _LONGEST) for text in (first, last) if text)


def shown_on_button(text: str, size: TextSize) -> str:
    """Write a first name on a button that has another one beside it."""
    return shown(_capitalised(text), _LONGEST_ON_BUTTON[size])


def shown_words(text: str, size: TextSize) -> str:
    """Write a line of an address; a word without end ends in an ellipsis."""
    return _with_short_words(safe_text(text), size, _ADDRESS_LINE)


def _with_short_words(text: str, size: TextSize, longest: int) -> str:
    letters = _LONGEST_WORD[size]
    long_word = re.compile(rf"[^ -]{{{letters + 1},}}")
    return shown(long_word.sub(lambda found: f"{found[0][: letters - 1]}{ELLIPSIS}", text), longest)


def _capitalised(text: str) -> str:
    words = safe_text(text)
    return "".join(
        letter.upper() if index == 0 or not words[index - 1].isalpha() else letter.lower()
        for index, letter in enumerate(words)
    )
