"""Write a few rows of many tables at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert

from kiosk.storage.schema import metadata

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the name of their table."""


def write_rows(connection: Connection, rows: Rows) -> None:
    """Write rows, each table after those that it points to."""
    for table in metadata.sorted_tables:
        of_table = rows.get(table.name)
        if of_table:
            connection.execute(insert(table), of_table)
