"""What a card should hold, from what it holds and what the file says."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain.card_update import (
    MAX_PEOPLE,
    CardContent,
    CardEntry,
    CardImage,
    UpdateOutcome,
    card_letters,
    target_of,
)
from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import BeneficiaryRights, Organism, Period, RightsFile

TODAY = date(2026, 11, 21)
THOMAS, SARAH, MANON = "195057570942081", "293077570942262", "226027570942165"
FUND = Organism("01", "751", "0117", "CPAM de Paris", PostalAddress(("75948 PARIS CEDEX 19",)))


def member(first, born, nir, quality=Quality.INSURED, until=date(2027, 12, 31), doctor=True, lunar=None):
    person = Beneficiary(Name("RENAUD", first), born, quality, None if nir is None else Nir(nir), lunar_birth=lunar)
    return BeneficiaryRights(person, Period(date(2026, 1, 1), until), doctor)


FATHER = member("Thomas", date(1995, 5, 6), THOMAS)
MOTHER = member("Sarah", date(1993, 7, 15), SARAH, Quality.SPOUSE)
NEWBORN = member("Manon", date(2026, 2, 14), MANON, Quality.CHILD)

ON_CARD = (
    CardEntry("RENAUD", "THOMAS", "19950506", "FRA", THOMAS),
    CardEntry("RENAUD", "SARAH", "19930715", "FRA", SARAH),
)
IMAGE = CardImage(ON_CARD, date(2027, 12, 31), has_declared_doctor=True, fund="751")


def file_of(*people, organism=FUND):
    return RightsFile(Nir(THOMAS), organism, "10", PostalAddress(("75019 PARIS",)), people or (FATHER, MOTHER))


def test_a_card_that_says_what_the_file_says_has_nothing_new():
    assert target_of(IMAGE, file_of(), TODAY) is UpdateOutcome.NOTHING_NEW


def test_a_newborn_is_added_behind_those_who_are_there():
    target = target_of(IMAGE, file_of(FATHER, MOTHER, NEWBORN), TODAY)
    assert target == replace(IMAGE, people=(*ON_CARD, CardEntry("RENAUD", "MANON", "20260214", "FRA", MANON)))


def test_somebody_without_a_certified_number_is_added_without_it():
    nameless = member("Zoé", date(2026, 3, 1), None, Quality.CHILD)
    added = target_of(IMAGE, file_of(FATHER, MOTHER, nameless), TODAY).people[2]
    assert added == CardEntry("RENAUD", "ZOÉ", "20260301", "FRA", "")


def test_a_birth_date_that_no_calendar_has_is_written_as_it_is_known():
    grandmother = member("Aminata", date(1952, 12, 31), "252207570854156", Quality.OTHER, lunar="19520000")
    assert target_of(IMAGE, file_of(FATHER, MOTHER, grandmother), TODAY).people[2].birth_date_text == "19520000"


def test_who_has_no_rights_today_is_not_added():
    former = member("Léo", date(2008, 5, 1), None, Quality.CHILD, until=date(2026, 6, 30))
    never = replace(NEWBORN, period=None)
    assert target_of(IMAGE, file_of(FATHER, MOTHER, former, never), TODAY) is UpdateOutcome.NOTHING_NEW


def test_those_who_are_there_stay_as_the_card_writes_them():
    on_card = (ON_CARD[0], CardEntry("MARTIN", "SARAH", "930715", "FRA", SARAH))
    target = target_of(replace(IMAGE, people=on_card, fund="931"), file_of(), TODAY)
    assert target.people == on_card


@pytest.mark.parametrize("until", [date(2025, 12, 31), date(2027, 12, 30)])
def test_rights_are_prolonged(until):
    assert target_of(replace(IMAGE, rights_until=until), file_of(), TODAY) == IMAGE


def test_rights_that_have_no_end_any_more_are_prolonged():
    endless = (member("Thomas", date(1995, 5, 6), THOMAS, until=None), MOTHER)
    assert target_of(IMAGE, file_of(*endless), TODAY) == replace(IMAGE, rights_until=None)
    assert target_of(replace(IMAGE, rights_until=None), file_of(*endless), TODAY) is UpdateOutcome.NOTHING_NEW


@pytest.mark.parametrize("on_card", [None, date(2028, 1, 1)])
def test_rights_are_never_shortened(on_card):
    assert target_of(replace(IMAGE, rights_until=on_card), file_of(), TODAY) is UpdateOutcome.RIGHTS_ENDED


def test_nothing_is_written_for_a_person_without_rights():
    for period in (None, Period(date(2025, 1, 1), date(2026, 11, 20)), Period(date(2026, 11, 22), None)):
        assert target_of(IMAGE, file_of(replace(FATHER, period=period), MOTHER), TODAY) is UpdateOutcome.RIGHTS_ENDED


def test_nobody_is_taken_off_a_card():
    assert target_of(IMAGE, file_of(FATHER, NEWBORN), TODAY) is UpdateOutcome.RIGHTS_ENDED


def test_somebody_whose_number_on_the_card_is_none_is_found_by_the_birth_date():
    unread = replace(IMAGE, people=(ON_CARD[0], replace(ON_CARD[1], nir="")))
    assert target_of(unread, file_of(), TODAY) is UpdateOutcome.NOTHING_NEW


def test_a_doctor_who_was_declared_or_withdrawn_is_written():
    without = file_of(replace(FATHER, has_declared_doctor=False), MOTHER)
    assert target_of(IMAGE, without, TODAY) == replace(IMAGE, has_declared_doctor=False)
    assert target_of(replace(IMAGE, has_declared_doctor=False), file_of(), TODAY) == IMAGE


def test_a_new_fund_is_written():
    moved = file_of(organism=replace(FUND, fund="931"))
    assert target_of(IMAGE, moved, TODAY) == replace(IMAGE, fund="931")


def test_a_card_has_room_for_twenty_persons():
    children = [
        member(f"Enfant {place}", date(2010 + place % 12, 1 + place // 12, 1 + place), None, Quality.CHILD)
        for place in range(MAX_PEOPLE - 2)
    ]
    full = target_of(IMAGE, file_of(FATHER, MOTHER, *children), TODAY)
    assert len(full.people) == MAX_PEOPLE
    assert target_of(IMAGE, file_of(FATHER, MOTHER, *children, NEWBORN), TODAY) is UpdateOutcome.REFUSED_BY_CARD


def test_what_is_shown_of_a_card_names_the_holder_first():
    content = CardContent(("THOMAS", "SARAH"), date(2027, 12, 31), has_declared_doctor=True, fund="751")
    assert IMAGE.content == content


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Inès", "INÈS"),
        ("Œuvrard-Leçon", "OEUVRARD-LEÇON"),
        ("d’Almeida", "D'ALMEIDA"),
        ("Ştefan Őri", "STEFAN ORI"),
        ("Nguyễn", "NGUYEN"),
        ("Ελένη", "?????"),
    ],
)
def test_a_name_is_written_in_the_letters_of_a_card(name, written):
    assert card_letters(name) == written
    written.encode("latin-1")
