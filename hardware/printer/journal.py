"""Keep on disk what was sent to the printer, so that a power cut never hides a ticket that may be on paper.

An entry holds the number of a certificate, a hash of the bytes and the outcome, and nothing of a person. It is on the
disk before the first byte leaves.
"""

from __future__ import annotations

import enum
import errno
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pysqlite3 import dbapi2 as sqlite

from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import log_event

_LOGGER: Final = logging.getLogger(__name__)

CUT_OFF: Final = "cut-off"
"""Detail of an unknown job of which nothing is in the printer any more."""

JOBS_KEPT: Final = 2000
"""Newest jobs kept: weeks of a busy terminal."""

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id TEXT NOT NULL UNIQUE,
    certificate TEXT,
    sha256 TEXT NOT NULL,
    process_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
)
"""

_COLUMNS: Final = "number, job_id, certificate, sha256, process_id, outcome, detail, begun_at, changed_at"

_IS_READABLE: Final = "outcome IN ('SENT', 'BLOCKED', 'PRINTED', 'UNKNOWN')"

_END_UNKNOWN: Final = "UPDATE jobs SET outcome = 'UNKNOWN', detail = '' WHERE outcome IN ('SENT', 'BLOCKED')"

_UNFINISHED: Final = """
SELECT job_id FROM jobs WHERE number = (SELECT max(number) FROM jobs) AND outcome = 'UNKNOWN' AND detail <> ?
"""

_UNCONFIRMED: Final = """
SELECT certificate FROM jobs WHERE certificate IS NOT NULL
GROUP BY certificate HAVING max(outcome = 'PRINTED') = 0
"""


class Recorded(enum.Enum):
    """Name what the journal knows of a job that a byte was sent of."""

    SENT = "SENT"
    BLOCKED = "BLOCKED"
    PRINTED = "PRINTED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what is kept of a job.

    Attributes:
        certificate_number: None for a ticket without number.
        sha256: of the bytes sent, in hexadecimal.
        process_id: by which the printer confirms it, empty where it cannot.
        detail: the cause of a block or the kind of proof, by its value; CUT_OFF of an unknown job whose rest was.
    """

    job_id: UUID
    certificate_number: str | None
    sha256: str
    process_id: str = ""
    outcome: Recorded = Recorded.SENT
    detail: str = ""


class Journal:
    """Write and read the journal; any thread may.

    The file is opened at the first use, and again after a failure. What an earlier run left without an end is UNKNOWN
    from then on.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._database: Any = None
        self._is_damaged = False
        self._unconfirmed: frozenset[str] | None = None

    def begin(self, entry: Entry, at: datetime) -> FailureCode | None:
        """Put a job on the disk before it is sent; a failure means that it must not be."""

        def insert(database: Any) -> None:  # noqa: ANN401 - pysqlite3 ships no types
            moment = _moment(at)
            database.execute(
                "INSERT INTO jobs (job_id, certificate, sha256, process_id, outcome, detail, begun_at, changed_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    str(entry.job_id),
                    entry.certificate_number,
                    entry.sha256,
                    entry.process_id,
                    entry.outcome.value,
                    entry.detail,
                    moment,
                    moment,
                ),
            )
            database.execute("DELETE FROM jobs WHERE number <= (SELECT max(number) FROM jobs) - ?", (JOBS_KEPT,))

        return self._write(insert)

    def record(self, job_id: UUID, outcome: Recorded, detail: str, at: datetime) -> FailureCode | None:
        """Put what became of a job on the disk; after a failure the next run will take it for UNKNOWN."""
        return self._write(
            lambda database: database.execute(
                "UPDATE jobs SET outcome = ?, detail = ?, changed_at = ? WHERE job_id = ?",
                (outcome.value, detail, _moment(at), str(job_id)),
            )
        )

    def find(self, job_id: UUID) -> Entry | None:
        """Give what is known of a job, None if no byte of it was ever sent."""
        rows = self._read(
            "SELECT certificate, sha256, process_id, outcome, detail FROM jobs WHERE job_id = ?", (str(job_id),)
        )
        for certificate, sha256, process_id, outcome, detail in rows:
            return Entry(job_id, certificate, sha256, process_id, Recorded(outcome), detail)
        return None

    def next_number(self) -> int:
        """Give the number that the next job will have, from 1."""
        rows = self._read("SELECT seq FROM sqlite_sequence WHERE name = 'jobs'", ())
        return next((int(number) for (number,) in rows), 0) + 1

    def unfinished(self) -> UUID | None:
        """Give the last job if nobody knows what became of it: its rest may still be on the strip in the printer."""
        rows = self._read(_UNFINISHED, (CUT_OFF,))
        return next((UUID(job_id) for (job_id,) in rows), None)

    def unconfirmed_certificates(self) -> frozenset[str]:
        """Give the numbers of the certificates of which a byte was sent and no printing was ever proved.

        Once the journal is open nothing is waited for: the screens ask, while another thread may be writing.
        """
        known = self._unconfirmed
        return self._numbers(self._read(_UNCONFIRMED, ())) if known is None else known

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._close()

    def _write(self, change: Callable[[Any], object]) -> FailureCode | None:
        with self._lock:
            try:
                self._in_transaction(change)
            except (sqlite.Error, OSError) as error:
                return self._failed(error)
        return None

    def _read(self, query: str, arguments: tuple[str, ...]) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                rows: list[tuple[Any, ...]] = self._opened().execute(query, arguments).fetchall()
            except (sqlite.Error, OSError) as error:
                log_event(_LOGGER, Event.DATABASE_FAILED, code=self._failed(error).value, error=type(error).__name__)
                return []
        return rows

    def _failed(self, error: Exception) -> FailureCode:
        self._close()
        self._is_damaged = _is_damage(error)
        return _failure(error)

    def _in_transaction(self, change: Callable[[Any], object]) -> None:
        with _transaction(self._opened()) as database:
            change(database)
        self._unconfirmed = self._numbers(database.execute(_UNCONFIRMED).fetchall())

    @staticmethod
    def _numbers(rows: list[tuple[Any, ...]]) -> frozenset[str]:
        return frozenset(certificate for (certificate,) in rows)

    def _opened(self) -> Any:  # noqa: ANN401 - pysqlite3 ships no types
        if self._database is None:
            # Damage found while the file was open may be in a page that opening it does not read.
            is_damaged, self._is_damaged = self._is_damaged, False
            self._database = _open_anew(self._path) if is_damaged else _open_or_renew(self._path)
            self._unconfirmed = self._numbers(self._database.execute(_UNCONFIRMED).fetchall())
        return self._database

    def _close(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            database.close()


def _open_or_renew(path: Path) -> Any:  # noqa: ANN401 - pysqlite3 ships no types
    try:
        return _open(path)
    except sqlite.DatabaseError as error:
        if not _is_damage(error):
            raise
    return _open_anew(path)


def _open_anew(path: Path) -> Any:  # noqa: ANN401 - pysqlite3 ships no types
    """Set a damaged journal aside, and go on with a new one that holds what could still be read of it."""
    log_event(_LOGGER, Event.DATABASE_FAILED, code=FailureCode.DATABASE_DAMAGED.value)
    damaged = _set_aside(path)
    database = _open(path)
    # From both ends: what stands before and behind a damaged page.
    for order in ("ASC", "DESC"):
        with suppress(sqlite.DatabaseError), closing(sqlite.connect(str(damaged), isolation_level=None)) as old:
            for row in old.execute(f"SELECT {_COLUMNS} FROM jobs WHERE {_IS_READABLE} ORDER BY number {order}"):  # noqa: S608 - our words
                places = ", ".join("?" * len(row))
                database.execute(f"INSERT OR IGNORE INTO jobs ({_COLUMNS}) VALUES ({places})", row)  # noqa: S608 - idem
    database.execute(_END_UNKNOWN)
    return database


def _open(path: Path) -> Any:  # noqa: ANN401 - pysqlite3 ships no types
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    database = sqlite.connect(str(path), isolation_level=None, check_same_thread=False, timeout=1)
    try:
        # WAL with synchronous=FULL: one fsync a change, and a line that a power cut tore is left out at the next start.
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        with _transaction(database):
            database.execute(_SCHEMA)
            database.execute(_END_UNKNOWN)
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def _transaction(database: Any) -> Iterator[Any]:  # noqa: ANN401 - pysqlite3 ships no types
    database.execute("BEGIN IMMEDIATE")
    try:
        yield database
    except BaseException:
        if database.in_transaction:  # SQLite rolls back by itself when the disk is full
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _set_aside(path: Path) -> Path:
    """Keep a damaged journal, with its log, for the technician; none takes the place of an earlier one."""
    names = (path.with_name(f"{path.name}.damaged{'' if number == 1 else f'-{number}'}") for number in count(1))
    damaged = next(name for name in names if not name.exists())
    path.replace(damaged)
    with suppress(FileNotFoundError):
        _beside(path, "-wal").replace(_beside(damaged, "-wal"))
    _beside(path, "-shm").unlink(missing_ok=True)
    return damaged


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _is_damage(error: Exception) -> bool:
    return _result_code(error) in {sqlite.SQLITE_CORRUPT, sqlite.SQLITE_NOTADB}


def _failure(error: Exception) -> FailureCode:
    if _is_damage(error):
        return FailureCode.DATABASE_DAMAGED
    is_full = _result_code(error) == sqlite.SQLITE_FULL or getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT}
    # Whatever else it is, a journal that makes itself cannot be written now.
    return FailureCode.DISK_FULL if is_full else FailureCode.DATABASE_READ_ONLY


def _result_code(error: Exception) -> int | None:
    """Give the primary result code of SQLite, which its lowest byte holds."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
