"""Stoppages that are drawn follow the law."""

from datetime import timedelta

import pytest

from kiosk.domain.allowances import Nature
from kiosk.domain.law import Parameter
from kiosk.domain.payments import Payee
from kiosk.services.generator.chunks import fictional_files


@pytest.fixture(scope="module")
def stopped(world):
    """Files of a thousand people with stoppages."""
    drawn = tuple(
        file
        for file in fictional_files(world, people=1000, seed=5)
        if file.account is None or not file.account.is_of_cast
    )
    return drawn, [file for file in drawn if file.stoppages]


def test_about_one_in_twelve_has_one(stopped):
    drawn, with_stoppages = stopped
    assert 0.05 < len(with_stoppages) / len(drawn) < 0.15


def test_all_reasons_and_both_payees_occur(stopped):
    _drawn, files = stopped
    natures = {paid.stoppage.nature for file in files for paid in file.stoppages}
    assert natures >= {Nature.ILLNESS, Nature.MATERNITY, Nature.PATERNITY, Nature.WORK}
    payees = {payment.payee for file in files for paid in file.stoppages for payment in paid.payments}
    assert payees == {Payee.INSURED, Payee.EMPLOYER}


def test_the_waiting_days_of_an_illness_are_not_paid_and_every_other_day_is(stopped, world):
    _drawn, files = stopped
    for file in files:
        for paid in file.stoppages:
            stoppage, day = paid.stoppage, paid.stoppage.first_day + timedelta(days=paid.stoppage.waiting_days)
            is_illness = stoppage.nature in (Nature.ILLNESS, Nature.LONG_ILLNESS)
            expected = world.law.value(Parameter.ALLOWANCE_WAITING_DAYS, stoppage.first_day) if is_illness else 0
            assert stoppage.waiting_days == expected
            for payment in paid.payments:
                assert payment.first_day == day
                day = payment.last_day + timedelta(days=1)
            assert day <= stoppage.last_day + timedelta(days=1)


def test_nothing_is_paid_later_than_today_or_before_it_is_over(stopped, world):
    _drawn, files = stopped
    for file in files:
        for paid in file.stoppages:
            for payment in paid.payments:
                assert payment.last_day < payment.paid_on <= world.today
                assert payment.paid_on.weekday() < 5
                assert payment.net_cents == payment.gross_cents - payment.csg_cents - payment.crds_cents > 0


def test_stoppages_of_a_person_do_not_touch(stopped):
    _drawn, files = stopped
    for file in files:
        for first, second in zip(file.stoppages, file.stoppages[1:], strict=False):
            assert first.stoppage.last_day < second.stoppage.first_day


def test_an_accident_at_work_pays_more_after_four_weeks(stopped):
    _drawn, files = stopped
    long_ones = [
        paid.payments
        for file in files
        for paid in file.stoppages
        if paid.stoppage.nature is Nature.WORK and len(paid.payments) > 2
    ]
    assert long_ones
    for payments in long_ones:
        assert payments[0].daily_cents == payments[1].daily_cents < payments[2].daily_cents
