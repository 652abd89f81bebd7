"""Keep on disk what was sent to the printer, so that a power cut never hides a ticket that may be on paper.

An entry holds the number of a certificate, a hash of the bytes and the outcome, and nothing of a person. It is on the
disk before the first byte leaves.
"""

from __future__ import annotations

import enum
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pysqlite3 import dbapi2 as sqlite

from kiosk.catalogue.failures import FailureCode

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
        detail: the cause of a block or the kind of proof, by its value.
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

    def ends_unknown(self) -> bool:
        """Say whether nobody knows what became of the last job: its rest may still be on the strip in the printer."""
        rows = self._read("SELECT outcome = 'UNKNOWN' FROM jobs ORDER BY number DESC LIMIT 1", ())
        return any(is_unknown for (is_unknown,) in rows)

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
                self._close()
                return _failure(error)
        return None

    def _read(self, query: str, arguments: tuple[str, ...]) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                rows: list[tuple[Any, ...]] = self._opened().execute(query, arguments).fetchall()
            except (sqlite.Error, OSError):
                self._close()
                return []
        return rows

    def _in_transaction(self, change: Callable[[Any], object]) -> None:
        with _transaction(self._opened()) as database:
            change(database)
        self._unconfirmed = self._numbers(database.execute(_UNCONFIRMED).fetchall())

    @staticmethod
    def _numbers(rows: list[tuple[Any, ...]]) -> frozenset[str]:
        return frozenset(certificate for (certificate,) in rows)

    def _opened(self) -> Any:  # noqa: ANN401 - pysqlite3 ships no types
        if self._database is None:
            try:
                self._database = _open(self._path)
            except sqlite.DatabaseError as error:
                if _failure(error) is not FailureCode.DATABASE_DAMAGED:
                    raise
                _set_aside(self._path)
                self._database = _open(self._path)
            self._unconfirmed = self._numbers(self._database.execute(_UNCONFIRMED).fetchall())
        return self._database

    def _close(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            database.close()


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
            database.execute("UPDATE jobs SET outcome = 'UNKNOWN', detail = '' WHERE outcome IN ('SENT', 'BLOCKED')")
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


def _set_aside(path: Path) -> None:
    """Keep a damaged journal for the technician; the terminal goes on with a new one."""
    path.replace(path.with_name(path.name + ".damaged"))
    for rest in ("-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)


def _failure(error: Exception) -> FailureCode:
    # pysqlite3 gives no error codes, so its fixed sentences are compared.
    text = str(error)
    if "full" in text or "No space left" in text:
        return FailureCode.DISK_FULL
    if "malformed" in text or "not a database" in text:
        return FailureCode.DATABASE_DAMAGED
    return FailureCode.DATABASE_READ_ONLY


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
