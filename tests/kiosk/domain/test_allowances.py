"""What a day without work is worth, and which payments a period holds: the worked examples of the law's own amounts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.allowances import (
    AllowancePeriod,
    AllowanceTotals,
    DailyRate,
    Nature,
    Stoppage,
    daily_rates,
    paid_out,
    period_of,
    totals,
    waiting_days,
)
from kiosk.domain.payments import Payee
from kiosk.domain.rights import Period

TODAY = date(2026, 11, 21)
MARCH_2025, APRIL_2025 = date(2025, 3, 31), date(2025, 4, 1)
WELL_PAID = (500_000, 500_000, 500_000)


def daily(law, nature, wages, first_day=TODAY):
    return [rate.daily_cents for rate in daily_rates(nature, wages, first_day, law)]


def test_half_of_the_daily_wage_of_three_months_is_paid_for_an_illness(law):
    # 2,000 a month: 6,000 / 91.25 = 65.753 a day.
    assert daily(law, Nature.ILLNESS, (200_000,) * 3) == [3288]


def test_30_euros_a_day_for_1825_a_month(law):
    assert daily(law, Nature.ILLNESS, (182_500,) * 3) == [3000]


@pytest.mark.parametrize(("first_day", "most_cents"), [(MARCH_2025, 5331), (APRIL_2025, 4147)])
def test_the_wage_that_counts_is_capped_at_one_point_four_minimum_wages_and_was_at_one_point_eight(
    law, first_day, most_cents
):
    assert daily(law, Nature.ILLNESS, WELL_PAID, first_day) == [most_cents]


def test_each_month_is_capped_by_itself(law):
    one_high = daily(law, Nature.ILLNESS, (100_000, 100_000, 500_000), APRIL_2025)
    at_cap = daily(law, Nature.ILLNESS, (100_000, 100_000, 252_252), APRIL_2025)
    assert one_high == at_cap


def test_a_long_illness_is_paid_like_another(law):
    assert daily(law, Nature.LONG_ILLNESS, (182_500,) * 3) == daily(law, Nature.ILLNESS, (182_500,) * 3)


def test_an_accident_at_work_pays_60_percent_for_28_days_then_80(law):
    # 2,000 in the last month: 2,000 / 30.42 = 65.746 a day.
    assert daily_rates(Nature.WORK, (150_000, 150_000, 200_000), TODAY, law) == (
        DailyRate(1, 3945),
        DailyRate(29, 5260),
    )


@pytest.mark.parametrize("nature", [Nature.MATERNITY, Nature.PATERNITY])
def test_a_birth_pays_the_wage_less_a_flat_share_up_to_the_ceiling(law, nature):
    assert daily(law, nature, (200_000,) * 3) == [5195]
    assert daily(law, nature, WELL_PAID, APRIL_2025) == [10194]


def test_three_days_of_an_illness_are_waited_for_and_none_of_the_rest(law):
    waited = {nature: waiting_days(nature, TODAY, law) for nature in Nature}
    assert waited == {
        Nature.ILLNESS: 3,
        Nature.LONG_ILLNESS: 3,
        Nature.MATERNITY: 0,
        Nature.PATERNITY: 0,
        Nature.WORK: 0,
    }


def test_who_has_waited_already_waits_no_more(law):
    assert waiting_days(Nature.LONG_ILLNESS, TODAY, law, follows_another=True) == 0


def test_ten_days_of_illness_at_30_euros_pay_195_93(law):
    stoppage = Stoppage(Nature.ILLNESS, date(2026, 9, 1), date(2026, 9, 10), waiting_days=3)
    assert (stoppage.days, stoppage.waiting) == (10, Period(date(2026, 9, 1), date(2026, 9, 3)))
    paid = paid_out(Period(date(2026, 9, 4), stoppage.last_day), date(2026, 9, 15), 3000, law)
    assert (paid.days, paid.gross_cents, paid.csg_cents, paid.crds_cents, paid.net_cents) == (
        7,
        21000,
        1302,
        105,
        19593,
    )
    assert (paid.payee, paid.employer) == (Payee.INSURED, None)


def test_the_employer_is_paid_where_the_wage_went_on(law):
    paid = paid_out(Period(date(2026, 9, 4), date(2026, 9, 10)), date(2026, 9, 15), 3000, law, "Société Exemple")
    assert (paid.payee, paid.employer) == (Payee.EMPLOYER, "Société Exemple")


def test_days_that_are_paid_for_have_an_end(law):
    with pytest.raises(ValueError, match="has an end"):
        paid_out(Period(TODAY, None), TODAY, 3000, law)


def test_a_stoppage_shorter_than_its_waiting_days_is_all_waiting():
    stoppage = Stoppage(Nature.ILLNESS, date(2026, 9, 1), date(2026, 9, 2), waiting_days=3)
    assert stoppage.waiting == Period(date(2026, 9, 1), date(2026, 9, 2))


def test_without_waiting_days_nothing_is_waited_for():
    assert Stoppage(Nature.WORK, date(2026, 9, 1), date(2026, 9, 30)).waiting is None


@given(daily_cents=st.integers(0, 30_000), days=st.integers(1, 366))
def test_what_is_withheld_and_paid_is_the_whole(law, daily_cents, days):
    paid = paid_out(Period(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days - 1)), TODAY, daily_cents, law)
    assert paid.gross_cents == daily_cents * days == paid.csg_cents + paid.crds_cents + paid.net_cents
    assert 0 <= paid.crds_cents <= paid.csg_cents <= paid.net_cents


def test_totals_add_up(law):
    one = paid_out(Period(date(2026, 9, 4), date(2026, 9, 10)), TODAY, 3000, law)
    other = paid_out(Period(date(2026, 9, 11), date(2026, 9, 12)), TODAY, 5195, law, "Société Exemple")
    assert totals([one, other]) == AllowanceTotals(9, 31390, 1946, 157, 29287)
    assert totals([]) == AllowanceTotals()


@pytest.mark.parametrize(
    ("choice", "today", "first", "last"),
    [
        (AllowancePeriod.LAST_3_MONTHS, TODAY, date(2026, 8, 22), TODAY),
        (AllowancePeriod.LAST_6_MONTHS, TODAY, date(2026, 5, 22), TODAY),
        (AllowancePeriod.LAST_12_MONTHS, TODAY, date(2025, 11, 22), TODAY),
        (AllowancePeriod.THIS_YEAR, TODAY, date(2026, 1, 1), TODAY),
        (AllowancePeriod.LAST_YEAR, TODAY, date(2025, 1, 1), date(2025, 12, 31)),
        (AllowancePeriod.LAST_3_MONTHS, date(2026, 5, 31), date(2026, 3, 1), date(2026, 5, 31)),
        (AllowancePeriod.LAST_12_MONTHS, date(2028, 2, 29), date(2027, 3, 1), date(2028, 2, 29)),
        (AllowancePeriod.THIS_YEAR, date(2027, 1, 1), date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_period_ends_today_or_with_the_year(choice, today, first, last):
    assert period_of(choice, today) == Period(first, last)


def test_a_stoppage_stays_out_of_a_log(law):
    payment = paid_out(Period(TODAY, TODAY), TODAY, 3000, law, "Société Exemple")
    stoppage = Stoppage(Nature.LONG_ILLNESS, TODAY, TODAY)
    assert [repr(held) for held in (stoppage, payment, totals([payment]))] == [
        "Stoppage()",
        "AllowancePayment()",
        "AllowanceTotals()",
    ]
