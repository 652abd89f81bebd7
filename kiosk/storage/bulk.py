"""Write very many rows into a new SQLite file that nobody else has open."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import quote

from pysqlite3 import dbapi2
from sqlalchemy import Boolean, Date, Table

from kiosk.storage.column_types import UtcDateTime

Values = tuple[str | int | None, ...]
"""A row as SQLite keeps it: days and moments as text, yes and no as 1 and 0."""

_CACHE_KIB: Final = 64 * 1024
_ROWS_A_COMMIT: Final = 100_000


class RowSink(Protocol):
    """Take the rows of tables, each table after those that it points to."""

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Take rows of a table, their values in the order of its columns."""
        ...


class BulkFile:
    """Insert rows without waiting for the disk after each; nothing is kept for sure before `finish`.

    References are not looked at here: who inserts has looked, or made the rows himself.
    """

    def __init__(self, path: Path, before: Path | None = None) -> None:
        """Open a file that has its tables.

        Args:
            path: of the file.
            before: another one, to be read beside it as the schema `before`.
        """
        self.connection: Any = dbapi2.connect(
            _uri(path, "rw"), uri=True, isolation_level=None
        )  # pysqlite3 has no types
        if before is not None:
            self.connection.execute("ATTACH ? AS before", (_uri(before, "ro"),))
        self._path = path
        self._uncommitted = 0
        for pragma in (
            "journal_mode=MEMORY",
            "synchronous=OFF",  # a file that is not finished is thrown away
            "foreign_keys=OFF",
            "locking_mode=EXCLUSIVE",
            f"cache_size=-{_CACHE_KIB}",
        ):
            self.connection.execute(f"PRAGMA {pragma}").fetchall()
        self.connection.execute("BEGIN")

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Insert rows, all or none.

        Raises:
            pysqlite3.dbapi2.DatabaseError: a row breaks a rule of its table, or there is no room.
        """
        self.connection.executemany(insert_statement(table), rows)
        self.count(len(rows))

    def count(self, rows: int) -> None:
        """Count rows that were written, and end the transaction from time to time."""
        self._uncommitted += rows
        if self._uncommitted >= _ROWS_A_COMMIT:
            self.connection.execute("COMMIT")
            self.connection.execute("BEGIN")
            self._uncommitted = 0

    def finish(self) -> None:
        """Let the database learn how its rows are spread, close it and wait until the disk has it."""
        self.connection.execute("COMMIT")
        self.connection.execute("ANALYZE main")
        self.close()
        sync(self._path)

    def close(self) -> None:
        """Close the file; without `finish` before, it is good for nothing."""
        self.connection.close()


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.absolute()))}?mode={mode}"


def insert_statement(table: Table) -> str:
    """Give the statement that inserts one row of a table."""
    places = ", ".join("?" for _ in table.columns)
    names = ", ".join(column.name for column in table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({places})"  # noqa: S608 - names of ours


def sync(path: Path) -> None:
    """Wait until the disk has a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def moment_text(moment: datetime) -> str:
    """Write a moment as SQLAlchemy does for SQLite."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def values_of(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[Values]:
    """Turn rows of Python values into rows as SQLite keeps them; a column that a row does not name is empty."""
    names = tuple(column.name for column in table.columns)
    turned = [
        (index, turn) for index, column in enumerate(table.columns) if (turn := _turning(column.type)) is not None
    ]
    whole = itemgetter(*names)
    made = []
    for row in rows:
        values = list(whole(row) if len(row) == len(names) else map(row.get, names))
        for index, turn in turned:
            if values[index] is not None:
                values[index] = turn(values[index])
        made.append(tuple(values))
    return made


def _turning(column_type: object) -> Callable[[Any], str | int] | None:
    if isinstance(column_type, UtcDateTime):
        return moment_text
    if isinstance(column_type, Date):
        return date.isoformat
    return int if isinstance(column_type, Boolean) else None
