from datetime import date

import pytest

from kiosk.domain.births import calendar_day, civil_substitute, is_lunar, known_month, may_be


@pytest.mark.parametrize(
    ("text", "month", "stands_for"),
    [
        ("19520000", None, date(1952, 12, 31)),
        ("19452512", None, date(1945, 12, 31)),
        ("19450200", 2, date(1945, 2, 28)),
        ("19440230", 2, date(1944, 2, 29)),
        ("19451299", 12, date(1945, 12, 31)),
    ],
)
def test_a_lunar_date_stands_for_the_last_day_that_it_may_have_been(text, month, stands_for):
    assert is_lunar(text)
    assert calendar_day(text) is None
    assert known_month(text) == month
    assert civil_substitute(text) == stands_for


@pytest.mark.parametrize("text", ["19690514", "690514", "00000000", "1952 000", "1952000٠", ""])
def test_what_has_a_day_or_no_year_or_another_shape_is_no_lunar_date(text):
    assert not is_lunar(text)
    with pytest.raises(ValueError, match="not a birth date"):
        civil_substitute(text)


def test_a_day_of_the_calendar_is_read_as_one():
    assert calendar_day("19690514") == date(1969, 5, 14)


@pytest.mark.parametrize(
    ("text", "day", "may"),
    [
        ("19520000", date(1952, 1, 1), True),
        ("19520000", date(1952, 12, 31), True),
        ("19520000", date(1953, 1, 1), False),
        ("19520500", date(1952, 5, 7), True),
        ("19520500", date(1952, 6, 1), False),
        ("19520507", date(1952, 5, 7), False),
        ("", date(1952, 5, 7), False),
        ("mai 1952", date(1952, 5, 7), False),
    ],
)
def test_a_document_has_any_day_of_what_is_known(text, day, may):
    assert may_be(text, day) is may
