"""Every table is described, and as it is."""

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, MetaData, SmallInteger, String, Table

from kiosk.services.transfer.kinds import Choice, Day, Fault, Flag, Moment, NirNumber, Shape, Text, Whole
from kiosk.services.transfer.specification import Described, TableDescribed, UndescribedError, read_as
from kiosk.services.transfer.tables import KEPT, tables_read
from kiosk.storage.column_types import UtcDateTime
from kiosk.storage.schema import metadata

COLUMNS = [(table, column) for table in tables_read().values() for column in table.columns]
IDS = [f"{table.name}.{column.name}" for table, column in COLUMNS]


def test_every_table_has_a_file_or_a_reason_to_have_none():
    assert set(metadata.tables) == tables_read().keys() | KEPT.keys()
    assert tables_read().keys().isdisjoint(KEPT)


def test_a_table_comes_after_those_that_it_points_to():
    seen = set()
    for table in tables_read().values():
        assert {reference.table for reference in table.references} <= seen
        seen.add(table.name)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=IDS)
def test_the_example_of_a_column_is_allowed(table, column):
    assert not isinstance(column.kind.read(column.described.example), Fault), table.name


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=IDS)
def test_a_column_holds_what_is_described(table, column):
    column_type = table.table.c[column.name].type
    kinds = {
        UtcDateTime: Moment,
        Date: Day,
        Boolean: Flag,
        SmallInteger: (Whole, Choice),
        BigInteger: Whole,
        Integer: Whole,
        String: (Text, Shape, Choice, NirNumber),
    }
    expected = next(kind for sql, kind in kinds.items() if isinstance(column_type, sql))
    assert isinstance(column.kind, expected)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=IDS)
def test_what_is_allowed_has_room(table, column):
    length = getattr(table.table.c[column.name].type, "length", None)
    if length is None:
        return
    longest = {
        Text: lambda kind: kind.longest,
        Choice: lambda kind: max(map(len, kind.values)),
        NirNumber: lambda _kind: 15,
        Shape: lambda _kind: len(column.described.example),
    }
    assert longest[type(column.kind)](column.kind) <= length


def test_amounts_days_and_percentages_say_their_unit():
    for table, column in COLUMNS:
        if column.name.endswith(("cents", "percent", "days")):
            assert column.described.unit in ("cents", "percent", "days"), f"{table.name}.{column.name}"


def test_a_table_without_description_of_a_column_is_refused():
    table = Table("gifts", MetaData(), Column("id", Integer, primary_key=True), Column("wrapped", Boolean))
    described = Described("id", Whole(), "number", "1")
    with pytest.raises(UndescribedError, match="wrapped"):
        read_as(TableDescribed(table, "A gift.", (described,)))
    ribbon = Described("ribbon", Flag(), "whether it has one", "true")
    wrapped = Described("wrapped", Flag(), "whether it is wrapped", "true")
    with pytest.raises(UndescribedError, match="ribbon"):
        read_as(TableDescribed(table, "A gift.", (described, wrapped, ribbon)))
