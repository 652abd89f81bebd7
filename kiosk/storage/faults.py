"""What keeps the database from answering, as values."""

import enum
from typing import Final

from sqlalchemy.exc import DBAPIError


class DatabaseFault(enum.Enum):
    """Name what is wrong; the value is the name of the failure code."""

    MISSING = "DATABASE_MISSING"
    DAMAGED = "DATABASE_DAMAGED"
    NEWER = "DATABASE_NEWER"
    READ_ONLY = "DATABASE_READ_ONLY"
    DISK_FULL = "DISK_FULL"
    CLOCK_BEHIND = "CLOCK_BEHIND"
    BUSY = "SERVICE_UNAVAILABLE"
    """Another program holds it for too long, or the server does not answer: asking again later helps."""


_SQLITE: Final = {
    5: DatabaseFault.BUSY,  # SQLITE_BUSY
    6: DatabaseFault.BUSY,  # SQLITE_LOCKED
    8: DatabaseFault.READ_ONLY,  # SQLITE_READONLY
    10: DatabaseFault.DAMAGED,  # SQLITE_IOERR: the disk cannot be read
    11: DatabaseFault.DAMAGED,  # SQLITE_CORRUPT
    13: DatabaseFault.DISK_FULL,  # SQLITE_FULL
    14: DatabaseFault.MISSING,  # SQLITE_CANTOPEN
    26: DatabaseFault.DAMAGED,  # SQLITE_NOTADB
}
"""By primary result code. Source: SQLite, Result and Error Codes."""

_POSTGRESQL: Final = {
    "25006": DatabaseFault.READ_ONLY,  # read_only_sql_transaction: the server is a standby
    "3D000": DatabaseFault.MISSING,  # invalid_catalog_name
    "40001": DatabaseFault.BUSY,  # serialization_failure
    "40P01": DatabaseFault.BUSY,  # deadlock_detected
    "53100": DatabaseFault.DISK_FULL,  # disk_full
    "XX001": DatabaseFault.DAMAGED,  # data_corrupted
    "XX002": DatabaseFault.DAMAGED,  # index_corrupted
}
_POSTGRESQL_CLASSES: Final = {
    "08": DatabaseFault.BUSY,  # connection exceptions
    "53": DatabaseFault.BUSY,  # insufficient resources
    "57": DatabaseFault.BUSY,  # operator intervention: shutdown, failover
}
"""By SQLSTATE. Source: PostgreSQL, appendix A."""


def fault_of(error: DBAPIError) -> DatabaseFault | None:
    """Say which fault an error of the database is, None where it is a bug of ours."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return _POSTGRESQL.get(state) or _POSTGRESQL_CLASSES.get(state[:2])
    return DatabaseFault.BUSY if error.connection_invalidated else None
