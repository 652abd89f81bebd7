"""How the card and the reader are drawn."""

from __future__ import annotations

import enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPainterPath, QPen

from ui.palette import Palette
from ui.theme import TEXT_FAMILY
from ui.widgets.control import draw_rounded

CARD_GREEN: Final = "#43A371"
CARD_GOLD: Final = "#EAC84B"
_CHIP: Final = "#E8C874"
_CHIP_EDGE: Final = "#B98A2E"
BANK_BLUE: Final = "#5B6B8C"
BANK_GREY: Final = "#B9C3D4"
PROFESSIONAL_WHITE: Final = "#F6F9FD"
PROFESSIONAL_BLUE: Final = "#A9C4E8"

CARD_RATIO: Final = 85.60 / 53.98
"""Width to height of a card (ISO/IEC 7810, ID-1)."""


class CardSide(enum.Enum):
    """Say how a card is held: the chip goes into the reader first."""

    CHIP_FIRST = "chip-first"
    CHIP_LAST = "chip-last"


def draw_card(painter: QPainter, palette: Palette, rect: QRectF, side: CardSide, word: str = "") -> None:
    """Draw a Vitale card that goes into a reader at its right.

    Args:
        painter: of the widget.
        palette: in high contrast the card is drawn in lines.
        rect: of the card.
        side: where the chip is.
        word: what is written on it.
    """
    first = side is CardSide.CHIP_FIRST
    colours = (CARD_GREEN, CARD_GOLD) if first else (CARD_GOLD, CARD_GREEN)
    draw_card_body(painter, palette, rect, colours)
    if not palette.is_high_contrast:
        _draw_stripes(painter, rect)
    unit = rect.width() / 100
    chip = QRectF(0, 0, 18 * unit, 14 * unit)
    if first:
        chip.moveTopRight(rect.topRight() + QPointF(-9 * unit, 20 * unit))
    else:
        chip.moveBottomLeft(rect.bottomLeft() + QPointF(9 * unit, -20 * unit))
    draw_chip(painter, palette, chip)
    if word:
        font = QFont(TEXT_FAMILY)
        font.setPixelSize(max(1, round(10.6 * unit)))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor("#FFFFFF"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(rect.adjusted(8 * unit, 6 * unit, 0, 0), flags, word)


def draw_card_body(painter: QPainter, palette: Palette, rect: QRectF, colours: tuple[str, str]) -> None:
    """Draw the body of a card in two colours; in high contrast, its outline."""
    radius = rect.width() * 0.06
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if palette.is_high_contrast:
        width = rect.width() * 0.012
        draw_rounded(painter, rect, radius, QColor(palette.surface), QColor(palette.ink), width)
        return
    gradient = QLinearGradient(rect.topLeft(), rect.bottomRight())
    gradient.setColorAt(0, QColor(colours[0]))
    gradient.setColorAt(1, QColor(colours[1]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawRoundedRect(rect, radius, radius)


def _draw_stripes(painter: QPainter, rect: QRectF) -> None:
    clip = QPainterPath()
    clip.addRoundedRect(rect, rect.width() * 0.06, rect.width() * 0.06)
    painter.save()
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.setBrush(QColor(255, 255, 255, 22))
    slant = rect.height() * 0.6
    for start in (0.12, 0.34, 0.56, 0.78):
        left = rect.left() + rect.width() * start
        width = rect.width() * 0.1
        stripe = [
            QPointF(left + slant, rect.top()),
            QPointF(left + slant + width, rect.top()),
            QPointF(left + width, rect.bottom()),
            QPointF(left, rect.bottom()),
        ]
        painter.drawPolygon(stripe)
    painter.restore()


def draw_chip(painter: QPainter, palette: Palette, rect: QRectF) -> None:
    """Draw the contacts of a card."""
    edge = max(1.0, rect.width() * 0.03)
    fill = palette.primary if palette.is_high_contrast else _CHIP
    draw_rounded(painter, rect, rect.width() * 0.12, QColor(fill), QColor(_CHIP_EDGE), edge)


def draw_reader(painter: QPainter, palette: Palette, rect: QRectF) -> QRectF:
    """Draw the reader with its slot upright in the middle; give the place of the slot."""
    radius = rect.width() * 0.2
    draw_rounded(painter, rect, radius, QColor(palette.reader), QColor(palette.reader_line), rect.width() * 0.018)
    slot = QRectF(0, 0, rect.width() * 0.11, rect.height() * 0.72)
    slot.moveCenter(rect.center())
    draw_rounded(painter, slot, slot.width() / 2, QColor(palette.slot), None, 0)
    return slot


def draw_shadow(painter: QPainter, palette: Palette, rect: QRectF, radius: float, depth: float) -> None:
    """Draw a soft shadow below a rounded rectangle; nothing in high contrast."""
    if palette.is_high_contrast:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    steps = 8
    for step in range(steps):
        spread = depth * (1 - step / steps)
        painter.setBrush(QColor(3, 12, 30, 10))
        grown = rect.adjusted(-spread, -spread * 0.4, spread, spread * 1.5)
        painter.drawRoundedRect(grown, radius + spread, radius + spread)
    painter.restore()


def draw_arrow(painter: QPainter, colour: QColor, tip: QPointF, length: float, width: float, *, left: bool) -> None:
    """Draw an arrow with round ends, its tip at a point."""
    way = 1 if left else -1
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    wing = length * 0.42
    path = QPainterPath(tip + QPointF(way * length, 0))
    path.lineTo(tip)
    path.moveTo(tip + QPointF(way * wing, -wing))
    path.lineTo(tip)
    path.lineTo(tip + QPointF(way * wing, wing))
    painter.drawPath(path)
