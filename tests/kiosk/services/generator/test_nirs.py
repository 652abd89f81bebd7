import pytest

from kiosk.domain.nir import Nir
from kiosk.services.generator.nirs import CAPACITY, FictionalNirs, NoNirLeftError, place_and_order


def test_places_and_orders_are_given_once_each():
    nirs = FictionalNirs(frozenset())
    given = {place_and_order(nirs.next(is_woman=True, year=1969, month=5)) for _ in range(5000)}
    assert len(given) == 5000


def test_what_is_taken_is_not_given():
    first = FictionalNirs(frozenset()).next(is_woman=True, year=1969, month=5)
    nirs = FictionalNirs(frozenset({place_and_order(first)}))
    instead = nirs.next(is_woman=True, year=1969, month=5)
    assert instead != first
    others = FictionalNirs(frozenset())
    assert instead not in {others.next(is_woman=True, year=1969, month=5) for _ in range(5000)}


@pytest.mark.parametrize("before", [799_199, 799_200, CAPACITY - 1])
def test_whoever_comes_at_a_number_gets_the_same_place(before):
    one = FictionalNirs(frozenset(), before).next(is_woman=True, year=1969, month=5)
    again = FictionalNirs(frozenset(), before).next(is_woman=True, year=1969, month=5)
    assert one == again
    assert one.number[5:7] in ("75", "92", "94")
    assert 200 <= int(one.number[7:10]) <= 999


def test_more_than_a_million_people_have_one():
    assert CAPACITY > 3_000_000


def test_a_nir_says_sex_year_and_month():
    nirs = FictionalNirs(frozenset())
    assert nirs.next(is_woman=True, year=1969, month=5).number.startswith("26905")
    assert nirs.next(is_woman=False, year=2003, month=12).number.startswith("10312")


def test_they_have_an_end():
    nirs = FictionalNirs(frozenset(), CAPACITY - 1)
    nirs.next(is_woman=True, year=1969, month=5)
    with pytest.raises(NoNirLeftError, match="no more than"):
        nirs.next(is_woman=True, year=1969, month=5)


def test_the_place_and_order_are_the_last_eight_digits():
    assert place_and_order(Nir("269057568815764")) == "75688157"
