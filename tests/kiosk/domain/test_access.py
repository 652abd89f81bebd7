from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.access import (
    CodePolicy,
    CodeRefusal,
    MaskedMobile,
    ProvisionalPolicy,
    Tries,
    after_right_code,
    after_wrong_code,
    next_sending_at,
    refuse_code,
)
from kiosk.domain.nir import Nir

NIR = Nir("269057568815764")
BORN = date(1969, 5, 14)
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
POLICY = ProvisionalPolicy()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", CodeRefusal.NOT_DIGITS),
        ("4815162a", CodeRefusal.NOT_DIGITS),
        ("٤٨١٥١٦٢٣", CodeRefusal.NOT_DIGITS),
        ("4815162", CodeRefusal.LENGTH),
        ("48151623481516", CodeRefusal.LENGTH),
        ("11111111", CodeRefusal.REPEATED),
        ("12121212", CodeRefusal.REPEATED),
        ("123123123", CodeRefusal.REPEATED),
        ("1231231231", CodeRefusal.REPEATED),
        ("48154815", CodeRefusal.REPEATED),
        ("12345678", CodeRefusal.SEQUENCE),
        ("98765432", CodeRefusal.SEQUENCE),
        ("7890123456", CodeRefusal.SEQUENCE),
        ("14051969", CodeRefusal.BIRTH_DATE),
        ("19690514", CodeRefusal.BIRTH_DATE),
        ("05141969", CodeRefusal.BIRTH_DATE),
        ("91405697", CodeRefusal.BIRTH_DATE),
        ("96905147", CodeRefusal.BIRTH_DATE),
        ("26905757", CodeRefusal.PART_OF_NIR),
        ("94688157", CodeRefusal.PART_OF_NIR),
        ("9968815712", CodeRefusal.PART_OF_NIR),
    ],
)
def test_a_code_that_is_easy_to_guess_is_refused_with_its_reason(code, reason):
    assert refuse_code(code, CodePolicy(), BORN, NIR) is reason


@pytest.mark.parametrize("code", ["48151623", "70914253", "93157046", "4815162348151", "13572468"])
def test_other_codes_may_be_chosen(code):
    assert refuse_code(code, CodePolicy(), BORN, NIR) is None


def test_without_a_civil_birth_date_the_rest_still_counts():
    assert refuse_code("14051969", CodePolicy(), None, NIR) is None
    assert refuse_code("11111111", CodePolicy(), None, NIR) is CodeRefusal.REPEATED


@pytest.mark.parametrize("code", ["19520000", "00001952", "31121952"])
def test_a_lunar_birth_date_and_what_stands_for_it_are_refused(code):
    refusal = refuse_code(code, CodePolicy(), date(1952, 12, 31), Nir("252207570854156"), "19520000")
    assert refusal is CodeRefusal.BIRTH_DATE


def test_the_length_is_policy():
    assert refuse_code("481516", CodePolicy(digits_min=6, digits_max=6), BORN, NIR) is None
    assert refuse_code("48151623", CodePolicy(digits_min=6, digits_max=6), BORN, NIR) is CodeRefusal.LENGTH


def test_the_third_wrong_code_locks_and_the_lock_stays():
    tries = Tries()
    assert tries.left == 3
    tries = after_wrong_code(tries)
    assert (tries.left, tries.locked) == (2, False)
    tries = after_wrong_code(tries)
    assert (tries.left, tries.locked) == (1, False)
    tries = after_wrong_code(tries)
    assert (tries.left, tries.locked) == (0, True)
    assert after_wrong_code(tries) == tries


def test_a_right_code_forgets_the_wrong_ones_but_opens_no_lock():
    assert after_right_code(Tries(failed=2)) == Tries()
    assert after_right_code(Tries(failed=3, locked=True)).locked


@given(st.lists(st.booleans(), max_size=12))
def test_an_account_locks_exactly_at_three_wrong_codes_in_a_row(rights):
    tries = Tries()
    in_a_row = 0
    locked = False
    for right in rights:
        tries = after_right_code(tries) if right else after_wrong_code(tries)
        in_a_row = 0 if right else in_a_row + 1
        locked = locked or in_a_row >= 3
        assert tries.locked is locked


def minutes_ago(*minutes):
    return [NOW - timedelta(minutes=minute) for minute in minutes]


def test_three_codes_may_be_sent_at_once():
    assert next_sending_at([], NOW, POLICY) is None
    assert next_sending_at(minutes_ago(1, 2), NOW, POLICY) is None


def test_the_fourth_waits_until_the_first_is_a_quarter_of_an_hour_old():
    assert next_sending_at(minutes_ago(2, 14, 5), NOW, POLICY) == NOW + timedelta(minutes=1)


def test_the_sixth_of_a_day_waits_until_the_first_is_a_day_old():
    assert next_sending_at(minutes_ago(60, 120, 180, 240, 1439), NOW, POLICY) == NOW + timedelta(minutes=1)


def test_of_two_waits_the_longer_counts():
    assert next_sending_at(minutes_ago(1, 2, 3, 240, 300), NOW, POLICY) == NOW + timedelta(minutes=1440 - 300)


def test_codes_that_are_old_enough_do_not_count():
    assert next_sending_at(minutes_ago(15, 16, 17), NOW, POLICY) is None
    assert next_sending_at(minutes_ago(1440, 1500, 2000, 2000, 2000), NOW, POLICY) is None


@given(st.lists(st.integers(0, 3000), max_size=12))
def test_at_the_time_given_a_code_may_be_sent(ages):
    sent = minutes_ago(*ages)
    next_at = next_sending_at(sent, NOW, POLICY)
    if next_at is not None:
        assert next_at > NOW
        assert next_sending_at(sent, next_at, POLICY) is None
        assert next_sending_at(sent, next_at - timedelta(seconds=1), POLICY) is not None


def test_a_masked_mobile_tells_its_end_only():
    assert str(MaskedMobile("34")) == "•• •• •• •• 34"
