from datetime import date

import pytest

from kiosk.domain.cards import CardFile, CardPerson
from kiosk.domain.matching import is_same_birth


def holder(text, birth_date):
    return CardPerson("DURAND", "MARIE", text, birth_date)


@pytest.mark.parametrize(
    ("text", "on_card", "same"),
    [
        ("19690514", date(1969, 5, 14), True),
        ("19690515", date(1969, 5, 15), False),
        ("690514", None, True),  # the century is missing
        ("690515", None, False),
        ("19691399", None, False),  # a lunar date
    ],
)
def test_the_card_and_the_file_name_the_same_day(text, on_card, same):
    assert is_same_birth(holder(text, on_card), date(1969, 5, 14)) is same


def test_a_card_belongs_to_its_first_person():
    first, second = holder("19690514", date(1969, 5, 14)), holder("20120304", date(2012, 3, 4))
    assert CardFile((first, second)).holder is first
