"""Sample offers, orders and papers of European cards for the previews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kiosk.documents.language import Wording
from kiosk.documents.model import Document, Field, Paragraph, Row, Rule, Title
from kiosk.domain.ehic import EhicObstacle, EhicOffer, EhicPerson
from kiosk.domain.people import PostalAddress
from kiosk.ports import EhicPaper, EhicReceipt
from ui.terminal.sample_payments import HOSTILE_NAME, RIGHT_TO_LEFT_NAME

_ADDRESS: Final = PostalAddress(("12 RUE DES EXEMPLES", "75019 PARIS"))
_EXPECTED: Final = date(2026, 12, 4)


def _offer(people: Sequence[EhicPerson], address: PostalAddress = _ADDRESS) -> EhicOffer:
    return EhicOffer(tuple(people), address, 15, 3, _EXPECTED)


_MARIE: Final = EhicPerson(1, "Marie", "DURAND", valid_until=date(2026, 12, 12))
_LUCAS: Final = EhicPerson(3, "Lucas", "DURAND")
_INES: Final = EhicPerson(4, "Inès", "DURAND", ordered_on=date(2026, 11, 14), obstacle=EhicObstacle.ORDER_PENDING)

ALONE_OFFER: Final = _offer([EhicPerson(1, "Paul", "MARTIN")])
"""A person alone, who can have a card."""

FAMILY_OFFER: Final = _offer([_MARIE, _LUCAS, _INES])
"""A card that ends soon, no card, a card that is being made."""

_VALID: Final = EhicPerson(
    1,
    "Luc",
    "GIRARD",
    valid_until=date(2028, 1, 20),
    renewable_on=date(2027, 10, 20),
    obstacle=EhicObstacle.VALID_CARD,
    can_have_certificate=False,
)

REFUSALS_OFFER: Final = _offer(
    [
        _VALID,
        EhicPerson(2, "Nadia", "ANDRÉ", ordered_on=date(2026, 11, 16), obstacle=EhicObstacle.ORDER_PENDING),
        EhicPerson(3, "Thomas", "RENAUD", rights_until=date(2026, 12, 1), obstacle=EhicObstacle.RIGHTS_ENDING),
        EhicPerson(4, "Karim", "MOREAU", obstacle=EhicObstacle.NO_RIGHTS, can_have_certificate=False),
    ]
)
"""Every reason why no card can be ordered."""

VALID_CARD_OFFER: Final = _offer([_VALID])
"""A person alone, whose card is still valid long enough: there is nothing to order."""

NO_RIGHTS_OFFER: Final = _offer(
    [EhicPerson(1, "Karim", "MOREAU", obstacle=EhicObstacle.NO_RIGHTS, can_have_certificate=False)]
)
"""A person alone without rights."""

_FIRST_NAMES: Final = (
    *("Marc", "Nathalie", "Camille", "Antoine", "Sarah", "Mathis", "Jeanne", "Louis", "Alice"),
    *("Gabriel", "Rose", "Arthur", "Nina"),
)

THIRTEEN_OFFER: Final = _offer(
    [
        EhicPerson(number, first, "LEROY", valid_until=date(2026, 12, 31) if number % 4 == 2 else None)
        for number, first in enumerate(_FIRST_NAMES, start=1)
    ]
)
"""Thirteen persons."""

HOSTILE_OFFER: Final = _offer(
    [
        EhicPerson(1, HOSTILE_NAME, HOSTILE_NAME),
        EhicPerson(2, "W" * 60, "M" * 60, ordered_on=date(2026, 11, 14), obstacle=EhicObstacle.ORDER_PENDING),
        EhicPerson(3, RIGHT_TO_LEFT_NAME, RIGHT_TO_LEFT_NAME),
    ],
    PostalAddress((HOSTILE_NAME, "W" * 60, RIGHT_TO_LEFT_NAME, *["BÂTIMENT C12, TROISIÈME ÉTAGE"] * 4, "75019 PARIS")),
)
"""Names and an address that a file should not hold."""


def _ticket(people: Sequence[str]) -> EhicPaper:
    orders = [Row(f"DURAND {name}", "", bold=True) for name in people]
    document = Document(
        Wording("ticket de commande", "order slip"),
        (Title("COMMANDE DE CARTE EUROPÉENNE"), Rule(), *orders, Rule(), Paragraph("12 RUE DES EXEMPLES")),
        summary=Wording("Arrivée vers le 4 décembre 2026.", "Arrives around 4 December 2026."),
    )
    return EhicPaper("", document)


def _certificate(name: str, number: str) -> EhicPaper:
    document = Document(
        Wording("certificat provisoire", "provisional certificate"),
        (Title("CERTIFICAT PROVISOIRE DE REMPLACEMENT"), Rule(), Field("4. Prénoms", name, bold=True)),
        number=number,
        summary=Wording(
            "Certificat provisoire, valable jusqu’au 20 février 2027.",
            "Provisional certificate, valid until 20 February 2027.",
        ),
    )
    return EhicPaper(name, document, number)


def _receipt(people: Sequence[str], *, with_certificates: bool = False, with_order: bool = True) -> EhicReceipt:
    orders = tuple(f"CE-751-26-{place:06d}-H" for place, _name in enumerate(people, start=12)) if with_order else ()
    papers = [_ticket(people)] if with_order else []
    if with_certificates:
        papers += [_certificate(name, f"751-26-{place:06d}-K") for place, name in enumerate(people, start=40)]
    return EhicReceipt(orders, _EXPECTED, tuple(papers), tuple(people) if with_order else ())


ORDER_RECEIPT: Final = _receipt(["Marie"])
"""One card, without a certificate."""

CERTIFICATES_RECEIPT: Final = _receipt(["Marie", "Lucas"], with_certificates=True)
"""Two cards, each with a certificate."""

CERTIFICATE_ALONE_RECEIPT: Final = _receipt(["Inès"], with_certificates=True, with_order=False)
"""A certificate for somebody whose card was ordered before."""

THIRTEEN_RECEIPT: Final = _receipt(_FIRST_NAMES, with_certificates=True)
"""Fourteen papers."""

HOSTILE_RECEIPT: Final = _receipt([HOSTILE_NAME, "W" * 60, RIGHT_TO_LEFT_NAME], with_certificates=True)
