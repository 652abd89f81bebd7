from datetime import date

import pytest

from kiosk.domain.births import calendar_day, civil_substitute
from kiosk.domain.cards import CardFile, CardPerson
from kiosk.domain.matching import is_same_birth, match_people
from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, Name, Quality

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


PARENT = "291017570876146"
TOM, ZOE = "120057570876249", "220057570876395"


def on_card(first_name, birth, nir=None):
    return CardPerson("FAURE", first_name, birth, calendar_day(birth), None if nir is None else Nir(nir))


def on_file(first_name, birth_date, nir=None, rank=1, lunar=None):
    own = None if nir is None else Nir(nir)
    return Beneficiary(Name("FAURE", first_name), birth_date, Quality.CHILD, own, rank, lunar)


EMILIE = on_card("EMILIE", "19910130", PARENT)
FILE = (
    on_file("Émilie", date(1991, 1, 30), PARENT),
    on_file("Zoé", date(2020, 5, 5), ZOE, rank=2),
    on_file("Tom", date(2020, 5, 5), TOM, rank=1),
)


@pytest.mark.parametrize(
    ("children", "found"),
    [
        ((on_card("TOM", "20200505", TOM), on_card("ZOE", "20200505", ZOE)), (2, 1)),
        ((on_card("TOM", "20200505"), on_card("ZOE", "20200505")), (2, 1)),
        ((on_card("ZOE", "20200505"), on_card("TOM", "20200505")), (1, 2)),
        ((on_card("THOMAS", "20200505"), on_card("Z.", "20200505")), (None, None)),
        ((on_card("THOMAS", "20200505"), on_card("ZOE", "20200505")), (None, 1)),
        ((on_card("X", "20200505"), on_card("X", "20200505"), on_card("X", "20200505")), (None, None, None)),
        ((on_card("ZOE", "20200505"),), (1,)),
        ((on_card("X", "20200505"),), (None,)),  # one of two, and nobody knows which
        ((on_card("TOM", "20200505", PARENT), on_card("ZOE", "20200505", PARENT)), (2, 1)),  # the NIR of the holder
        ((on_card("TOM", "20200505", TOM), on_card("X", "20200505")), (2, None)),  # the only one left, but a stranger
        ((on_card("ZOE", "20200505", ZOE), on_card("ZOE", "20200505", ZOE)), (1, None)),  # listed twice
        ((on_card("TOM", "20200506"),), (None,)),
        ((on_card("TOM", "20200506", TOM),), (None,)),
    ],
)
def test_twins_are_told_by_nir_else_by_name(children, found):
    assert match_people(CardFile((EMILIE, *children)), FILE) == (0, *found)


def test_a_letter_that_no_card_has_is_a_question_mark_on_it():
    file = (FILE[0], on_file("Łucja", date(2020, 5, 5)))
    assert match_people(CardFile((EMILIE, on_card("?UCJA", "20200505"))), file) == (0, 1)


@pytest.mark.parametrize("written", ["JEAN BAPTISTE", "JEAN-BAPTISTE", "Jean\u2010Baptiste", "JEAN  BAPTISTE"])
def test_accents_hyphens_and_spaces_make_no_other_name(written):
    file = (FILE[0], on_file("Jean-Baptiste", date(2020, 5, 5)))
    assert match_people(CardFile((EMILIE, on_card(written, "20200505"))), file) == (0, 1)


def test_one_of_two_twins_of_one_name_may_be_either():
    file = (FILE[0], on_file("Marie", date(2020, 5, 5), rank=2), on_file("Marie", date(2020, 5, 5), rank=1))
    assert match_people(CardFile((EMILIE, on_card("MARIE", "20200505"))), file) == (0, None)


def test_twins_of_one_name_are_told_by_rank_alone():
    file = (FILE[0], on_file("Marie", date(2020, 5, 5), rank=2), on_file("Marie", date(2020, 5, 5), rank=1))
    card = CardFile((EMILIE, on_card("MARIE", "20200505"), on_card("MARIE", "20200505")))
    assert match_people(card, file) == (0, 2, 1)


def test_somebody_whose_birth_date_is_lunar_is_found():
    card = CardFile((EMILIE, on_card("AÏCHA", "19520000")))
    aicha = on_file("Aïcha", date(1952, 12, 31), lunar="19520000")
    assert match_people(card, (FILE[0], aicha)) == (0, 1)
    assert match_people(card, (FILE[0], on_file("Aïcha", date(1952, 12, 31)))) == (0, None)


def test_a_holder_whom_the_file_does_not_know_is_nobody():
    assert match_people(CardFile((on_card("EMILIE", "19910131", PARENT),)), FILE) == (None,)
