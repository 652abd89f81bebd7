"""Questions behind the monthly statements: a month of a file in three questions, however many persons it is about."""

from collections import defaultdict
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Connection, Row, bindparam, case, func, select

from kiosk.domain.payments import ActLine, Deduction, DeductionKind, Payee, PaymentDetail
from kiosk.domain.statements import DayOfPayments, Patient, PatientPayment, PersonFees
from kiosk.storage.payments import act_line_of, deduction_of, summary_of
from kiosk.storage.schema.payments import act_lines, deductions, payments
from kiosk.storage.schema.registry import people

# Statements are made once: to make one takes longer than to execute it. They hold no values: the engine keeps them.

_OF_DAYS: Final = (
    payments.c.file_id == bindparam("file_id"),
    payments.c.paid_on.between(bindparam("since"), bindparam("until")),
)
_IN_ORDER: Final = (payments.c.paid_on, payments.c.id)
_DAYS: Final = (
    select(
        payments.c.paid_on,
        func.count().label("payment_count"),
        func.sum(case((payments.c.payee == Payee.INSURED.value, payments.c.total_cents), else_=0)).label("own_cents"),
    )
    .where(*_OF_DAYS)
    .group_by(payments.c.paid_on)
    .order_by(payments.c.paid_on)
)
_PAYMENTS: Final = (
    select(payments, people.c.first_name, people.c.birth_date, people.c.lunar_birth)
    .join(people, people.c.id == payments.c.patient_id)
    .where(*_OF_DAYS)
    .order_by(*_IN_ORDER)
)
_LINES: Final = (
    select(act_lines)
    .join(payments, payments.c.id == act_lines.c.payment_id)
    .where(*_OF_DAYS)
    .order_by(*_IN_ORDER, act_lines.c.position)
)
_DEDUCTIONS: Final = (
    select(deductions)
    .join(payments, payments.c.id == deductions.c.payment_id)
    .where(*_OF_DAYS)
    .order_by(*_IN_ORDER, deductions.c.position)
)


def _sum_of(kind: DeductionKind, name: str) -> ColumnElement[int]:
    return func.sum(case((deductions.c.kind == kind.value, deductions.c.amount_cents), else_=0)).label(name)


_FEES: Final = (
    select(
        people.c.id.label("patient_id"),
        people.c.first_name,
        people.c.birth_date,
        people.c.lunar_birth,
        _sum_of(DeductionKind.FLAT_FEE, "flat_fee_cents"),
        _sum_of(DeductionKind.FRANCHISE, "franchise_cents"),
    )
    .select_from(payments)
    .join(deductions, deductions.c.payment_id == payments.c.id)
    .join(people, people.c.id == payments.c.patient_id)
    .where(*_OF_DAYS, deductions.c.care_date.between(bindparam("since"), bindparam("last_care")))
    .group_by(people.c.id)
)


def list_payment_days(connection: Connection, file_id: int, since: date, until: date) -> tuple[DayOfPayments, ...]:
    """Count the payments of a file day by day, both days included, oldest first; days without any are left out."""
    rows = connection.execute(_DAYS, {"file_id": file_id, "since": since, "until": until})
    # The sum of a column of integers is a decimal in PostgreSQL.
    return tuple(DayOfPayments(row.paid_on, row.payment_count, int(row.own_cents)) for row in rows)


def list_payments_whole(connection: Connection, file_id: int, since: date, until: date) -> tuple[PatientPayment, ...]:
    """List the payments of a file from a day to another, both included, each whole, oldest first."""
    days = {"file_id": file_id, "since": since, "until": until}
    lines: defaultdict[int, list[ActLine]] = defaultdict(list)
    for row in connection.execute(_LINES, days):
        lines[row.payment_id].append(act_line_of(row))
    withheld: defaultdict[int, list[Deduction]] = defaultdict(list)
    for row in connection.execute(_DEDUCTIONS, days):
        withheld[row.payment_id].append(deduction_of(row))
    return tuple(
        PatientPayment(
            _patient(row),
            PaymentDetail(summary_of(row), row.reference, tuple(lines[row.id]), tuple(withheld[row.id])),
        )
        for row in connection.execute(_PAYMENTS, days)
    )


def list_fees(connection: Connection, file_id: int, year: int, until: date) -> tuple[PersonFees, ...]:
    """Add up what was withheld from the payments of a file for the cares of a calendar year.

    Nothing is withheld before the care, so that older payments are not looked at.

    Args:
        connection: the database.
        file_id: of the insured person.
        year: of the cares.
        until: the last day of the payments, in that year or a later one.
    """
    days = {"file_id": file_id, "since": date(year, 1, 1), "until": until, "last_care": date(year, 12, 31)}
    return tuple(
        PersonFees(_patient(row), int(row.flat_fee_cents), int(row.franchise_cents))
        for row in connection.execute(_FEES, days)
    )


def _patient(row: Row[tuple[object, ...]]) -> Patient:
    return Patient(row.patient_id, row.first_name, row.birth_date, row.lunar_birth)
