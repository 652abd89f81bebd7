"""What the dock shows of its benches: pure functions from what was seen to texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from kiosk.texts import gettext as _
from ui.dock.benches import DemoCard, PrinterLook, PrinterTrouble, ReaderLook, ReaderTrouble, TextMessage, TicketPicture


@dataclass(frozen=True, slots=True)
class ReaderSeen:
    """Hold the cards and the reader as they were seen together."""

    cards: tuple[DemoCard, ...]
    reader: ReaderLook


@dataclass(frozen=True, slots=True)
class PrinterSeen:
    """Hold the printer and its newest ticket as they were seen together."""

    printer: PrinterLook
    ticket: TicketPicture | None = None


@dataclass(frozen=True, slots=True)
class CardRow:
    """Hold how a card is shown in the list.

    Attributes:
        title: what is special about it.
        detail: whose it is, and the code of the account.
        is_inserted: whether it is in the reader.
    """

    name: str
    title: str
    detail: str = field(repr=False)
    is_inserted: bool


@dataclass(frozen=True, slots=True)
class CardsView:
    """Hold what is shown of cards and reader.

    Attributes:
        reader: what is in the reader, in words.
        can_remove: whether a card is in.
        rows: the cards; none while the reader does not answer.
    """

    reader: str
    can_remove: bool
    rows: tuple[CardRow, ...]


def cards_view(seen: ReaderSeen | None) -> CardsView:
    """Say what is in the reader and what can be put in."""
    if seen is None:
        # Translators: simulator, the virtual reader does not answer
        return CardsView(_("Le lecteur simulé ne répond pas."), can_remove=False, rows=())
    rows = tuple(_row(card, seen.reader) for card in seen.cards)
    return CardsView(_reader_text(seen), seen.reader.card is not None, rows)


def _row(card: DemoCard, reader: ReaderLook) -> CardRow:
    parts = [card.person] if card.person else []
    if card.code:
        # Translators: simulator, the code of the account of a card
        parts.append(_("code %(code)s") % {"code": _grouped(card.code)})
    return CardRow(card.name, card.title, " · ".join(parts), reader.card == card.name)


def _grouped(code: str) -> str:
    """Write a code in groups of four digits, which are easier to type."""
    return "\u00a0".join(code[start : start + 4] for start in range(0, len(code), 4))


def _reader_text(seen: ReaderSeen) -> str:
    reader = seen.reader
    if ReaderTrouble.UNPLUGGED in reader.troubles:
        # Translators: simulator, state of the reader
        return _("Lecteur débranché")
    if reader.card is None:
        # Translators: simulator, state of the reader
        return _("Lecteur vide")
    titles = {card.name: card.title for card in seen.cards}
    name = {"card": titles.get(reader.card, reader.card)}
    if reader.is_turned:
        # Translators: simulator, state of the reader
        return _("Dans le lecteur, à l’envers : %(card)s") % name
    # Translators: simulator, state of the reader
    return _("Dans le lecteur : %(card)s") % name


@dataclass(frozen=True, slots=True)
class Toggle:
    """Hold something that is wrong or not.

    Attributes:
        key: the value of the trouble.
        is_on: whether it is wrong now.
    """

    key: str
    title: str
    is_on: bool


def reader_toggles(seen: ReaderSeen | None) -> tuple[Toggle, ...]:
    """Say what can go wrong with the reader."""
    if seen is None:
        return ()
    return tuple(
        Toggle(trouble.value, reader_trouble_text(trouble), trouble in seen.reader.troubles)
        for trouble in ReaderTrouble
        if trouble in seen.reader.possible
    )


def printer_toggles(seen: PrinterSeen | None) -> tuple[Toggle, ...]:
    """Say what can go wrong with the printer."""
    if seen is None:
        return ()
    return tuple(
        Toggle(trouble.value, printer_trouble_text(trouble), trouble in seen.printer.troubles)
        for trouble in PrinterTrouble
    )


def reader_trouble_text(trouble: ReaderTrouble) -> str:
    """Name what can go wrong with the reader."""
    match trouble:
        case ReaderTrouble.UNPLUGGED:
            # Translators: simulator, fault of the reader that can be switched on
            return _("Câble du lecteur débranché")
        case ReaderTrouble.SERVICE_STOPPED:
            # Translators: simulator, fault of the reader that can be switched on
            return _("Service pcscd arrêté")
        case ReaderTrouble.SERVICE_FROZEN:
            # Translators: simulator, fault of the reader that can be switched on
            return _("Service pcscd figé")
        case _:
            assert_never(trouble)


def printer_trouble_text(trouble: PrinterTrouble) -> str:
    """Name what can go wrong with the printer."""
    match trouble:
        case PrinterTrouble.PAPER_OUT:
            # Translators: simulator, fault of the printer that can be switched on
            return _("Plus de papier")
        case PrinterTrouble.NEAR_END:
            # Translators: simulator, fault of the printer that can be switched on
            return _("Rouleau presque fini")
        case PrinterTrouble.COVER_OPEN:
            # Translators: simulator, fault of the printer that can be switched on
            return _("Capot ouvert")
        case PrinterTrouble.CUTTER_JAM:
            # Translators: simulator, fault of the printer that can be switched on
            return _("Massicot bloqué")
        case PrinterTrouble.HEAD_HOT:
            # Translators: simulator, fault of the printer that can be switched on
            return _("Tête trop chaude")
        case PrinterTrouble.UNPLUGGED:
            # Translators: simulator, fault of the printer that can be switched on
            return _("Câble de l’imprimante débranché")
        case PrinterTrouble.SILENT:
            # Translators: simulator, fault of the printer that can be switched on
            return _("Ne répond plus")
        case _:
            assert_never(trouble)


@dataclass(frozen=True, slots=True)
class PaperView:
    """Hold what is shown of the paper.

    Attributes:
        state: what the printer does, in words.
        ticket: the newest one.
        can_take: whether it hangs in the mouth of the printer.
    """

    state: str
    ticket: TicketPicture | None = None
    can_take: bool = False


def paper_view(seen: PrinterSeen | None, copied: int | None = None) -> PaperView:
    """Say what the printer does and what came out of it.

    Args:
        seen: printer and ticket; None while the printer does not answer.
        copied: the number of the ticket whose code was copied last.
    """
    if seen is None:
        # Translators: simulator, the virtual printer does not answer
        return PaperView(_("L’imprimante simulée ne répond pas."))
    ticket = seen.ticket
    can_take = ticket is not None and not ticket.is_taken
    if seen.printer.is_printing:
        # Translators: simulator, state of the printer
        return PaperView(_("Impression en cours…"), ticket, can_take)
    if ticket is None:
        # Translators: simulator, state of the printer
        return PaperView(_("Aucun ticket imprimé pour le moment."))
    if ticket.number == copied:
        # Translators: simulator, what the code on the ticket says was copied; kiosk verify --demo is a command
        return PaperView(_("Texte copié : collez-le après kiosk verify --demo"), ticket, can_take)
    number = {"number": ticket.number}
    # Translators: simulator, state of the printer
    text = _("Ticket n° %(number)d, pris") if ticket.is_taken else _("Ticket n° %(number)d, à prendre")
    return PaperView(text % number, ticket, can_take)


@dataclass(frozen=True, slots=True)
class PhoneView:
    """Hold what is shown of the telephone.

    Attributes:
        state: what there is, in words; empty where messages say it.
        messages: newest first.
    """

    state: str
    messages: tuple[TextMessage, ...] = ()


def phone_view(messages: Sequence[TextMessage] | None) -> PhoneView:
    """Say which messages arrived."""
    if messages is None:
        # Translators: simulator, the virtual telephone does not answer
        return PhoneView(_("Le téléphone simulé ne répond pas."))
    if not messages:
        # Translators: simulator, telephone without messages
        return PhoneView(_("Aucun SMS reçu."))
    return PhoneView("", tuple(reversed(messages)))


def shown_mobile(mobile: str) -> str:
    """Write a French mobile number as people do: +33639981234 as 06 39 98 12 34."""
    digits = f"0{mobile[3:]}" if mobile.startswith("+33") else mobile
    pairs = [digits[start : start + 2] for start in range(0, len(digits), 2)]
    return "\u00a0".join(pairs) if len(pairs) == 5 else mobile
