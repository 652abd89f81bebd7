from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.storage.engine import writing
from kiosk.storage.visits import (
    Visit,
    VisitStatus,
    close_visit,
    delete_visits_before,
    insert_visit,
    read_visit,
    read_visit_of_token,
    set_accepted,
    set_choosing,
    touch_visit,
)


@pytest.fixture
def connection(engine, marie):
    del marie
    with writing(engine) as connection:
        yield connection


@pytest.fixture
def visit(now):
    return Visit("one", "person", 1, "card", "borne-07", VisitStatus.OPEN, opened_at=now, used_at=now)


def test_a_visit_is_read_as_it_was_kept(connection, visit):
    insert_visit(connection, visit)
    assert read_visit(connection, "one") == visit
    assert read_visit(connection, "another") is None


def test_a_terminal_has_one_visit_at_a_time(connection, visit):
    insert_visit(connection, visit)
    set_accepted(connection, "one", "token", visit.opened_at)
    insert_visit(connection, replace(visit, id_digest="elsewhere", terminal_id="borne-08"))
    insert_visit(connection, replace(visit, id_digest="two"))
    assert read_visit(connection, "one").status is VisitStatus.CLOSED
    assert read_visit_of_token(connection, "token") is None
    assert read_visit(connection, "elsewhere").status is VisitStatus.OPEN


def test_a_visit_is_found_by_its_latest_token(connection, visit, now):
    insert_visit(connection, visit)
    set_accepted(connection, "one", "first", now)
    set_accepted(connection, "one", "second", now)
    assert read_visit_of_token(connection, "first") is None
    assert read_visit_of_token(connection, "second").status is VisitStatus.ACCEPTED


def test_a_choice_takes_the_token_away(connection, visit, now):
    insert_visit(connection, visit)
    set_accepted(connection, "one", "token", now)
    set_choosing(connection, "one", "provisional", now)
    assert read_visit_of_token(connection, "token") is None
    assert read_visit(connection, "one").provisional_id == "provisional"


def test_a_closed_visit_has_no_token(connection, visit, now):
    insert_visit(connection, visit)
    set_accepted(connection, "one", "token", now)
    close_visit(connection, "one")
    assert read_visit_of_token(connection, "token") is None


def test_use_is_written_down(connection, visit, now):
    insert_visit(connection, visit)
    touch_visit(connection, "one", now + timedelta(minutes=2))
    assert read_visit(connection, "one").used_at == now + timedelta(minutes=2)


def test_old_visits_are_forgotten(connection, visit, now):
    insert_visit(connection, visit)
    delete_visits_before(connection, now)
    assert read_visit(connection, "one") is not None
    delete_visits_before(connection, now + timedelta(seconds=1))
    assert read_visit(connection, "one") is None
