"""Tables of the law: values that change at a date."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, SmallInteger, String, Table, Text

from kiosk.storage.schema.metadata import metadata

parameters: Final = Table(
    "parameters",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("value", Integer, nullable=False),
)

rates: Final = Table(
    "rates",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("percent", SmallInteger, nullable=False),
    CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
)

acts: Final = Table(
    "acts",
    metadata,
    Column("code", String(10), primary_key=True),
    Column("snds_number", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("rate", String(60), nullable=False),
    Column("rate_outside", String(60)),
)

tariffs: Final = Table(
    "tariffs",
    metadata,
    Column("act_code", ForeignKey("acts.code"), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("cents", Integer, nullable=False),
)

contracts: Final = Table(
    "contracts",
    metadata,
    Column("code", String(3), primary_key=True),
    Column("label", Text, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),
    CheckConstraint("last_day IS NULL OR first_day <= last_day", name="days"),
)
"""Kinds of contracts that free from advancing fees (SNDS, BEN_CTA_TYP), and when they did."""
