"""The same document for readers without paper: as plain text, and as what a voice says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import assert_never

from kiosk.documents.characters import NO_BREAK_SPACE, cell_width, safe_text
from kiosk.documents.language import on_paper
from kiosk.documents.layout import (
    COLUMNS,
    BoxLine,
    Line,
    QrLine,
    RuleLine,
    SpaceLine,
    TextLine,
    TickLine,
    WritingLine,
    lay_out,
)
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
from kiosk.texts import format_date_long, format_day_month
from kiosk.texts import gettext as _

_DATE = re.compile(r"\b(\d{2})/(\d{2})(?:/(\d{4}))?\b", re.ASCII)
_LEAP_YEAR = 2024
"""Has every day that a date without a year can name."""
_MINUS = re.compile(r"(?<!\w)[-–](?=\d)", re.ASCII)
_SENTENCE_END = tuple(".!?:")


def plain_text(document: Document, columns: int = COLUMNS) -> str:
    """Draw a document with characters, each line as it stands on paper.

    Args:
        document: the document.
        columns: cells of a line, at least 24.

    Raises:
        ValueError: the columns are too few.
    """
    lines = (line for laid_out in lay_out(document, columns) for line in _drawn(laid_out, columns))
    return "".join(f"{line.rstrip(' ')}\n" for line in lines)


def _drawn(line: Line, columns: int) -> Iterator[str]:
    match line:
        case TextLine():
            yield _aligned(line.text, line.align, columns)
        case RuleLine(text):
            dashes = "- " * (columns // 2)
            before = (columns - cell_width(text) - 2) // 2
            yield f"{dashes[:before]} {text} {dashes[: columns - before - cell_width(text) - 2]}" if text else dashes
        case WritingLine():
            yield ""
            yield "_" * columns
        case TickLine(text):
            yield f"□  {text}"
        case BoxLine(label, value):
            inside = columns - 2
            gap = " " * (inside - 2 - cell_width(label) - cell_width(value))
            yield f"┌{'─' * inside}┐"
            yield f"│ {label}{gap}{value} │"
            yield f"└{'─' * inside}┘"
        case QrLine(payload, caption):
            yield f"[QR] {payload}"
            yield from (_aligned(text, Align.CENTRE, columns) for text in caption)
        case SpaceLine(lines):
            yield from [""] * lines
        case _:
            assert_never(line)


def _aligned(text: str, align: Align, columns: int) -> str:
    free = max(0, columns - cell_width(text))
    match align:
        case Align.LEFT:
            return text
        case Align.CENTRE:
            return " " * (free // 2) + text
        case Align.RIGHT:
            return " " * free + text
        case _:
            assert_never(align)


@on_paper
def spoken_text(document: Document) -> str:
    """Give what a voice reads of a document, in the French of its paper, one sentence a line.

    Numbers that must stay private are not in it.
    """
    spoken = (_for_a_voice(sentence) for part in document.parts for sentence in _sentences(part))
    return "\n".join(f"{line}." if not line.endswith(_SENTENCE_END) else line for line in spoken if line)


def _sentences(part: Part) -> Iterator[str]:
    match part:
        case Title(text) | Heading(text) | Paragraph(text):
            yield text
        case Field(label, value, spoken=spoken):
            yield f"{label} : {value if spoken is None else spoken}"
        case Row(left, right) | Box(left, right):
            yield f"{left}, {right}" if left and right else left or right
        case QrCode(_payload, caption):
            # Translators: said aloud where a QR code is printed
            yield _("Un code à scanner")
            yield from caption
        case Blank(label):
            if label:
                # Translators: said aloud where a paper has a line to write on; what to write comes first
                yield _("%(label)s : à remplir") % {"label": label}
        case Tick(text):
            # Translators: said aloud where a paper has a box to tick; what it stands for comes last
            yield _("Case à cocher : %(text)s") % {"text": text}
        case Rule(text):
            yield text
        case Space():
            return
        case _:
            assert_never(part)


def _for_a_voice(text: str) -> str:
    spoken = _DATE.sub(_spoken_date, safe_text(text))
    # Translators: said aloud before a negative amount
    minus = _("moins")
    spoken = _MINUS.sub(f"{minus} ", spoken)
    # Translators: said aloud for "N°"
    spoken = re.sub(r"\bN°", _("numéro"), spoken)
    return spoken.replace(f"{NO_BREAK_SPACE}·", ",")


def _spoken_date(written: re.Match[str]) -> str:
    day, month, year = written.groups()
    try:
        moment = date(int(year or _LEAP_YEAR), int(month), int(day))
    except ValueError:
        return written[0]
    return format_date_long(moment) if year else format_day_month(moment)
