"""Draw the stoppages of work of insured people, and what was paid for them."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from kiosk.domain.allowances import (
    AllowancePayment,
    Nature,
    PaidStoppage,
    Stoppage,
    daily_rates,
    last_day,
    paid_out,
    waiting_days,
)
from kiosk.domain.law import Law
from kiosk.domain.reimbursement import age_on
from kiosk.domain.rights import Period
from kiosk.services.generator.model import PersonFacts, World
from kiosk.services.generator.settling import working_day

_HISTORY_DAYS: Final = 700
_INSTALMENT: Final = timedelta(days=14)
_APART: Final = timedelta(days=7)
"""So much work between two stoppages that the waiting days count again."""

_WORKING_AGES: Final = range(20, 64)
_BEFORE_BIRTH: Final = timedelta(weeks=6)
_MATERNITY: Final = timedelta(weeks=16)
_PATERNITY: Final = timedelta(days=25)
_ONE_DAY: Final = timedelta(days=1)

_CHANCES: Final = ((Nature.ILLNESS, 0.055), (Nature.LONG_ILLNESS, 0.005), (Nature.WORK, 0.015))
_OF_PARENTS: Final = 0.7
_PAID_TO_EMPLOYERS: Final = 0.4


def draw_stoppages(
    draw: random.Random, world: World, employers: Sequence[str], insured: PersonFacts, births: Sequence[date]
) -> tuple[PaidStoppage, ...]:
    """Draw the stoppages of an insured person over two years, the earliest first.

    Args:
        draw: the source of chance.
        world: nothing is paid after its day.
        employers: names to draw from.
        insured: whose stoppages they are.
        births: of the children of the file.
    """
    if age_on(insured.birth_date, world.today) not in _WORKING_AGES:
        return ()
    wage_cents = draw.randrange(182_400, 420_000, 100)
    employer = draw.choice(employers) if draw.random() < _PAID_TO_EMPLOYERS else None
    paid: list[PaidStoppage] = []
    free_from = date.min
    for nature, days in sorted(_days(draw, world.today, insured, births), key=lambda one: one[1].start):
        if days.start < free_from:
            continue
        free_from = last_day(days) + _APART
        paid.append(paid_stoppage(draw, world, nature, days, wage_cents, employer))
    return tuple(paid)


def paid_stoppage(
    draw: random.Random, world: World, nature: Nature, days: Period, wage_cents: int, employer: str | None
) -> PaidStoppage:
    """Pay a stoppage as the law says, as far as it is paid today.

    Args:
        draw: the source of chance, for the delays of payment.
        world: nothing is paid after its day.
        nature: of the stoppage.
        days: of the stoppage; they have an end.
        wage_cents: gross wage of each month before.
        employer: who is paid instead of the insured person.

    Raises:
        ValueError: the days have no end.
    """
    stoppage = Stoppage(nature, days.start, last_day(days), waiting_days(nature, days.start, world.law))
    payments = tuple(_payments(draw, world, stoppage, (wage_cents, wage_cents, wage_cents), employer))
    return PaidStoppage(stoppage, payments)


def _days(
    draw: random.Random, today: date, insured: PersonFacts, births: Sequence[date]
) -> Iterator[tuple[Nature, Period]]:
    earliest = today - timedelta(days=_HISTORY_DAYS)
    is_mother = insured.nir is not None and insured.nir.value.startswith("2")
    for birth in sorted(set(births)):
        first_day = birth - _BEFORE_BIRTH if is_mother else birth
        if first_day > earliest and draw.random() < _OF_PARENTS:
            length = _MATERNITY if is_mother else _PATERNITY
            yield Nature.MATERNITY if is_mother else Nature.PATERNITY, Period(first_day, first_day + length - _ONE_DAY)
    for nature, chance in _CHANCES:
        if draw.random() < chance:
            first_day = earliest + timedelta(days=draw.randrange(_HISTORY_DAYS))
            length = timedelta(days=draw.choice((5, 7, 10, 14, 21, 30, 60, 120)))
            yield nature, Period(first_day, first_day + length - _ONE_DAY)


def _payments(
    draw: random.Random, world: World, stoppage: Stoppage, wages_cents: Sequence[int], employer: str | None
) -> Iterator[AllowancePayment]:
    """Pay by the fortnight, in arrears; a fortnight in which the rate changes is paid in two parts."""
    for days, daily_cents in _instalments(stoppage, wages_cents, world.law):
        paid_on = working_day(last_day(days) + timedelta(days=draw.randint(5, 9)))
        if paid_on <= world.today:
            yield paid_out(days, paid_on, daily_cents, world.law, employer)


def _instalments(stoppage: Stoppage, wages_cents: Sequence[int], law: Law) -> Iterator[tuple[Period, int]]:
    first_paid = stoppage.first_day + timedelta(days=stoppage.waiting_days)
    rates = daily_rates(stoppage.nature, wages_cents, stoppage.first_day, law)
    starts = [first_paid + timedelta(days=rate.from_day - 1) for rate in rates]
    for rate, start, next_start in zip(rates, starts, (*starts[1:], date.max), strict=True):
        day, last = start, min(stoppage.last_day, next_start - _ONE_DAY)
        while day <= last:
            end = min(last, day + _INSTALMENT - _ONE_DAY)
            yield Period(day, end), rate.daily_cents
            day = end + _ONE_DAY
