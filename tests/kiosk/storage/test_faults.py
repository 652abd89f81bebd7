import pytest
from sqlalchemy.exc import DBAPIError

from kiosk.storage.faults import DatabaseFault, fault_of


def error(*, invalidated=False, **attributes):
    original = Exception("the driver's words")
    for name, value in attributes.items():
        setattr(original, name, value)
    return DBAPIError("SELECT 1", {}, original, connection_invalidated=invalidated)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (5, DatabaseFault.BUSY),
        (5 | 2 << 8, DatabaseFault.BUSY),  # SQLITE_BUSY_SNAPSHOT
        (6, DatabaseFault.BUSY),
        (8, DatabaseFault.READ_ONLY),
        (10 | 3 << 8, DatabaseFault.DAMAGED),  # SQLITE_IOERR_WRITE
        (11, DatabaseFault.DAMAGED),
        (13, DatabaseFault.DISK_FULL),
        (14, DatabaseFault.MISSING),
        (26, DatabaseFault.DAMAGED),
        (1, None),  # SQLITE_ERROR: the statement is wrong
        (19, None),  # SQLITE_CONSTRAINT
    ],
)
def test_sqlite_says_it_by_result_code(code, fault):
    assert fault_of(error(sqlite_errorcode=code)) is fault


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("08006", DatabaseFault.BUSY),
        ("25006", DatabaseFault.READ_ONLY),
        ("3D000", DatabaseFault.MISSING),
        ("40001", DatabaseFault.BUSY),
        ("40P01", DatabaseFault.BUSY),
        ("53100", DatabaseFault.DISK_FULL),
        ("53300", DatabaseFault.BUSY),
        ("57P01", DatabaseFault.BUSY),
        ("XX001", DatabaseFault.DAMAGED),
        ("42P01", None),  # undefined_table
        ("23505", None),  # unique_violation
    ],
)
def test_postgresql_says_it_by_sqlstate(state, fault):
    assert fault_of(error(sqlstate=state)) is fault


def test_a_connection_that_broke_is_asked_again_later():
    assert fault_of(error(invalidated=True)) is DatabaseFault.BUSY


def test_anything_else_is_a_bug():
    assert fault_of(error()) is None
