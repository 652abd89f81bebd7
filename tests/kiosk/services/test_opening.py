import logging

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.services.opening import open_database
from kiosk.storage.engine import create_file, make_engine
from kiosk.storage.migrate import upgrade
from kiosk.storage.opening import Opened
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
