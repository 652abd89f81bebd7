"""Write the CSV files."""

import contextlib
import csv
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from sqlalchemy import Table

from kiosk.services.transfer.kinds import Day, Kind, NirNumber, Shape, Text, Whole
from kiosk.services.transfer.tables import tables_read
from kiosk.storage.bulk import Values

_WRITTEN_AS_KEPT = (Whole, Day, Text, Shape, NirNumber)


class CsvFolder:
    """Write the rows of tables into a folder, a file for each table; all of them or none are there afterwards.

    The files hold personal data: only their owner may read them.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder, which is made if need be.

        Raises:
            FileExistsError: it has such a file already.
            OSError: it cannot be written.
        """
        self._folder = folder
        self._tables = tables_read()
        self._open: dict[str, _CsvFile] = {}
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        there = next((path for table in self._tables.values() if (path := folder / table.file_name).exists()), None)
        if there is not None:
            raise FileExistsError(f"{there} is there")

    def __enter__(self) -> Self:
        """Make every file, the header in it."""
        try:
            for name, table in self._tables.items():
                path = self._folder / table.file_name
                kinds = tuple(column.kind for column in table.columns)
                self._open[name] = _CsvFile(path, table.column_names, kinds)
        except BaseException:
            self._discard()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the files; remove them if they are not whole.

        Raises:
            OSError: there is no room for what was still to be written.
        """
        if error is not None:
            self._discard()
            return
        try:
            for file in self._open.values():
                file.close()
        except BaseException:
            self._discard()
            raise

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Write rows of a table.

        Raises:
            OSError: there is no room.
        """
        self._open[table.name].write(rows)

    def _discard(self) -> None:
        for file in self._open.values():
            file.discard()


class _CsvFile:
    def __init__(self, path: Path, names: tuple[str, ...], kinds: tuple[Kind, ...]) -> None:
        self._path = path
        self._changed = [(place, kind) for place, kind in enumerate(kinds) if not isinstance(kind, _WRITTEN_AS_KEPT)]
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        self._file: IO[str] = os.fdopen(descriptor, "w", encoding="utf-8", newline="", buffering=1 << 20)
        self._writer: Any = csv.writer(self._file, lineterminator="\n")  # its type has no public name
        self._writer.writerow(names)

    def write(self, rows: Sequence[Values]) -> None:
        if self._changed:
            columns = [list(column) for column in zip(*rows, strict=True)]
            for place, kind in self._changed:
                columns[place] = [None if value is None else kind.write(value) for value in columns[place]]
            self._writer.writerows(zip(*columns, strict=True))
        else:
            self._writer.writerows(rows)

    def close(self) -> None:
        self._file.close()

    def discard(self) -> None:
        # What could not be written to a full disk is tried again by close.
        with contextlib.suppress(OSError):
            self._file.close()
        self._path.unlink(missing_ok=True)
