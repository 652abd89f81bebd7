from datetime import date

import pytest
from sqlalchemy import insert, update

from kiosk.domain.nir import Nir
from kiosk.domain.people import Quality
from kiosk.domain.rights import Exemption, Period
from kiosk.storage.engine import reading, writing
from kiosk.storage.registry import find_insured, get_insured, hold_file, read_rights_file
from kiosk.storage.schema.registry import people, rights_periods

MARIE = Nir("269057568815764")
TODAY = date(2026, 11, 21)


@pytest.fixture
def connection(engine, marie):
    del marie
    with reading(engine) as connection:
        yield connection


def test_an_insured_person_is_found_by_the_nir(connection):
    insured = find_insured(connection, MARIE)
    assert (insured.name.full, insured.birth_date) == ("DURAND Marie", date(1969, 5, 14))
    assert (insured.mobile_e164, insured.is_fictional) == ("+33639981234", True)
    assert get_insured(connection, insured.person_id) == insured


def test_nobody_else_is_an_insured_person(connection):
    assert find_insured(connection, Nir("112037568815861")) is None  # a child of the file
    assert find_insured(connection, Nir("284097570751913")) is None  # nobody


def test_a_person_without_file_is_a_bug(connection):
    with pytest.raises(LookupError, match="no file"):
        get_insured(connection, 3)


def test_a_file_holds_its_people_in_order(connection):
    file = read_rights_file(connection, 1, TODAY)
    assert file.insured_nir == MARIE
    assert file.organism.code == "01 751 0117"
    assert file.address.lines == ("12 RUE DES LILAS", "75019 PARIS")
    assert [rights.person.quality for rights in file.people] == [Quality.INSURED, Quality.SPOUSE, Quality.CHILD]
    assert [rights.person.nir is None for rights in file.people] == [False, True, False]
    assert [rights.has_declared_doctor for rights in file.people] == [True, False, False]


def test_of_several_periods_the_current_one_is_shown_else_the_last(connection):
    file = read_rights_file(connection, 1, TODAY)
    assert [rights.period for rights in file.people] == [
        Period(date(2026, 1, 1), date(2027, 12, 31)),
        Period(date(2022, 1, 1), date(2025, 12, 31)),
        None,
    ]
    assert read_rights_file(connection, 1, date(2023, 6, 1)).insured.period == Period(
        date(2020, 1, 1), date(2024, 12, 31)
    )


def test_rights_that_are_prolonged_are_shown_as_one_period(engine, marie):
    later = {"file_id": marie, "person_id": 1, "first_day": date(2028, 1, 1), "last_day": None}
    with writing(engine) as connection:
        connection.execute(insert(rights_periods), later)
        assert read_rights_file(connection, marie, TODAY).insured.period == Period(date(2026, 1, 1), None)


def test_only_a_current_exemption_is_given_and_never_its_nature(connection):
    insured, _, child = read_rights_file(connection, 1, TODAY).people
    assert insured.exemption == Exemption(100, Period(date(2026, 1, 1), date(2026, 12, 31)))
    assert child.exemption is None
    assert read_rights_file(connection, 1, date(2027, 1, 1)).insured.exemption is None


def test_a_file_that_is_not_there_is_a_bug(connection):
    with pytest.raises(LookupError, match="no such file"):
        read_rights_file(connection, 99, TODAY)


@pytest.mark.usefixtures("marie")
def test_a_file_whose_insured_person_has_no_nir_is_a_bug(engine):
    with writing(engine) as connection:
        connection.execute(update(people).where(people.c.id == 1).values(nir=None))
        with pytest.raises(LookupError, match="no NIR"):
            read_rights_file(connection, 1, TODAY)
        with pytest.raises(LookupError, match="no file"):
            get_insured(connection, 1)


def test_a_file_can_be_held(connection):
    hold_file(connection, 1)
    assert find_insured(connection, MARIE) is not None
