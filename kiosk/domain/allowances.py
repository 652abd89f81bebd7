"""Daily allowances (indemnités journalières): what replaces wages while a person cannot work.

A stoppage of work is paid in instalments. What a certificate shows of them is what the fund's own data set holds:
days, daily amount, CSG and CRDS (CNAM, API Indemnités Journalières), with the stoppage they belong to and the payee.

The calculation here makes fictional data that add up; the fund's own has more cases than employees with steady wages.
Source: Code de la sécurité sociale, R323-4 (illness), R331-5 (maternity), R433-1 and R433-4 (accidents at work).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import assert_never

from kiosk.domain.law import Law, Parameter
from kiosk.domain.money import Cents
from kiosk.domain.months import months_later
from kiosk.domain.payments import Payee
from kiosk.domain.rights import Period

_ONE_DAY = timedelta(days=1)


class AllowancePeriod(enum.Enum):
    """Name a period that a certificate can be about."""

    LAST_3_MONTHS = "last-3-months"
    LAST_6_MONTHS = "last-6-months"
    LAST_12_MONTHS = "last-12-months"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"


class Nature(enum.Enum):
    """Say why somebody does not work; which illness it is, is held nowhere."""

    ILLNESS = "illness"
    LONG_ILLNESS = "long-illness"
    """A listed long illness: it has its own rules, and no paper or screen tells it from another illness."""
    MATERNITY = "maternity"
    PATERNITY = "paternity"
    WORK = "work"
    """An accident at work or an occupational disease (AT-MP)."""


@dataclass(frozen=True, slots=True)
class Stoppage:
    """Hold a stoppage of work.

    Attributes:
        last_day: included.
        waiting_days: the first days, which are not paid (délai de carence).
    """

    nature: Nature = field(repr=False)
    first_day: date = field(repr=False)
    last_day: date = field(repr=False)
    waiting_days: int = field(default=0, repr=False)

    @property
    def days(self) -> int:
        """Give how many days it lasts."""
        return (self.last_day - self.first_day).days + 1

    @property
    def waiting(self) -> Period | None:
        """Give the days that are not paid, None where all are."""
        if self.waiting_days == 0:
            return None
        return Period(self.first_day, min(self.last_day, self.first_day + (self.waiting_days - 1) * _ONE_DAY))


@dataclass(frozen=True, slots=True)
class AllowancePayment:
    """Hold one payment for days of a stoppage.

    Attributes:
        first_day: the first day paid for.
        last_day: the last one.
        daily_cents: the allowance of a day, before CSG and CRDS.
        days: how many days are paid.
        payee: the insured person, or the employer who went on paying the wage (subrogation).
        employer: its name where it was paid, else None.
    """

    first_day: date = field(repr=False)
    last_day: date = field(repr=False)
    paid_on: date = field(repr=False)
    daily_cents: Cents = field(repr=False)
    days: int = field(repr=False)
    gross_cents: Cents = field(repr=False)
    csg_cents: Cents = field(repr=False)
    crds_cents: Cents = field(repr=False)
    net_cents: Cents = field(repr=False)
    payee: Payee = field(repr=False)
    employer: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PaidStoppage:
    """Hold a stoppage with those of its payments that a certificate is about, the earliest first."""

    stoppage: Stoppage
    payments: tuple[AllowancePayment, ...]


@dataclass(frozen=True, slots=True)
class AllowanceTotals:
    """Hold sums over payments."""

    days: int = field(default=0, repr=False)
    gross_cents: Cents = field(default=0, repr=False)
    csg_cents: Cents = field(default=0, repr=False)
    crds_cents: Cents = field(default=0, repr=False)
    net_cents: Cents = field(default=0, repr=False)


def totals(payments: Iterable[AllowancePayment]) -> AllowanceTotals:
    """Add payments up."""
    sums = AllowanceTotals()
    for one in payments:
        sums = AllowanceTotals(
            sums.days + one.days,
            sums.gross_cents + one.gross_cents,
            sums.csg_cents + one.csg_cents,
            sums.crds_cents + one.crds_cents,
            sums.net_cents + one.net_cents,
        )
    return sums


def period_of(choice: AllowancePeriod, today: date) -> Period:
    """Give the days of a period, both ends included.

    A payment belongs to the period of the day on which it was paid, whatever days it pays for: so each payment is in
    exactly one month, and certificates of neighbouring periods never count one twice or leave one out.
    """
    match choice:
        case AllowancePeriod.LAST_3_MONTHS:
            return _last_months(today, 3)
        case AllowancePeriod.LAST_6_MONTHS:
            return _last_months(today, 6)
        case AllowancePeriod.LAST_12_MONTHS:
            return _last_months(today, 12)
        case AllowancePeriod.THIS_YEAR:
            return Period(date(today.year, 1, 1), today)
        case AllowancePeriod.LAST_YEAR:
            return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
        case _:
            assert_never(choice)


def last_day(period: Period) -> date:
    """Give the end of a period of payments.

    Raises:
        ValueError: it has none, which no period of payments is like.
    """
    if period.end is None:
        raise ValueError("a period of payments has an end")
    return period.end


def _last_months(today: date, months: int) -> Period:
    return Period(months_later(today, -months) + _ONE_DAY, today)


# The calculation


@dataclass(frozen=True, slots=True)
class DailyRate:
    """Hold what a day is worth from a paid day on.

    Attributes:
        from_day: counted from 1, the first paid day.
    """

    from_day: int
    daily_cents: Cents = field(repr=False)


def daily_rates(nature: Nature, wages_cents: Sequence[Cents], first_day: date, law: Law) -> tuple[DailyRate, ...]:
    """Compute what each day of a stoppage is worth.

    Args:
        nature: of the stoppage.
        wages_cents: gross wages of the three months before the stoppage, the last month last.
        first_day: of the stoppage; its rules are those of that day.
        law: the dated tables.

    Raises:
        NoValueAtDateError: the tables start later.
    """
    match nature:
        case Nature.ILLNESS | Nature.LONG_ILLNESS:
            smic_cents = law.value(Parameter.SMIC_MONTH_CENTS, first_day)
            cap_cents = Decimal(smic_cents) * law.value(Parameter.ALLOWANCE_WAGE_CAP_SMIC_PERCENT, first_day) / 100
            daily_wage = _daily_wage_of_three_months(wages_cents, cap_cents, first_day, law)
            return (DailyRate(1, _part(daily_wage, law.value(Parameter.ALLOWANCE_ILLNESS_PERCENT, first_day))),)
        case Nature.MATERNITY | Nature.PATERNITY:
            cap_cents = Decimal(law.value(Parameter.SOCIAL_SECURITY_CEILING_MONTH_CENTS, first_day))
            daily_wage = _daily_wage_of_three_months(wages_cents, cap_cents, first_day, law)
            return (DailyRate(1, _part(daily_wage, law.value(Parameter.ALLOWANCE_BIRTH_PERCENT, first_day))),)
        case Nature.WORK:
            month = Decimal(law.value(Parameter.ALLOWANCE_MONTH_HUNDREDTHS_OF_DAY, first_day)) / 100
            daily_wage = wages_cents[-1] / month
            first, later = (
                law.value(parameter, first_day)
                for parameter in (Parameter.ALLOWANCE_WORK_PERCENT, Parameter.ALLOWANCE_WORK_LATER_PERCENT)
            )
            after = law.value(Parameter.ALLOWANCE_WORK_FIRST_DAYS, first_day)
            return DailyRate(1, _part(daily_wage, first)), DailyRate(after + 1, _part(daily_wage, later))
        case _:
            assert_never(nature)


def waiting_days(nature: Nature, first_day: date, law: Law, *, follows_another: bool = False) -> int:
    """Give how many days of a stoppage are not paid.

    Args:
        nature: of the stoppage: only an illness has such days.
        first_day: of the stoppage.
        law: the dated tables.
        follows_another: whether they were already waited for: an earlier stoppage of the same long illness within three
            years, or less than 48 hours of work between two stoppages.

    Raises:
        NoValueAtDateError: the tables start later.
    """
    if follows_another or nature not in (Nature.ILLNESS, Nature.LONG_ILLNESS):
        return 0
    return law.value(Parameter.ALLOWANCE_WAITING_DAYS, first_day)


def paid_out(
    days: Period, paid_on: date, daily_cents: Cents, law: Law, employer: str | None = None
) -> AllowancePayment:
    """Compute the payment of some days: CSG and CRDS are taken from the whole amount, each rounded half up to the cent.

    Args:
        days: paid for; they have an end.
        paid_on: gives the rates.
        daily_cents: what a day is worth.
        law: the dated tables.
        employer: who is paid instead of the insured person.

    Raises:
        ValueError: the days have no end.
        NoValueAtDateError: the tables start later.
    """
    last = last_day(days)
    count = (last - days.start).days + 1
    gross_cents = daily_cents * count
    csg_cents, crds_cents = (
        _rounded(Decimal(gross_cents) * law.value(parameter, paid_on) / 1000)
        for parameter in (Parameter.ALLOWANCE_CSG_PER_MILLE, Parameter.ALLOWANCE_CRDS_PER_MILLE)
    )
    return AllowancePayment(
        first_day=days.start,
        last_day=last,
        paid_on=paid_on,
        daily_cents=daily_cents,
        days=count,
        gross_cents=gross_cents,
        csg_cents=csg_cents,
        crds_cents=crds_cents,
        net_cents=gross_cents - csg_cents - crds_cents,
        payee=Payee.INSURED if employer is None else Payee.EMPLOYER,
        employer=employer,
    )


def _daily_wage_of_three_months(wages_cents: Sequence[Cents], cap_cents: Decimal, first_day: date, law: Law) -> Decimal:
    counted = sum((min(Decimal(wage), cap_cents) for wage in wages_cents), Decimal(0))
    return counted / (Decimal(law.value(Parameter.ALLOWANCE_THREE_MONTHS_HUNDREDTHS_OF_DAY, first_day)) / 100)


def _part(daily_wage: Decimal, percent: int) -> Cents:
    return _rounded(daily_wage * percent / 100)


def _rounded(exact_cents: Decimal) -> Cents:
    return int(exact_cents.quantize(Decimal(1), rounding=ROUND_HALF_UP))
