"""The last payments, and one of them."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from benchmarks.questions.asking import Cursor, Question, Subject, parameter_by_hand
from kiosk.domain.law import Parameter
from kiosk.domain.payments import ActLine, Deduction, DeductionKind, Payee, PaymentDetail, PaymentSummary
from kiosk.domain.statements import last_months
from kiosk.services.months import listed_months
from kiosk.services.payments import PAYMENTS_A_PAGE
from kiosk.storage.payments import DayTotal, count_payments, list_payments, own_totals, read_payment

_PageAnswer = tuple[int, tuple[DayTotal, ...], tuple[PaymentSummary, ...]]

_COUNT = "SELECT count(*) FROM payments WHERE file_id = ? AND paid_on BETWEEN ? AND ?"
_TOTALS = (
    "SELECT paid_on, sum(total_cents) FROM payments WHERE file_id = ? AND paid_on BETWEEN ? AND ? AND payee = ?"
    " GROUP BY paid_on ORDER BY paid_on"
)
_LIST = (
    "SELECT p.id, paid_on, title, professional, first_name, payee, total_cents, paid_cents, reference FROM payments p"
    " JOIN people ON people.id = p.patient_id WHERE file_id = ? AND paid_on BETWEEN ? AND ?"
    " ORDER BY paid_on DESC, p.id DESC LIMIT ?"
)
_ONE = (
    "SELECT p.id, paid_on, title, professional, first_name, payee, total_cents, paid_cents, reference FROM payments p"
    " JOIN people ON people.id = p.patient_id WHERE p.id = ? AND file_id = ?"
)
_LINES = (
    "SELECT care_date, code, label, quantity, paid_cents, base_cents, rate_percent, reimbursed_cents FROM act_lines"
    " WHERE payment_id = ? ORDER BY position"
)
_DEDUCTIONS = "SELECT kind, care_date, amount_cents FROM deductions WHERE payment_id = ? ORDER BY position"


def _page_asked(connection: Connection, subject: Subject) -> _PageAnswer:
    first, last = listed_months(connection, subject.today)[-1], subject.today
    return (
        count_payments(connection, subject.file_id, first, last),
        own_totals(connection, subject.file_id, first, last),
        list_payments(connection, subject.file_id, first, last, PAYMENTS_A_PAGE),
    )


def _page_by_hand(cursor: Cursor, subject: Subject) -> _PageAnswer:
    months = last_months(subject.today, parameter_by_hand(cursor, Parameter.LAST_PAYMENTS_MONTHS, subject.today))
    days = (subject.file_id, months[-1].isoformat(), subject.today.isoformat())
    (count,) = cursor.execute(_COUNT, days).fetchone()
    totals = cursor.execute(_TOTALS, (*days, Payee.INSURED.value))
    listed = cursor.execute(_LIST, (*days, PAYMENTS_A_PAGE))
    return (
        count,
        tuple(DayTotal(date.fromisoformat(day), total) for day, total in totals),
        tuple(summary_of(row) for row in listed),
    )


def _payment_asked(connection: Connection, subject: Subject) -> PaymentDetail | None:
    newest = list_payments(connection, subject.file_id, date.min, subject.today, 1)
    return read_payment(connection, subject.file_id, newest[0].payment_id) if newest else None


def _payment_by_hand(cursor: Cursor, subject: Subject) -> PaymentDetail | None:
    days = (subject.file_id, date.min.isoformat(), subject.today.isoformat())
    newest = cursor.execute(_LIST, (*days, 1)).fetchone()
    if newest is None:
        return None
    row = cursor.execute(_ONE, (newest[0], subject.file_id)).fetchone()
    lines = cursor.execute(_LINES, (newest[0],))
    deductions = cursor.execute(_DEDUCTIONS, (newest[0],))
    return PaymentDetail(summary_of(row), row[8], tuple(map(line_of, lines)), tuple(map(deduction_of, deductions)))


def summary_of(row: Any) -> PaymentSummary:  # noqa: ANN401 - the driver has no types
    """Make the summary of a row: id, day, title, professional, patient, payee, total, paid."""
    number, day, title, professional, patient, payee, total, paid = row[:8]
    return PaymentSummary(number, date.fromisoformat(day), title, professional, patient, Payee(payee), total, paid)


def line_of(row: Any) -> ActLine:  # noqa: ANN401 - idem
    """Make the act of a row."""
    day, *others = row
    return ActLine(date.fromisoformat(day), *others)


def deduction_of(row: Any) -> Deduction:  # noqa: ANN401 - idem
    """Make the deduction of a row."""
    kind, day, cents = row
    return Deduction(DeductionKind(kind), date.fromisoformat(day), cents)


PAYMENTS: Final = Question("payments page", _page_asked, _page_by_hand)
PAYMENT: Final = Question("one payment", _payment_asked, _payment_by_hand)
