"""Measure a ticket: where each laid-out line stands on the paper, where it may be parted, what it says.

Lengths are in dots of the print head, 8 to the millimetre, so that the picture of a ticket has its proportions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, assert_never

from kiosk.documents.language import on_paper
from kiosk.documents.layout import (
    COLUMNS,
    BoxLine,
    Line,
    QrLine,
    RuleLine,
    Size,
    SpaceLine,
    TextLine,
    TickLine,
    WritingLine,
)
from kiosk.documents.metrics import (
    BOX_DOTS,
    CELL_DOTS,
    LINE_DOTS,
    QUIET_ZONE_MODULES,
    WRITING_DOTS,
    qr_module_dots,
)
from kiosk.texts import gettext as _

MARGIN_DOTS: Final = 32
"""What an 80 mm paper leaves free beside 72 mm of print."""

EDGE_DOTS: Final = 32
"""Paper above the first line and below the last one."""

_MASK: Final = 3
"""One of the eight masks of a QR code: every reader reads each, and judging all of them takes 13 ms."""

_COLUMN_GAP: Final = re.compile(" {2,}")


def width_dots(columns: int) -> int:
    """Give the width of a paper that carries so many normal characters on a line."""
    return columns * CELL_DOTS[Size.NORMAL] + 2 * MARGIN_DOTS


Modules = tuple[tuple[bool, ...], ...]
"""Rows of a QR code, its quiet zone included; true is dark."""


def qr_modules(payload: str) -> Modules:
    """Compute a QR code; 4 ms for what a certificate carries."""
    # Importing qrcode takes 95 ms: the screens that show no code do without.
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(border=QUIET_ZONE_MODULES, error_correction=ERROR_CORRECT_M, mask_pattern=_MASK)
    code.add_data(payload)
    code.make(fit=True)
    return tuple(tuple(row) for row in code.get_matrix())


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """Hold a line with its height in dots, and where it is a QR code its modules and the side of one in dots."""

    line: Line = field(repr=False)
    height: int
    modules: Modules = field(default=(), repr=False)
    module_dots: int = 0


def measured(lines: Sequence[Line], columns: int = COLUMNS) -> tuple[MeasuredLine, ...]:
    """Measure the lines of a ticket that was laid out in so many columns."""
    return tuple(_measured(line, columns) for line in lines)


def _measured(line: Line, columns: int) -> MeasuredLine:
    match line:
        case TextLine(size=size):
            return MeasuredLine(line, LINE_DOTS[size])
        case RuleLine() | TickLine():
            return MeasuredLine(line, LINE_DOTS[Size.NORMAL])
        case WritingLine():
            return MeasuredLine(line, WRITING_DOTS)
        case BoxLine():
            return MeasuredLine(line, BOX_DOTS)
        case SpaceLine(lines=lines):
            return MeasuredLine(line, lines * LINE_DOTS[Size.NORMAL])
        case QrLine(payload=payload, caption=caption):
            modules = qr_modules(payload)
            module = qr_module_dots(len(modules) - 2 * QUIET_ZONE_MODULES, columns * CELL_DOTS[Size.NORMAL])
            height = len(modules) * module + len(caption) * LINE_DOTS[Size.NORMAL]
            return MeasuredLine(line, height, modules, module)
        case _:
            assert_never(line)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Hold a line and where its top stands on its piece of paper, in dots."""

    measured: MeasuredLine
    top: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold what is seen of a ticket at once.

    Attributes:
        lines: from top to bottom.
        height: of the paper, in dots.
        begins: whether the ticket begins here; else the paper goes on above.
        ends: whether the ticket ends here; else the paper goes on below.
    """

    lines: tuple[PlacedLine, ...]
    height: int
    begins: bool = True
    ends: bool = True


def pieces(lines: Sequence[MeasuredLine], height_max: float) -> tuple[Piece, ...]:
    """Part a ticket into pieces of a height at most, between its lines.

    Args:
        lines: the measured ticket.
        height_max: in dots; a line that is higher by itself makes a piece of its own.
    """
    parts = list(_parted(lines, height_max))
    return tuple(
        Piece(placed, 2 * EDGE_DOTS + height, begins=index == 0, ends=index == len(parts) - 1)
        for index, (placed, height) in enumerate(parts)
    )


def _parted(lines: Sequence[MeasuredLine], height_max: float) -> Iterator[tuple[tuple[PlacedLine, ...], int]]:
    room = height_max - 2 * EDGE_DOTS
    placed: list[PlacedLine] = []
    height = 0
    for line in lines:
        if placed and height + line.height > room:
            yield tuple(placed), height
            placed, height = [], 0
        if not placed and isinstance(line.line, SpaceLine):
            continue
        placed.append(PlacedLine(line, EDGE_DOTS + height))
        height += line.height
    yield tuple(placed), height


@on_paper
def ticket_text(lines: Sequence[Line]) -> str:
    """Give what a ticket says, line by line, in its own French, for whoever does not see its picture."""
    return "\n".join(text for text in (_line_text(line) for line in lines) if text)


def _line_text(line: Line) -> str:
    match line:
        case TextLine():
            return _COLUMN_GAP.sub(" : ", line.text.strip())
        case BoxLine(label=label, value=value):
            return f"{label} : {value}"
        case QrLine(caption=caption):
            # Translators: text of the picture of a ticket, where a QR code stands
            return "\n".join((_("Code QR"), *caption))
        case WritingLine():
            # Translators: text of the picture of a ticket, where it has a line to write on
            return _("(ligne à remplir)")
        case TickLine(text=text):
            # Translators: text of the picture of a ticket, where it has a box to tick
            return _("(case à cocher) %(text)s") % {"text": text}
        case RuleLine(text=text):
            return text
        case SpaceLine():
            return ""
        case _:
            assert_never(line)
