"""What happens to the database while the services run: an answer that names it, and nothing lost."""

import sqlite3
from uuid import uuid4

import pytest
from pysqlite3 import dbapi2
from sqlalchemy import event

from kiosk.catalogue.failures import FailureCode
from kiosk.ports import CodeAccepted, RightsChoice, ServiceFailure, VisitOpened


def limit_pages(opened):
    """Leave no room for another page, as a full disk does; the log cannot be folded into more pages than that."""
    with opened.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    opened.engine.dispose()

    def limit(raw, _record):
        raw.execute(f"PRAGMA max_page_count={pages}").fetchall()

    event.listen(opened.engine, "connect", limit)

    def lift():
        event.remove(opened.engine, "connect", limit)
        opened.engine.dispose()

    return lift


def test_a_full_disk_is_named_and_what_was_acknowledged_stays(services, visitor, opened):
    lift = limit_pages(opened)
    numbers, answer, token = [], None, None
    token = visitor("family").log_in("48151623")
    while not isinstance(answer, ServiceFailure):
        answer = services.rights.prepare(token, RightsChoice(), uuid4(), frozenset())
        if not isinstance(answer, ServiceFailure):
            numbers.append(answer.number)
        assert len(numbers) < 500
    assert answer == ServiceFailure(FailureCode.DISK_FULL)
    lift()
    with opened.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT number FROM certificates").scalars().all()
    assert sorted(kept) == sorted(numbers)
    assert services.rights.prepare(token, RightsChoice(), uuid4(), frozenset()).number not in numbers


def test_a_database_that_another_program_holds_is_unavailable_for_now(services, opened, cards):
    other = dbapi2.connect(opened.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    opened.engine.dispose()
    event.listen(opened.engine, "connect", lambda raw, _record: raw.execute("PRAGMA busy_timeout=20").fetchall())
    unavailable = ServiceFailure(FailureCode.SERVICE_UNAVAILABLE)
    assert services.access.open_visit(cards("family"), "borne-07") == unavailable
    other.execute("ROLLBACK")
    other.close()
    assert isinstance(services.access.open_visit(cards("family"), "borne-07"), VisitOpened)


def test_a_database_that_has_gone_is_missing(services, visitor, opened, cards):
    token = visitor("family").log_in("48151623")
    opened.engine.dispose()
    opened.path.unlink()
    missing = ServiceFailure(FailureCode.DATABASE_MISSING)
    assert services.access.open_visit(cards("family"), "borne-07") == missing
    assert services.payments.page(token, 0) == missing
    assert services.rights.prepare(token, RightsChoice(), uuid4(), frozenset()) == missing
    services.access.close_visit("nothing")
    assert services.check() == (FailureCode.DATABASE_MISSING,)


def test_a_database_that_is_damaged_is_named(services, visitor, opened):
    token = visitor("family").log_in("48151623")
    opened.engine.dispose()
    with opened.path.open("r+b") as file:
        file.write(b"nonsense" * 512)
    assert services.payments.page(token, 0) == ServiceFailure(FailureCode.DATABASE_DAMAGED)
    assert services.check() == (FailureCode.DATABASE_DAMAGED,)


def test_a_clock_that_goes_back_is_behind(services, visitor, clock):
    visitor("family").insert_card()
    assert services.check() == ()
    clock.go_on(hours=-2)
    assert services.check() == (FailureCode.CLOCK_BEHIND,)


def test_a_reader_that_stays_does_not_keep_others_from_writing(visitor, opened):
    reader = sqlite3.connect(f"file:{opened.path}?mode=ro", uri=True, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM people").fetchone()
    assert isinstance(visitor("family").insert_card().type_code("48151623"), CodeAccepted)
    reader.close()


def test_a_column_that_is_not_there_is_a_bug_and_no_failure(services, visitor, opened):
    token = visitor("family").log_in("48151623")
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE payments DROP COLUMN title")
    with pytest.raises(Exception, match="no such column"):
        services.payments.page(token, 0)
