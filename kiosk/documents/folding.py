"""Fold a text into lines of a given width, the French way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.documents.characters import (
    ELLIPSIS,
    NO_BREAK_SPACE,
    as_printed,
    cell_width,
    clusters,
)

WIDTH_MIN = 2
"""Cells of the narrowest column: a single East Asian wide character must fit."""

_HYPHEN_BREAK = re.compile(r"(?<=[^\W\d_]{2}-)(?=[^\W\d_]{2})")
"""Where a compound may break: after a hyphen with two letters on each side, never in a number or in "a-t-il"."""

_NO_BREAK_OPPORTUNITY = re.compile(rf"(?<![«]){NO_BREAK_SPACE}(?![:;!?»€%·])")
"""Where a chain too long for the line breaks first: between its words, never before high punctuation."""


def fold(text: str, width: int, *, hang: int = 0, lines_max: int | None = None) -> list[str]:
    """Fold a safe text between words, after hyphens, and inside a word only where it is wider than a line.

    Args:
        text: as `safe_text` gives it; an empty text gives no line.
        width: cells of the first line.
        hang: cells that the following lines have less.
        lines_max: lines kept; a longer text ends with an ellipsis. None keeps all.

    Raises:
        ValueError: the text must be folded and the following lines are too narrow for a wide character.
    """
    if cell_width(text) <= width:
        return [as_printed(text)] if text else []
    following = width - hang
    if following < WIDTH_MIN:
        raise ValueError(f"a line has at least {WIDTH_MIN} cells")
    lines: list[str] = []
    for joint, piece in _pieces(text, following):
        room = width if len(lines) == 1 else following
        if lines and cell_width(lines[-1] + joint + piece) <= room:
            lines[-1] += joint + piece
        else:
            lines.append(piece)
    if lines_max is not None and len(lines) > lines_max:
        lines = [*lines[: lines_max - 1], _with_ellipsis(lines[lines_max - 1], following)]
    return [as_printed(line) for line in lines]


def fold_evenly(text: str, width: int, *, lines_max: int | None = None) -> list[str]:
    """Fold a safe text into as few lines as `fold` does, as even in width as its words allow: for centred texts.

    Raises:
        ValueError: the text must be folded and the lines are too narrow for a wide character.
    """
    lines = fold(text, width, lines_max=lines_max)
    longest_word = max((cell_width(part) for part in _HYPHEN_BREAK.sub(" ", text).split(" ")), default=0)
    for narrower in range(width - 1, max(longest_word, WIDTH_MIN) - 1, -1):
        evener = fold(text, narrower)
        if len(evener) != len(lines):
            break
        lines = evener
    return lines


def _pieces(text: str, width: int) -> Iterator[tuple[str, str]]:
    """Cut a text where it may break; each piece comes with what joins it to the one before on the same line."""
    for word in text.split(" "):
        joint = " "
        for part in _HYPHEN_BREAK.split(word):
            for piece_joint, piece in _narrow(part, width):
                if piece:
                    yield piece_joint if piece_joint is not None else joint, piece
                    joint = ""


def _narrow(part: str, width: int) -> Iterator[tuple[str | None, str]]:
    """Cut what is wider than a line between chained words, then anywhere; None stands for the joint of the whole."""
    if cell_width(part) <= width:
        yield None, part
        return
    joint: str | None = None
    for word in _NO_BREAK_OPPORTUNITY.split(part):
        for slice_ in _slices(word, width):
            yield joint, slice_
            joint = ""
        joint = NO_BREAK_SPACE


def _slices(word: str, width: int) -> Iterator[str]:
    slice_ = ""
    for cluster in clusters(word):
        if slice_ and cell_width(slice_ + cluster) > width:
            yield slice_
            slice_ = ""
        slice_ += cluster
    yield slice_


def _with_ellipsis(line: str, width: int) -> str:
    kept = clusters(line)
    while kept and cell_width("".join(kept)) > width - 1:
        kept.pop()
    return "".join(kept).rstrip() + ELLIPSIS
