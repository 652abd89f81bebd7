"""What certificates of all kinds have in common: whom they are about, which fund issued them, how they are checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from kiosk.documents.duplicate import as_duplicate
from kiosk.documents.issue import Issue, holder, issue_line, unbroken, whole_nir
from kiosk.documents.language import Wording, on_paper
from kiosk.documents.model import Document, Field, Paragraph, Part, QrCode, Rule, Space
from kiosk.domain.certificates import CertificateNumber
from kiosk.domain.nir import Nir
from kiosk.domain.people import Name, PostalAddress
from kiosk.domain.rights import Organism
from kiosk.texts import format_date_short
from kiosk.texts import gettext as _


class Certificate(Protocol):
    """What certificates of all kinds have in common."""

    @property
    def number(self) -> CertificateNumber:
        """Give the number, as it is printed."""

    @property
    def valid_until(self) -> date:
        """Give the last day."""

    @property
    def issue(self) -> Issue:
        """Say when and where it was made."""

    @property
    def is_duplicate(self) -> bool:
        """Say whether a paper with the same number may exist already."""


@on_paper
def certificate_document(
    certificate: Certificate,
    name: Wording,
    parts: Sequence[Part],
    steps: Sequence[Part],
    verification_url: str,
    summary: Wording,
) -> Document:
    """Put the end below what a certificate says: the code that it is checked by, what to do next, its issue.

    Args:
        certificate: whose number and last day stand below the code.
        name: of the certificate, inside a sentence.
        parts: what it says.
        steps: what to do next.
        verification_url: what the QR code holds: the address with the signed claims.
        summary: what the screen says of it.
    """
    code = _verification_code(certificate.number, certificate.valid_until, verification_url)
    document = Document(
        name=name,
        parts=(*parts, Rule(), code, Rule(), *steps, Space(), issue_line(certificate.issue)),
        number=str(certificate.number),
        summary=summary,
    )
    return as_duplicate(document) if certificate.is_duplicate else document


def insured_parts(name: Name, nir: Nir, address: PostalAddress) -> list[Part]:
    """Give the names, the whole NIR and the address of the insured person."""
    return [*holder(name), whole_nir(nir), *(Paragraph(line) for line in address.lines)]


def organism_parts(organism: Organism) -> list[Part]:
    """Give the name, the address and the code of the fund."""
    return [
        # Translators: certificates, before the name of the health-insurance fund
        Field(_("Caisse"), organism.name),
        *(Paragraph(line) for line in organism.address.lines),
        # Translators: certificates, before the code of scheme, fund and centre, 01 751 0117
        Field(_("Code de la caisse"), unbroken(organism.code)),
    ]


def _verification_code(number: CertificateNumber, valid_until: date, verification_url: str) -> QrCode:
    return QrCode(
        verification_url,
        (
            # Translators: below the QR code of a certificate
            _("Vérifiez ce document"),
            # Translators: below the QR code of a certificate, its printed number
            _("N° %(number)s") % {"number": number},
            # Translators: below the QR code of a certificate
            _("Valable jusqu’au %(end)s") % {"end": format_date_short(valid_until)},
        ),
    )


def next_steps(*middle: Paragraph) -> list[Part]:
    """Give the end of a certificate: look at it, have errors put right, keep it well.

    Args:
        middle: what else is said about this kind of certificate.
    """
    return [
        # Translators: end of a certificate, what to do next
        Paragraph(_("Vérifiez les noms et les dates.")),
        # Translators: end of a certificate, what to do next
        Paragraph(_("Une erreur ? Parlez-en à l’accueil.")),
        *middle,
        # Translators: end of a certificate; thermal paper turns black in heat and pale in light
        Paragraph(_("Gardez-le loin de la chaleur et de la lumière.")),
    ]
