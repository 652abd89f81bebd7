"""Read a CSV file by the batch: UTF-8, comma, quotation marks where needed, a header. Source: RFC 4180.

Blank lines are skipped: every table has two columns or more, so that none of them can be a row.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, Final

from kiosk.services.transfer.refusals import Fault, Reason

ROWS_A_BATCH: Final = 1000
"""So few that they stay in the cache of the processor: ten thousand take a third more time."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold some rows of a file.

    Attributes:
        rows: their fields, as they are written.
        lines: where each begins.
        read_bytes: of the file, since the batch before.
        fault: why the file is not read any further, None where there is more or its end.
        next_line: where the fault is.
    """

    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    read_bytes: int
    next_line: int
    fault: Fault | None = None


class CsvReader:
    """Read one file, once, from its beginning to its end."""

    def __init__(self, path: Path) -> None:
        """Open the file and read its header.

        Raises:
            OSError: it cannot be read.
        """
        self._raw = path.open("rb", buffering=0)
        # A byte that is not UTF-8 comes as a surrogate, which every kind of column refuses: the line is then known.
        text = io.TextIOWrapper(
            io.BufferedReader(self._raw, 1 << 20), encoding="utf-8-sig", errors="surrogateescape", newline=""
        )
        self._text = text
        self._reader: Any = csv.reader(text, strict=True)  # its type has no public name
        self._told_bytes = 0
        self._is_over = False
        self.header: Sequence[str] = ()
        while not self.header and not self._is_over:
            self.header = next(iter(self._batch(1).rows), ())

    def batches(self) -> Iterator[Batch]:
        """Give the rows after the header."""
        while not self._is_over:
            batch = self._batch(ROWS_A_BATCH)
            if batch.rows or batch.read_bytes or batch.fault is not None:
                yield batch

    def close(self) -> None:
        """Close the file."""
        self._text.close()

    def _batch(self, wanted: int) -> Batch:
        before = self._reader.line_num
        rows: list[list[str]] = []
        fault = None
        try:
            rows.extend(islice(self._reader, wanted))
        except csv.Error as error:
            # The module's errors have no code.
            is_long = "field limit" in str(error)
            fault = Fault(Reason.FIELD, str(csv.field_size_limit())) if is_long else Fault(Reason.QUOTES)
        position = self._raw.tell()
        read_bytes, self._told_bytes = position - self._told_bytes, position
        self._is_over = len(rows) < wanted
        lines = _lines(rows, before, self._reader.line_num if fault is None else None)
        next_line = before + 1 if not rows else lines[-1] + _height(rows[-1])
        if any(map(_is_blank, rows)):
            kept = [place for place, row in enumerate(rows) if not _is_blank(row)]
            rows, lines = [rows[place] for place in kept], [lines[place] for place in kept]
        return Batch(rows, lines, read_bytes, next_line, fault)


def _lines(rows: Sequence[Sequence[str]], before: int, after: int | None) -> Sequence[int]:
    if after == before + len(rows):
        return range(before + 1, after + 1)
    return list(accumulate(map(_height, rows), initial=before + 1))[:-1]


def _is_blank(row: Sequence[str]) -> bool:
    return not row or (len(row) == 1 and row[0].isspace())


def _height(row: Sequence[str]) -> int:
    breaks = sum(field.count("\n") for field in row)
    # A CR alone is a line break too, of old Macintosh files.
    return 1 + breaks + sum(field.count("\r") - field.count("\r\n") for field in row)
