"""Load the file of a table into a new database, and find what does not go together with the others."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from pysqlite3 import dbapi2

from kiosk.services.transfer.reading import Batch, CsvReader
from kiosk.services.transfer.refusals import Fault, Reason, Refusal
from kiosk.services.transfer.report import Report
from kiosk.services.transfer.specification import Reference, TableRead
from kiosk.services.transfer.validating import Looked, Validator
from kiosk.storage.bulk import BulkFile, Values, insert_statement

Advance = Callable[[int, int], None]
"""Be told how many more bytes and rows are read."""

_REFUSED_KEYS_MAX: Final = 100_000
"""Kept in memory, of a table. Beyond, nobody reads which lines miss them."""

_UNIQUE: Final = re.compile(r"UNIQUE constraint failed: (?P<columns>.*)")
_CHECK: Final = re.compile(r"CHECK constraint failed: (?P<name>.*)")


class Loader:
    """Load files in the order of their references: a line finds those that it names loaded before."""

    def __init__(self, file: BulkFile, report: Report, *, has_before: bool) -> None:
        """Take where the rows go.

        Args:
            file: the new database.
            report: takes the refusals.
            has_before: whether references may also name rows of the attached database.
        """
        self._file = file
        self._report = report
        self._schemas = ("main", "before") if has_before else ("main",)
        self._refused: dict[str, set[Values]] = {}
        self._unjudged: set[str] = set()

    def load(self, table: TableRead, path: Path, advance: Advance) -> int:
        """Load a file and give how many rows of it were read.

        Raises:
            OSError: it cannot be read.
            pysqlite3.dbapi2.OperationalError: there is no room.
        """
        reader = CsvReader(path)
        try:
            return self._load(table, reader, advance)
        finally:
            reader.close()

    def _load(self, table: TableRead, reader: CsvReader, advance: Advance) -> int:
        try:
            validator = Validator(table, reader.header)
        except ValueError:
            fault = Fault(Reason.HEADER, ",".join(table.column_names))
            self._report.add([Refusal(table.file_name, 1, "", fault)])
            self._unjudged.add(table.name)
            return 0
        count = 0
        for batch in reader.batches():
            self._take(table, validator, batch)
            count += len(batch.rows)
            advance(batch.read_bytes, len(batch.rows))
        return count

    def _take(self, table: TableRead, validator: Validator, batch: Batch) -> None:
        looked = validator.look(batch)
        self._refuse(table, looked.refusals, looked.refused_keys)
        if batch.fault is not None:
            self._report.add([Refusal(table.file_name, batch.next_line, "", batch.fault)])
            self._unjudged.add(table.name)
        for reference in table.references:
            looked = self._with_references(table, reference, looked)
        if looked.rows:
            self._insert(table, looked)

    def _refuse(self, table: TableRead, refusals: Sequence[Refusal], keys: Iterable[Values]) -> None:
        self._report.add(refusals)
        kept = self._refused.setdefault(table.name, set())
        refused = list(keys)
        kept.update(refused)
        # Where a key cannot be read, nobody can tell which lines name it.
        if len(kept) > _REFUSED_KEYS_MAX or any(None in key for key in refused):
            kept.clear()
            self._unjudged.add(table.name)

    def _with_references(self, table: TableRead, reference: Reference, looked: Looked) -> Looked:
        """Refuse the rows that name a row which is nowhere; one that was itself refused has been reported already."""
        if reference.table in self._unjudged:
            return looked
        named = [tuple(row[place] for place in reference.places) for row in looked.rows]
        missing = self._missing(reference, {one for one in named if None not in one})
        if not missing:
            return looked
        refused = self._refused.get(reference.table, set())
        fault = Fault(Reason.REFERENCE, f"{reference.table}.csv")
        columns = ", ".join(table.columns[place].name for place in reference.places)
        bad = [place for place, one in enumerate(named) if one in missing]
        self._refuse(
            table,
            [
                Refusal(table.file_name, looked.lines[place], columns, fault)
                for place in bad
                if named[place] not in refused
            ],
            [tuple(looked.rows[place][key] for key in table.key) for place in bad],
        )
        wrong = set(bad)
        right = [place for place in range(len(named)) if place not in wrong]
        return Looked([looked.rows[place] for place in right], [looked.lines[place] for place in right])

    def _missing(self, reference: Reference, named: set[Values]) -> set[Values]:
        if len(reference.keys) == 1:
            parts, listed = ["value"], json.dumps([one for (one,) in named])
        else:
            parts = [f"json_extract(value, '$[{index}]')" for index in range(len(reference.keys))]
            listed = json.dumps(list(named))
        there = " AND ".join(f"{key} = {part}" for key, part in zip(reference.keys, parts, strict=True))
        nowhere = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {schema}.{reference.table} WHERE {there})"  # noqa: S608 - names of ours
            for schema in self._schemas
        )
        statement = f"SELECT {', '.join(parts)} FROM json_each(?) WHERE {nowhere}"  # noqa: S608 - idem
        return set(self._file.connection.execute(statement, (listed,)))

    def _insert(self, table: TableRead, looked: Looked) -> None:
        execute = self._file.connection.execute
        execute("SAVEPOINT batch")
        try:
            self._file.connection.executemany(insert_statement(table.table), looked.rows)
        except dbapi2.IntegrityError:
            execute("ROLLBACK TO batch")
            self._insert_each(table, looked)
        execute("RELEASE batch")
        self._file.count(len(looked.rows))

    def _insert_each(self, table: TableRead, looked: Looked) -> None:
        statement = insert_statement(table.table)
        for row, line in zip(looked.rows, looked.lines, strict=True):
            try:
                self._file.connection.execute(statement, row)
            except dbapi2.IntegrityError as error:
                key = tuple(row[place] for place in table.key)
                self._refuse(table, [_integrity(table, line, str(error))], [key])


def _integrity(table: TableRead, line: int, message: str) -> Refusal:
    """Say which rule of the table a row breaks; SQLite's message names columns or the constraint, never values."""
    unique = _UNIQUE.fullmatch(message)
    if unique is not None:
        columns = unique["columns"].replace(f"{table.name}.", "")
        return Refusal(table.file_name, line, columns, Fault(Reason.DUPLICATE))
    check = _CHECK.fullmatch(message)
    rule = table.rules.get(check["name"], check["name"]) if check is not None else message
    return Refusal(table.file_name, line, "", Fault(Reason.RULE, rule))
