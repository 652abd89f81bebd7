"""Monthly statements: what was paid in a month, person by person.

Their order is that of the statements people know: what was paid to the insured person, each act with its base and rate,
what was withheld with the date of the care that caused it, then what was paid to others, for information.
Source: reimbursement statements of the general scheme; code de la sécurité sociale, L160-13 (yearly caps).
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.money import Cents
from kiosk.domain.payments import Payee, PaymentDetail

_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class StatementMonth:
    """Hold what a list shows of a month.

    Attributes:
        month: its first day.
        payment_count: how many payments it has, those to professionals included.
        own_cents: what was paid to the insured person.
    """

    month: date
    payment_count: int
    own_cents: Cents = field(repr=False)


@dataclass(frozen=True, slots=True)
class DayOfPayments:
    """Hold how many payments a day has, and what the insured person got."""

    paid_on: date
    payment_count: int
    own_cents: Cents = field(repr=False)


@dataclass(frozen=True, slots=True)
class Patient:
    """Hold a person who was cared for.

    Attributes:
        person_id: tells persons of the same name apart.
        lunar_birth: the birth date as a card writes it where no calendar has it; birth_date is what stands for it.
    """

    person_id: int
    first_name: str = field(repr=False)
    birth_date: date = field(repr=False)
    lunar_birth: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PatientPayment:
    """Hold one payment whole, and whose care it pays."""

    patient: Patient
    detail: PaymentDetail


@dataclass(frozen=True, slots=True)
class PersonPart:
    """Hold what was paid to the insured person for the care of one person, oldest payment first."""

    patient: Patient
    payments: tuple[PaymentDetail, ...]

    @property
    def total_cents(self) -> Cents:
        """Give what was paid out, deductions taken off."""
        return sum(payment.summary.total_cents for payment in self.payments)


@dataclass(frozen=True, slots=True)
class PersonFees:
    """Hold what was withheld for the cares of one person in a calendar year."""

    patient: Patient
    flat_fee_cents: Cents = field(default=0, repr=False)
    franchise_cents: Cents = field(default=0, repr=False)


@dataclass(frozen=True, slots=True)
class YearOfFees:
    """Hold how much of the yearly caps is used.

    Attributes:
        year: the calendar year of the cares.
        until: the last day of the payments that are counted.
        flat_fee_cap_cents: most that is withheld in flat fees for one person.
        franchise_cap_cents: most that is withheld in franchises for one person.
        people: with something withheld, in the order of the statement; the insured person in any case.
    """

    year: int
    until: date
    flat_fee_cap_cents: Cents
    franchise_cap_cents: Cents
    people: tuple[PersonFees, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold the statement of a month.

    Attributes:
        month: its first day.
        until: the last day looked at: the end of the month, or today in the month that still goes on.
        people: who was cared for and what the insured person was paid for it; the insured person first.
        to_professionals: what the fund paid to professionals, oldest first.
        to_employer: idem to the employer.
        years: the yearly caps: of the year of the month; before it, of the years of earlier cares of this month.
    """

    month: date
    until: date
    people: tuple[PersonPart, ...]
    to_professionals: tuple[PatientPayment, ...]
    to_employer: tuple[PatientPayment, ...]
    years: tuple[YearOfFees, ...]

    @property
    def own_cents(self) -> Cents:
        """Give what was paid to the insured person."""
        return sum(part.total_cents for part in self.people)

    @property
    def payment_count(self) -> int:
        """Give how many payments the month has, to whomever."""
        own = sum(len(part.payments) for part in self.people)
        return own + len(self.to_professionals) + len(self.to_employer)

    @property
    def is_going_on(self) -> bool:
        """Say whether payments may still be added to the month."""
        return self.until < last_day(self.month)


def last_months(today: date, count: int) -> tuple[date, ...]:
    """Give the first days of the last months, newest first, the current one included."""
    newest = today.year * _MONTHS_A_YEAR + today.month - 1
    return tuple(date(one // _MONTHS_A_YEAR, one % _MONTHS_A_YEAR + 1, 1) for one in range(newest, newest - count, -1))


def last_day(month: date) -> date:
    """Give the last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def add_up_months(months: Iterable[date], days: Iterable[DayOfPayments]) -> tuple[StatementMonth, ...]:
    """Add the days of payments up to months; a month without any is empty, a day of another month is left out."""
    counts: defaultdict[date, int] = defaultdict(int)
    own: defaultdict[date, Cents] = defaultdict(int)
    for day in days:
        month = day.paid_on.replace(day=1)
        counts[month] += day.payment_count
        own[month] += day.own_cents
    return tuple(StatementMonth(month, counts[month], own[month]) for month in months)


def chosen_month(months: tuple[StatementMonth, ...], wanted: date | None) -> date:
    """Give the month to show: the one that is wanted if it is listed, else the newest that is not empty.

    Args:
        months: the months that have a statement, newest first, at least one.
        wanted: a first day, of a month that may have left the list since it was seen, or None.
    """
    listed = [one.month for one in months]
    with_payments = [one.month for one in months if one.payment_count]
    return wanted if wanted is not None and wanted in listed else (with_payments or listed)[0]


def years_of(month: date, payments: Iterable[PatientPayment]) -> tuple[int, ...]:
    """Give the years whose caps a statement tells of: that of the month, and those of earlier cares withheld in it."""
    withheld = {deduction.care_date.year for payment in payments for deduction in payment.detail.deductions}
    return tuple(sorted({month.year} | {year for year in withheld if year < month.year}))


def year_of_fees(
    year: int, until: date, caps_cents: tuple[Cents, Cents], fees: Iterable[PersonFees], insured: Patient
) -> YearOfFees:
    """Put the fees of a year in the order of the statement.

    Args:
        year: the calendar year of the cares.
        until: the last day of the payments that are counted.
        caps_cents: most in flat fees and most in franchises for one person.
        fees: of the persons with something withheld.
        insured: listed in any case.
    """
    found = {one.patient.person_id: one for one in fees}
    found.setdefault(insured.person_id, PersonFees(insured))
    people = sorted(found.values(), key=lambda one: _place(one.patient, insured.person_id))
    return YearOfFees(year, until, *caps_cents, tuple(people))


def make_statement(
    month: date, until: date, insured_id: int, payments: Iterable[PatientPayment], years: Iterable[YearOfFees]
) -> Statement:
    """Part the payments of a month by whom they went to, and those of the insured person by who was cared for.

    Args:
        month: its first day.
        until: the last day looked at.
        insured_id: the insured person, who stands first.
        payments: of these days, in any order.
        years: the yearly caps, the earliest first.
    """
    in_order = sorted(payments, key=lambda one: (one.detail.summary.paid_on, one.detail.summary.payment_id))
    parts: defaultdict[Patient, list[PaymentDetail]] = defaultdict(list)
    others: defaultdict[Payee, list[PatientPayment]] = defaultdict(list)
    for payment in in_order:
        payee = payment.detail.summary.payee
        if payee is Payee.INSURED:
            parts[payment.patient].append(payment.detail)
        else:
            others[payee].append(payment)
    return Statement(
        month=month,
        until=until,
        people=tuple(
            PersonPart(patient, tuple(parts[patient]))
            for patient in sorted(parts, key=lambda one: _place(one, insured_id))
        ),
        to_professionals=tuple(others[Payee.PROFESSIONAL]),
        to_employer=tuple(others[Payee.EMPLOYER]),
        years=tuple(years),
    )


def _place(patient: Patient, insured_id: int) -> tuple[bool, date, int]:
    """Give the place of a person on a statement: the insured person, then the others from the oldest on."""
    return patient.person_id != insured_id, patient.birth_date, patient.person_id
