"""The monthly statement: the six months, then one of them whole."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from benchmarks.questions.asking import Cursor, Question, Subject, parameter_by_hand
from benchmarks.questions.payments import deduction_of, line_of, summary_of
from kiosk.domain.law import Parameter
from kiosk.domain.payments import ActLine, Deduction, DeductionKind, Payee, PaymentDetail
from kiosk.domain.statements import (
    DayOfPayments,
    Patient,
    PatientPayment,
    PersonFees,
    Statement,
    StatementMonth,
    YearOfFees,
    add_up_months,
    chosen_month,
    last_day,
    last_months,
    make_statement,
    year_of_fees,
    years_of,
)
from kiosk.services.statements import read_statement

_Answer = tuple[tuple[StatementMonth, ...], Statement]

_DAYS = (
    "SELECT paid_on, count(*), sum(CASE payee WHEN ? THEN total_cents ELSE 0 END) FROM payments"
    " WHERE file_id = ? AND paid_on BETWEEN ? AND ? GROUP BY paid_on ORDER BY paid_on"
)
_PAYMENTS = (
    "SELECT p.id, paid_on, title, professional, first_name, payee, total_cents, paid_cents, reference, patient_id,"
    " birth_date, lunar_birth FROM payments p JOIN people ON people.id = p.patient_id"
    " WHERE p.file_id = ? AND p.paid_on BETWEEN ? AND ? ORDER BY paid_on, p.id"
)
_LINES = (
    "SELECT l.payment_id, care_date, code, label, quantity, l.paid_cents, base_cents, rate_percent, reimbursed_cents"
    " FROM payments p JOIN act_lines l ON l.payment_id = p.id WHERE p.file_id = ? AND p.paid_on BETWEEN ? AND ?"
    " ORDER BY p.paid_on, p.id, l.position"
)
_DEDUCTIONS = (
    "SELECT d.payment_id, kind, care_date, amount_cents FROM payments p JOIN deductions d ON d.payment_id = p.id"
    " WHERE p.file_id = ? AND p.paid_on BETWEEN ? AND ? ORDER BY p.paid_on, p.id, d.position"
)
_FEES = (
    "SELECT people.id, first_name, birth_date, lunar_birth, sum(CASE kind WHEN ? THEN amount_cents ELSE 0 END),"
    " sum(CASE kind WHEN ? THEN amount_cents ELSE 0 END) FROM payments p JOIN deductions d ON d.payment_id = p.id"
    " JOIN people ON people.id = p.patient_id WHERE p.file_id = ? AND p.paid_on BETWEEN ? AND ?"
    " AND d.care_date BETWEEN ? AND ? GROUP BY people.id"
)


def _asked(connection: Connection, subject: Subject) -> _Answer:
    return read_statement(connection, subject.insured, None, subject.today)


def _by_hand(cursor: Cursor, subject: Subject) -> _Answer:
    listed = last_months(subject.today, parameter_by_hand(cursor, Parameter.LAST_PAYMENTS_MONTHS, subject.today))
    days = (Payee.INSURED.value, subject.file_id, listed[-1].isoformat(), subject.today.isoformat())
    rows = cursor.execute(_DAYS, days)
    months = add_up_months(listed, (DayOfPayments(date.fromisoformat(day), *counted) for day, *counted in rows))
    month = chosen_month(months, None)
    until = min(last_day(month), subject.today)
    payments = _payments(cursor, subject.file_id, month, until)
    years = [_year(cursor, subject, year, until) for year in years_of(month, payments)]
    return months, make_statement(month, until, subject.insured.person_id, payments, years)


def _payments(cursor: Cursor, file_id: int, first: date, last: date) -> list[PatientPayment]:
    days = (file_id, first.isoformat(), last.isoformat())
    lines: defaultdict[int, list[ActLine]] = defaultdict(list)
    for number, *line in cursor.execute(_LINES, days):
        lines[number].append(line_of(line))
    deductions: defaultdict[int, list[Deduction]] = defaultdict(list)
    for number, *deduction in cursor.execute(_DEDUCTIONS, days):
        deductions[number].append(deduction_of(deduction))
    return [
        PatientPayment(
            _patient((row[9], row[4], row[10], row[11])),
            PaymentDetail(summary_of(row), row[8], tuple(lines[row[0]]), tuple(deductions[row[0]])),
        )
        for row in cursor.execute(_PAYMENTS, days)
    ]


def _year(cursor: Cursor, subject: Subject, year: int, until: date) -> YearOfFees:
    first, last = date(year, 1, 1), date(year, 12, 31)
    caps_cents = (
        parameter_by_hand(cursor, Parameter.FLAT_FEE_YEAR_CAP_CENTS, min(until, last)),
        parameter_by_hand(cursor, Parameter.FRANCHISE_YEAR_CAP_CENTS, min(until, last)),
    )
    kinds = (DeductionKind.FLAT_FEE.value, DeductionKind.FRANCHISE.value)
    rows = cursor.execute(
        _FEES,
        (*kinds, subject.file_id, first.isoformat(), until.isoformat(), first.isoformat(), last.isoformat()),
    )
    insured = subject.insured
    owner = Patient(insured.person_id, insured.name.first, insured.birth_date, insured.lunar_birth)
    fees = [PersonFees(_patient(row[:4]), *row[4:]) for row in rows]
    return year_of_fees(year, until, caps_cents, fees, owner)


def _patient(row: Any) -> Patient:  # noqa: ANN401 - the driver has no types
    number, first_name, born, lunar = row
    return Patient(number, first_name, date.fromisoformat(born), lunar)


STATEMENTS: Final = Question("monthly statement", _asked, _by_hand)
