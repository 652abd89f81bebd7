"""Write the parts of docs/data.md that follow from the tables and from the rules."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from kiosk.services.checking.check import written_rules
from kiosk.services.transfer.kinds import Whole
from kiosk.services.transfer.specification import ColumnRead, Limits, TableRead
from kiosk.services.transfer.tables import KEPT, tables_read

_ROW_NUMBER = 2**53
_END = "<!-- end -->"


def data_page(page: Path) -> str:
    """Return docs/data.md with what is between its marks written anew."""
    text = page.read_text("utf-8")
    for name, part in (("tables", _tables()), ("rules", _rules())):
        before, rest = text.split(f"<!-- {name} -->\n")
        _old, after = rest.split(_END, 1)
        text = f"{before}<!-- {name} -->\n{part}{_END}{after}"
    return text


def _tables() -> str:
    parts = [_table(table) for table in tables_read().values()]
    kept = "".join(f"| `{name}` | {reason} |\n" for name, reason in KEPT.items())
    parts.append(f"### Tables without file\n\n| table | why |\n|---|---|\n{kept}")
    return "\n".join(parts)


def _table(table: TableRead) -> str:
    lines = [f"### {table.file_name}", "", table.about, ""]
    lines += ["| column | type | allowed | unit | example | meaning |", "|---|---|---|---|---|---|"]
    lines += [_column(table, place) for place in range(len(table.columns))]
    lines += [""]
    lines += [f"- Key: {_named(table.key_names)}. No two lines have the same."]
    lines += [f"- No two lines have the same {_named(one.columns)}{_only(one.condition)}." for one in table.uniques]
    for one in table.references:
        names = tuple(table.columns[place].name for place in one.places)
        lines.append(f"- {_named(names)}: a line of {one.table}.csv, by its {_named(one.keys)}.")
    lines += [f"- `{rule}`." for rule in table.rules.values()]
    lines += [] if table.limits is None else _limits(table.limits)
    return "\n".join(lines) + "\n"


def _limits(limits: Limits) -> Iterator[str]:
    by_words = sorted((kind.says, name) for name, kind in limits.within.items())
    for words, group in groupby(by_words, key=lambda one: one[0]):
        names = ", ".join(f"`{name}`" for _words, name in group)
        yield f"- `{limits.column}` is {words} where `{limits.by}` is one of {names}."


def _column(table: TableRead, place: int) -> str:
    column = table.columns[place]
    described = column.described
    needed = "" if column.is_required else "; may be empty"
    cells = (
        f"`{column.name}`",
        _type(column),
        described.kind.says + needed,
        described.unit,
        f"`{described.example}`",
        described.meaning,
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _type(column: ColumnRead) -> str:
    kind = column.kind
    if isinstance(kind, Whole) and kind.highest == _ROW_NUMBER:
        return "number of a line"
    return kind.name


def _named(names: tuple[str, ...]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def _only(condition: str) -> str:
    return f" where `{condition}`" if condition else ""


def _rules() -> str:
    lines = ["| rule | rows of | what is true |", "|---|---|---|"]
    lines += [
        "| `TABLE-values` | each table with a file | each column holds what its description below allows |",
        "| `TABLE-COLUMN` | each table that points to another | the row that the column names is there |",
    ]
    lines += [f"| `{rule.name}` | `{rule.table}` | {rule.says} |" for rule in written_rules()]
    return "\n".join(lines) + "\n"
