import logging

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from kiosk.catalogue.failures import FailureCode
from kiosk.ports import ServiceFailure
from kiosk.services.answers import answered, failure_code
from kiosk.storage.faults import DatabaseFault


def failing(sqlite_errorcode, kind=DBAPIError):
    original = Exception("269057568815764 in the driver's words")
    original.sqlite_errorcode = sqlite_errorcode

    def work():
        raise kind("SELECT", {}, original)

    return work


def test_an_answer_is_given_on():
    assert answered("payments.page", lambda: 7) == 7


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (13, FailureCode.DISK_FULL),
        (5, FailureCode.SERVICE_UNAVAILABLE),
        (11, FailureCode.DATABASE_DAMAGED),
        (8, FailureCode.DATABASE_READ_ONLY),
        (14, FailureCode.DATABASE_MISSING),
    ],
)
def test_what_keeps_the_database_from_answering_is_a_value_and_a_line_in_the_log(code, failure, caplog):
    with caplog.at_level(logging.INFO):
        assert answered("payments.page", failing(code)) == ServiceFailure(failure)
    assert failure.value in caplog.text
    assert "payments.page" in caplog.text
    assert "269057568815764" not in caplog.text


def test_a_bug_is_not_hidden():
    with pytest.raises(IntegrityError):
        answered("payments.page", failing(19, IntegrityError))
    with pytest.raises(ZeroDivisionError):
        answered("payments.page", lambda: 1 // 0)


def test_every_fault_has_a_failure_code():
    assert len({failure_code(fault) for fault in DatabaseFault}) == len(DatabaseFault)
