"""Tables of the payments. Money is in integer cents."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from kiosk.storage.column_types import RowId
from kiosk.storage.schema.metadata import metadata

payments: Final = Table(
    "payments",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("file_id", ForeignKey("files.id"), nullable=False),
    Column("patient_id", ForeignKey("people.id"), nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("professional", Text, nullable=False),
    Column("payee", String(20), nullable=False),
    Column("total_cents", Integer, nullable=False),
    Column("paid_cents", Integer, nullable=False),
    Column("reference", String(40), nullable=False),
    # Every question is "the last payments of one file": the order of the index is the order of the answer.
    Index(None, "file_id", "paid_on", "id"),
)

act_lines: Final = Table(
    "act_lines",
    metadata,
    Column("payment_id", ForeignKey("payments.id"), primary_key=True),
    Column("position", SmallInteger, primary_key=True),
    Column("care_date", Date, nullable=False),
    Column("code", String(10), nullable=False),
    Column("label", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("paid_cents", Integer, nullable=False),
    Column("base_cents", Integer, nullable=False),
    Column("rate_percent", SmallInteger, nullable=False),
    Column("reimbursed_cents", Integer, nullable=False),
)

deductions: Final = Table(
    "deductions",
    metadata,
    Column("payment_id", ForeignKey("payments.id"), primary_key=True),
    Column("position", SmallInteger, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("care_date", Date, nullable=False),
    Column("amount_cents", Integer, nullable=False),
    CheckConstraint("amount_cents > 0", name="amount_cents"),
)
