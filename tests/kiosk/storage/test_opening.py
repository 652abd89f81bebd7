from datetime import date, timedelta

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from kiosk.storage.batches import write_rows
from kiosk.storage.engine import create_file, make_engine, reading, writing
from kiosk.storage.faults import DatabaseFault, fault_of
from kiosk.storage.migrate import upgrade
from kiosk.storage.opening import (
    CLOCK_TOLERANCE,
    MIN_FREE_BYTES,
    Opened,
    create_database,
    open_database,
    running_fault,
)
from kiosk.storage.state import REVISIONS
from kiosk.storage.visits import Visit, VisitStatus, insert_visit


@pytest.fixture
def closed(engine, path):
    """A database in order, that nobody has open."""
    engine.dispose()
    return path


@pytest.fixture
def opened(closed, now):
    opened = open_database(f"sqlite:///{closed}", now)
    assert isinstance(opened, Opened)
    yield opened
    opened.engine.dispose()


def visit(moment):
    return Visit("v", "p", None, "c", "borne-07", VisitStatus.OPEN, opened_at=moment, used_at=moment)


def test_a_database_in_order_opens(opened, path):
    assert (opened.revision, opened.upgraded_from, opened.path) == (REVISIONS[-1], None, path)


def test_a_file_that_is_not_there_is_missing(address, path, now):
    assert open_database(address, now) is DatabaseFault.MISSING
    assert not path.exists()


def test_a_folder_that_is_not_there_is_missing(tmp_path, now):
    (tmp_path / "file").touch()
    assert open_database(f"sqlite:///{tmp_path}/nowhere/kiosk.db", now) is DatabaseFault.MISSING
    assert open_database(f"sqlite:///{tmp_path}/file/kiosk.db", now) is DatabaseFault.MISSING


def test_a_folder_in_its_place_is_missing(address, path, now):
    path.mkdir()
    assert open_database(address, now) is DatabaseFault.MISSING


def test_an_empty_file_is_missing(address, path, now):
    create_file(path)
    assert open_database(address, now) is DatabaseFault.MISSING


def test_a_file_of_something_else_is_damaged(address, path, now):
    path.write_bytes(b"%PDF-1.7 not a database" * 400)
    assert open_database(address, now) is DatabaseFault.DAMAGED


def test_a_database_cut_short_is_damaged(closed, address, now):
    content = closed.read_bytes()
    closed.write_bytes(content[: len(content) // 2])
    assert open_database(address, now) is DatabaseFault.DAMAGED


@pytest.mark.parametrize("page", [1, 5, 12])
def test_a_database_with_a_page_of_nonsense_is_damaged(closed, address, now, page):
    content = bytearray(closed.read_bytes())
    content[page * 4096 : page * 4096 + 4096] = b"\xa5" * 4096
    closed.write_bytes(content)
    assert open_database(address, now) is DatabaseFault.DAMAGED


def test_a_database_of_a_later_program_is_newer_and_stays_as_it_is(engine, address, path, now):
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = path.read_bytes()
    assert open_database(address, now) is DatabaseFault.NEWER
    assert path.read_bytes() == before


def test_an_older_database_is_brought_up(address, path, now):
    create_file(path)
    engine = make_engine(address)
    upgrade(engine, REVISIONS[0])
    engine.dispose()
    opened = open_database(address, now)
    assert (opened.revision, opened.upgraded_from) == (REVISIONS[-1], REVISIONS[0])
    opened.engine.dispose()


def test_a_file_that_may_not_be_written_is_read_only(shared_folder, as_ordinary_user, now):
    path = shared_folder / "kiosk.db"
    create_database(f"sqlite:///{path}").dispose()
    path.chmod(0o444)
    with as_ordinary_user():
        assert open_database(f"sqlite:///{path}", now) is DatabaseFault.READ_ONLY


def test_a_folder_that_may_not_be_written_is_read_only(shared_folder, as_ordinary_user, now):
    path = shared_folder / "kiosk.db"
    create_database(f"sqlite:///{path}").dispose()
    path.chmod(0o666)
    shared_folder.chmod(0o555)
    with as_ordinary_user():
        assert open_database(f"sqlite:///{path}", now) is DatabaseFault.READ_ONLY


def test_a_folder_that_may_not_be_entered_is_read_only(shared_folder, as_ordinary_user, now):
    inner = shared_folder / "inner"
    inner.mkdir()
    create_database(f"sqlite:///{inner / 'kiosk.db'}").dispose()
    inner.chmod(0o000)
    with as_ordinary_user():
        assert open_database(f"sqlite:///{inner / 'kiosk.db'}", now) is DatabaseFault.READ_ONLY
    inner.chmod(0o700)


@pytest.mark.usefixtures("closed")
def test_a_disk_without_room_is_full(address, now):
    assert open_database(address, now, free_bytes=lambda _folder: MIN_FREE_BYTES - 1) is DatabaseFault.DISK_FULL


def test_a_write_that_finds_no_room_is_a_full_disk(opened):
    def fill(connection):
        for number in range(500):
            connection.execute(
                text("INSERT INTO rates VALUES (:name, '2026-01-01', 70)"), {"name": f"rate {number:050d}"}
            )

    with reading(opened.engine) as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    opened.engine.dispose()
    event.listen(
        opened.engine, "connect", lambda raw, _record: raw.execute(f"PRAGMA max_page_count={pages}").fetchall()
    )
    with pytest.raises(OperationalError) as failure, writing(opened.engine) as connection:
        fill(connection)
    assert fault_of(failure.value) is DatabaseFault.DISK_FULL
    with reading(opened.engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM rates")).scalar_one() == 0


def test_a_clock_before_the_newest_record_is_behind(engine, address, now):
    with writing(engine) as connection:
        insert_visit(connection, visit(now))
    engine.dispose()
    assert open_database(address, now - CLOCK_TOLERANCE - timedelta(seconds=1)) is DatabaseFault.CLOCK_BEHIND


def test_a_clock_that_was_just_set_right_is_good(engine, address, now):
    with writing(engine) as connection:
        insert_visit(connection, visit(now))
    engine.dispose()
    opened = open_database(address, now - CLOCK_TOLERANCE)
    assert isinstance(opened, Opened)
    opened.engine.dispose()


def test_a_clock_before_the_day_of_the_data_is_behind(engine, address, now):
    with writing(engine) as connection:
        write_rows(connection, {"data_sets": [{"seed": 1, "people_count": 10, "as_of": date(2026, 11, 22)}]})
    engine.dispose()
    assert open_database(address, now) is DatabaseFault.CLOCK_BEHIND


def test_an_open_database_in_order_has_no_fault(opened, now):
    assert running_fault(opened, now) is None


def test_what_happens_to_an_open_database_is_seen(opened, path, now):
    assert running_fault(opened, now, free_bytes=lambda _folder: 0) is DatabaseFault.DISK_FULL
    with writing(opened.engine) as connection:
        insert_visit(connection, visit(now))
    assert running_fault(opened, now - timedelta(hours=1)) is DatabaseFault.CLOCK_BEHIND
    moved = path.with_name("moved.db")
    path.rename(moved)
    assert running_fault(opened, now) is DatabaseFault.MISSING
    path.write_bytes(moved.read_bytes())
    assert running_fault(opened, now) is DatabaseFault.MISSING  # another file


def test_an_open_database_that_is_damaged_is_seen(opened, path, now):
    opened.engine.dispose()
    with path.open("r+b") as file:
        file.write(b"nonsense" * 512)
    assert running_fault(opened, now) is DatabaseFault.DAMAGED


def test_a_bug_is_not_taken_for_a_fault(opened, now):
    with writing(opened.engine) as connection:
        connection.execute(text("DROP TABLE visits"))
    with pytest.raises(OperationalError):
        running_fault(opened, now)
    opened.engine.dispose()
    with pytest.raises(OperationalError):
        open_database(str(f"sqlite:///{opened.path}"), now)


@pytest.mark.usefixtures("closed")
def test_a_file_too_large_to_be_looked_at_whole_still_opens(address, now, monkeypatch):
    monkeypatch.setattr("kiosk.storage.opening._CHECK_DEADLINE_S", -1.0)
    monkeypatch.setattr("kiosk.storage.opening._INSTRUCTIONS_BETWEEN_LOOKS", 1)
    opened = open_database(address, now)
    assert isinstance(opened, Opened)
    opened.engine.dispose()
