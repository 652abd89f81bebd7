import stat
import subprocess
import sys
import threading

import pytest
from pysqlite3 import dbapi2
from sqlalchemy import make_url, text
from sqlalchemy.exc import IntegrityError, OperationalError

from kiosk.storage.engine import create_file, database_path, is_open_elsewhere, make_engine, reading, writing


@pytest.fixture
def empty(address, path):
    create_file(path)
    engine = make_engine(address)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE child (parent_id INTEGER REFERENCES parent)"))
    yield engine
    engine.dispose()


def pragma(engine, name):
    with reading(engine) as connection:
        return connection.execute(text(f"PRAGMA {name}")).scalar_one()


def count(engine):
    with reading(engine) as connection:
        return connection.execute(text("SELECT count(*) FROM parent")).scalar_one()


def add(connection):
    connection.execute(text("INSERT INTO parent DEFAULT VALUES"))


def test_the_library_has_no_wal_reset_bug():
    assert dbapi2.sqlite_version_info >= (3, 51, 3)


def test_every_connection_is_durable_and_patient(empty):
    assert pragma(empty, "journal_mode") == "wal"
    assert pragma(empty, "synchronous") == 2  # FULL
    assert pragma(empty, "foreign_keys") == 1
    assert pragma(empty, "busy_timeout") == 5000


def test_a_row_that_points_to_nothing_is_refused(empty):
    with pytest.raises(IntegrityError), writing(empty) as connection:
        connection.execute(text("INSERT INTO child VALUES (7)"))


def test_the_file_is_for_its_owner_alone(empty, path):
    with writing(empty) as connection:
        add(connection)
        for suffix in ("", "-wal", "-shm"):
            assert stat.S_IMODE(path.with_name(path.name + suffix).stat().st_mode) == 0o600


@pytest.mark.usefixtures("empty")
def test_a_database_that_is_there_is_not_created_again(path):
    with pytest.raises(FileExistsError):
        create_file(path)


def test_a_database_that_has_gone_is_not_made_again(empty, path):
    empty.dispose()
    path.unlink()
    with pytest.raises(OperationalError), reading(empty):
        pass
    assert not path.exists()


def test_what_fails_in_the_middle_leaves_nothing(empty):
    def add_then_fail(connection):
        add(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), writing(empty) as connection:
        add_then_fail(connection)
    assert count(empty) == 0


def test_a_reader_sees_one_state_while_another_writes(empty):
    with reading(empty) as connection:
        before = connection.execute(text("SELECT count(*) FROM parent")).scalar_one()
        with writing(empty) as other:
            add(other)
        assert connection.execute(text("SELECT count(*) FROM parent")).scalar_one() == before
    assert count(empty) == 1


def test_two_writers_take_their_turn(empty):
    entered, leave = threading.Event(), threading.Event()

    def write_first():
        with writing(empty) as connection:
            add(connection)
            entered.set()
            assert leave.wait(10)

    first = threading.Thread(target=write_first)
    first.start()
    assert entered.wait(10)
    second_done = threading.Event()

    def write_second():
        with writing(empty) as connection:
            # The lock is taken at BEGIN: what the first wrote is seen, never overwritten.
            assert connection.execute(text("SELECT count(*) FROM parent")).scalar_one() == 1
            add(connection)
        second_done.set()

    second = threading.Thread(target=write_second)
    second.start()
    assert not second_done.wait(0.1)
    leave.set()
    assert second_done.wait(10)
    first.join()
    second.join()
    assert count(empty) == 2


WRITER = """
import sys
from sqlalchemy import text
from kiosk.storage.engine import make_engine, writing
engine = make_engine(sys.argv[1])
while True:
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO parent DEFAULT VALUES"))
    print("written", flush=True)
"""


def test_a_writer_that_is_killed_has_lost_nothing_it_said_was_written(empty, address):
    writer = subprocess.Popen([sys.executable, "-c", WRITER, address], stdout=subprocess.PIPE, text=True)
    try:
        acknowledged = [writer.stdout.readline() for _ in range(80)]
    finally:
        writer.kill()
        rest = writer.stdout.read()
        writer.stdout.close()
        writer.wait()
    said = len(acknowledged) + rest.count("written\n")
    assert said <= count(empty) <= said + 1
    assert pragma(empty, "integrity_check") == "ok"


def test_an_address_without_file_is_refused():
    for without_file in ("sqlite://", "sqlite:///:memory:"):
        with pytest.raises(ValueError, match="needs a file"):
            make_engine(without_file)


def test_a_server_has_no_file():
    assert database_path(make_url("postgresql+psycopg://user@host/kiosk")) is None


def test_no_parameter_is_in_the_text_of_an_error(empty):
    with pytest.raises(OperationalError) as failure, reading(empty) as connection:
        connection.execute(text("SELECT :nir FROM nowhere"), {"nir": "269057568815764"})
    assert "269057568815764" not in str(failure.value)


def test_a_database_that_is_open_is_seen_and_left_as_it_is(empty, path):
    with reading(empty):
        assert is_open_elsewhere(path)
    assert is_open_elsewhere(path)  # the pool keeps the connection
    assert pragma(empty, "journal_mode") == "wal"
    empty.dispose()
    assert not is_open_elsewhere(path)
    assert pragma(empty, "journal_mode") == "wal"


def test_a_file_that_is_no_database_is_open_nowhere(tmp_path):
    (tmp_path / "nonsense.db").write_bytes(b"nonsense" * 1000)
    assert not is_open_elsewhere(tmp_path / "nonsense.db")
    assert not is_open_elsewhere(tmp_path / "nowhere.db")
