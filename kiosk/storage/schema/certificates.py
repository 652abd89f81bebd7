"""Tables of the certificates."""

from typing import Final

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, SmallInteger, String, Table

from kiosk.storage.column_types import UtcDateTime
from kiosk.storage.schema.metadata import metadata

certificate_counters: Final = Table(
    "certificate_counters",
    metadata,
    Column("fund", String(3), primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("last", Integer, nullable=False),
)

certificates: Final = Table(
    "certificates",
    metadata,
    Column("number", String(30), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("file_id", ForeignKey("files.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("request_id", String(36), nullable=False, index=True),
    Column("terminal_id", String(60), nullable=False),
    Column("issued_at", UtcDateTime, nullable=False, index=True),
    Column("issued_on", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("content_digest", String(64), nullable=False),
    Column("printed_at", UtcDateTime),
    Index(None, "file_id", "kind", "issued_at"),
)
"""Certificates by number, each of one kind and about one person of the file; content_digest tells whether the file
still says what the paper says."""
