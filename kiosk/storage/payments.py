"""Questions about the payments of a file."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import Connection, Row, bindparam, func, select

from kiosk.domain.money import Cents
from kiosk.domain.payments import ActLine, Deduction, DeductionKind, Payee, PaymentDetail, PaymentSummary
from kiosk.storage.schema.payments import act_lines, deductions, payments
from kiosk.storage.schema.registry import people

# Statements are made once: to make one takes longer than to execute it. They hold no values: the engine keeps them.

_OF_FILE: Final = (
    payments.c.file_id == bindparam("file_id"),
    payments.c.paid_on.between(bindparam("since"), bindparam("until")),
)
_SUMMARIES: Final = select(payments, people.c.first_name).join(people, people.c.id == payments.c.patient_id)
_COUNT: Final = select(func.count()).select_from(payments).where(*_OF_FILE)
_LIST: Final = _SUMMARIES.where(*_OF_FILE).order_by(payments.c.paid_on.desc(), payments.c.id.desc())
_PAGE: Final = _LIST.limit(bindparam("limit")).offset(bindparam("offset"))
_OWN_TOTALS: Final = (
    select(payments.c.paid_on, func.sum(payments.c.total_cents).label("total_cents"))
    .where(*_OF_FILE, payments.c.payee == Payee.INSURED.value)
    .group_by(payments.c.paid_on)
    .order_by(payments.c.paid_on)
)
_ONE: Final = _SUMMARIES.where(payments.c.id == bindparam("payment_id"), payments.c.file_id == bindparam("file_id"))
_LINES: Final = (
    select(act_lines).where(act_lines.c.payment_id == bindparam("payment_id")).order_by(act_lines.c.position)
)
_DEDUCTIONS: Final = (
    select(deductions).where(deductions.c.payment_id == bindparam("payment_id")).order_by(deductions.c.position)
)


@dataclass(frozen=True, slots=True)
class DayTotal:
    """Hold what was paid to the insured person on a day."""

    paid_on: date
    total_cents: Cents = field(repr=False)


def count_payments(connection: Connection, file_id: int, since: date, until: date) -> int:
    """Count the payments of a file from a day to another, both included."""
    return connection.execute(_COUNT, {"file_id": file_id, "since": since, "until": until}).scalar_one()


def list_payments(
    connection: Connection, file_id: int, since: date, until: date, limit: int | None = None, offset: int = 0
) -> tuple[PaymentSummary, ...]:
    """List the payments of a file from a day to another, both included, newest first."""
    days = {"file_id": file_id, "since": since, "until": until}
    if limit is None:
        rows = connection.execute(_LIST, days)
    else:
        rows = connection.execute(_PAGE, {**days, "limit": limit, "offset": offset})
    return tuple(summary_of(row) for row in rows)


def own_totals(connection: Connection, file_id: int, since: date, until: date) -> tuple[DayTotal, ...]:
    """Add up, day by day, what was paid to the insured person from a day to another, both included."""
    rows = connection.execute(_OWN_TOTALS, {"file_id": file_id, "since": since, "until": until})
    # The sum of a column of integers is a decimal in PostgreSQL.
    return tuple(DayTotal(row.paid_on, int(row.total_cents)) for row in rows)


def read_payment(connection: Connection, file_id: int, payment_id: int) -> PaymentDetail | None:
    """Give one payment whole, None where the file has no such payment."""
    row = connection.execute(_ONE, {"payment_id": payment_id, "file_id": file_id}).one_or_none()
    if row is None:
        return None
    lines = connection.execute(_LINES, {"payment_id": payment_id})
    withheld = connection.execute(_DEDUCTIONS, {"payment_id": payment_id})
    return PaymentDetail(
        summary=summary_of(row),
        reference=row.reference,
        lines=tuple(map(act_line_of, lines)),
        deductions=tuple(map(deduction_of, withheld)),
    )


def summary_of(row: Row[tuple[object, ...]]) -> PaymentSummary:
    """Make the summary of a row of payments with the first name of the patient."""
    return PaymentSummary(
        payment_id=row.id,
        paid_on=row.paid_on,
        title=row.title,
        professional=row.professional,
        patient=row.first_name,
        payee=Payee(row.payee),
        total_cents=row.total_cents,
        paid_cents=row.paid_cents,
    )


def act_line_of(row: Row[tuple[object, ...]]) -> ActLine:
    """Make the act of a row of act_lines."""
    return ActLine(
        care_date=row.care_date,
        code=row.code,
        label=row.label,
        quantity=row.quantity,
        paid_cents=row.paid_cents,
        base_cents=row.base_cents,
        rate_percent=row.rate_percent,
        reimbursed_cents=row.reimbursed_cents,
    )


def deduction_of(row: Row[tuple[object, ...]]) -> Deduction:
    """Make the deduction of a row of deductions."""
    return Deduction(DeductionKind(row.kind), row.care_date, row.amount_cents)
