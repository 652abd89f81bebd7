"""Tables of the updates of Vitale cards."""

from typing import Final

from sqlalchemy import Column, Date, ForeignKey, Index, SmallInteger, String, Table, Text, text

from kiosk.storage.column_types import UtcDateTime
from kiosk.storage.schema.metadata import metadata

opposed_cards: Final = Table(
    "opposed_cards",
    metadata,
    Column("serial", String(21), primary_key=True),
    Column("opposed_on", Date, nullable=False),
)
"""Cards declared lost or stolen, or withdrawn: they are never updated."""

card_updates: Final = Table(
    "card_updates",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("serial", String(21), nullable=False),
    Column("file_id", ForeignKey("files.id"), nullable=False),
    Column("terminal_id", String(60), nullable=False),
    Column("status", String(10), nullable=False),
    Column("step", SmallInteger, nullable=False),
    Column("plan", Text, nullable=False),
    Column("started_at", UtcDateTime, nullable=False, index=True),
    Column("ended_at", UtcDateTime),
    # One update a card at a time: a card that was pulled out resumes its own.
    Index(
        "ux_card_updates_open",
        "serial",
        unique=True,
        sqlite_where=text("status = 'open'"),
        postgresql_where=text("status = 'open'"),
    ),
)
"""Updates by id; the plan holds what is written where, so that a torn update is finished and not begun anew.

started_at: when it was begun, or last gone on with."""
