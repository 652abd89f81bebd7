"""What each CSV file holds: the tables of the database, with what their columns mean."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, String, Table, UniqueConstraint
from sqlalchemy import Text as LongText

from kiosk.services.transfer.kinds import Kind, Text, Whole


class UndescribedError(ValueError):
    """Say that a table and its description do not go together."""


@dataclass(frozen=True, slots=True)
class Described:
    """Describe a column.

    Attributes:
        meaning: what it holds, as a part of a sentence.
        example: as it is written.
        unit: of a number.
    """

    name: str
    kind: Kind
    meaning: str
    example: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold that what a number may be depends on another column of its line.

    Attributes:
        column: of the number.
        by: the other column.
        within: what is allowed, by the value of the other column.
    """

    column: str
    by: str
    within: Mapping[str, Whole]


@dataclass(frozen=True, slots=True)
class TableDescribed:
    """Describe a table.

    Attributes:
        about: what one of its lines is, in a sentence.
        limits: of a number, by another column.
    """

    table: Table
    about: str
    columns: tuple[Described, ...]
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Hold that columns name a line of another table, by its key.

    Attributes:
        places: of the columns, from 0.
        table: the name of the other table.
        keys: the columns there.
    """

    places: tuple[int, ...]
    table: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unique:
    """Hold columns that no two lines have alike.

    Attributes:
        condition: SQL, of the lines that it holds for; empty for all of them.
    """

    columns: tuple[str, ...]
    condition: str = ""


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """Hold how a column of a CSV file is read."""

    described: Described
    is_required: bool
    is_key: bool

    @property
    def name(self) -> str:
        """Give the name of the column."""
        return self.described.name

    @property
    def kind(self) -> Kind:
        """Give what the column may hold."""
        return self.described.kind


@dataclass(frozen=True, slots=True)
class TableRead:
    """Hold how a CSV file is read: columns in the order of the table.

    Attributes:
        key: the places of the columns that make the key.
        uniques: what no two lines have alike, the key aside.
        rules: SQL that holds for each line, by the name of its constraint.
        limits: of a number, by another column.
    """

    table: Table
    about: str
    columns: tuple[ColumnRead, ...]
    key: tuple[int, ...]
    references: tuple[Reference, ...]
    uniques: tuple[Unique, ...]
    rules: Mapping[str, str]
    limits: Limits | None

    @property
    def name(self) -> str:
        """Give the name of the table."""
        return self.table.name

    @property
    def file_name(self) -> str:
        """Give the name of the file."""
        return f"{self.table.name}.csv"

    @property
    def column_names(self) -> tuple[str, ...]:
        """Give the header."""
        return tuple(column.name for column in self.columns)

    @property
    def key_names(self) -> tuple[str, ...]:
        """Give the columns of the key."""
        return tuple(self.columns[place].name for place in self.key)


def read_as(described: TableDescribed) -> TableRead:
    """Join a table and its description.

    Raises:
        UndescribedError: a column is described twice, not at all, or not there.
    """
    table = described.table
    by_name = {one.name: one for one in described.columns}
    if len(by_name) != len(described.columns) or by_name.keys() != set(table.columns.keys()):
        odd = ", ".join(sorted(by_name.keys() ^ set(table.columns.keys()))) or "a column twice"
        raise UndescribedError(f"the description of {table.name} does not fit its columns: {odd}")
    columns = tuple(
        ColumnRead(
            replace(by_name[column.name], kind=_within(column, by_name[column.name].kind)),
            is_required=not column.nullable,
            is_key=column.primary_key,
        )
        for column in table.columns
    )
    return TableRead(
        table=table,
        about=described.about,
        columns=columns,
        key=tuple(place for place, column in enumerate(table.columns) if column.primary_key),
        references=_references(table),
        uniques=_uniques(table),
        rules=dict(
            sorted((str(one.name), str(one.sqltext)) for one in table.constraints if isinstance(one, CheckConstraint))
        ),
        limits=described.limits,
    )


def _within(column: Column[object], kind: Kind) -> Kind:
    """Narrow what is allowed to what the column has room for."""
    column_type = column.type
    if isinstance(kind, Text) and isinstance(column_type, String) and not isinstance(column_type, LongText):
        return replace(kind, longest=column_type.length)
    return kind


def _references(table: Table) -> tuple[Reference, ...]:
    order = {column.name: place for place, column in enumerate(table.columns)}
    constraints = [one for one in table.constraints if isinstance(one, ForeignKeyConstraint)]
    references = [
        Reference(
            places=tuple(order[column.name] for column in constraint.columns),
            table=constraint.referred_table.name,
            keys=tuple(element.column.name for element in constraint.elements),
        )
        for constraint in constraints
    ]
    return tuple(sorted(references, key=lambda one: one.places))


def _uniques(table: Table) -> tuple[Unique, ...]:
    constraints = [Unique(tuple(one.columns.keys())) for one in table.constraints if isinstance(one, UniqueConstraint)]
    indexes = [
        Unique(tuple(one.columns.keys()), str(one.dialect_options["sqlite"]["where"]))
        for one in table.indexes
        if one.unique
    ]
    return tuple(sorted((*constraints, *indexes), key=lambda one: one.columns))
