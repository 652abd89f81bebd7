"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import BigInteger, DateTime, Dialect, Integer
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """Keep a moment in UTC; it comes back with its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment into what the database keeps.

        Raises:
            ValueError: the moment has no zone, so that nobody can tell which one it is.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without zone")
        moment = value.astimezone(UTC)
        # SQLite keeps text: without the zone all texts are of one shape and sort as time does.
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give a moment of the database its zone."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.replace(tzinfo=UTC)


RowId: Final = BigInteger().with_variant(Integer(), "sqlite")
"""A row's number: 64 bits in both; SQLite numbers rows by itself only where the type is spelt INTEGER."""
