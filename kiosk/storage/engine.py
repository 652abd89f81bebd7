"""Engines and transactions: reads begin deferred, writes take the write lock at once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pysqlite3 import dbapi2
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

_BUSY_TIMEOUT_MS: Final = 5000
_WRITES: Final = "kiosk_writes"


def database_path(url: URL) -> Path | None:
    """Return the file of an SQLite database, None for a database with a server.

    Raises:
        ValueError: the address is of an SQLite database without file, which keeps nothing.
    """
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise ValueError("an SQLite database needs a file")
    return Path(url.database)


def make_engine(address: str) -> Engine:
    """Return an engine for a database that exists; no connection is made yet and no file is created.

    Args:
        address: sqlite:////ABSOLUTE/PATH, or another address of SQLAlchemy's.

    Raises:
        sqlalchemy.exc.ArgumentError: the address cannot be read.
        ValueError: the address is of an SQLite database without file.
    """
    url = make_url(address)
    path = database_path(url)
    if path is None:
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    return _sqlite_engine(path)


def create_file(path: Path) -> None:
    """Create the empty file of an SQLite database, readable by its owner only: it will hold personal data.

    Raises:
        OSError: the file is there already, or cannot be created.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def is_open_elsewhere(path: Path) -> bool:
    """Say whether another program, or another part of this one, has an SQLite database open.

    Only who is alone may leave the WAL mode; the database does so, and takes it up again when it is opened next.
    """
    try:
        connection = dbapi2.connect(f"file:{quote(str(path.absolute()))}?mode=rw", uri=True, isolation_level=None)
    except dbapi2.OperationalError:
        return False
    try:
        connection.execute("PRAGMA busy_timeout=0")
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    except dbapi2.DatabaseError as error:
        return bool(error.sqlite_errorcode & 0xFF == dbapi2.SQLITE_BUSY)
    finally:
        connection.close()
    return False


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that reads: it sees one state of the database and hinders nobody."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes, committed at the end.

    SQLite gives the write lock at once or after a wait: a read that turned into a write could not wait for another
    writer (SQLITE_BUSY_SNAPSHOT).
    """
    with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        yield connection


def _sqlite_engine(path: Path) -> Engine:
    # mode=rw: a database whose file has gone is missing; it is not made again, empty.
    uri = f"file:{quote(str(path.absolute()))}?mode=rw"

    def connect() -> DBAPIConnection:
        # Transactions are begun below; the pool lends a connection to one thread at a time.
        connection: DBAPIConnection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        return connection

    # Debian's SQLite and that of CPython may damage a database in WAL mode (fixed in 3.51.3): pysqlite3 has its own.
    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=QueuePool, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor: Any = connection.cursor()
    for pragma in (
        f"busy_timeout={_BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",  # what was acknowledged outlives a power cut
        "foreign_keys=ON",
        "cell_size_check=ON",  # a damaged page is named, not followed
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
