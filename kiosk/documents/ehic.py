"""The papers of the European card (CEAM): the ticket of an order, and the provisional replacement certificate.

The certificate is shown to doctors and hospitals abroad, who know its fields by their numbers. Source: model of the
card and of the certificate, Decision S2 of the Administrative Commission: 2 state, 3 name, 4 given names, 5 birth date,
6 personal number, 7 institution, 8 number and 9 end of the card that it stands for, then from, to and day of issue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.documents.births import birth_date_text
from kiosk.documents.certificate import certificate_document
from kiosk.documents.issue import Issue, issue_line, masked_nir, opening, unbroken
from kiosk.documents.language import Wording, in_each_language, on_paper
from kiosk.documents.model import Align, Document, Field, Heading, Paragraph, Part, Row, Rule, Space
from kiosk.documents.signature import CertificateClaims, holder_check
from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.domain.ehic import EhicCard
from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, Name, PostalAddress
from kiosk.domain.rights import Organism
from kiosk.texts import format_date_long, format_date_short, ngettext
from kiosk.texts import gettext as _

_STATE: Final = "FR"
"""Field 2 of the card: the code of the state (ISO 3166)."""

_NO_CARD: Final = "–"


@dataclass(frozen=True, slots=True)
class OrderedCard:
    """Hold one card that was ordered, and for whom."""

    name: Name
    number: str


@dataclass(frozen=True, slots=True)
class EhicOrderTicket:
    """Hold what the ticket of an order says.

    Attributes:
        insured: whose visit it was.
        expected_on: about when the cards arrive.
        departure: None where it is not known.
        certificates: who gets a provisional certificate besides.
        card_months: how long a card is valid.
    """

    insured: Name
    insured_nir: Nir
    cards: tuple[OrderedCard, ...]
    address: PostalAddress
    expected_on: date
    departure: date | None
    certificates: tuple[Name, ...]
    card_months: int
    issue: Issue


@dataclass(frozen=True, slots=True)
class EhicCertificate:
    """Hold all that one provisional replacement certificate says.

    Attributes:
        person: whom it is for: each person has one of their own.
        personal_nir: of the person, or that of the insured one for who has none.
        card: the card in date, whose number and end fields 8 and 9 give.
        valid_until: the last day; the day of issue is the first.
    """

    number: CertificateNumber
    person: Beneficiary
    personal_nir: Nir
    organism: Organism
    card: EhicCard | None
    valid_until: date
    issue: Issue
    is_duplicate: bool = False

    @property
    def issued_on(self) -> date:
        """Give the day of issue, the first of the validity."""
        return self.issue.issued_at.date()


@on_paper
def ehic_order_document(ticket: EhicOrderTicket) -> Document:
    """Write the ticket of an order."""
    # Translators: title of the ticket of an order of European cards; on paper it takes two lines of at most 24 letters
    title = _("Commande de carte européenne")
    parts: list[Part] = [
        *opening(title.upper(), "", ticket.issue),
        Rule(),
        Paragraph(ticket.insured.full, bold=True),
        masked_nir(ticket.insured_nir),
        Rule(),
    ]
    for card in ticket.cards:
        # Translators: ticket of an order of European cards, the number of the order of one person
        order = Field(_("Commande"), unbroken(card.number), indent=2)
        parts += [Row(card.name.full, "", bold=True), order]
    parts += [Rule(), *_sending(ticket), Rule(), *_journey(ticket), Rule(), *_order_next_steps(ticket), Space()]
    parts.append(issue_line(ticket.issue))
    return Document(
        # Translators: name of the ticket of an order of European cards inside a sentence
        name=in_each_language(lambda: _("ticket de commande")),
        parts=tuple(parts),
        summary=_order_summary(ticket),
    )


def _sending(ticket: EhicOrderTicket) -> list[Part]:
    return [
        # Translators: ticket of an order of European cards; the day is about right
        Field(_("Arrivée par courrier vers le"), format_date_short(ticket.expected_on), bold=True),
        # Translators: ticket of an order of European cards; the postal address follows
        Paragraph(_("À cette adresse :")),
        *(Paragraph(line) for line in ticket.address.lines),
    ]


def _journey(ticket: EhicOrderTicket) -> list[Part]:
    # Translators: ticket of an order of European cards, where the day of departure is not known
    departure = _("non indiqué") if ticket.departure is None else format_date_short(ticket.departure)
    # Translators: ticket of an order of European cards, the day of departure
    parts: list[Part] = [Field(_("Départ"), departure)]
    if ticket.certificates:
        # Translators: ticket of an order of European cards; the names of persons follow
        parts.append(Paragraph(_("Certificat provisoire, à imprimer aussi :")))
        parts += [Row(name.full, "", indent=2) for name in ticket.certificates]
    return parts


def _order_next_steps(ticket: EhicOrderTicket) -> list[Part]:
    return [
        # Translators: ticket of an order of European cards
        Paragraph(_("La carte est gratuite et personnelle.")),
        # Translators: ticket of an order of European cards, how long a card is valid
        Paragraph(_("Elle est valable %(months)d mois au plus.") % {"months": ticket.card_months}),
        # Translators: ticket of an order of European cards, where the card is of use
        Paragraph(_("Pays : Union européenne, Islande, Liechtenstein, Norvège, Suisse, Royaume-Uni.")),
        # Translators: ticket of an order of European cards, what the card is not for
        Paragraph(_("Elle ne sert pas à partir pour se faire soigner.")),
        # Translators: ticket of an order of European cards, what to do next
        Paragraph(_("Rien reçu après cette date ? Parlez-en à l’accueil, avec ce ticket.")),
    ]


def _order_summary(ticket: EhicOrderTicket) -> Wording:
    count = len(ticket.cards)

    def said() -> str:
        # Translators: what the ticket of an order says, once it is printed
        cards = ngettext("%(count)d carte européenne commandée.", "%(count)d cartes européennes commandées.", count)
        # Translators: what the ticket of an order says, once it is printed
        arrival = _("Arrivée vers le %(date)s.") % {"date": format_date_long(ticket.expected_on)}
        return f"{cards % {'count': count}} {arrival}"

    return in_each_language(said)


def ehic_claims(certificate: EhicCertificate) -> CertificateClaims:
    """Give what the signature of a certificate covers."""
    return CertificateClaims(
        certificate.number,
        CertificateKind.EHIC,
        certificate.issued_on,
        certificate.valid_until,
        people_count=1,
        shows_exemption=False,
        holder_check=holder_check(certificate.number, certificate.personal_nir, certificate.person.name.full),
        is_specimen=certificate.issue.is_specimen,
    )


@on_paper
def ehic_certificate_document(certificate: EhicCertificate, verification_url: str) -> Document:
    """Write a provisional replacement certificate.

    Args:
        certificate: what it says.
        verification_url: what the QR code holds: the address with the signed claims.
    """
    # Translators: title of the provisional certificate; on paper it takes two lines of at most 24 letters
    title = _("Certificat provisoire de remplacement")
    # Translators: below the title of the provisional certificate
    subtitle = _("de la carte européenne d’assurance maladie")
    parts: list[Part] = [
        *opening(title.upper(), subtitle, certificate.issue),
        Rule(),
        *_holder_fields(certificate),
        Rule(),
        *_card_fields(certificate),
        Rule(),
        *_validity_fields(certificate),
        Rule(),
        *_organism(certificate.organism),
    ]
    # Translators: name of the provisional certificate inside a sentence
    name = in_each_language(lambda: _("certificat provisoire"))
    steps, summary = _certificate_next_steps(), _certificate_summary(certificate)
    return certificate_document(certificate, name, parts, steps, verification_url, summary)


def _holder_fields(certificate: EhicCertificate) -> list[Part]:
    person = certificate.person
    # Translators: said instead of the digits of the social security number
    spoken = _("imprimé sur le papier")
    return [
        # Translators: provisional certificate, field 2 of the European card; keep the numbers of all these fields
        Field(_("2. État d’émission"), _STATE),
        # Translators: provisional certificate, field 3 of the European card
        Field(_("3. Nom"), person.name.usual, bold=True),
        # Translators: provisional certificate, field 4 of the European card
        Field(_("4. Prénoms"), person.name.first, bold=True),
        # Translators: provisional certificate, field 5 of the European card
        Field(_("5. Date de naissance"), birth_date_text(person)),
        # Translators: provisional certificate, field 6 of the European card: the social security number
        Field(_("6. Numéro personnel"), unbroken(certificate.personal_nir.formatted()), spoken=spoken),
        # Translators: provisional certificate, field 7 of the European card: scheme, fund and centre
        Field(_("7. Numéro de l’institution"), unbroken(certificate.organism.code)),
    ]


def _card_fields(certificate: EhicCertificate) -> list[Part]:
    card = certificate.card
    return [
        # Translators: provisional certificate, field 8 of the European card
        Field(_("8. Numéro de la carte"), _NO_CARD if card is None else card.number),
        # Translators: provisional certificate, field 9 of the European card: the last day of the card
        Field(_("9. Date d’expiration"), _NO_CARD if card is None else format_date_short(card.last_day)),
    ]


def _validity_fields(certificate: EhicCertificate) -> list[Part]:
    # Translators: provisional certificate, above the first and the last day of its validity
    heading = Heading(_("Validité du certificat"))
    return [
        heading,
        # Translators: provisional certificate, first day of its validity
        Field(_("10. Du"), format_date_short(certificate.issued_on), bold=True),
        # Translators: provisional certificate, last day of its validity
        Field(_("11. Au"), format_date_short(certificate.valid_until), bold=True),
        # Translators: provisional certificate, the day on which it was issued
        Field(_("12. Date de délivrance"), format_date_short(certificate.issued_on)),
    ]


def _organism(organism: Organism) -> list[Part]:
    return [
        # Translators: provisional certificate, before the name of the health-insurance fund
        Field(_("Caisse"), organism.name),
        *(Paragraph(line) for line in organism.address.lines),
    ]


def _certificate_next_steps() -> list[Part]:
    return [
        # Translators: end of the provisional certificate
        Paragraph(_("Montrez ce papier avec une pièce d’identité.")),
        # Translators: end of the provisional certificate, how it is used: as the European card is
        Paragraph(_("Il sert comme la carte européenne.")),
        # Translators: end of the provisional certificate, where it is of use
        Paragraph(_("Pays : Union européenne, Islande, Liechtenstein, Norvège, Suisse, Royaume-Uni.")),
        # Translators: end of the provisional certificate; thermal paper turns black in heat and pale in light
        Paragraph(_("Gardez-le loin de la chaleur et de la lumière.")),
        # Translators: end of the provisional certificate: doctors abroad know the fields by their numbers
        Paragraph(_("Les numéros 2 à 12 sont ceux du modèle européen."), Align.LEFT, small=True),
    ]


def _certificate_summary(certificate: EhicCertificate) -> Wording:
    return in_each_language(
        # Translators: what the provisional certificate says, once it is printed
        lambda: (
            _("Certificat provisoire, valable jusqu’au %(end)s.") % {"end": format_date_long(certificate.valid_until)}
        )
    )
