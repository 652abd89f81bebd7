"""Join what was loaded with the database that was there before."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Table

from kiosk.services.transfer.reading import CsvReader
from kiosk.services.transfer.refusals import Fault, Reason, Refusal
from kiosk.services.transfer.specification import TableRead, Unique
from kiosk.storage.bulk import BulkFile, Values
from kiosk.storage.schema import metadata

_NAMED_MAX: Final = 10_000
"""Conflicts that are looked up in the file; there are as many only where everything is wrong."""


class Merger:
    """Compare the loaded rows, in `main`, with those of the attached database, in `before`; one row is one key."""

    def __init__(self, file: BulkFile) -> None:
        """Take the new database, all files loaded."""
        self._file = file

    def differences(self, table: TableRead) -> tuple[int, int]:
        """Count the rows that were not there before, and those that were there with other values."""
        others = [name for name in table.column_names if name not in table.key_names]
        differs = " OR ".join(f"n.{name} IS NOT o.{name}" for name in others) or "0"
        added, changed = self._file.connection.execute(
            f"SELECT count(*) FILTER (WHERE o.{table.key_names[0]} IS NULL),"  # noqa: S608 - names of ours
            f" count(*) FILTER (WHERE o.{table.key_names[0]} IS NOT NULL AND ({differs}))"
            f" FROM main.{table.name} n LEFT JOIN before.{table.name} o ON {_same(table.key_names, 'n', 'o')}"
        ).fetchone()
        return added, changed

    def taken(self, table: TableRead, path: Path) -> Iterator[Refusal]:
        """Give the lines that take what a row has that no file changes: the NIR of somebody else."""
        for unique in table.uniques:
            keys = self._conflicts(table, unique)
            if keys:
                yield from _lines_of(table, path, keys, ", ".join(unique.columns))

    def keep_the_rest(self) -> None:
        """Copy the rows that no file names."""
        for table in metadata.sorted_tables:
            names = ", ".join(column.name for column in table.columns)
            self._file.connection.execute(
                f"INSERT INTO main.{table.name} ({names}) SELECT {names} FROM before.{table.name} o"  # noqa: S608 - names of ours
                f" WHERE NOT EXISTS (SELECT 1 FROM main.{table.name} n WHERE {_same(_key(table), 'n', 'o')})"
            )

    def _conflicts(self, table: TableRead, unique: Unique) -> set[Values]:
        only = f" AND n.{unique.condition} AND o.{unique.condition}" if unique.condition else ""
        rows = self._file.connection.execute(
            f"SELECT {', '.join(f'n.{name}' for name in table.key_names)} FROM before.{table.name} o"  # noqa: S608 - names of ours
            f" JOIN main.{table.name} n ON {_same(unique.columns, 'n', 'o')}{only}"
            f" WHERE NOT EXISTS (SELECT 1 FROM main.{table.name} k WHERE {_same(table.key_names, 'k', 'o')})"
            f" LIMIT {_NAMED_MAX}"
        )
        return set(rows)


def _same(names: Sequence[str], one: str, other: str) -> str:
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in names)


def _key(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key.columns)


def _lines_of(table: TableRead, path: Path, keys: set[Values], columns: str) -> Iterator[Refusal]:
    """Look for the lines of some keys: as values, for a number may be written with zeros before it."""
    kinds = [table.columns[place].kind for place in table.key]
    reader = CsvReader(path)
    try:
        places = [reader.header.index(name) for name in table.key_names]
        for batch in reader.batches():
            for row, line in zip(batch.rows, batch.lines, strict=True):
                if tuple(kind.read(row[place]) for kind, place in zip(kinds, places, strict=True)) in keys:
                    yield Refusal(table.file_name, line, columns, Fault(Reason.TAKEN))
    finally:
        reader.close()
