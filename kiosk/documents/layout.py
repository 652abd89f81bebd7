"""Lay a document out in lines of fixed-pitch cells: the ticket, its preview and its text twin all start from here.

A ticket printer knows cells, not fonts: 48 to a line of 80 mm paper (font A), 64 in the small font B, and 24 when
characters are twice as wide. Whoever draws the lines draws each span from its own first cell: a name written from
right to left then cannot pull the amount beside it out of its column.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from kiosk.documents.characters import as_printed, cell_width, safe_text
from kiosk.documents.folding import fold, fold_evenly
from kiosk.documents.model import (
    Align,
    Blank,
    Box,
    Document,
    Field,
    Heading,
    Paragraph,
    Part,
    QrCode,
    Row,
    Rule,
    Space,
    Tick,
    Title,
)

COLUMNS = 48
"""Cells of font A (12 dots) on the 576 dots of 80 mm paper. Source: escpos-printer-db, TM-T20II."""

COLUMNS_MIN = 24

FOLDED_LINES_MAX = 12
"""Lines one text may take before an ellipsis: a name of a thousand characters must not use up the roll."""

SPACE_LINES_MAX = 8

HANG = 2
"""Cells by which the following lines of a folded row stand in, so that the next row is not taken for them."""

GAP = 1
"""Cells kept free between a text and the amount at its right."""

_LEFT_COLUMN_MIN = 12
"""Cells below which a text beside a very wide right part would be a ribbon; the right part then has its own line."""

BOX_CELLS = 2
"""Width of a box to tick."""

TICK_INDENT = BOX_CELLS + GAP
"""Cells between the edge of the paper and what a box to tick stands for."""

_RULE_ENDS = 8
"""Cells of a dashed line that stay dashed, whatever stands in its middle."""

_BOX_FRAME = 4
"""Cells of a box that hold no text: the frame and one cell inside it, on both sides."""


class Size(enum.Enum):
    """Say how big the characters of a line are."""

    NORMAL = "normal"
    LARGE = "large"
    """Twice as wide and twice as high: half the columns."""
    SMALL = "small"
    """Font B, 9 dots wide instead of 12: a third more columns."""


def columns_of(size: Size, columns: int) -> int:
    """Give how many cells of a size fit on a line of so many normal ones."""
    match size:
        case Size.NORMAL:
            return columns
        case Size.LARGE:
            return columns // 2
        case Size.SMALL:
            return columns * 4 // 3
        case _:
            assert_never(size)


@dataclass(frozen=True, slots=True)
class Span:
    """Hold a stretch of one line in one weight; its text may begin or end with the spaces that pad a column."""

    text: str = field(repr=False)
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """Hold one line of text, at most as wide as the columns of its size.

    A line with a left and a right part is already padded to the full width, in three spans: text, spaces, amount.
    """

    spans: tuple[Span, ...]
    size: Size = Size.NORMAL
    align: Align = Align.LEFT

    @property
    def text(self) -> str:
        """Give the whole line."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """Draw a dashed line across the paper, with a text in its middle that leaves four cells of it at each end."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class WritingLine:
    """Draw a line across the paper, with room above it to write (`metrics.WRITING_DOTS`)."""


@dataclass(frozen=True, slots=True)
class TickLine:
    """Draw an empty box of two cells, and after one free cell the text."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BoxLine:
    """Draw a frame across the paper, with a label at the left and an amount at the right, both bold.

    Label, amount and one cell between them fit in the columns less four.
    """

    label: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class QrLine:
    """Draw a QR code, centred, its caption below it in lines that fit the normal columns."""

    payload: str = field(repr=False)
    caption: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpaceLine:
    """Leave so many text lines empty."""

    lines: int = 1


Line = TextLine | RuleLine | BoxLine | WritingLine | TickLine | QrLine | SpaceLine


def lay_out(document: Document, columns: int = COLUMNS) -> tuple[Line, ...]:
    """Lay a document out in lines.

    Args:
        document: any document; hostile texts are made safe here.
        columns: normal cells of a line, at least 24.

    Raises:
        ValueError: the paper is too narrow for any layout.
    """
    if columns < COLUMNS_MIN:
        raise ValueError(f"a document needs at least {COLUMNS_MIN} columns")
    return tuple(line for part in document.parts for line in _lines(part, columns))


def _lines(part: Part, columns: int) -> Iterator[Line]:
    match part:
        case Title(text):
            yield from _folded(text, columns, Size.LARGE, Align.CENTRE, bold=True)
        case Heading(text):
            yield from _folded(text, columns, Size.NORMAL, Align.LEFT, bold=True)
        case Paragraph(text, align, bold, small):
            yield from _folded(text, columns, Size.SMALL if small else Size.NORMAL, align, bold=bold)
        case Field():
            yield from _field(part, columns)
        case Row():
            yield from _row(part, columns)
        case Rule(text):
            yield from _rule(text, columns)
        case Space(lines):
            if lines > 0:
                yield SpaceLine(min(lines, SPACE_LINES_MAX))
        case Box():
            yield from _box(part, columns)
        case Blank(label):
            if label:
                yield from _folded(f"{label} :", columns, Size.NORMAL, Align.LEFT, bold=False)
            yield WritingLine()
        case Tick(text):
            yield from _tick(text, columns)
        case QrCode(payload, caption):
            yield QrLine(payload, tuple(_fold_all(caption, columns)))
        case _:
            assert_never(part)


def _folded(text: str, columns: int, size: Size, align: Align, *, bold: bool) -> Iterator[TextLine]:
    folding = fold_evenly if align is Align.CENTRE else fold
    for line in folding(safe_text(text), columns_of(size, columns), lines_max=FOLDED_LINES_MAX):
        yield TextLine((Span(line, bold),), size, align)


def _fold_all(texts: Iterable[str], columns: int) -> Iterator[str]:
    for text in texts:
        yield from fold(safe_text(text), columns, lines_max=FOLDED_LINES_MAX)


def _field(part: Field, columns: int) -> Iterator[TextLine]:
    indent = _indent(part.indent, columns)
    label = as_printed(safe_text(f"{part.label} :"))
    value = safe_text(part.value)
    start = " " * indent + label
    if cell_width(f"{start} {value}") <= columns:
        yield TextLine((Span(f"{start} "), Span(as_printed(value), part.bold)) if value else (Span(start),))
        return
    for line in fold(label, columns - indent, lines_max=FOLDED_LINES_MAX):
        yield TextLine((Span(" " * indent + line),))
    for line in fold(value, columns - indent - HANG, lines_max=FOLDED_LINES_MAX):
        yield TextLine((Span(" " * (indent + HANG)), Span(line, part.bold)))


def _indent(indent: int, columns: int) -> int:
    """Keep three quarters of the line for the text, whatever is asked for."""
    return max(0, min(indent, columns // 4))


def _row(part: Row, columns: int) -> Iterator[TextLine]:
    indent = _indent(part.indent, columns)
    left, right = safe_text(part.left), safe_text(part.right)
    room = columns - indent - GAP - cell_width(right) if right else columns - indent
    beside = room >= _LEFT_COLUMN_MIN or cell_width(left) <= room
    texts = fold(left, room if beside else columns - indent, hang=HANG, lines_max=FOLDED_LINES_MAX)
    shifted = [" " * (indent + (HANG if index else 0)) + text for index, text in enumerate(texts)]
    # The amount ends the entry, as it is read aloud.
    last = shifted.pop() if right and beside and shifted else ""
    yield from (TextLine((Span(text, part.bold),)) for text in shifted)
    if right:
        # An amount wider than the paper is not an amount; it is still printed whole.
        bold_right = part.bold or part.bold_right
        *above, ending = fold(right, columns)
        yield from (TextLine((Span(text, bold_right),), align=Align.RIGHT) for text in above)
        padding = " " * (columns - cell_width(last) - cell_width(ending))
        yield TextLine((Span(last, part.bold), Span(padding), Span(ending, bold_right)))


def _rule(text: str, columns: int) -> Iterator[Line]:
    *above, inside = fold(safe_text(text), columns - _RULE_ENDS, lines_max=FOLDED_LINES_MAX) or [""]
    yield from (TextLine((Span(line),), align=Align.CENTRE) for line in above)
    yield RuleLine(inside)


def _tick(text: str, columns: int) -> Iterator[Line]:
    first, *following = fold(safe_text(text), columns - TICK_INDENT, lines_max=FOLDED_LINES_MAX) or [""]
    yield TickLine(first)
    yield from (TextLine((Span(" " * TICK_INDENT), Span(line))) for line in following)


def _box(part: Box, columns: int) -> Iterator[Line]:
    label, value = safe_text(part.label), safe_text(part.value)
    room = columns - _BOX_FRAME - GAP - cell_width(value)
    if room < _LEFT_COLUMN_MIN and cell_width(label) > room:
        yield from _row(Row(label, value, bold=True), columns)
        return
    *above, beside = fold(label, room) or [""]
    for text in above[:FOLDED_LINES_MAX]:
        yield TextLine((Span(text, bold=True),))
    yield BoxLine(beside, as_printed(value))
