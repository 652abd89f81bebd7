"""Make any text safe to print, and measure it in the cells of a fixed-pitch font.

Names and labels come from cards and databases: they may hold control bytes that a printer obeys, marks that turn the
reading order round, or a thousand combining accents. Everything that reaches paper or preview passes through here.
"""

from __future__ import annotations

import re
import unicodedata

NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"
ELLIPSIS = "…"
REPLACEMENT = "\ufffd"

MARKS_MAX = 4
"""Combining marks kept on one letter; no orthography in use needs more, and a pile of them runs over other lines."""

_DROPPED = frozenset({"Cf", "Cs"})
"""Format characters (bidi overrides, joiners, soft hyphens, tags) and lone surrogates: none has a shape of its own."""

_SHAPELESS = frozenset({"Co", "Cn"})
"""Private-use and unassigned code points: the reader must see that something stands there."""

_SPACES = frozenset({"Zs", "Zl", "Zp"})

_NO_BREAK_SPACES = frozenset({NO_BREAK_SPACE, "\u202f", "\u2007"})
"""Spaces that keep two words together; the font lacks all but U+00A0."""

_CONTROL_SPACES = frozenset("\t\n\v\f\r\x85")

_SPACE_RUN = re.compile(r" +")
_SPACE_BEFORE_PUNCTUATION = re.compile(r" (?=[:;!?»€%·])")
_SPACE_AFTER_OPENING = re.compile(r"(?<=«) ")


def safe_text(text: str) -> str:
    """Give the text without anything a printer or a screen would obey instead of showing.

    Controls and format characters leave, line breaks become spaces, U+202F becomes U+00A0, runs of spaces become one,
    and the space before : ; ! ? » € % and after « becomes unbreakable (Source: Lexique des règles typographiques en
    usage à l'Imprimerie nationale). Letters and accents are composed (NFC), so that a code page can carry them.
    """
    kept = "".join(_safe_characters(unicodedata.normalize("NFC", text)))
    words = _SPACE_RUN.sub(" ", kept).strip(" ")
    return _SPACE_AFTER_OPENING.sub(NO_BREAK_SPACE, _SPACE_BEFORE_PUNCTUATION.sub(NO_BREAK_SPACE, words))


def _safe_characters(text: str) -> list[str]:
    kept: list[str] = []
    marks = MARKS_MAX  # a mark without a letter before it would land on our own text
    for character in text:
        category = unicodedata.category(character)
        if character in _NO_BREAK_SPACES:
            safe = NO_BREAK_SPACE
        elif category in _SPACES or character in _CONTROL_SPACES:
            safe = " "
        elif category in _DROPPED or category == "Cc":
            continue
        elif category in _SHAPELESS:
            safe = REPLACEMENT
        else:
            safe = character
        if _is_mark(safe):
            if marks >= MARKS_MAX:
                continue
            marks += 1
        else:
            marks = MARKS_MAX if safe in {" ", NO_BREAK_SPACE} else 0
        kept.append(safe)
    return kept


def _is_mark(character: str) -> bool:
    """Say whether a character is drawn on the letter before it and takes no cell."""
    return unicodedata.category(character) in {"Mn", "Me"}


def as_printed(text: str) -> str:
    """Give a folded text with plain hyphens: code page 1252 lacks the unbreakable one, which has done its work."""
    return text.replace(NO_BREAK_HYPHEN, "-")


def cell_width(text: str) -> int:
    """Measure a text in cells: one a character, none for a combining mark, two for an East Asian wide character.

    Source: Unicode Standard Annex 11 (East Asian Width), classes W and F.
    """
    return sum(
        0 if _is_mark(character) else 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
        for character in text
    )


def clusters(text: str) -> list[str]:
    """Cut a safe text into what must stay together: a character and the marks drawn on it."""
    found: list[str] = []
    for character in text:
        if found and _is_mark(character):
            found[-1] += character
        else:
            found.append(character)
    return found
