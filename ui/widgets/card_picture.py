"""Pictures of the card and of the reader's slot, and of what else a failure is about."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.catalogue.model import Picture
from kiosk.texts import gettext as _
from ui.icons import Icon, draw_icon
from ui.theme import Theme
from ui.widgets.card_drawing import (
    BANK_BLUE,
    BANK_GREY,
    CARD_RATIO,
    PROFESSIONAL_BLUE,
    PROFESSIONAL_WHITE,
    CardSide,
    draw_arrow,
    draw_card,
    draw_card_body,
    draw_chip,
    draw_reader,
    draw_shadow,
)
from ui.widgets.control import draw_rounded

_INSERT_HEIGHT: Final = 384
"""In units."""


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
        return QSize(self._theme.px(1080), self._theme.sized(_INSERT_HEIGHT, 320, 270))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw card, arrow and reader."""
        palette = self._theme.palette
        # Larger texts leave less room: the picture keeps its left edge and shrinks.
        share = self.height() / self._theme.px(_INSERT_HEIGHT)
        edge = self._theme.px(56)

        def px(units: float) -> float:
            return self._theme.px(units) * share

        painter = QPainter(self)
        middle = self.height() / 2
        card = QRectF(0, 0, px(470), px(470) / CARD_RATIO)
        card.moveTopLeft(QPointF(edge, middle - card.height() / 2))
        draw_shadow(painter, palette, card, px(28), px(26))
        # Translators: attract screen, the word on the drawn card
        draw_card(painter, palette, card, CardSide.CHIP_FIRST, _("Vitale"))
        slot = QColor(palette.slot)
        draw_arrow(painter, slot, QPointF(edge + px(666), middle), px(90), px(15), left=False)
        draw_reader(painter, palette, QRectF(edge + px(760), middle - px(164), px(148), px(328)))
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
        case Picture.PROFESSIONAL_CARD:
            # Translators: spoken text of a picture
            return _("Image : une carte de professionnel de santé, barrée d’une croix")
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
            case Picture.WRONG_CARD | Picture.PROFESSIONAL_CARD:
                if self._picture is Picture.WRONG_CARD:
                    self._draw_bank_card(painter, self._card(90))
                else:
                    self._draw_professional_card(painter, self._card(90))
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

    def _draw_professional_card(self, painter: QPainter, card: QRectF) -> None:
        palette = self._theme.palette
        draw_card_body(painter, palette, card, (PROFESSIONAL_WHITE, PROFESSIONAL_BLUE))
        unit = card.width() / 100
        draw_chip(painter, palette, QRectF(card.left() + 9 * unit, card.top() + 20 * unit, 18 * unit, 14 * unit))
        sign = QRectF(0, 0, 34 * unit, 34 * unit)
        sign.moveCenter(QPointF(card.left() + 68 * unit, card.center().y()))
        draw_icon(painter, sign, Icon.FIRST_AID, QColor(palette.primary))

    def _draw_bank_card(self, painter: QPainter, card: QRectF) -> None:
        palette = self._theme.palette
        draw_card_body(painter, palette, card, (BANK_BLUE, BANK_GREY))
        unit = card.width() / 100
        chip = QRectF(card.left() + 9 * unit, card.top() + 18 * unit, 15 * unit, 12 * unit)
        draw_chip(painter, palette, chip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.ink) if palette.is_high_contrast else QColor(255, 255, 255, 190))
        for group in range(4):
            left = card.left() + (9 + group * 21) * unit
            painter.drawRoundedRect(QRectF(left, card.top() + 40 * unit, 16 * unit, 4 * unit), 2 * unit, 2 * unit)
