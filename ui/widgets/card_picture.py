"""Pictures of the card and of the reader's slot, and of what else a failure is about."""

from __future__ import annotations

import enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.catalogue.model import Picture
from kiosk.texts import gettext as _
from ui.icons import Icon, draw_icon
from ui.palette import Palette
from ui.theme import TEXT_FAMILY, Theme
from ui.widgets.control import draw_rounded

CARD_GREEN: Final = "#43A371"
CARD_GOLD: Final = "#EAC84B"
_CHIP: Final = "#E8C874"
_CHIP_EDGE: Final = "#B98A2E"
_BANK_BLUE: Final = "#5B6B8C"
_BANK_GREY: Final = "#B9C3D4"

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
    _draw_body(painter, palette, rect, colours)
    if not palette.is_high_contrast:
        _draw_stripes(painter, rect)
    unit = rect.width() / 100
    chip = QRectF(0, 0, 18 * unit, 14 * unit)
    if first:
        chip.moveTopRight(rect.topRight() + QPointF(-9 * unit, 20 * unit))
    else:
        chip.moveBottomLeft(rect.bottomLeft() + QPointF(9 * unit, -20 * unit))
    _draw_chip(painter, palette, chip)
    if word:
        font = QFont(TEXT_FAMILY)
        font.setPixelSize(max(1, round(10.6 * unit)))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor("#FFFFFF"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(rect.adjusted(8 * unit, 6 * unit, 0, 0), flags, word)


def _draw_body(painter: QPainter, palette: Palette, rect: QRectF, colours: tuple[str, str]) -> None:
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


def _draw_chip(painter: QPainter, palette: Palette, rect: QRectF) -> None:
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


class InsertPicture(QWidget):
    """Draw the card, an arrow and the slot of the reader."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the picture."""
        super().__init__(parent)
        self._theme = theme
        # Translators: attract screen, spoken text of the picture
        self.setAccessibleName(_("Image : la carte Vitale entre dans la fente du lecteur, puce vers l’avant"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the width of the screen: the shadow of the card reaches into the margin."""
        return QSize(self._theme.px(1080), self._theme.px(384))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw card, arrow and reader."""
        px, palette = self._theme.px, self._theme.palette
        painter = QPainter(self)
        middle = self.height() / 2
        card = QRectF(0, 0, px(470), px(470) / CARD_RATIO)
        card.moveTopLeft(QPointF(px(56), middle - card.height() / 2))
        draw_shadow(painter, palette, card, px(28), px(26))
        # Translators: attract screen, the word on the drawn card
        draw_card(painter, palette, card, CardSide.CHIP_FIRST, _("Vitale"))
        slot = QColor(palette.slot)
        draw_arrow(painter, slot, QPointF(px(722), middle), px(90), px(15), left=False)
        draw_reader(painter, palette, QRectF(px(816), middle - px(164), px(148), px(328)))
        painter.end()


class TakePicture(QWidget):
    """Draw the card that comes out of the reader, with an arrow away from it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the picture."""
        super().__init__(parent)
        self._theme = theme
        # Translators: screen "take your card", spoken text of the picture
        self.setAccessibleName(_("Image : la carte Vitale sort du lecteur"))
        self.setFixedSize(QSize(theme.px(620), theme.px(560)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw reader, card and arrow."""
        px, palette = self._theme.px, self._theme.palette
        painter = QPainter(self)
        draw_reader(painter, palette, QRectF(px(400), 0, px(160), px(560)))
        card = QRectF(px(84), px(150), px(420), px(420) / CARD_RATIO)
        draw_shadow(painter, palette, card, px(24), px(24))
        draw_card(painter, palette, card, CardSide.CHIP_FIRST)
        colour = QColor(palette.warning)
        draw_arrow(painter, colour, QPointF(px(92), px(492)), px(78), px(14), left=True)
        painter.end()


class CardInPicture(QWidget):
    """Draw the card that is in the reader."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the picture."""
        super().__init__(parent)
        self._theme = theme
        # Translators: screens while the card is read, spoken text of the picture
        self.setAccessibleName(_("Image : la carte Vitale est dans le lecteur"))
        self.setFixedSize(QSize(theme.px(520), theme.px(420)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the reader and the part of the card that stands out of its slot."""
        px, palette = self._theme.px, self._theme.palette
        painter = QPainter(self)
        slot = draw_reader(painter, palette, QRectF(px(330), 0, px(150), px(420)))
        card = QRectF(0, 0, px(420), px(420) / CARD_RATIO)
        card.moveCenter(QPointF(px(270), px(210)))
        # The chip end has gone through the slot.
        painter.setClipRect(QRectF(0, 0, slot.center().x(), self.height()))
        draw_shadow(painter, palette, card, px(24), px(24))
        draw_card(painter, palette, card, CardSide.CHIP_FIRST)
        painter.end()


_ICONS: Final = {
    Picture.ADVISER: Icon.ADVISER,
    Picture.PRINTER: Icon.PRINTER,
    Picture.PAPER: Icon.RECEIPT,
    Picture.COVER: Icon.PRINTER,
    Picture.CUTTER: Icon.SCISSORS,
    Picture.HEAT: Icon.HEAT,
    Picture.SERVICE: Icon.SERVICE,
    Picture.SMS: Icon.CODE_BY_SMS,
    Picture.DATABASE: Icon.DATABASE,
    Picture.DISK: Icon.DISK,
    Picture.CLOCK: Icon.CLOCK,
    Picture.SETTINGS: Icon.SETTINGS,
    Picture.RESTART: Icon.RESTART,
}


def spoken_picture(picture: Picture) -> str:
    """Give the spoken text of a picture."""
    match picture:
        case Picture.READER:
            # Translators: spoken text of a picture
            return _("Image : le lecteur de carte, avec un signe d’alerte")
        case Picture.INSERT_AGAIN:
            # Translators: spoken text of a picture
            return _("Image : la carte entre de nouveau dans le lecteur")
        case Picture.TURN_CARD:
            # Translators: spoken text of a picture
            return _("Image : la carte est à tourner d’un demi-tour")
        case Picture.WRONG_CARD:
            # Translators: spoken text of a picture
            return _("Image : une autre carte, barrée d’une croix")
        case Picture.TAKE_CARD:
            # Translators: spoken text of a picture
            return _("Image : la carte sort du lecteur")
        case Picture.ADVISER:
            # Translators: spoken text of a picture
            return _("Image : un conseiller")
        case Picture.PRINTER | Picture.COVER | Picture.HEAT:
            # Translators: spoken text of a picture
            return _("Image : l’imprimante, avec un signe d’alerte")
        case Picture.PAPER | Picture.CUTTER:
            # Translators: spoken text of a picture
            return _("Image : le papier de l’imprimante, avec un signe d’alerte")
        case _:
            # Translators: spoken text of a picture
            return _("Image : la borne, avec un signe d’alerte")


class FaultPicture(QWidget):
    """Draw what a failure is about, in a white panel."""

    def __init__(self, theme: Theme, picture: Picture, parent: QWidget | None = None) -> None:
        """Make the picture.

        Args:
            theme: what it is drawn with.
            picture: from the catalogue of failures.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._picture = picture
        self.setAccessibleName(spoken_picture(picture))
        self.setFixedSize(QSize(theme.px(640), theme.sized(420, 360, 320)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the panel and the picture in it."""
        px, palette = self._theme.px, self._theme.palette
        painter = QPainter(self)
        edge = px(palette.line_px)
        draw_rounded(painter, QRectF(self.rect()), px(40), QColor(palette.surface), QColor(palette.line), edge)
        middle = self.height() / 2
        warning = QColor(palette.warning)
        match self._picture:
            case Picture.TURN_CARD:
                draw_card(painter, palette, self._card(90), CardSide.CHIP_LAST)
                draw_icon(painter, self._square(px(496), middle, px(120)), Icon.TURN, warning)
            case Picture.WRONG_CARD:
                self._draw_other_card(painter, self._card(90))
                draw_icon(painter, self._square(px(496), middle, px(120)), Icon.WRONG, QColor(palette.danger))
            case Picture.INSERT_AGAIN | Picture.TAKE_CARD:
                out = self._picture is Picture.TAKE_CARD
                draw_reader(painter, palette, QRectF(px(486), middle - px(120), px(90), px(240)))
                draw_card(painter, palette, self._card(64, 260), CardSide.CHIP_FIRST)
                tip = QPointF(px(364) if out else px(454), middle)
                draw_arrow(painter, warning, tip, px(84), px(14), left=out)
            case Picture.READER:
                draw_reader(painter, palette, QRectF(px(204), middle - px(130), px(100), px(260)))
                draw_icon(painter, self._square(px(410), middle, px(120)), Icon.WARNING, warning)
            case _:
                icon = _ICONS[self._picture]
                if self._picture is Picture.ADVISER:
                    draw_icon(painter, self._square(px(320), middle, px(190)), icon, QColor(palette.primary))
                else:
                    draw_icon(painter, self._square(px(246), middle, px(170)), icon, QColor(palette.primary))
                    draw_icon(painter, self._square(px(420), middle, px(110)), Icon.WARNING, warning)
        painter.end()

    def _card(self, left: float, width: float = 300) -> QRectF:
        card = QRectF(0, 0, self._theme.px(width), self._theme.px(width) / CARD_RATIO)
        card.moveCenter(QPointF(self._theme.px(left) + card.width() / 2, self.height() / 2))
        return card

    def _square(self, x: float, y: float, side: float) -> QRectF:
        square = QRectF(0, 0, side, side)
        square.moveCenter(QPointF(x, y))
        return square

    def _draw_other_card(self, painter: QPainter, card: QRectF) -> None:
        palette = self._theme.palette
        _draw_body(painter, palette, card, (_BANK_BLUE, _BANK_GREY))
        unit = card.width() / 100
        chip = QRectF(card.left() + 9 * unit, card.top() + 18 * unit, 15 * unit, 12 * unit)
        _draw_chip(painter, palette, chip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.ink) if palette.is_high_contrast else QColor(255, 255, 255, 190))
        for group in range(4):
            left = card.left() + (9 + group * 21) * unit
            painter.drawRoundedRect(QRectF(left, card.top() + 40 * unit, 16 * unit, 4 * unit), 2 * unit, 2 * unit)
