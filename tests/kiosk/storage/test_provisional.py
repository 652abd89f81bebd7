from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.storage.engine import writing
from kiosk.storage.provisional import (
    Channel,
    CodeStatus,
    ProvisionalCode,
    delete_provisional,
    delete_provisional_before,
    insert_provisional,
    read_provisional,
    set_status,
    sms_sent_since,
    valid_provisional,
    void_provisional,
)


@pytest.fixture
def connection(engine, marie):
    del marie
    with writing(engine) as connection:
        yield connection


@pytest.fixture
def code(now):
    return ProvisionalCode(
        "one", 1, Channel.SMS, CodeStatus.SENT, "digest", now, now + timedelta(minutes=10), 0, "+33639981234"
    )


def test_a_code_is_valid_until_its_end(connection, code, now):
    insert_provisional(connection, code)
    assert valid_provisional(connection, 1, now) == code
    assert valid_provisional(connection, 1, code.expires_at - timedelta(seconds=1)) == code
    assert valid_provisional(connection, 1, code.expires_at) is None
    assert valid_provisional(connection, 2, now) is None


def test_a_new_code_makes_the_old_one_void(connection, code, now):
    insert_provisional(connection, code)
    insert_provisional(connection, replace(code, code_id="two"))
    assert read_provisional(connection, "one").status is CodeStatus.VOID
    assert valid_provisional(connection, 1, now).code_id == "two"


@pytest.mark.parametrize("status", [CodeStatus.NOT_SENT, CodeStatus.USED, CodeStatus.VOID])
def test_a_code_that_is_over_opens_nothing(connection, code, now, status):
    insert_provisional(connection, code)
    set_status(connection, "one", status)
    assert valid_provisional(connection, 1, now) is None


def test_a_code_whose_sending_nobody_saw_end_is_valid(connection, code, now):
    insert_provisional(connection, replace(code, status=CodeStatus.SENDING))
    assert valid_provisional(connection, 1, now) is not None


def test_wrong_tries_are_kept(connection, code):
    insert_provisional(connection, code)
    set_status(connection, "one", CodeStatus.SENT, failed=2)
    set_status(connection, "one", CodeStatus.SENT)
    assert read_provisional(connection, "one").failed == 2


def test_codes_that_were_used_stay_used_when_the_others_become_void(connection, code):
    insert_provisional(connection, code)
    set_status(connection, "one", CodeStatus.USED)
    void_provisional(connection, 1)
    assert read_provisional(connection, "one").status is CodeStatus.USED


def test_messages_that_left_are_counted(connection, code, now):
    insert_provisional(connection, code)
    insert_provisional(connection, replace(code, code_id="refused", status=CodeStatus.NOT_SENT))
    insert_provisional(connection, replace(code, code_id="adviser", channel=Channel.ADVISER))
    insert_provisional(connection, replace(code, code_id="old", created_at=now - timedelta(days=1)))
    assert sms_sent_since(connection, 1, now - timedelta(days=1)) == (now,)


def test_a_code_is_forgotten(connection, code, now):
    insert_provisional(connection, code)
    delete_provisional_before(connection, now)
    assert read_provisional(connection, "one") is not None
    delete_provisional_before(connection, now + timedelta(seconds=1))
    assert read_provisional(connection, "one") is None
    insert_provisional(connection, code)
    delete_provisional(connection, "one")
    assert read_provisional(connection, "one") is None
