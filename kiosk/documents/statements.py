"""The monthly statement: what was paid in a month, for whose care, and how much of the yearly caps is used.

It has the words, columns and parts of the reimbursement statements people know: what the person had paid first, act by
act, then what was paid to others for information. What was withheld is a line of its own, with the date of its care.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kiosk.documents.issue import Issue, opening, unbroken
from kiosk.documents.language import Wording, in_each_language, on_paper
from kiosk.documents.model import Box, Document, Field, Heading, Paragraph, Part, Row, Rule, Space
from kiosk.documents.payments import (
    day_text,
    deduction_text,
    holder_of_payments,
    next_steps,
    signed_amount,
    without_allowances,
)
from kiosk.documents.quantities import coefficient_text, quantity_text
from kiosk.domain.money import Cents
from kiosk.domain.nir import Nir
from kiosk.domain.payments import ActLine, Deduction, PaymentDetail
from kiosk.domain.people import Name
from kiosk.domain.statements import PatientPayment, PersonFees, PersonPart, Statement, YearOfFees
from kiosk.texts import (
    format_amount,
    format_birth_date,
    format_date_short,
    format_euros,
    format_month,
    format_percent,
    ngettext,
)
from kiosk.texts import gettext as _

_INDENT = 2


@on_paper
def statement_document(name: Name, nir: Nir, statement: Statement, issue: Issue) -> Document:
    """Write the statement of a month.

    Args:
        name: of the insured person.
        nir: of the insured person; it is printed masked.
        statement: what it says.
        issue: when and where it is made.
    """
    parts: list[Part] = [
        # Translators: title of the monthly statement
        *opening(_("Relevé mensuel").upper(), _period(statement), issue),
        *holder_of_payments(name, nir, issue),
        Rule(),
        *_own_payments(statement),
        *_to_professionals(statement.to_professionals, statement.month),
        *_to_employer(statement.to_employer),
        *_words(statement),
    ]
    for year in statement.years:
        parts += [Rule(), *_caps(year)]
    parts += [Rule(), without_allowances(), Space(), *next_steps()]
    return Document(
        # Translators: name of the monthly statement inside a sentence
        name=in_each_language(lambda: _("relevé mensuel")),
        parts=tuple(parts),
        summary=_summary(statement),
    )


def _period(statement: Statement) -> str:
    month = format_month(statement.month)
    if not statement.is_going_on:
        return month
    # Translators: monthly statement of the month that still goes on: "novembre 2026, jusqu’au 21/11/2026"
    return _("%(month)s, jusqu’au %(day)s") % {"month": month, "day": format_date_short(statement.until)}


def _own_payments(statement: Statement) -> list[Part]:
    # Translators: monthly statement, section of what was paid to the insured person
    parts: list[Part] = [Heading(_("Vos remboursements"))]
    if not statement.people:
        month = {"month": format_month(statement.month)}
        if statement.payment_count:
            # Translators: monthly statement, a month in which only others were paid: "en septembre 2026"
            parts.append(Paragraph(_("Aucun versement sur votre compte en %(month)s.") % month))
        else:
            # Translators: monthly statement, a month without any payment: "en septembre 2026"
            parts.append(Paragraph(_("Aucun versement en %(month)s.") % month))
        return parts
    # Translators: monthly statement, before the total paid to the insured person
    parts.append(Row(_("Versés sur votre compte"), signed_amount(statement.own_cents)))
    for part in statement.people:
        parts += [Rule(), *_person(part, statement.month, with_total=len(statement.people) > 1)]
    # Translators: monthly statement, boxed: the total paid to the insured person
    parts += [Space(), Box(_("TOTAL VERSÉ"), signed_amount(statement.own_cents))]
    return parts


def _person(part: PersonPart, month: date, *, with_total: bool) -> list[Part]:
    patient = {"patient": part.patient.first_name}
    # Translators: monthly statement, the first name of the person who was cared for; the birth date stands beside it
    heading = _("Pour %(patient)s") % patient
    parts: list[Part] = [Row(heading, format_birth_date(part.patient.birth_date, part.patient.lunar_birth), bold=True)]
    for payment in part.payments:
        parts += _payment(payment, month)
    if with_total and len(part.payments) > 1:
        # Translators: monthly statement, the total paid for the care of a person, by the first name
        parts.append(Row(_("Total pour %(patient)s") % patient, signed_amount(part.total_cents), bold=True))
    return parts


def _payment(payment: PaymentDetail, month: date) -> list[Part]:
    summary = payment.summary
    parts: list[Part] = []
    for line in payment.lines:
        parts += _act(line, month, is_own=True)
    if not payment.lines:
        parts.append(Row(f"{day_text(summary.paid_on)} {summary.title}", ""))
    care_dates = {line.care_date for line in payment.lines}
    at_once = [one for one in payment.deductions if one.care_date in care_dates]
    deferred = [one for one in payment.deductions if one.care_date not in care_dates]
    parts += [_deduction(one, month, _INDENT) for one in at_once]
    if deferred:
        # Translators: monthly statement, above what is withheld now for earlier cares that the fund paid to others
        parts.append(Row(_("Retenues différées (soins plus anciens) :"), "", indent=_INDENT))
        parts += [_deduction(one, month, 2 * _INDENT) for one in deferred]
    day = {"date": format_date_short(summary.paid_on)}
    # Translators: monthly statement, the day of a payment, before its amount
    paid = _("Versé le %(date)s") % day
    if summary.total_cents < 0:
        # Translators: monthly statement, the day on which an amount was taken back, before the amount
        paid = _("Repris le %(date)s") % day
    return [
        *parts,
        Row(paid, signed_amount(summary.total_cents), indent=_INDENT, bold_right=True),
        # Translators: monthly statement, the reference of a payment
        Field(_("Référence"), unbroken(payment.reference), indent=_INDENT),
    ]


def _act(line: ActLine, month: date, *, is_own: bool) -> list[Part]:
    label = f"{_care_day(line.care_date, month)} {line.label} ({line.code})"
    if quantity := quantity_text(line):
        label = f"{label}, {quantity}"
    amounts = {
        "paid": format_amount(line.paid_cents),
        "base": format_amount(line.base_cents),
        "rate": format_percent(line.rate_percent),
    }
    if is_own:
        # Translators: monthly statement, an act: what the person paid, the reimbursement base and the rate
        computed = _("payé %(paid)s · base %(base)s · %(rate)s") % amounts
    else:
        # Translators: monthly statement, an act that the fund paid for: its price, the reimbursement base and the rate
        computed = _("coût %(paid)s · base %(base)s · %(rate)s") % amounts
    return [Row(label, ""), Row(computed, signed_amount(line.reimbursed_cents), indent=_INDENT)]


def _deduction(deduction: Deduction, month: date, indent: int) -> Row:
    text = deduction_text(deduction, _care_day(deduction.care_date, month))
    return Row(text, signed_amount(-deduction.amount_cents), indent=indent)


def _care_day(day: date, month: date) -> str:
    """Write the day of a care: 18/11, with its year where that is not the year of the statement."""
    return day_text(day) if day.year == month.year else format_date_short(day)


def _to_professionals(payments: Sequence[PatientPayment], month: date) -> list[Part]:
    if not payments:
        return []
    parts: list[Part] = [
        Rule(),
        # Translators: monthly statement, section of what was paid to doctors, pharmacies and the like
        Heading(_("Pour information : tiers payant")),
        # Translators: monthly statement, explains "tiers payant"
        Paragraph(_("Versé directement aux professionnels de santé.")),
    ]
    for payment in payments:
        for line in payment.detail.lines:
            parts += _act(line, month, is_own=False)
        if not payment.detail.lines:
            parts.append(_bare(payment))
        parts.append(Row(_care(payment), "", indent=_INDENT))
    # Translators: monthly statement, the total paid to doctors, pharmacies and the like
    parts.append(Row(_("Total versé aux professionnels"), signed_amount(_total(payments)), bold_right=True))
    return parts


def _to_employer(payments: Sequence[PatientPayment]) -> list[Part]:
    if not payments:
        return []
    return [
        Rule(),
        # Translators: monthly statement, section of what was paid to the employer
        Heading(_("Pour information : votre employeur")),
        # Translators: monthly statement, explains the section of the employer
        Paragraph(_("Versé directement à votre employeur.")),
        *map(_bare, payments),
    ]


def _words(statement: Statement) -> list[Part]:
    """Explain a word of the acts, where it is used."""
    own = (payment for part in statement.people for payment in part.payments)
    payments = (*own, *(payment.detail for payment in statement.to_professionals))
    text = coefficient_text(line for payment in payments for line in payment.lines)
    return [Rule(), Paragraph(text)] if text else []


def _bare(payment: PatientPayment) -> Row:
    """Write a payment to somebody else without its acts."""
    summary = payment.detail.summary
    return Row(f"{day_text(summary.paid_on)} {summary.title}", signed_amount(summary.total_cents))


def _care(payment: PatientPayment) -> str:
    # Translators: monthly statement, below what was paid to a professional: who gave the care, to whom
    return _("%(professional)s · pour %(patient)s") % {
        "professional": payment.detail.summary.professional,
        "patient": payment.patient.first_name,
    }


def _total(payments: Sequence[PatientPayment]) -> Cents:
    return sum(payment.detail.summary.total_cents for payment in payments)


def _caps(year: YearOfFees) -> list[Part]:
    days = {"start": format_date_short(date(year.year, 1, 1)), "end": format_date_short(year.until)}
    parts: list[Part] = [
        # Translators: monthly statement, section: how much of the yearly caps of what is withheld is used
        Heading(_("Vos plafonds de l’année %(year)d") % {"year": year.year}),
        # Translators: monthly statement, from which day to which the amounts below were withheld
        Paragraph(_("Sommes retenues du %(start)s au %(end)s :") % days),
    ]
    for fees in year.people:
        parts += _fees(fees, year)
    # Translators: monthly statement, explains the yearly caps
    parts.append(Paragraph(_("Au plafond, plus rien n’est retenu pour l’année.")))
    return parts


def _fees(fees: PersonFees, year: YearOfFees) -> list[Part]:
    return [
        Paragraph(fees.patient.first_name, bold=True),
        # Translators: monthly statement, what was withheld for acts of doctors, radiology and laboratories in a year
        Row(_("Participations forfaitaires"), _of_cap(fees.flat_fee_cents, year.flat_fee_cap_cents)),
        # Translators: monthly statement, what was withheld for medicines, paramedical acts and transports in a year
        Row(_("Franchises médicales"), _of_cap(fees.franchise_cents, year.franchise_cap_cents)),
    ]


def _of_cap(used_cents: Cents, cap_cents: Cents) -> str:
    cap = format_amount(cap_cents) if cap_cents % 100 else format_euros(cap_cents)
    # Translators: monthly statement, how much of a yearly cap is used: "24,00 € sur 50 €"
    return _("%(used)s sur %(cap)s") % {"used": format_amount(used_cents), "cap": cap}


def _summary(statement: Statement) -> Wording:
    def words() -> str:
        month = {"month": format_month(statement.month)}
        if not statement.payment_count:
            # Translators: what the monthly statement says, once it is printed; a month without payment
            return _("Relevé mensuel, %(month)s : aucun versement.") % month
        # Translators: what the monthly statement says, once it is printed; payments to the insured person come in
        said = _("Relevé mensuel, %(month)s : %(payments)s.") % {**month, "payments": _own_count(statement)}
        others = _other_counts(statement)
        if others:
            # Translators: what the monthly statement says, after the payments to the person; those to others come in
            said += " " + _("Par ailleurs : %(payments)s.") % {"payments": ", ".join(others)}
        return said

    return in_each_language(words)


def _own_count(statement: Statement) -> str:
    own = sum(len(part.payments) for part in statement.people)
    if not own:
        # Translators: what the monthly statement says: no payment to the insured person
        return _("aucun versement sur votre compte")
    # Translators: what the monthly statement says: payments to the insured person
    words = ngettext("%(count)d versement sur votre compte", "%(count)d versements sur votre compte", own)
    return words % {"count": own}


def _other_counts(statement: Statement) -> list[str]:
    """Count the payments to others, apart for each who received some."""
    professionals, employer = len(statement.to_professionals), len(statement.to_employer)
    counts = []
    if professionals:
        # Translators: what the monthly statement says, after the payments to the person: those to doctors and the like
        words = ngettext("%(count)d à un professionnel", "%(count)d à des professionnels", professionals)
        counts.append(words % {"count": professionals})
    if employer:
        # Translators: what the monthly statement says, after the payments to the person: those to the employer
        words = ngettext("%(count)d à votre employeur", "%(count)d à votre employeur", employer)
        counts.append(words % {"count": employer})
    return counts
