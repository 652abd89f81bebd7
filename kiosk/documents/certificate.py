"""What certificates of all kinds have in common: whom they are about, which fund issued them, how they are checked."""

from __future__ import annotations

from datetime import date

from kiosk.documents.issue import holder, unbroken, whole_nir
from kiosk.documents.model import Field, Paragraph, Part, QrCode
from kiosk.domain.certificates import CertificateNumber
from kiosk.domain.nir import Nir
from kiosk.domain.people import Name, PostalAddress
from kiosk.domain.rights import Organism
from kiosk.texts import format_date_short
from kiosk.texts import gettext as _


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


def verification_code(number: CertificateNumber, valid_until: date, verification_url: str) -> QrCode:
    """Give the QR code of a certificate, with its number and its last day.

    Args:
        number: printed below the code.
        valid_until: printed below the code.
        verification_url: what the code holds: the address with the signed claims.
    """
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
