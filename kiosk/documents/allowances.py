"""The daily-allowance certificate (attestation de paiement d’indemnités journalières): what was paid, days and amounts.

It says the nature of a stoppage, since tax and employers treat the natures differently, and never which illness: a long
illness reads like any other. Source: CNAM, API Indemnités Journalières (period, daily amount, days, CSG and CRDS).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import assert_never

from kiosk.documents.certificate import certificate_document, insured_parts, next_steps, organism_parts
from kiosk.documents.issue import Issue, opening
from kiosk.documents.language import Wording, in_each_language, on_paper
from kiosk.documents.model import Box, Document, Field, Heading, Paragraph, Part, Row, Rule, Space
from kiosk.documents.payments import signed_amount
from kiosk.documents.signature import CertificateClaims, holder_check
from kiosk.domain.allowances import AllowancePayment, AllowanceTotals, Nature, PaidStoppage, Stoppage, last_day, totals
from kiosk.domain.certificates import CertificateKind, CertificateNumber
from kiosk.domain.nir import Nir
from kiosk.domain.payments import Payee
from kiosk.domain.people import Name, PostalAddress
from kiosk.domain.rights import Organism, Period
from kiosk.texts import format_amount, format_date_long, format_date_short, ngettext
from kiosk.texts import gettext as _

_INDENT = 2


@dataclass(frozen=True, slots=True)
class AllowanceCertificate:
    """Hold all that one certificate says.

    Attributes:
        name: of the insured person.
        period: the days of payment; it has an end.
        stoppages: with the payments of the period, the latest stoppage first.
        valid_until: until when the signature can be relied on.
        is_duplicate: whether this number may be on paper already.
    """

    number: CertificateNumber
    name: Name
    nir: Nir
    organism: Organism
    address: PostalAddress
    period: Period
    stoppages: tuple[PaidStoppage, ...] = field(repr=False)
    issue: Issue
    valid_until: date
    is_duplicate: bool = False

    @property
    def payments(self) -> tuple[AllowancePayment, ...]:
        """Give the payments of all stoppages."""
        return tuple(payment for paid in self.stoppages for payment in paid.payments)


def allowance_claims(certificate: AllowanceCertificate) -> CertificateClaims:
    """Give what the signature of a certificate covers."""
    return CertificateClaims(
        certificate.number,
        CertificateKind.ALLOWANCES,
        certificate.issue.issued_at.date(),
        certificate.valid_until,
        people_count=1,
        shows_exemption=False,
        holder_check=holder_check(certificate.number, certificate.nir, certificate.name.full),
        is_specimen=certificate.issue.is_specimen,
    )


def nature_text(nature: Nature) -> str:
    """Say why somebody does not work, and never which illness it is."""
    match nature:
        case Nature.ILLNESS | Nature.LONG_ILLNESS:
            # Translators: allowance certificate, nature of a stoppage; never say more of an illness
            return _("Arrêt maladie")
        case Nature.MATERNITY:
            # Translators: allowance certificate, nature of a stoppage
            return _("Congé de maternité")
        case Nature.PATERNITY:
            # Translators: allowance certificate, nature of a stoppage
            return _("Congé de paternité et d’accueil de l’enfant")
        case Nature.WORK:
            # Translators: allowance certificate, nature of a stoppage
            return _("Accident du travail ou maladie professionnelle")
        case _:
            assert_never(nature)


@on_paper
def allowance_document(certificate: AllowanceCertificate, verification_url: str) -> Document:
    """Write a certificate.

    Args:
        certificate: what it says; something was paid.
        verification_url: what the QR code holds: the address with the signed claims.
    """
    # Translators: title of the allowance certificate; on paper it takes three lines of at most 24 letters
    title = _("Attestation de paiement d’indemnités journalières")
    parts: list[Part] = [
        *opening(title.upper(), "", certificate.issue),
        Rule(),
        *insured_parts(certificate.name, certificate.nir, certificate.address),
        Rule(),
        *organism_parts(certificate.organism),
        Rule(),
        *_period(certificate),
    ]
    for paid in certificate.stoppages:
        parts += [Space(), *_stoppage(certificate.name, paid)]
    parts += [
        Rule(),
        *_totals(certificate.name, certificate.payments),
    ]
    # Translators: name of the allowance certificate inside a sentence
    name = in_each_language(lambda: _("attestation d’indemnités journalières"))
    return certificate_document(certificate, name, parts, next_steps(), verification_url, _summary(certificate))


def _period(certificate: AllowanceCertificate) -> list[Part]:
    # Translators: allowance certificate, the days on which something was paid
    heading = _("Versements du %(start)s au %(end)s") % {
        "start": format_date_short(certificate.period.start),
        "end": format_date_short(last_day(certificate.period)),
    }
    # Translators: allowance certificate, under the period: a payment may be for days before its beginning
    return [Heading(heading), Paragraph(_("La date du versement compte, même pour des jours d’avant."))]


def _stoppage(name: Name, paid: PaidStoppage) -> list[Part]:
    stoppage = paid.stoppage
    parts: list[Part] = [
        Heading(nature_text(stoppage.nature)),
        # Translators: allowance certificate, first day of a stoppage of work
        Field(_("Premier jour d’arrêt"), format_date_short(stoppage.first_day), indent=_INDENT),
        *_waiting(stoppage),
    ]
    for (_payee, employer), payments in groupby(paid.payments, key=lambda one: (one.payee, one.employer)):
        parts.append(_payee_field(name, employer))
        for payment in payments:
            parts += [Space(), *_payment(payment)]
    return parts


def _waiting(stoppage: Stoppage) -> list[Part]:
    waiting = stoppage.waiting
    if waiting is None or waiting.end is None:
        return []
    count = (waiting.end - waiting.start).days + 1
    # Translators: allowance certificate, the first days of an illness, which nobody pays
    days = ngettext("%(count)d jour non payé", "%(count)d jours non payés", count) % {"count": count}
    # Translators: allowance certificate, from the first to the last of the days that are not paid
    span = _("du %(start)s au %(end)s") % {
        "start": format_date_short(waiting.start),
        "end": format_date_short(waiting.end),
    }
    # Translators: allowance certificate, before the days that are not paid
    return [Field(_("Délai de carence"), days, indent=_INDENT), Row(span, "", indent=2 * _INDENT)]


def _payee_field(name: Name, employer: str | None) -> Field:
    if employer is None:
        # Translators: allowance certificate, before the name of the insured person who was paid
        return Field(_("Versé à"), name.full, indent=_INDENT)
    # Translators: allowance certificate, before the name of the employer who was paid, since the wage went on
    return Field(_("Versé à l’employeur (subrogation)"), employer, indent=_INDENT)


def _payment(payment: AllowancePayment) -> list[Part]:
    # Translators: allowance certificate, the days that a payment is for
    days = _("Du %(start)s au %(end)s") % {
        "start": format_date_short(payment.first_day),
        "end": format_date_short(payment.last_day),
    }
    # Translators: allowance certificate, how many days at how much; the gross amount stands beside
    product = ngettext("%(count)d jour à %(daily)s", "%(count)d jours à %(daily)s", payment.days) % {
        "count": payment.days,
        "daily": format_amount(payment.daily_cents),
    }
    # Translators: allowance certificate, on which day the amount beside was paid
    paid = _("Versé le %(date)s") % {"date": format_date_short(payment.paid_on)}
    return [
        Row(days, "", indent=_INDENT),
        Row(product, format_amount(payment.gross_cents), indent=_INDENT),
        *_withheld(payment.csg_cents, payment.crds_cents, _INDENT),
        Row(paid, format_amount(payment.net_cents), indent=_INDENT, bold_right=True),
    ]


def _withheld(csg_cents: int, crds_cents: int, indent: int = 0) -> list[Part]:
    return [
        # Translators: allowance certificate, a social contribution that is withheld
        Row(_("CSG"), signed_amount(-csg_cents), indent=indent),
        # Translators: allowance certificate, a social contribution that is withheld
        Row(_("CRDS"), signed_amount(-crds_cents), indent=indent),
    ]


def _totals(name: Name, payments: Sequence[AllowancePayment]) -> list[Part]:
    whole = totals(payments)
    own = totals(payment for payment in payments if payment.payee is Payee.INSURED)
    parts: list[Part] = [
        # Translators: allowance certificate, above the sums of all payments
        Heading(_("Total de la période")),
        # Translators: allowance certificate, sum of the days
        Row(_("Jours payés"), str(whole.days)),
        # Translators: allowance certificate, sum before CSG and CRDS
        Row(_("Montant brut"), format_amount(whole.gross_cents)),
        *_withheld(whole.csg_cents, whole.crds_cents),
        # Translators: allowance certificate, boxed: sum of what was paid
        Box(_("TOTAL NET VERSÉ"), format_amount(whole.net_cents)),
    ]
    if own != whole and own != AllowanceTotals():
        parts += [
            # Translators: allowance certificate, under the total: the part that a person got, whose name comes in
            Row(_("dont à %(name)s") % {"name": name.full}, format_amount(own.net_cents)),
            # Translators: allowance certificate, under the total: the part that the employer got
            Row(_("dont à l’employeur"), format_amount(whole.net_cents - own.net_cents)),
        ]
    # Translators: allowance certificate, explains the letters
    return [*parts, Paragraph(_("CSG et CRDS : des contributions sociales, retenues sur chaque versement."))]


def _summary(certificate: AllowanceCertificate) -> Wording:
    count = len(certificate.payments)

    def said() -> str:
        # Translators: what the allowance certificate says, once it is printed; the number of payments follows
        period = _("Attestation d’indemnités journalières, du %(start)s au %(end)s.") % {
            "start": format_date_long(certificate.period.start),
            "end": format_date_long(last_day(certificate.period)),
        }
        # Translators: what the allowance certificate says, once it is printed
        payments = ngettext("%(count)d versement.", "%(count)d versements.", count) % {"count": count}
        return f"{period} {payments}"

    return in_each_language(said)
