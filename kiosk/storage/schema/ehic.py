"""Tables of the European Health Insurance Cards: those made, and those ordered."""

from typing import Final

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, Index, String, Table, UniqueConstraint, text

from kiosk.storage.column_types import RowId, UtcDateTime
from kiosk.storage.schema.metadata import metadata

ehic_cards: Final = Table(
    "ehic_cards",
    metadata,
    Column("number", String(20), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("is_revoked", Boolean, nullable=False),
    Index(None, "person_id", "last_day"),
    CheckConstraint("first_day <= last_day", name="days"),
)
"""Cards that were made (EHIC, field 8 is the number). A lost one is revoked."""

ehic_orders: Final = Table(
    "ehic_orders",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("number", String(30), nullable=False, unique=True),
    Column("file_id", ForeignKey("files.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("request_id", String(36), nullable=False),
    Column("terminal_id", String(60), nullable=False),
    Column("ordered_at", UtcDateTime, nullable=False),
    Column("departure_on", Date),
    Column("status", String(10), nullable=False),
    UniqueConstraint("request_id", "person_id"),
    # The one rule that must hold however many terminals order at once.
    Index(
        "ux_ehic_orders_pending",
        "person_id",
        unique=True,
        sqlite_where=text("status = 'pending'"),
        postgresql_where=text("status = 'pending'"),
    ),
)
"""Orders by the number that the person gets; the request id makes asking again harmless."""
