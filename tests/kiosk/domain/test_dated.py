from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.dated import DatedTable, DatedValue, NoValueAtDateError

FEE = DatedTable("flat fee", [DatedValue(date(2024, 5, 15), 200), DatedValue(date(2005, 1, 1), 100)])


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2005, 1, 1), 100),
        (date(2024, 5, 14), 100),
        (date(2024, 5, 15), 200),
        (date(2026, 11, 21), 200),
    ],
)
def test_a_value_applies_from_its_day_until_the_next(day, value):
    assert FEE.at(day) == value


def test_before_the_first_value_there_is_none():
    with pytest.raises(NoValueAtDateError, match="flat fee: no value on 2004-12-31"):
        FEE.at(date(2004, 12, 31))


def test_an_empty_table_has_no_value():
    with pytest.raises(NoValueAtDateError):
        DatedTable[int]("nothing", []).at(date(2026, 1, 1))


def test_two_values_on_one_day_are_refused():
    with pytest.raises(ValueError, match="two values start on the same day"):
        DatedTable("fee", [DatedValue(date(2026, 1, 1), 1), DatedValue(date(2026, 1, 1), 2)])


def test_the_values_are_given_earliest_first():
    assert [value.value for value in FEE.values] == [100, 200]


@given(st.sets(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1), st.dates(date(2000, 1, 1), date(2031, 1, 1)))
def test_the_value_of_a_day_is_the_last_that_started(starts, day):
    table = DatedTable("start", [DatedValue(start, start) for start in starts])
    started = [start for start in starts if start <= day]
    if started:
        assert table.at(day) == max(started)
        assert table.at(day) > day - timedelta(days=365 * 31)
    else:
        with pytest.raises(NoValueAtDateError):
            table.at(day)
