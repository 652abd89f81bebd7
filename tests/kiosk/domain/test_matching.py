from datetime import date

import pytest

from kiosk.domain.births import civil_substitute
from kiosk.domain.cards import CardFile, CardPerson
from kiosk.domain.matching import is_same_birth

LUNAR = "19520000"


def holder(text, birth_date=None):
    return CardPerson("DURAND", "MARIE", text, birth_date)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("19690514", True),
        ("19690515", False),
        ("690514", True),  # the century is missing
        ("690515", False),
        ("19691399", False),  # a lunar date
        ("19", False),
    ],
)
def test_the_card_and_the_file_name_the_same_day(text, same):
    assert is_same_birth(holder(text), date(1969, 5, 14)) is same


@pytest.mark.parametrize(("text", "same"), [(LUNAR, True), ("520000", True), ("19520001", False), ("19521231", False)])
def test_a_lunar_date_is_compared_as_it_is_written(text, same):
    assert is_same_birth(holder(text), civil_substitute(LUNAR), LUNAR) is same


def test_the_day_that_stands_for_a_lunar_date_is_not_that_date():
    assert not is_same_birth(holder(LUNAR), civil_substitute(LUNAR))


def test_a_card_belongs_to_its_first_person():
    first, second = holder("19690514", date(1969, 5, 14)), holder("20120304", date(2012, 3, 4))
    assert CardFile((first, second)).holder is first
