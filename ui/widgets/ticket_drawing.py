"""Draw the print of a ticket: the very lines that the printer gets, in a font of the same pitch."""

from __future__ import annotations

import functools
from typing import Final, assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QImage, QPainter, QPen

from kiosk.documents.characters import cell_width
from kiosk.documents.layout import (
    TICK_INDENT,
    BoxLine,
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
    TICK_BOX_DOTS,
    TICK_EDGE_DOTS,
    WRITING_FEEDS,
    WRITING_LINE_INK,
)
from kiosk.documents.model import Align
from ui.theme import package_file
from ui.widgets.ticket import MARGIN_DOTS, MeasuredLine, Piece

TICKET_FAMILY: Final = "IBM Plex Mono"
_FONT_FILES: Final = ("files/IBMPlexMono-Regular.ttf", "files/IBMPlexMono-Bold.ttf")
_CELLS_PER_EM: Final = 0.6
"""Every character of IBM Plex Mono is 600 of 1000 units wide."""

_PRINT: Final = QColor("#10151C")
"""Print keeps its colour in every palette: this is a picture of what comes out of the printer."""

_ALIGNED: Final = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


@functools.cache
def load_ticket_font() -> None:
    """Load the font of the tickets, once.

    Raises:
        FileNotFoundError: a font file is missing or cannot be used.
    """
    for relative in _FONT_FILES:
        path = package_file("fontpkg_ibm_plex_mono", relative)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"font {path.name} cannot be loaded")


def ticket_font(size: Size, *, bold: bool) -> QFont:
    """Make the font of a size, in dots: its characters are as wide as the printer's cells."""
    font = QFont(TICKET_FAMILY)
    font.setPixelSize(round(CELL_DOTS[size] / _CELLS_PER_EM))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def draw_piece(painter: QPainter, piece: Piece, columns: int) -> None:
    """Draw the print of a piece of a ticket; the painter's unit is a dot, its origin the corner of the paper."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_PRINT)
    for placed in piece.lines:
        _draw_line(painter, placed.measured, placed.top, columns)


def _draw_line(painter: QPainter, measured_line: MeasuredLine, top: int, columns: int) -> None:
    line = measured_line.line
    left, width = float(MARGIN_DOTS), float(columns * CELL_DOTS[Size.NORMAL])
    match line:
        case TextLine():
            _draw_text_line(painter, line, left, top, width)
        case RuleLine(text=text):
            _draw_rule(painter, text, QRectF(left, top, width, LINE_DOTS[Size.NORMAL]))
        case WritingLine():
            ink = WRITING_LINE_INK
            above = top + WRITING_FEEDS * LINE_DOTS[Size.NORMAL] + ink[0]
            painter.fillRect(QRectF(left, above, width, len(ink)), _PRINT)
        case TickLine(text=text):
            box, edge = TICK_BOX_DOTS, TICK_EDGE_DOTS
            painter.setPen(QPen(_PRINT, edge))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            side = len(box) - edge
            painter.drawRect(QRectF(left + box[0] + edge / 2, top + box[0] + edge / 2, side, side))
            painter.setPen(_PRINT)
            _draw_text(painter, text, Size.NORMAL, left + TICK_INDENT * CELL_DOTS[Size.NORMAL], top)
        case BoxLine(label=label, value=value):
            painter.setPen(QPen(_PRINT, 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(left + 2, top + 4, width - 4, BOX_DOTS - 8))
            painter.setPen(_PRINT)
            cell = CELL_DOTS[Size.NORMAL]
            inner = top + (BOX_DOTS - LINE_DOTS[Size.NORMAL]) / 2
            _draw_text(painter, label, Size.NORMAL, left + 2 * cell, inner, bold=True)
            right = left + width - (2 + cell_width(value)) * cell
            _draw_text(painter, value, Size.NORMAL, right, inner, bold=True)
        case QrLine(caption=caption):
            side = len(measured_line.modules) * measured_line.module_dots
            _draw_modules(painter, measured_line, QPointF(left + (width - side) / 2, top))
            for index, text in enumerate(caption):
                caption_top = top + side + index * LINE_DOTS[Size.NORMAL]
                middle = left + (width - cell_width(text) * CELL_DOTS[Size.NORMAL]) / 2
                _draw_text(painter, text, Size.NORMAL, middle, caption_top)
        case SpaceLine():
            pass
        case _:
            assert_never(line)


def _draw_rule(painter: QPainter, text: str, place: QRectF) -> None:
    pen = QPen(_PRINT, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([4, 2])
    painter.setPen(pen)
    middle, left, right = place.center().y(), place.left(), place.right()
    if text:
        room = (cell_width(text) + 2) * CELL_DOTS[Size.NORMAL]
        end = left + (place.width() - room) / 2
        painter.drawLine(QPointF(left, middle), QPointF(end, middle))
        painter.setPen(_PRINT)
        _draw_text(painter, text, Size.NORMAL, end + CELL_DOTS[Size.NORMAL], place.top())
        painter.setPen(pen)
        left = end + room
    painter.drawLine(QPointF(left, middle), QPointF(right, middle))
    painter.setPen(_PRINT)


def _draw_text_line(painter: QPainter, line: TextLine, left: float, top: int, width: float) -> None:
    cell = CELL_DOTS[line.size]
    start = left + (width - cell_width(line.text) * cell) * _ALIGNED[line.align]
    for span in line.spans:
        _draw_text(painter, span.text, line.size, start, top, bold=span.bold)
        start += cell_width(span.text) * cell


def _draw_text(painter: QPainter, text: str, size: Size, left: float, top: float, *, bold: bool = False) -> None:
    """Draw a stretch of text from its first cell; what another font draws wider is made as wide as its cells."""
    if not text.strip():
        return
    font = ticket_font(size, bold=bold)
    metrics = QFontMetricsF(font)
    room = cell_width(text) * CELL_DOTS[size]
    natural = metrics.horizontalAdvance(text)
    baseline = top + (LINE_DOTS[size] + metrics.capHeight()) / 2
    painter.save()
    painter.setFont(font)
    painter.translate(left, baseline)
    if natural > room + 1:
        painter.scale(room / natural, 1)
    painter.drawText(QPointF(0, 0), text)
    painter.restore()


def _draw_modules(painter: QPainter, measured_line: MeasuredLine, corner: QPointF) -> None:
    """Draw a QR code with modules of whole pixels: a blurred code is not read."""
    modules, dots = measured_line.modules, measured_line.module_dots
    count = len(modules)
    image = QImage(count, count, QImage.Format.Format_Grayscale8)
    image.fill(255)
    for row, cells in enumerate(modules):
        for column, dark in enumerate(cells):
            if dark:
                image.setPixel(column, row, 0)
    device = painter.device()
    ratio = device.devicePixelRatio()
    transform = painter.worldTransform()
    module = max(1, int(dots * transform.m11() * ratio + 0.01)) / ratio
    room = count * dots * transform.m11()
    at = transform.map(corner)
    painter.save()
    painter.resetTransform()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    shift = (room - count * module) / 2
    left, top = round((at.x() + shift) * ratio) / ratio, round((at.y() + shift) * ratio) / ratio
    painter.drawImage(QRectF(left, top, count * module, count * module), image)
    painter.restore()
