"""Tables of organisms, people, files and rights."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from kiosk.storage.column_types import RowId
from kiosk.storage.schema.metadata import metadata

organisms: Final = Table(
    "organisms",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("scheme", String(2), nullable=False),
    Column("fund", String(3), nullable=False),
    Column("centre", String(4), nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    UniqueConstraint("scheme", "fund", "centre"),
)

people: Final = Table(
    "people",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("nir", String(15), unique=True),
    Column("birth_date", Date, nullable=False),
    Column("usual_name", Text, nullable=False),
    Column("first_name", Text, nullable=False),
    Column("birth_name", Text),
    Column("rank", SmallInteger, nullable=False),
    Column("lunar_birth", String(8)),
)
"""lunar_birth holds a birth date whose month or day is no calendar's, as YYYYMMDD; birth_date is then what ages are
computed from."""

files: Final = Table(
    "files",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("insured_id", ForeignKey("people.id"), nullable=False, unique=True),
    Column("organism_id", ForeignKey("organisms.id"), nullable=False),
    Column("management_code", String(2), nullable=False),
    Column("address", Text, nullable=False),
    Column("mobile", String(16)),
    Column("is_fictional", Boolean, nullable=False),
)
"""A file is of one insured person. The address holds its lines; is_fictional prints SPÉCIMEN on every paper."""

members: Final = Table(
    "members",
    metadata,
    Column("file_id", ForeignKey("files.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("position", SmallInteger, nullable=False),
    Column("quality", SmallInteger, nullable=False),
    Column("has_declared_doctor", Boolean, nullable=False),
    UniqueConstraint("file_id", "position"),
)
"""Who is on a file, the insured person at position 0. A child may be on the files of both parents."""

rights_periods: Final = Table(
    "rights_periods",
    metadata,
    Column("file_id", RowId, primary_key=True),
    Column("person_id", RowId, primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("last_day", Date),
    ForeignKeyConstraint(["file_id", "person_id"], ["members.file_id", "members.person_id"]),
    CheckConstraint("last_day IS NULL OR first_day <= last_day", name="days"),
)

exemptions: Final = Table(
    "exemptions",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("last_day", Date),
    Column("nature", String(2), nullable=False),
    Column("rate_percent", SmallInteger, nullable=False),
    CheckConstraint("rate_percent BETWEEN 0 AND 100", name="rate_percent"),
)
"""Exemptions of the ticket modérateur. The nature (SNDS, ETM_NAT) is never read for a terminal."""

schemes: Final = Table(
    "schemes",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("last_day", Date, nullable=False),
    Column("contract", ForeignKey("contracts.code"), nullable=False),
    Column("manager", Text),
    CheckConstraint("first_day <= last_day", name="days"),
)
"""Contracts that free a person from advancing fees: complémentaire santé solidaire, and before it the ACS.

The manager holds name and address, line by line, of the body that pays what the fund does not; it is empty where the
fund itself does.
"""

cards: Final = Table(
    "cards",
    metadata,
    Column("serial", String(21), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("valid_from", Date, nullable=False),
)

data_sets: Final = Table(
    "data_sets",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("seed", BigInteger, nullable=False),
    Column("people_count", Integer, nullable=False),
    Column("as_of", Date, nullable=False),
)
"""What was generated: no record of it is later than as_of."""
