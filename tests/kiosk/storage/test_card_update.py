from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from kiosk.domain.card_update import UpdatePhase
from kiosk.storage import card_update as queries
from kiosk.storage.card_update import (
    KeptUpdate,
    UpdateStatus,
    close_update,
    delete_updates_before,
    insert_update,
    is_opposed,
    is_own_card,
    only_card_of,
    read_open_update,
    read_update,
    set_phase,
    set_plan,
    take_over_update,
)
from kiosk.storage.engine import reading, writing
from kiosk.storage.schema.card_update import opposed_cards
from kiosk.storage.schema.registry import cards

SERIAL = "802500000299900000001"
OTHER = "802500000299900000002"
FRESH = KeptUpdate("one", SERIAL, 1, UpdateStatus.OPEN, UpdatePhase.IDENTIFYING, "{}")


@pytest.fixture
def connection(engine, marie):
    del marie
    with writing(engine) as connection:
        connection.execute(insert(cards).values(serial=SERIAL, person_id=1, valid_from=date(2019, 3, 12)))
        yield connection


@pytest.fixture
def begun(connection, now):
    insert_update(connection, FRESH, "borne-07", now)
    return connection


def test_a_card_is_of_the_person_it_was_given_to(connection):
    assert is_own_card(connection, SERIAL, 1)
    assert not is_own_card(connection, SERIAL, 2)
    assert not is_own_card(connection, OTHER, 1)


def test_the_only_card_of_a_person_is_found(connection):
    assert only_card_of(connection, 1) == SERIAL
    assert only_card_of(connection, 2) is None
    connection.execute(insert(cards).values(serial=OTHER, person_id=1, valid_from=date(2026, 1, 1)))
    assert only_card_of(connection, 1) is None


def test_a_card_is_opposed_from_its_day_on(connection):
    connection.execute(insert(opposed_cards).values(serial=SERIAL, opposed_on=date(2026, 11, 21)))
    assert is_opposed(connection, SERIAL, date(2026, 11, 21))
    assert not is_opposed(connection, SERIAL, date(2026, 11, 20))
    assert not is_opposed(connection, OTHER, date(2026, 11, 21))


def test_an_update_is_found_by_its_id_and_while_it_is_open_by_its_card(begun):
    assert read_update(begun, "one") == read_open_update(begun, SERIAL) == FRESH
    assert read_update(begun, "two") is None
    assert read_open_update(begun, OTHER) is None


def test_a_card_has_one_open_update(begun, now):
    second = KeptUpdate("two", SERIAL, 1, UpdateStatus.OPEN, UpdatePhase.IDENTIFYING, "{}")
    with pytest.raises(IntegrityError), begun.begin_nested():
        insert_update(begun, second, "borne-08", now)
    close_update(begun, "one", UpdateStatus.REPLACED, "{}", now)
    insert_update(begun, second, "borne-08", now)
    assert read_open_update(begun, SERIAL) == second


def test_it_goes_on_under_another_name_and_keeps_how_far_it_came(begun, now):
    set_plan(begun, "one", '{"a": 1}')
    set_phase(begun, "one", UpdatePhase.WRITING)
    take_over_update(begun, "one", "two", "borne-08", now)
    assert read_update(begun, "one") is None
    assert read_open_update(begun, SERIAL) == KeptUpdate(
        "two", SERIAL, 1, UpdateStatus.OPEN, UpdatePhase.WRITING, '{"a": 1}'
    )


def test_an_update_that_is_over_is_not_taken_up_again(begun, now):
    close_update(begun, "one", UpdateStatus.ENDED, '{"b": 2}', now)
    assert read_open_update(begun, SERIAL) is None
    kept = read_update(begun, "one")
    assert (kept.status, kept.plan) == (UpdateStatus.ENDED, '{"b": 2}')


def test_what_a_closed_update_was_is_forgotten_before_a_torn_one(begun, now):
    later = now + timedelta(seconds=1)
    delete_updates_before(begun, closed=later, torn=now)
    assert read_update(begun, "one") is not None
    close_update(begun, "one", UpdateStatus.ENDED, "{}", now)
    delete_updates_before(begun, closed=now, torn=now)
    assert read_update(begun, "one") is not None
    delete_updates_before(begun, closed=later, torn=now)
    assert read_update(begun, "one") is None


def test_a_torn_update_is_forgotten_some_time_after_it_was_last_gone_on_with(begun, now):
    again = now + timedelta(days=20)
    take_over_update(begun, "one", "two", "borne-08", again)
    later = again + timedelta(seconds=1)
    delete_updates_before(begun, closed=later, torn=again)
    assert read_open_update(begun, SERIAL) is not None
    delete_updates_before(begun, closed=later, torn=later)
    assert read_open_update(begun, SERIAL) is None


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("_OWN_CARD", "sqlite_autoindex_cards_1"),
        ("_CARDS_OF", "ix_cards_person_id"),
        ("_OPPOSED", "sqlite_autoindex_opposed_cards_1"),
        ("_OF_ID", "sqlite_autoindex_card_updates_1"),
        ("_OPEN", "ux_card_updates_open"),
        ("_FORGET", "ix_card_updates_started_at"),
    ],
)
def test_an_index_is_behind_each_question(engine, statement, index):
    compiled = getattr(queries, statement).compile(dialect=sqlite.dialect(paramstyle="qmark"))
    with reading(engine) as connection:
        asked = f"EXPLAIN QUERY PLAN {compiled}"
        plan = [row[3] for row in connection.exec_driver_sql(asked, ("1",) * len(compiled.positiontup))]
    assert len(plan) == 1
    assert index in plan[0]
