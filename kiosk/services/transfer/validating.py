"""Look at every value of a batch: what is right becomes rows, what is wrong is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.services.transfer.kinds import Value
from kiosk.services.transfer.reading import Batch
from kiosk.services.transfer.refusals import Fault, Reason, Refusal
from kiosk.services.transfer.specification import ColumnRead, TableRead
from kiosk.storage.bulk import Values

_EMPTY: Final = Fault(Reason.EMPTY)


@dataclass(frozen=True, slots=True)
class Looked:
    """Hold what was found in a batch.

    Attributes:
        rows: those that are right, as SQLite keeps them.
        lines: where they are written.
        refusals: of the others.
        refused_keys: of the others; a part that cannot be read is None.
    """

    rows: Sequence[Values]
    lines: Sequence[int]
    refusals: Sequence[Refusal] = ()
    refused_keys: Sequence[Values] = ()


class Validator:
    """Look at the batches of one file."""

    def __init__(self, table: TableRead, header: Sequence[str]) -> None:
        """Take the table and the header of its file, which may name the columns in another order.

        Raises:
            ValueError: the header does not name the columns.
        """
        if sorted(header) != sorted(table.column_names):
            raise ValueError("the header does not name the columns")
        self._table = table
        self._width = len(header)
        self._places = tuple(header.index(name) for name in table.column_names)

    def look(self, batch: Batch) -> Looked:
        """Look at a batch: a whole column at once, and value by value only where something is wrong."""
        rows, lines = batch.rows, batch.lines
        refusals: list[Refusal] = []
        keys: list[Values] = []
        if not all(len(row) == self._width for row in rows):
            odd = Fault(Reason.WIDTH, str(self._width))
            wrong_lines = [place for place, row in enumerate(rows) if len(row) != self._width]
            refusals += [self._refusal(lines[place], "", odd) for place in wrong_lines]
            keys += [self._key(rows[place]) for place in wrong_lines]
            kept = [place for place, row in enumerate(rows) if len(row) == self._width]
            rows, lines = [rows[place] for place in kept], [lines[place] for place in kept]
        if not rows:
            return Looked((), (), refusals, keys)
        written = list(zip(*rows, strict=True))
        columns: list[Sequence[Value | None]] = []
        bad: set[int] = set()
        for column, place in zip(self._table.columns, self._places, strict=True):
            values = _read_all(column, written[place])
            if values is None:
                each = [_read(column, text) for text in written[place]]
                wrong = {row: one for row, one in enumerate(each) if isinstance(one, Fault)}
                refusals += [self._refusal(lines[row], column.name, fault) for row, fault in wrong.items()]
                bad |= wrong.keys()
                values = [None if isinstance(one, Fault) else one for one in each]
            columns.append(values)
        for row, name, fault in self._beyond(columns):
            refusals.append(self._refusal(lines[row], name, fault))
            bad.add(row)
        made: list[Values] = list(zip(*columns, strict=True))
        if not bad:
            return Looked(made, lines, refusals, keys)
        refusals.sort(key=lambda one: one.line)
        keys += [tuple(made[row][place] for place in self._table.key) for row in sorted(bad)]
        right = [row for row in range(len(made)) if row not in bad]
        return Looked([made[row] for row in right], [lines[row] for row in right], refusals, keys)

    def _beyond(self, columns: Sequence[Sequence[Value | None]]) -> Iterator[tuple[int, str, Fault]]:
        """Find the rows whose number is not what another column allows."""
        limits = self._table.limits
        if limits is None:
            return
        names = self._table.column_names
        others, numbers = columns[names.index(limits.by)], columns[names.index(limits.column)]
        for row, (other, number) in enumerate(zip(others, numbers, strict=True)):
            if other is None or number is None:
                continue
            fault = limits.within[str(other)].read(str(number))
            if isinstance(fault, Fault):
                yield row, limits.column, fault

    def _key(self, row: Sequence[str]) -> Values:
        """Read the key of a row of another width, in which it may stand elsewhere."""
        found: list[Value | None] = []
        for place in self._table.key:
            where = self._places[place]
            value = _read(self._table.columns[place], row[where]) if where < len(row) else None
            found.append(None if isinstance(value, Fault) else value)
        return tuple(found)

    def _refusal(self, line: int, column: str, fault: Fault) -> Refusal:
        return Refusal(self._table.file_name, line, column, fault)


def _read(column: ColumnRead, text: str) -> Value | Fault | None:
    if text:
        return column.kind.read(text)
    return _EMPTY if column.is_required else None


def _read_all(column: ColumnRead, texts: Sequence[str]) -> Sequence[Value | None] | None:
    if "" not in texts:
        return column.kind.read_all(texts)
    if column.is_required:
        return None
    filled = [text for text in texts if text]
    if not filled:
        return [None] * len(texts)
    values = column.kind.read_all(filled)
    if values is None:
        return None
    remaining = iter(values)
    return [next(remaining) if text else None for text in texts]
