"""The tickets of the payments: the list of the last ones, and one of them in detail.

The words and columns are those of the reimbursement statements people know: what was paid, the base, the rate, what was
paid back; then what was withheld, each with its own date, since a deduction may come from an earlier care.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import assert_never

from kiosk.documents.issue import Issue, issue_line, masked_nir, opening, unbroken
from kiosk.documents.language import in_each_language, on_paper
from kiosk.documents.model import Align, Box, Document, Field, Heading, Paragraph, Part, Row, Rule, Space
from kiosk.documents.quantities import coefficient_text, quantity_text
from kiosk.domain.money import Cents
from kiosk.domain.nir import Nir
from kiosk.domain.payments import ActLine, Deduction, DeductionKind, Payee, PaymentDetail, PaymentSummary
from kiosk.domain.people import Name
from kiosk.texts import format_amount, format_date_long, format_date_short, format_month, format_percent, ngettext
from kiosk.texts import gettext as _

_MINUS = "–"
"""The sign of what is withheld: code page 1252 has the en dash, not the mathematical minus."""

_INDENT = 2


def signed_amount(amount_cents: Cents) -> str:
    """Write an amount; one that is withheld has the minus that every part of the terminal gives it."""
    return f"{_MINUS}{format_amount(-amount_cents)}" if amount_cents < 0 else format_amount(amount_cents)


@on_paper
def payments_document(
    name: Name, nir: Nir, first: date, last: date, payments: Sequence[PaymentSummary], issue: Issue
) -> Document:
    """Write the list of the payments of some months, newest first.

    Args:
        name: of the insured person.
        nir: of the insured person; it is printed masked.
        first: the first day looked at.
        last: the last day looked at.
        payments: of these days, in any order.
        issue: when and where the list is made.
    """
    newest_first = sorted(payments, key=lambda payment: payment.paid_on, reverse=True)
    own = [payment for payment in newest_first if payment.payee is Payee.INSURED]
    # Translators: list of payments, the days looked at
    days = _("du %(start)s au %(end)s") % {"start": format_date_short(first), "end": format_date_short(last)}
    # Translators: title of the ticket of the last payments, as on the menu
    parts: list[Part] = [
        *opening(_("Derniers remboursements").upper(), days, issue),
        *holder_of_payments(name, nir, issue),
        Rule(),
    ]
    if not payments:
        # Translators: list of payments, when there is none
        parts.append(Paragraph(_("Aucun paiement sur cette période.")))
    if own:
        parts += _own_payments(own)
    elif payments:
        # Translators: list of payments, where only others were paid
        parts.append(Paragraph(_("Aucun versement sur votre compte.")))
    parts += _for_information(
        # Translators: list of payments, section of those made to doctors, pharmacies and the like
        _("Pour information : tiers payant"),
        # Translators: list of payments, explains "tiers payant"
        _("Versé directement aux professionnels de santé."),
        [payment for payment in newest_first if payment.payee is Payee.PROFESSIONAL],
    )
    parts += _for_information(
        # Translators: list of payments, section of those made to the employer
        _("Pour information : votre employeur"),
        # Translators: list of payments, explains the section of the employer
        _("Versé directement à votre employeur."),
        [payment for payment in newest_first if payment.payee is Payee.EMPLOYER],
    )
    parts += [Rule(), without_allowances(), Space(), *next_steps()]
    return Document(
        # Translators: name of the ticket of the last payments inside a sentence
        name=in_each_language(lambda: _("liste des derniers remboursements")),
        parts=tuple(parts),
        summary=in_each_language(
            # Translators: what the list of payments says, once it is printed
            lambda: (
                ngettext(
                    "Derniers remboursements, %(count)d paiement.",
                    "Derniers remboursements, %(count)d paiements.",
                    len(payments),
                )
                % {"count": len(payments)}
            )
        ),
    )


@on_paper
def payment_document(name: Name, nir: Nir, detail: PaymentDetail, issue: Issue) -> Document:
    """Write one payment: its acts, what was withheld and what was paid out.

    Args:
        name: of the insured person.
        nir: of the insured person; it is printed masked.
        detail: the payment.
        issue: when and where the ticket is made.
    """
    summary = detail.summary
    parts: list[Part] = [
        # Translators: title of the ticket of one payment
        *opening(_("Détail du remboursement").upper(), "", issue),
        *holder_of_payments(name, nir, issue),
        Rule(),
        # Translators: one payment, the day on which it was paid out
        Field(_("Date du paiement"), format_date_short(summary.paid_on)),
        # Translators: one payment, before "sur votre compte" or "au professionnel de santé"
        Field(_("Versé"), _payee(summary.payee)),
        # Translators: one payment, its reference
        Field(_("Référence"), unbroken(detail.reference)),
        Rule(),
        # Translators: one payment, the first name of the person who was cared for
        Heading(_("Pour %(patient)s") % {"patient": summary.patient}),
        Paragraph(summary.professional),
    ]
    for line in detail.lines:
        parts += [Space(), *_act(line, summary.payee)]
    if detail.deductions:
        parts += [Rule(), *_deductions(detail)]
    parts += [
        Space(),
        Box(_total_label(summary.payee), signed_amount(summary.total_cents)),
        Space(),
    ]
    explanation = coefficient_text(detail.lines)
    if explanation:
        parts += [Paragraph(explanation), Space()]
    parts += next_steps()
    return Document(
        # Translators: name of the ticket of one payment inside a sentence
        name=in_each_language(lambda: _("détail de remboursement")),
        parts=tuple(parts),
        summary=in_each_language(
            # Translators: what the ticket of one payment says, once it is printed
            lambda: _("Détail du remboursement du %(date)s.") % {"date": format_date_long(summary.paid_on)}
        ),
    )


def without_allowances() -> Paragraph:
    """Say what is in no total of the payments, though it may be on the same account."""
    # Translators: list of payments and monthly statement: daily allowances are not in them, but on their certificate
    return Paragraph(_("Sans les indemnités journalières : elles ont leur attestation."))


def holder_of_payments(name: Name, nir: Nir, issue: Issue) -> list[Part]:
    """Give whose payments a ticket is about, its number masked, and when it was made."""
    return [Rule(), Paragraph(name.full, bold=True), masked_nir(nir), issue_line(issue)]


def _own_payments(payments: Iterable[PaymentSummary]) -> list[Part]:
    parts: list[Part] = []
    total_cents: Cents = 0
    for month, of_month in groupby(payments, key=lambda payment: payment.paid_on.replace(day=1)):
        month_cents: Cents = 0
        written = format_month(month)
        parts.append(Heading(written[0].upper() + written[1:]))
        for payment in of_month:
            parts += _payment(payment)
            month_cents += payment.total_cents
        # Translators: list of payments, total of a month
        parts += [Row(_("Total du mois"), signed_amount(month_cents)), Rule()]
        total_cents += month_cents
    # Translators: list of payments, boxed: the total paid to the insured person
    parts[-1:] = [Space(), Box(_("TOTAL VERSÉ SUR VOTRE COMPTE"), signed_amount(total_cents))]
    return parts


def _payment(payment: PaymentSummary) -> list[Part]:
    below = _care(payment)
    if payment.paid_cents:
        # Translators: list of payments, below a payment: what the person had paid
        below += " · " + _("payé %(amount)s") % {"amount": format_amount(payment.paid_cents)}
    return [
        Row(f"{day_text(payment.paid_on)} {payment.title}", signed_amount(payment.total_cents), bold_right=True),
        Row(below, "", indent=_INDENT),
    ]


def _care(payment: PaymentSummary) -> str:
    # Translators: list of payments, below a payment: who gave the care, to whom
    return _("%(professional)s · pour %(patient)s") % {
        "professional": payment.professional,
        "patient": payment.patient,
    }


def _for_information(heading: str, explanation: str, payments: Sequence[PaymentSummary]) -> list[Part]:
    if not payments:
        return []
    parts: list[Part] = [Space(), Heading(heading), Paragraph(explanation)]
    for payment in payments:
        title = f"{format_date_short(payment.paid_on)} {payment.title}"
        parts += [Row(title, signed_amount(payment.total_cents)), Row(_care(payment), "", indent=_INDENT)]
    return parts


def _payee(payee: Payee) -> str:
    match payee:
        case Payee.INSURED:
            # Translators: one payment, after "Versé :"
            return _("sur votre compte")
        case Payee.PROFESSIONAL:
            # Translators: one payment, after "Versé :"
            return _("au professionnel de santé (tiers payant)")
        case Payee.EMPLOYER:
            # Translators: one payment, after "Versé :"
            return _("à votre employeur")
        case _:
            assert_never(payee)


def _act(line: ActLine, payee: Payee) -> list[Part]:
    label = f"{format_date_short(line.care_date)} {line.label} ({line.code})"
    if quantity := quantity_text(line):
        label = f"{label}, {quantity}"
    # Translators: one payment, what an act cost: paid by the person, or by the fund to somebody else
    cost = _("Montant payé") if payee is Payee.INSURED else _("Montant des soins")
    return [
        Row(label, ""),
        Row(cost, format_amount(line.paid_cents), indent=_INDENT),
        # Translators: one payment, the amount that the rate applies to
        Row(_("Base du remboursement"), format_amount(line.base_cents), indent=_INDENT),
        # Translators: one payment, the share of the base that is paid back
        Row(_("Taux"), format_percent(line.rate_percent), indent=_INDENT),
        # Translators: one payment, what is paid back for an act
        Row(_("Remboursement"), format_amount(line.reimbursed_cents), indent=_INDENT, bold_right=True),
    ]


def _total_label(payee: Payee) -> str:
    match payee:
        case Payee.INSURED:
            # Translators: one payment, boxed: what was paid out
            return _("TOTAL VERSÉ")
        case Payee.PROFESSIONAL:
            # Translators: one payment, boxed: what was paid out to a doctor, a pharmacy and the like
            return _("VERSÉ AU PROFESSIONNEL")
        case Payee.EMPLOYER:
            # Translators: one payment, boxed: what was paid out to the employer
            return _("VERSÉ À L’EMPLOYEUR")
        case _:
            assert_never(payee)


def _deductions(detail: PaymentDetail) -> list[Part]:
    # Translators: one payment, section of the amounts that were withheld
    parts: list[Part] = [Heading(_("Retenues"))]
    parts += [
        Row(deduction_text(deduction, format_date_short(deduction.care_date)), signed_amount(-deduction.amount_cents))
        for deduction in detail.deductions
    ]
    # Translators: one payment, explains what was withheld
    parts.append(Paragraph(_("La loi laisse ces sommes à votre charge.")))
    care_dates = {line.care_date for line in detail.lines}
    if any(deduction.care_date not in care_dates for deduction in detail.deductions):
        # Translators: one payment, where something was withheld for an earlier care
        parts.append(Paragraph(_("Certaines viennent de soins plus anciens.")))
    return parts


def deduction_text(deduction: Deduction, written_day: str) -> str:
    """Name what was withheld, with the day of the care that caused it."""
    day = {"date": written_day}
    match deduction.kind:
        case DeductionKind.FLAT_FEE:
            # Translators: one payment, withheld for an act of a doctor, a radiology or a laboratory
            return _("Participation forfaitaire du %(date)s") % day
        case DeductionKind.FRANCHISE:
            # Translators: one payment, withheld for a medicine, a paramedical act or a transport
            return _("Franchise médicale du %(date)s") % day
        case _:
            assert_never(deduction.kind)


def next_steps() -> list[Part]:
    """Give what every ticket of payments ends with."""
    return [
        # Translators: end of the tickets of payments: how long they can be needed
        Paragraph(_("Conservez ce papier deux ans."), Align.CENTRE),
        # Translators: end of the tickets of payments
        Paragraph(_("Une question ? Demandez à l’accueil."), Align.CENTRE),
    ]


def day_text(day: date) -> str:
    """Write a day whose year stands above it: 18/11."""
    return day.strftime("%d/%m")
