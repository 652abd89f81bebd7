"""Rules that follow from the description of the columns: every value is one that a file could bring."""

from collections.abc import Iterator
from typing import Final

from kiosk.services.checking.rule import ROW, Rule
from kiosk.services.transfer.kinds import (
    EARLIEST,
    LATEST,
    Choice,
    Day,
    Flag,
    Kind,
    Moment,
    NirNumber,
    Shape,
    Text,
    Whole,
)
from kiosk.services.transfer.specification import ColumnRead, Limits, TableRead
from kiosk.services.transfer.tables import tables_read

_PERSONAL_KEYS: Final = frozenset({"cards", "opposed_cards", "ehic_cards", "tries"})


def value_rules() -> tuple[Rule, ...]:
    """Give a rule for the columns of each table, and one for what they point to."""
    tables = tables_read().values()
    return (*map(_columns, tables), *(rule for table in tables for rule in _references(table)))


def _columns(table: TableRead) -> Rule:
    wrong = [(column.name, _wrong(column)) for column in table.columns]
    if table.limits is not None:
        wrong.append((table.limits.column, _beyond(table.limits)))
    cases = " ".join(f"WHEN {condition} THEN '{name}'" for name, condition in wrong)
    conditions = " OR ".join(f"({condition})" for _name, condition in wrong)
    key = _key(table)
    return Rule(
        f"{table.name}-values",
        table.name,
        key,
        "each column holds what its description allows",
        f"SELECT {', '.join(key)}, CASE {cases} END FROM {table.name} WHERE {conditions}",  # noqa: S608 - names of ours
    )


def _key(table: TableRead) -> tuple[str, ...]:
    return ROW if table.name in _PERSONAL_KEYS else table.key_names


def _wrong(column: ColumnRead) -> str:
    condition = _refused(column.name, column.kind)
    return (
        f"{column.name} IS NULL OR {condition}"
        if column.is_required
        else f"{column.name} IS NOT NULL AND ({condition})"
    )


def _beyond(limits: Limits) -> str:
    cases = " ".join(
        f"WHEN {_literal(one)} THEN {_refused(limits.column, kind)}" for one, kind in limits.within.items()
    )
    return f"CASE {limits.by} {cases} ELSE 0 END"


def _refused(name: str, kind: Kind) -> str:
    match kind:
        case Whole(lowest, highest):
            return f"typeof({name}) <> 'integer' OR {name} NOT BETWEEN {lowest} AND {highest}"
        case Choice(values):
            return f"{name} NOT IN ({', '.join(map(_literal, values))})"
        case Shape(pattern, _):
            return f"NOT matches({_literal(pattern)}, {name})"
        case Text(longest, _):
            length = "" if longest is None else f" OR length({name}) > {longest}"
            return f"typeof({name}) <> 'text' OR {name} = ''{length}"
        case NirNumber():
            return f"NOT is_nir({name})"
        case Day():
            return f"date({name}) IS NOT {name} OR {_outside(name)}"
        case Moment():
            return (
                f"strftime('%Y-%m-%d %H:%M:%f', {name}) IS NOT substr({name}, 1, 23) OR length({name}) <> 26"
                f" OR {_outside(f'substr({name}, 1, 10)')}"
            )
        case Flag():
            return f"{name} NOT IN (0, 1)"
        case _:
            raise TypeError(f"no rule for {type(kind).__name__}")


def _outside(day: str) -> str:
    return f"{day} NOT BETWEEN '{EARLIEST.isoformat()}' AND '{LATEST.isoformat()}'"


def _literal(value: str | int) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def _references(table: TableRead) -> Iterator[Rule]:
    keys = ", ".join(f"c.{name}" for name in _key(table))
    for reference in table.references:
        names = [table.columns[place].name for place in reference.places]
        same = " AND ".join(f"p.{key} = c.{name}" for key, name in zip(reference.keys, names, strict=True))
        there = " AND ".join(f"c.{name} IS NOT NULL" for name in names)
        yield Rule(
            f"{table.name}-{'-'.join(names)}",
            table.name,
            _key(table),
            f"the row of {reference.table} that {' and '.join(names)} name is there",
            f"SELECT {keys}, '{', '.join(names)}' FROM {table.name} c WHERE {there}"  # noqa: S608 - names of ours
            f" AND NOT EXISTS (SELECT 1 FROM {reference.table} p WHERE {same})",
        )
