"""Benches with sample data that act in memory: the dock's pictures and tests are made with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPainter

from kiosk.documents.layout import COLUMNS, lay_out
from ui.dock.benches import (
    BenchAbsentError,
    DemoCard,
    PrinterLook,
    PrinterTrouble,
    ReaderLook,
    ReaderTrouble,
    TextMessage,
    TicketPicture,
)
from ui.terminal.sample_rights import FAMILY_CERTIFICATE
from ui.widgets.ticket import measured, pieces, ticket_text, width_dots
from ui.widgets.ticket_drawing import draw_piece, load_ticket_font

SAMPLE_CARDS: Final = (
    DemoCard("family", "Famille ordinaire", "DURAND Marie", "48151623"),
    DemoCard("exemption", "Exonération du ticket modérateur", "MARTIN Paul", "70914253"),
    DemoCard("no-account", "Pas encore de compte", "PETIT Jade"),
    DemoCard("no-mobile", "Aucun mobile au dossier", "ROUSSEAU Henri", "93157046"),
    DemoCard("locked", "Compte bloqué", "BERNARD Sophie", "62840519"),
    DemoCard("corsican", "NIR corses, 2A et 2B", "LECA Ange-Marie", "51739264"),
    DemoCard(
        "accents",
        "Accents, trait d’union, nom de 60 lettres",
        "OEUVRARD-LEÇON DE LA FONTAINE SAINT-ANDRÉ-DES-EAUX-VIVES BIS Françoise-Zoé",
        "84026195",
    ),
    DemoCard("rights-ended", "Droits terminés", "MOREAU Karim", "37591806"),
    DemoCard("unknown", "Inconnue du service", "GARNIER Louise"),
    DemoCard("vitale1", "Vitale 1"),
    DemoCard("bank", "Carte bancaire"),
    DemoCard("mute", "Carte muette : à l’envers"),
)

SAMPLE_QR: Final = "https://verification.example/verifier#1.KEY.PAYLOAD.SIGNATURE"


class SampleCardBench:
    """Be a reader in memory.

    Attributes:
        is_absent: whether it does not answer.
        looks: how often it was looked at.
        resets: the cards that were made new.
    """

    def __init__(self) -> None:
        self.is_absent = False
        self.looks = 0
        self.resets: list[str] = []
        self._look = ReaderLook()

    def cards(self) -> Sequence[DemoCard]:
        """List the cards."""
        self._answer()
        return SAMPLE_CARDS

    def look(self) -> ReaderLook:
        """Look at the reader."""
        self.looks += 1
        self._answer()
        return self._look

    def insert(self, name: str) -> None:
        """Put a card in."""
        self._answer()
        self._look = replace(self._look, card=name, is_turned=False)

    def remove(self) -> None:
        """Take the card out."""
        self._answer()
        self._look = replace(self._look, card=None, is_turned=False)

    def turn(self) -> None:
        """Turn the card."""
        self._answer()
        self._look = replace(self._look, is_turned=not self._look.is_turned)

    def reset(self) -> None:
        """Take the card out and make it new."""
        self._answer()
        if self._look.card is not None:
            self.resets.append(self._look.card)
            self.remove()

    def spoil(self, trouble: ReaderTrouble) -> None:
        """Make something go wrong."""
        self._answer()
        self._look = replace(self._look, troubles=self._look.troubles | {trouble})

    def mend(self, trouble: ReaderTrouble) -> None:
        """Put it right."""
        self._answer()
        self._look = replace(self._look, troubles=self._look.troubles - {trouble})

    def _answer(self) -> None:
        if self.is_absent:
            raise BenchAbsentError


class SamplePrinterBench:
    """Be a printer in memory.

    Attributes:
        is_absent: whether it does not answer.
        ticket: the newest ticket.
        rolls: how many rolls were put in.
        power_cycles: how often it was switched off and on.
    """

    def __init__(self) -> None:
        self.is_absent = False
        self.ticket: TicketPicture | None = None
        self.rolls = 0
        self.power_cycles = 0
        self._look = PrinterLook()

    def print_sample(self) -> None:
        """Print a ticket."""
        number = self._look.tickets + 1
        self.ticket = sample_ticket(number)
        self._look = replace(self._look, tickets=number)

    def look(self) -> PrinterLook:
        """Look at the printer."""
        self._answer()
        return self._look

    def latest_ticket(self) -> TicketPicture | None:
        """Give the newest ticket."""
        self._answer()
        return self.ticket

    def take_ticket(self) -> None:
        """Take the newest ticket."""
        self._answer()
        if self.ticket is not None:
            self.ticket = replace(self.ticket, is_taken=True)

    def new_roll(self) -> None:
        """Put a full roll in."""
        self._answer()
        self.rolls += 1
        self.mend(PrinterTrouble.PAPER_OUT)

    def spoil(self, trouble: PrinterTrouble) -> None:
        """Make something go wrong."""
        self._answer()
        self._look = replace(self._look, troubles=self._look.troubles | {trouble})

    def mend(self, trouble: PrinterTrouble) -> None:
        """Put it right."""
        self._answer()
        self._look = replace(self._look, troubles=self._look.troubles - {trouble})

    def power_cycle(self) -> None:
        """Switch the printer off and on."""
        self._answer()
        self.power_cycles += 1

    def _answer(self) -> None:
        if self.is_absent:
            raise BenchAbsentError


class SampleTelephone:
    """Be a telephone in memory.

    Attributes:
        is_absent: whether it does not answer.
    """

    def __init__(self) -> None:
        self.is_absent = False
        self._messages: list[TextMessage] = []

    def receive(self, text: str) -> None:
        """Take a message."""
        self._messages.append(TextMessage(len(self._messages) + 1, "+33639981234", text))

    def messages(self) -> Sequence[TextMessage]:
        """Give the messages."""
        if self.is_absent:
            raise BenchAbsentError
        return tuple(self._messages)


def sample_ticket(number: int) -> TicketPicture:
    """Draw a ticket, one pixel a dot."""
    load_ticket_font()
    lines = lay_out(FAMILY_CERTIFICATE.document, COLUMNS)
    (piece,) = pieces(measured(lines), float("inf"))
    image = QImage(width_dots(COLUMNS), piece.height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    draw_piece(painter, piece, COLUMNS)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return TicketPicture(number, bytes(buffer.data().data()), ticket_text(lines), codes=(SAMPLE_QR,))
