import pytest
from pysqlite3 import dbapi2

from kiosk.storage.replacing import DatabaseOpenError, put_in_place, refuse_open, unfinished_database


@pytest.fixture
def database(path):
    connection = dbapi2.connect(path)
    connection.execute("CREATE TABLE mine (id)")
    connection.close()
    return path


def names_in(folder):
    return sorted(file.name for file in folder.iterdir())


def test_an_unfinished_database_lies_beside_its_place_and_goes(path):
    with unfinished_database(path) as part:
        assert names_in(path.parent) == [part.name]
        assert part.stat().st_mode & 0o777 == 0o600
    assert names_in(path.parent) == []


def test_what_a_killed_program_has_left_is_removed(path):
    path.with_name("kiosk.db.part").write_bytes(b"half")
    path.with_name("kiosk.db.part-wal").write_bytes(b"half")
    with unfinished_database(path) as part:
        assert part.read_bytes().startswith(b"SQLite format 3")
    assert names_in(path.parent) == []


def test_a_finished_database_takes_the_place_of_another_and_of_its_log(database):
    database.with_name("kiosk.db-wal").write_bytes(b"old")
    with unfinished_database(database) as part:
        number = part.stat().st_ino
        put_in_place(part, database)
    assert database.stat().st_ino == number
    assert names_in(database.parent) == ["kiosk.db"]


def test_a_database_that_is_open_keeps_its_place(database):
    connection = dbapi2.connect(database)
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.execute("SELECT * FROM mine").fetchall()
    number = database.stat().st_ino
    with unfinished_database(database) as part, pytest.raises(DatabaseOpenError):
        put_in_place(part, database)
    connection.close()
    assert database.stat().st_ino == number
    refuse_open(database)
