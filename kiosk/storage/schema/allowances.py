"""Tables of the daily allowances (indemnités journalières). Money is in integer cents."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from kiosk.storage.column_types import RowId
from kiosk.storage.schema.metadata import metadata

stoppages: Final = Table(
    "stoppages",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("file_id", ForeignKey("files.id"), nullable=False),
    Column("nature", String(20), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("waiting_days", SmallInteger, nullable=False),
    Index(None, "file_id", "first_day"),
    CheckConstraint("first_day <= last_day", name="days"),
    CheckConstraint("waiting_days >= 0", name="waiting_days"),
)
"""Stoppages of work of the insured person of a file; the waiting days (délai de carence) are the first ones, unpaid."""

allowance_payments: Final = Table(
    "allowance_payments",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("file_id", ForeignKey("files.id"), nullable=False),
    Column("stoppage_id", ForeignKey("stoppages.id"), nullable=False, index=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("daily_cents", Integer, nullable=False),
    Column("days", SmallInteger, nullable=False),
    Column("gross_cents", Integer, nullable=False),
    Column("csg_cents", Integer, nullable=False),
    Column("crds_cents", Integer, nullable=False),
    Column("net_cents", Integer, nullable=False),
    Column("payee", String(20), nullable=False),
    Column("employer", Text),
    Index(None, "file_id", "paid_on"),
    CheckConstraint("first_day <= last_day", name="days_in_order"),
    CheckConstraint("gross_cents = daily_cents * days", name="gross_cents"),
    CheckConstraint("net_cents = gross_cents - csg_cents - crds_cents", name="net_cents"),
)
"""What was paid for the days from first_day to last_day of a stoppage, to the insured person or to the employer
(subrogation), whose name is there then."""
