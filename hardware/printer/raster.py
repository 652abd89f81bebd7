"""Draw what a code page or a command cannot carry, and cut pictures into bands that are safe to send."""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import qrcode
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from hardware.printer import commands
from hardware.printer.charset import printable
from kiosk.documents.characters import cell_width
from kiosk.documents.layout import TICK_INDENT, Size, Span, TextLine
from kiosk.documents.metrics import (
    BOX_SIDE_DOTS,
    CELL_DOTS,
    LINE_DOTS,
    QUIET_ZONE_MODULES,
    TICK_BOX_DOTS,
    TICK_EDGE_DOTS,
    WRITING_LINE_INK,
    WRITING_LINE_ROWS,
    qr_module_dots,
)
from kiosk.documents.model import Align

_QR_DOUBLED_FROM_DOTS: Final = 4

_BASELINE_ROW: Final = {Size.NORMAL: 21, Size.LARGE: 37, Size.SMALL: 20}

_EM_CELLS: Final = 0.6
"""Advance of every character of IBM Plex Mono in em: the drawn cells are then exactly those of the printer's fonts."""

_FRAME_GAP_ROWS: Final = 5
_FRAME_LINE_ROWS: Final = 3
_FRAME_POST_DOTS: Final = (5, 7)
"""First and last column of the dots of a bold `|` in font A: these characters are the posts between the two sides."""

_REALTIME: Final = re.compile(rb"\x10(?=[\x04\x05\x14])")


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold a picture to print at the left edge of the paper.

    Attributes:
        dots: bi-level, black where ink is.
        scale: how many dots of the head each of them is wide and high, 1 or 2.
    """

    dots: Image.Image
    scale: int = 1

    @property
    def rows(self) -> int:
        """Give the rows of paper that it takes."""
        return self.dots.height * self.scale


def text_rows(line: TextLine, width_dots: int) -> Picture:
    """Draw one line of text in the printer's own cells, each span from its own first cell.

    Args:
        line: as laid out; characters that the font lacks show as empty boxes.
        width_dots: of the paper.
    """
    cell = CELL_DOTS[line.size]
    dots = _blank(width_dots, LINE_DOTS[line.size])
    draw = ImageDraw.Draw(dots)
    draw.fontmode = "1"
    left = _indent(line.align, width_dots - cell_width(line.text) * cell)
    for span in line.spans:
        _draw_span(draw, span, (left, _BASELINE_ROW[line.size]), cell)
        left += cell_width(span.text) * cell
    return Picture(dots)


def frame_rows(width_dots: int, *, top: bool) -> Picture:
    """Draw the upper or the lower side of a frame, with the ends of the posts that `|` characters continue."""
    dots = _blank(width_dots, BOX_SIDE_DOTS)
    draw = ImageDraw.Draw(dots)
    first, last = _FRAME_POST_DOTS
    right = width_dots - 1
    outer = _FRAME_GAP_ROWS if top else BOX_SIDE_DOTS - 1 - _FRAME_GAP_ROWS
    inner, end = (outer + _FRAME_LINE_ROWS - 1, BOX_SIDE_DOTS - 1) if top else (outer - _FRAME_LINE_ROWS + 1, 0)
    draw.rectangle((first, min(outer, inner), right - first, max(outer, inner)), fill=1)
    for post in ((first, last), (right - last, right - first)):
        draw.rectangle((post[0], min(outer, end), post[1], max(outer, end)), fill=1)
    return Picture(dots)


def writing_rows(width_dots: int) -> Picture:
    """Draw a line to write on, as wide as the paper; the room above it is fed."""
    dots = _blank(width_dots, WRITING_LINE_ROWS)
    ink = WRITING_LINE_INK
    ImageDraw.Draw(dots).rectangle((0, ink[0], width_dots - 1, ink[-1]), fill=1)
    return Picture(dots)


def tick_rows(text: str, width_dots: int) -> Picture:
    """Draw a box to tick and its text, where the code page lacks a letter of it."""
    picture = text_rows(TextLine((Span(" " * TICK_INDENT), Span(text))), width_dots)
    first, last = TICK_BOX_DOTS[0], TICK_BOX_DOTS[-1]
    ImageDraw.Draw(picture.dots).rectangle((first, first, last, last), outline=1, width=TICK_EDGE_DOTS)
    return picture


def qr_side_modules(payload: bytes) -> int:
    """Give how many modules wide the QR code of a payload is, without its quiet zone.

    Raises:
        ValueError: no QR code holds the payload.
    """
    version: int = _qr(payload).version
    return version * 4 + 17


def qr_rows(payload: bytes, width_dots: int) -> Picture:
    """Draw a QR code with its quiet zone, centred on the paper.

    Raises:
        ValueError: no QR code on this paper holds the payload.
    """
    module = qr_module_dots(qr_side_modules(payload), width_dots)
    # A quarter of the bytes says the same where each dot is printed four times: it counts on a serial line.
    scale = 2 if module >= _QR_DOUBLED_FROM_DOTS and module % 2 == 0 else 1
    code = _qr(payload)
    code.make(fit=False)
    matrix = code.get_matrix()
    side = len(matrix)
    small = Image.frombytes("L", (side, side), bytes(255 if dark else 0 for row in matrix for dark in row)).convert("1")
    symbol = small.resize((side * (module // scale), side * (module // scale)), Image.Resampling.NEAREST)
    drawn = _blank(width_dots // scale, symbol.height)
    drawn.paste(symbol, ((drawn.width - symbol.width) // 2, 0))
    return Picture(drawn, scale)


def bands(picture: Picture, band_bytes_max: int) -> Sequence[bytes]:
    """Cut a picture into commands of at most so many bytes of dots, without the white at its right."""
    dots = picture.dots
    box = dots.getbbox()
    inked = dots.crop((0, 0, box[2] if box else 1, dots.height))
    width_bytes = (inked.width + 7) // 8
    data = _without_realtime(inked.tobytes())
    step = band_bytes_max // width_bytes
    return [
        commands.raster(
            width_bytes,
            min(step, dots.height - row),
            data[row * width_bytes :][: step * width_bytes],
            scale=picture.scale,
        )
        for row in range(0, dots.height, step)
    ]


def _without_realtime(dots: bytes) -> bytes:
    # DLE EOT, DLE ENQ and DLE DC4 are obeyed inside pictures too: a picture could switch the printer off or clear its
    # buffers. One dot more, beside a black one, parts the two bytes; it is an eighth of a millimetre.
    return _REALTIME.sub(b"\x18", dots)


def _blank(width: int, height: int) -> Image.Image:
    return Image.new("1", (width, height), 0)


def _indent(align: Align, room: int) -> int:
    match align:
        case Align.LEFT:
            return 0
        case Align.CENTRE:
            return max(0, room // 2)
        case Align.RIGHT:
            return max(0, room)


def _draw_span(draw: ImageDraw.ImageDraw, span: Span, origin: tuple[int, int], cell: int) -> None:
    if span.text.strip():
        draw.text(origin, printable(span.text), fill=1, font=_font(round(cell / _EM_CELLS), span.bold), anchor="ls")


@lru_cache(maxsize=8)
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:  # noqa: FBT001 - key of a cache, always positional
    name = "IBMPlexMono-Bold.ttf" if bold else "IBMPlexMono-Regular.ttf"
    with importlib.resources.as_file(importlib.resources.files("fontpkg_ibm_plex_mono") / "files" / name) as path:
        return ImageFont.truetype(path, size)


def _qr(payload: bytes) -> Any:  # noqa: ANN401 - qrcode ships no types
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE_MODULES)
    code.add_data(payload)
    try:
        code.best_fit()
    except (DataOverflowError, ValueError) as error:  # qrcode asks itself for version 41
        raise ValueError("the payload is too long for a QR code") from error
    return code
