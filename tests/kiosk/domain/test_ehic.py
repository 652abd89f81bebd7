"""Who can have a European card, and when a provisional certificate stands in for it."""

from datetime import date, timedelta

import pytest

from kiosk.domain.ehic import (
    EhicCard,
    EhicGrant,
    EhicObstacle,
    EhicStanding,
    EhicTerms,
    arrival,
    certificate_until,
    granted,
    offered,
)
from kiosk.domain.months import months_later
from kiosk.domain.people import Name
from kiosk.domain.rights import Period

TODAY = date(2026, 11, 21)
TERMS = EhicTerms(months=24, renewal_months=3, working_days=10, near_days=15, certificate_months=3)
OPEN = Period(date(2026, 1, 1), None)
LUCAS = Name("DURAND", "Lucas")


def rights_until(day):
    return (Period(date(2026, 1, 1), day),)


def lucas(rights=(OPEN,), card_until=None, ordered_on=None):
    card = None if card_until is None else EhicCard("80250000029990000001", card_until)
    return offered(3, LUCAS, EhicStanding(rights, card, ordered_on), TODAY, TERMS)


def grant(person, departure):
    return granted(person, departure, TODAY, TERMS.near_days)


def test_whoever_has_rights_and_no_card_can_order_one():
    person = lucas()
    assert (person.person_id, person.first_name, person.last_name) == (3, "Lucas", "DURAND")
    assert person.obstacle is None
    assert person.can_have_certificate


def test_a_card_that_ends_in_three_months_can_be_renewed():
    person = lucas(card_until=date(2027, 2, 21))
    assert person.obstacle is None
    assert person.valid_until == date(2027, 2, 21)


def test_a_card_that_is_valid_one_day_more_cannot():
    person = lucas(card_until=date(2027, 2, 22))
    assert person.obstacle is EhicObstacle.VALID_CARD
    assert person.renewable_on == date(2026, 11, 22)
    assert not person.can_have_certificate


def test_three_months_before_a_day_that_february_has_not_is_the_first_of_march():
    person = lucas(card_until=date(2027, 5, 31))
    assert person.renewable_on == date(2027, 3, 1)


@pytest.mark.parametrize("days", range(90, 800, 13))
def test_the_day_of_renewal_is_the_first_on_which_the_card_can_be_ordered(days):
    last_day = TODAY + timedelta(days=days)
    standing = EhicStanding((OPEN,), EhicCard("80250000029990000001", last_day))
    person = offered(3, LUCAS, standing, TODAY, TERMS)
    if person.renewable_on is None:
        assert last_day <= months_later(TODAY, 3)
        return
    assert offered(3, LUCAS, standing, person.renewable_on, TERMS).obstacle is None
    before = person.renewable_on - timedelta(days=1)
    assert offered(3, LUCAS, standing, before, TERMS).obstacle is EhicObstacle.VALID_CARD


def test_a_card_that_is_being_made_is_not_ordered_again_but_a_certificate_can_be_had():
    person = lucas(ordered_on=date(2026, 11, 17))
    assert person.obstacle is EhicObstacle.ORDER_PENDING
    assert person.ordered_on == date(2026, 11, 17)
    assert grant(person, TODAY) == EhicGrant(has_card=False, has_certificate=True)
    assert grant(person, None).is_nothing


def test_without_rights_there_is_neither_card_nor_certificate():
    for rights in ((), rights_until(date(2026, 11, 20)), (Period(date(2026, 11, 22), None),)):
        person = lucas(rights)
        assert person.obstacle is EhicObstacle.NO_RIGHTS
        assert grant(person, TODAY).is_nothing


def test_no_card_is_ordered_that_would_arrive_after_the_end_of_the_rights():
    assert arrival(TODAY, 10) == date(2026, 12, 4)
    assert lucas(rights_until(date(2026, 12, 4))).obstacle is None
    person = lucas(rights_until(date(2026, 12, 3)))
    assert person.obstacle is EhicObstacle.RIGHTS_ENDING
    assert person.rights_until == date(2026, 12, 3)
    assert grant(person, date(2026, 12, 3)).has_certificate
    assert not grant(person, date(2026, 12, 4)).has_certificate


def test_the_last_day_of_rights_counts():
    assert lucas(rights_until(TODAY)).obstacle is EhicObstacle.RIGHTS_ENDING
    assert lucas(rights_until(TODAY - timedelta(days=1))).obstacle is EhicObstacle.NO_RIGHTS


def test_rights_that_are_prolonged_do_not_end():
    person = lucas((Period(date(2027, 1, 1), None), Period(date(2026, 1, 1), date(2026, 12, 1))))
    assert person.obstacle is EhicObstacle.RIGHTS_ENDING
    prolonged = lucas((Period(date(2026, 12, 2), None), Period(date(2026, 1, 1), date(2026, 12, 1))))
    assert (prolonged.obstacle, prolonged.rights_until) == (None, None)


@pytest.mark.parametrize(
    ("days", "certificate"), [(0, True), (1, True), (14, True), (15, False), (16, False), (400, False)]
)
def test_a_departure_in_less_than_fifteen_days_needs_a_certificate(days, certificate):
    assert grant(lucas(), TODAY + timedelta(days=days)) == EhicGrant(has_card=True, has_certificate=certificate)


def test_whoever_does_not_know_the_day_gets_the_card_alone():
    assert grant(lucas(), None) == EhicGrant(has_card=True, has_certificate=False)


def test_a_card_in_date_is_enough_for_the_journey():
    assert grant(lucas(card_until=date(2028, 1, 21)), TODAY).is_nothing


@pytest.mark.parametrize(
    ("issued_on", "rights_end", "until"),
    [
        (date(2026, 11, 21), None, date(2027, 2, 20)),
        (date(2026, 11, 30), None, date(2027, 2, 28)),
        (date(2026, 11, 21), date(2027, 2, 20), date(2027, 2, 20)),
        (date(2026, 11, 21), date(2026, 12, 31), date(2026, 12, 31)),
        (date(2026, 11, 21), date(2026, 11, 21), date(2026, 11, 21)),
    ],
)
def test_a_certificate_is_valid_three_months_and_not_beyond_the_rights(issued_on, rights_end, until):
    assert certificate_until(issued_on, 3, rights_end) == until


@pytest.mark.parametrize(
    ("ordered_on", "arrives_on"),
    [
        (date(2026, 11, 20), date(2026, 12, 4)),
        (date(2026, 11, 21), date(2026, 12, 4)),
        (date(2026, 11, 22), date(2026, 12, 4)),
        (date(2026, 11, 23), date(2026, 12, 7)),
    ],
)
def test_ten_working_days_are_two_weeks_without_their_weekends(ordered_on, arrives_on):
    assert arrival(ordered_on, 10) == arrives_on


def test_nothing_of_a_person_is_in_a_text_for_a_log():
    standing = EhicStanding(
        (Period(date(2019, 3, 12), date(2028, 1, 22)),), EhicCard("80250000029990000001", TODAY), TODAY
    )
    shown = repr(lucas(rights_until(date(2028, 1, 22)), card_until=date(2028, 1, 21), ordered_on=TODAY)) + repr(
        standing
    )
    assert not any(text in shown for text in ("Lucas", "DURAND", "8025", "date(", "EhicObstacle"))
