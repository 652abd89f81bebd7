"""Write many rows at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, text

from kiosk.storage.engine import reading, writing
from kiosk.storage.schema import metadata
from kiosk.storage.schema.registry import data_sets, people

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the name of their table."""


def write_rows(connection: Connection, rows: Rows) -> None:
    """Write rows, each table after those that it points to."""
    for table in metadata.sorted_tables:
        of_table = rows.get(table.name)
        if of_table:
            connection.execute(insert(table), of_table)


def write_data_set(connection: Connection, seed: int, people_count: int, as_of: date) -> None:
    """Keep what was generated."""
    connection.execute(insert(data_sets).values(seed=seed, people_count=people_count, as_of=as_of))


def has_people(engine: Engine) -> bool:
    """Say whether there is anybody in the database."""
    with reading(engine) as connection:
        return connection.execute(select(people.c.id).limit(1)).one_or_none() is not None


def learn_distribution(engine: Engine) -> None:
    """Let the database learn how its rows are spread, so that it chooses the right indexes."""
    with writing(engine) as connection:
        connection.execute(text("ANALYZE"))
