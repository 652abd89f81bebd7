import logging
import shutil
from pathlib import Path

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.law import Parameter
from kiosk.services.opening import open_database, own_law
from kiosk.storage.engine import create_file, make_engine
from kiosk.storage.faults import DatabaseFault
from kiosk.storage.law import parameter_on
from kiosk.storage.migrate import upgrade
from kiosk.storage.opening import Opened
from kiosk.storage.opening import open_database as open_storage
from kiosk.storage.state import REVISIONS


def test_a_database_in_order_opens_and_is_logged(address, clock, caplog):
    with caplog.at_level(logging.INFO):
        opened = open_database(address, clock.now())
    assert isinstance(opened, Opened)
    opened.engine.dispose()
    assert "DATABASE_OPENED" in caplog.text
    assert "DATABASE_MIGRATED" not in caplog.text


def test_an_upgrade_is_logged(tmp_path, clock, caplog):
    create_file(tmp_path / "old.db")
    engine = make_engine(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(engine, REVISIONS[0])
    engine.dispose()
    with caplog.at_level(logging.INFO, "kiosk"):
        opened = open_database(f"sqlite:///{tmp_path / 'old.db'}", clock.now())
    opened.engine.dispose()
    assert f"DATABASE_MIGRATED revision={REVISIONS[-1]}" in caplog.text


def test_an_upgrade_adds_the_values_that_an_older_program_did_not_know_and_changes_none(tmp_path, clock):
    address = f"sqlite:///{tmp_path / 'old.db'}"
    create_file(tmp_path / "old.db")
    engine = make_engine(address)
    upgrade(engine, "0003")
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO parameters VALUES ('certificate-months', '2005-01-01', 6)")
    engine.dispose()
    opened = open_database(address, clock.now())
    with opened.engine.connect() as connection:
        today = clock.now().date()
        assert parameter_on(connection, Parameter.CERTIFICATE_MONTHS, today) == 6
        assert all(parameter_on(connection, parameter, today) >= 0 for parameter in Parameter)
        assert connection.exec_driver_sql("SELECT count(*) FROM contracts").scalar_one() == 5
    opened.engine.dispose()


@pytest.mark.parametrize(
    ("spoil", "failure"),
    [
        (lambda path: path.unlink(), FailureCode.DATABASE_MISSING),
        (lambda path: path.write_bytes(b"nonsense" * 1000), FailureCode.DATABASE_DAMAGED),
    ],
)
def test_what_is_wrong_has_a_failure_code(address, opened, clock, spoil, failure):
    opened.engine.dispose()
    spoil(opened.path)
    assert open_database(address, clock.now()) is failure


def test_a_clock_behind_has_a_failure_code(address, clock):
    clock.go_on(days=-1)
    assert open_database(address, clock.now()) is FailureCode.CLOCK_BEHIND


def has_every_value(address):
    engine = make_engine(address)
    with engine.connect() as connection:
        known = set(connection.exec_driver_sql("SELECT name FROM parameters").scalars())
    engine.dispose()
    return known == {parameter.value for parameter in Parameter}


@pytest.fixture
def older(tmp_path):
    """A database of an older program, whose newest data are of the day after tomorrow."""
    address = f"sqlite:///{tmp_path / 'old.db'}"
    create_file(tmp_path / "old.db")
    engine = make_engine(address)
    upgrade(engine, "0003")
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO parameters VALUES ('certificate-months', '2005-01-01', 6)")
        connection.exec_driver_sql("INSERT INTO data_sets VALUES (1, 1, 1, '2026-11-23')")
    engine.dispose()
    return address


def test_an_upgrade_under_a_clock_that_is_behind_adds_the_values_too(older, clock):
    assert open_database(older, clock.now()) is FailureCode.CLOCK_BEHIND
    assert has_every_value(older)


def test_values_that_an_interrupted_upgrade_left_out_are_added_at_the_next_start(older, clock):
    engine = make_engine(older)
    upgrade(engine)
    engine.dispose()
    assert not has_every_value(older)
    clock.go_on(days=2)
    opened = open_database(older, clock.now())
    assert opened.upgraded_from is None
    opened.engine.dispose()
    assert has_every_value(older)


def test_an_upgrade_whose_values_cannot_be_written_leaves_the_older_schema(older, clock, monkeypatch):
    def refuse():
        raise KeyboardInterrupt

    monkeypatch.setattr("kiosk.services.opening.own_law", refuse)
    with pytest.raises(KeyboardInterrupt):
        open_database(older, clock.now())
    engine = make_engine(older)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == "0003"
    engine.dispose()


def test_a_database_that_is_replaced_while_it_is_opened_is_not_the_one_that_is_used(older, clock):
    path = Path(older.removeprefix("sqlite:///"))

    def replace_it():
        shutil.copy(path, path.with_name("other.db"))
        path.with_name("other.db").rename(path)
        return own_law()

    clock.go_on(days=2)
    assert open_storage(older, clock.now(), law=replace_it) is DatabaseFault.MISSING
