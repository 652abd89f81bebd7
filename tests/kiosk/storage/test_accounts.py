import pytest
from sqlalchemy import event

from kiosk.domain.access import Tries
from kiosk.storage.accounts import ensure_tries, read_code_hash, read_tries, write_code_hash, write_tries
from kiosk.storage.engine import writing


@pytest.fixture
def connection(engine, marie):
    del marie
    with writing(engine) as connection:
        yield connection


def test_a_person_without_account_has_no_code(connection):
    assert read_code_hash(connection, 1) is None


def test_a_code_is_kept_and_replaced(connection, now):
    write_code_hash(connection, 1, "first", now)
    write_code_hash(connection, 1, "second", now)
    assert read_code_hash(connection, 1) == "second"


def test_wrong_codes_are_counted_for_known_and_unknown_people_alike(connection):
    ensure_tries(connection, "somebody")
    assert read_tries(connection, "somebody") == Tries()
    write_tries(connection, "somebody", Tries(3, locked=True))
    ensure_tries(connection, "somebody")
    assert read_tries(connection, "somebody") == Tries(3, locked=True)


def test_two_terminals_may_begin_to_count_at_once(connection):
    # Another terminal comes in between the look and the insertion.
    @event.listens_for(connection, "savepoint", once=True)
    def insert_first(connection, _name):
        connection.exec_driver_sql("INSERT INTO tries VALUES ('somebody', 2, 0)")

    ensure_tries(connection, "somebody")
    assert read_tries(connection, "somebody") == Tries(2)
