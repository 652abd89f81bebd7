"""Which schema a database has, without loading Alembic (300 ms, 37 MiB)."""

import enum
from typing import Final

from sqlalchemy import Connection, inspect, text

REVISIONS: Final = ("0001", "0002", "0003", "0004")
"""The revisions that this program knows, oldest first; a test compares them with the migrations."""


class SchemaState(enum.Enum):
    """Compare the schema of a database with this program's."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def schema_revision(connection: Connection) -> str | None:
    """Return the revision of a database, None where it has none of our tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def schema_state(connection: Connection) -> SchemaState:
    """Compare the schema of a database with this program's."""
    revision = schema_revision(connection)
    if revision is None:
        return SchemaState.EMPTY
    if revision == REVISIONS[-1]:
        return SchemaState.CURRENT
    return SchemaState.OLDER if revision in REVISIONS else SchemaState.NEWER
