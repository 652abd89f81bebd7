from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from pysqlite3 import dbapi2
from sqlalchemy import select

from kiosk.storage.bulk import BulkFile, moment_text, values_of
from kiosk.storage.engine import make_engine, reading
from kiosk.storage.opening import create_database
from kiosk.storage.schema.access import accounts
from kiosk.storage.schema.registry import people

MARC = {"id": 1, "birth_date": date(1966, 2, 20), "usual_name": "DURAND", "first_name": "Marc", "rank": 1}


@pytest.fixture
def file(path):
    create_database(f"sqlite:///{path}").dispose()
    file = BulkFile(path)
    yield file
    file.close()


def test_what_is_finished_is_read_as_what_the_services_write(file, path):
    chosen_at = datetime(2026, 1, 10, 13, 0, tzinfo=timezone(timedelta(hours=1)))
    file.insert(people, values_of(people, [MARC]))
    file.insert(accounts, values_of(accounts, [{"person_id": 1, "code_hash": "h", "chosen_at": chosen_at}]))
    file.finish()
    engine = make_engine(f"sqlite:///{path}")
    with reading(engine) as connection:
        person = connection.execute(select(people)).one()
        account = connection.execute(select(accounts)).one()
        learnt = connection.exec_driver_sql("SELECT count(*) FROM sqlite_stat1").scalar_one()
    engine.dispose()
    assert (person.nir, person.birth_date) == (None, date(1966, 2, 20))
    assert account.chosen_at == datetime(2026, 1, 10, 12, 0, tzinfo=UTC)
    assert learnt > 0


def test_rows_that_break_a_rule_of_their_table_are_refused_together(file):
    rows = values_of(people, [MARC, MARC])
    with pytest.raises(dbapi2.IntegrityError, match=r"people\.id"):
        file.insert(people, rows)


def test_a_moment_is_written_as_sqlalchemy_does():
    assert moment_text(datetime(2026, 1, 10, 12, 0, 0, 5, tzinfo=UTC)) == "2026-01-10 12:00:00.000005"


def test_another_database_can_be_read_beside_but_not_written(file, path, tmp_path):
    file.insert(people, values_of(people, [MARC]))
    file.finish()
    other = tmp_path / "other.db"
    create_database(f"sqlite:///{other}").dispose()
    with dbapi2.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    connection.close()
    second = BulkFile(other, before=path)
    assert second.connection.execute("SELECT first_name FROM before.people").fetchall() == [("Marc",)]
    with pytest.raises(dbapi2.OperationalError):
        second.connection.execute("DELETE FROM before.people")
    second.close()
