import fcntl
from pathlib import Path

import pytest
from pysqlite3 import dbapi2

from kiosk.storage.replacing import (
    DatabaseOpenError,
    Replaced,
    ReplacingError,
    alone_at,
    put_in_place,
    refuse_open,
    unfinished_database,
)


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


def test_one_at_a_time_makes_a_database_for_a_place(path):
    with alone_at(path):
        with pytest.raises(ReplacingError), alone_at(path):
            pass
        with alone_at(path.with_name("other.db")):
            pass
        with pytest.raises(ReplacingError), alone_at(path):
            pass
    with alone_at(path):
        pass
    assert names_in(path.parent) == []


def test_what_a_killed_program_has_locked_is_free(path):
    path.with_name("kiosk.db.lock").touch()
    with alone_at(path):
        pass
    assert names_in(path.parent) == []


def test_a_lock_that_is_removed_while_it_is_taken_holds_nothing(path, monkeypatch):
    """Who held it has ended between the opening of the file and the lock."""
    lock = path.with_name("kiosk.db.lock")
    real = fcntl.flock
    tries = []

    def slow(descriptor, operation):
        if not tries:
            lock.unlink()
        tries.append(descriptor)
        real(descriptor, operation)

    monkeypatch.setattr("kiosk.storage.replacing.fcntl.flock", slow)
    with alone_at(path):
        assert lock.exists()
        with pytest.raises(ReplacingError), alone_at(path):
            pass
    assert len(tries) == 3


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


def test_what_is_written_meanwhile_is_not_lost(database):
    with Replaced(database) as there, unfinished_database(database) as part:
        there.refuse_changed()
        late = dbapi2.connect(database)
        late.execute("INSERT INTO mine VALUES (1)")
        late.commit()
        late.close()
        with pytest.raises(DatabaseOpenError):
            there.give_way(part)
    kept = dbapi2.connect(database)
    assert kept.execute("SELECT id FROM mine").fetchall() == [(1,)]
    kept.close()


def test_a_terminal_that_was_there_and_has_gone_is_seen(database):
    with Replaced(database) as there:
        late = dbapi2.connect(database)
        late.execute("PRAGMA journal_mode=WAL").fetchall()
        late.close()
        with pytest.raises(DatabaseOpenError):
            there.refuse_changed()


def test_a_database_that_appears_meanwhile_is_not_replaced(path):
    with Replaced(path) as there, unfinished_database(path) as part:
        path.write_bytes(b"mine")
        with pytest.raises(FileExistsError):
            there.give_way(part)
    assert path.read_bytes() == b"mine"


def test_who_still_holds_the_file_that_was_replaced_cannot_write_into_it(database):
    idle = dbapi2.connect(database)
    idle.execute("SELECT * FROM mine").fetchall()
    with unfinished_database(database) as part:
        put_in_place(part, database)
    with pytest.raises(dbapi2.DatabaseError, match="readonly"):
        idle.execute("INSERT INTO mine VALUES (1)")
    idle.close()


def test_a_program_that_is_killed_while_it_replaces_leaves_one_of_both(database, monkeypatch):
    def stop(_part, _path):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", stop)
    number = database.stat().st_ino
    with unfinished_database(database) as part, pytest.raises(KeyboardInterrupt):
        put_in_place(part, database)
    assert database.stat().st_ino == number


def test_a_file_that_is_no_database_can_be_replaced(path):
    path.write_bytes(b"no database" * 100)
    with unfinished_database(path) as part:
        put_in_place(part, path)
    assert path.read_bytes().startswith(b"SQLite format 3")
