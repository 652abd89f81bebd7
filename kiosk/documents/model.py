"""A document: the same value gives the ticket, its preview on the screen and the text read aloud."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.documents.language import EMPTY, Wording


class Align(enum.Enum):
    """Say where a text stands on the line."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Title:
    """Print a title, large, bold and centred."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Print a heading, bold, at the left."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Print running text, folded between words."""

    text: str = field(repr=False)
    align: Align = Align.LEFT
    bold: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Print a label and its value on a line; the value goes below where both do not fit.

    Attributes:
        label: without its colon, which the layout adds.
        spoken: what a voice says instead of the value, None for the value itself: a NIR is not said aloud.
    """

    label: str
    value: str = field(repr=False)
    bold: bool = False
    spoken: str | None = None
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """Print a text at the left and an amount or date at the right edge; the text folds, the right part never does.

    Attributes:
        bold: whether both parts are bold.
        bold_right: whether the right part is bold, whatever the left one is.
    """

    left: str = field(repr=False)
    right: str = field(repr=False)
    bold: bool = False
    indent: int = 0
    bold_right: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Print a dashed line across the paper.

    Attributes:
        text: in its middle: "cut here".
    """

    text: str = ""


@dataclass(frozen=True, slots=True)
class Space:
    """Leave a number of text lines empty."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Box:
    """Print a framed total: a label at the left, an amount at the right."""

    label: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Blank:
    """Print a line to write on with a pen, with room above it for a hand that shakes.

    Attributes:
        label: above it, without its colon, which the layout adds; empty where the line before goes on.
    """

    label: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """Print an empty box to tick with a pen, and beside it what it stands for."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class QrCode:
    """Print a QR code, with lines that say what it is for.

    Attributes:
        payload: the text in the code.
        caption: the lines beside or below the code.
    """

    payload: str = field(repr=False)
    caption: tuple[str, ...] = ()


Part = Title | Heading | Paragraph | Field | Row | Rule | Space | Box | Blank | Tick | QrCode


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one document, printed on one strip and cut at its end.

    Attributes:
        name: what the person calls it, "attestation de droits", for the screens.
        parts: the parts, from top to bottom, in French.
        number: the printed number of the document, None where it has none.
        summary: what it says in one or two sentences: said once it is printed, shown where the screen is not French.
    """

    name: Wording
    parts: Sequence[Part] = field(repr=False)
    number: str | None = None
    summary: Wording = EMPTY
