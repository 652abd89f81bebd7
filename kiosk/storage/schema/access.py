"""Tables of the access: accounts, tries, provisional codes, visits. Moments are in UTC."""

from typing import Final

from sqlalchemy import Boolean, Column, ForeignKey, Index, SmallInteger, String, Table, Text

from kiosk.storage.column_types import RowId, UtcDateTime
from kiosk.storage.schema.metadata import metadata

accounts: Final = Table(
    "accounts",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("code_hash", Text, nullable=False),
    Column("chosen_at", UtcDateTime, nullable=False),
)
"""Definitive codes as Argon2id hashes. A person without account has no row."""

tries: Final = Table(
    "tries",
    metadata,
    Column("person_key", String(64), primary_key=True),
    Column("failed", SmallInteger, nullable=False),
    Column("is_locked", Boolean, nullable=False),
)
"""Wrong codes, by the keyed digest of the NIR: people whom nobody knows are counted like the others."""

provisional_codes: Final = Table(
    "provisional_codes",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("channel", String(10), nullable=False),
    Column("status", String(10), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created_at", UtcDateTime, nullable=False, index=True),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("failed", SmallInteger, nullable=False),
    Column("mobile", String(16)),
    Index(None, "person_id", "created_at"),
)
"""Provisional codes as keyed digests. The id is the terminal's request id, or a new one for an adviser's code."""

identity_checks: Final = Table(
    "identity_checks",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("provisional_id", String(36), nullable=False, unique=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("adviser", String(60), nullable=False),
    Column("document", String(20), nullable=False),
    Column("document_end", String(3), nullable=False),
    Column("by_proxy", Boolean, nullable=False),
    Column("reason", String(20), nullable=False),
    Column("checked_at", UtcDateTime, nullable=False),
)
"""Who checked whose identity before giving a code: of the document, its kind and its last three characters only."""

visits: Final = Table(
    "visits",
    metadata,
    Column("id_digest", String(64), primary_key=True),
    Column("person_key", String(64), nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("card_digest", String(64), nullable=False),
    Column("terminal_id", String(60), nullable=False),
    Column("status", String(10), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False, index=True),
    Column("used_at", UtcDateTime, nullable=False),
    Column("token_digest", String(64), unique=True),
    Column("provisional_id", String(36)),
    Index(None, "terminal_id", "status"),
)
"""Visits, by the digest of their id. The token of an accepted one is kept as a digest too."""
