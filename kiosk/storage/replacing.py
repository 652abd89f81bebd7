"""Put a new database in place of another one: whole or not at all, and only if nobody changed the other meanwhile."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import quote

from pysqlite3 import dbapi2

from kiosk.storage.bulk import sync
from kiosk.storage.engine import is_open_elsewhere
from kiosk.storage.opening import create_database

_NO_DATABASE: Final = frozenset({dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_READONLY})
"""Result codes of a file that nobody can write anything into."""


class DatabaseThereError(Exception):
    """Say that there is a database, and that it was not to be replaced."""


class DatabaseOpenError(Exception):
    """Say that the database to be replaced is open, or was meanwhile: a terminal runs on it."""


class ReplacingError(Exception):
    """Say that another program is making a database for the same place."""


class Replaced:
    """The database that is to be replaced: nobody has it open now, nor writes into it until another is in its place."""

    def __init__(self, path: Path) -> None:
        """Look at the database, if there is one.

        Raises:
            DatabaseOpenError: it is open.
        """
        refuse_open(path)
        self._path = path
        self._connection: Any = None  # pysqlite3 has no types
        if path.exists():
            uri = f"file:{quote(str(path.absolute()))}?mode=rw"
            self._connection = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=0)
        self._version = self._read_version()

    def __enter__(self) -> Self:
        """Give it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of it."""
        if self._connection is not None:
            self._connection.close()

    def refuse_changed(self) -> None:
        """Refuse it if somebody has opened it since.

        Raises:
            DatabaseOpenError: somebody has: what was read of it is no longer all there is.
        """
        if self._read_version() != self._version:
            raise DatabaseOpenError

    def give_way(self, part: Path) -> None:
        """Put a finished database in its place.

        Raises:
            DatabaseOpenError: it is open, or was.
            FileExistsError: there was none, and now there is one.
            OSError: the folder cannot be written.
        """
        if self._connection is None:
            if self._path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self._path))
            _rename(part, self._path)
            return
        # Nobody else can write from here on. Who waits finds that the file has moved (SQLITE_READONLY_DBMOVED).
        self._ask("BEGIN EXCLUSIVE")
        self.refuse_changed()
        _rename(part, self._path)

    def _read_version(self) -> object:
        """Give what changes with every write of others, and when a terminal takes up the mode that it uses."""
        return None if self._connection is None else self._ask("PRAGMA data_version")

    def _ask(self, statement: str) -> object:
        try:
            self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
            return self._connection.execute(statement).fetchone()
        except dbapi2.DatabaseError as error:
            code = error.sqlite_errorcode & 0xFF
            if code == dbapi2.SQLITE_BUSY:
                raise DatabaseOpenError from error
            if code in _NO_DATABASE:
                return None
            raise


@contextmanager
def alone_at(path: Path) -> Iterator[None]:
    """Be the only one who makes a database for a place; a program that is killed is so no longer.

    Raises:
        ReplacingError: another program is.
        OSError: the folder cannot be written.
    """
    lock = path.with_name(f"{path.name}.lock")
    descriptor = _locked(lock)
    try:
        yield
    finally:
        # Removed while it is locked: nobody else can have taken it.
        lock.unlink(missing_ok=True)
        os.close(descriptor)


@contextmanager
def unfinished_database(path: Path) -> Iterator[Path]:
    """Give a new file with the tables, beside its place; it is removed at the end if it is still there.

    A program that is killed meanwhile leaves it behind; the next one removes it.

    Raises:
        OSError: the file cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    remove_database(part)
    try:
        create_database(f"sqlite:///{part.absolute()}").dispose()
        yield part
    finally:
        remove_database(part)


def put_in_place(part: Path, path: Path) -> None:
    """Put a finished database in its place, whatever is there.

    Raises:
        DatabaseOpenError: the one that is there is open.
        OSError: the folder cannot be written.
    """
    with Replaced(path) as there:
        there.give_way(part)


def refuse_open(path: Path) -> None:
    """Refuse a database that a terminal runs on.

    Raises:
        DatabaseOpenError: it is open.
    """
    if path.exists() and is_open_elsewhere(path):
        raise DatabaseOpenError


def remove_database(path: Path) -> None:
    """Remove a file and its log, if they are there."""
    _remove_log(path)
    path.unlink(missing_ok=True)


def _locked(lock: Path) -> int:
    while True:
        descriptor = _opened(lock)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_same_file(descriptor, lock):
                return descriptor
        except BlockingIOError as error:
            os.close(descriptor)
            raise ReplacingError from error
        except BaseException:
            os.close(descriptor)
            raise
        # Who held it has ended and removed it between the two lines: the next one makes another.
        os.close(descriptor)


def _opened(lock: Path) -> int:
    try:
        return os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
    except FileNotFoundError:
        lock.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)


def _is_same_file(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _rename(part: Path, path: Path) -> None:
    # A log of the database that was there would be played into the new one.
    _remove_log(path)
    part.rename(path)
    sync(path.parent)


def _remove_log(path: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
