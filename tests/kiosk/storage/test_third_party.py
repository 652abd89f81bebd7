from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from kiosk.domain.rights import Period
from kiosk.storage import third_party
from kiosk.storage.batches import write_rows
from kiosk.storage.engine import reading, writing
from kiosk.storage.third_party import read_covers


def scheme(person_id, contract, first_day, last_day, manager=None):
    return {
        "person_id": person_id,
        "contract": contract,
        "first_day": first_day,
        "last_day": last_day,
        "manager": manager,
    }


@pytest.fixture
def write(engine, marie):
    del marie

    def write(*schemes):
        with writing(engine) as connection:
            write_rows(connection, {"schemes": schemes})

    return write


@pytest.fixture
def covers(engine, write):
    write(
        scheme(1, "P89", date(2026, 3, 1), date(2027, 2, 28), "Mutuelle Exemple\n4 QUAI DES SPÉCIMENS\n75019 PARIS"),
        scheme(1, "92", date(2018, 1, 1), date(2018, 12, 31)),
        scheme(3, "G89", date(2026, 3, 1), date(2027, 2, 28)),
    )
    with reading(engine) as connection:
        yield read_covers(connection, 1)


def test_each_person_of_the_file_has_a_place_and_the_own_contracts(covers):
    assert [[cover.contract.code for cover in of_person] for of_person in covers] == [["92", "P89"], [], ["G89"]]


def test_a_contract_comes_with_its_kind_its_days_and_its_manager(covers):
    aid, c2s = covers[0]
    assert (aid.first_day, aid.last_day, aid.manager) == (date(2018, 1, 1), date(2018, 12, 31), None)
    assert aid.contract.period == Period(date(2015, 7, 1), date(2020, 10, 31))
    assert c2s.contract.label == "Complémentaire santé solidaire avec participation financière"
    assert (c2s.manager.name, c2s.manager.address.lines) == (
        "Mutuelle Exemple",
        ("4 QUAI DES SPÉCIMENS", "75019 PARIS"),
    )


def test_a_contract_of_an_unknown_kind_is_not_kept(write):
    with pytest.raises(IntegrityError):
        write(scheme(1, "Z99", date(2026, 3, 1), date(2027, 2, 28)))


def test_a_contract_does_not_end_before_it_begins(write):
    with pytest.raises(IntegrityError):
        write(scheme(1, "G89", date(2026, 3, 1), date(2026, 2, 28)))


def test_the_question_is_answered_from_indexes(engine, covers):
    del covers
    statement = third_party._COVERS.compile(engine)  # noqa: SLF001 - the very statement that is asked
    with reading(engine) as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (1,))]
    assert not any(step.startswith("SCAN") for step in plan)
