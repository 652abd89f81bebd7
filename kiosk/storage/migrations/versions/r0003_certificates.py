"""Create the certificates and their counters."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "certificate_counters",
        sa.Column("fund", sa.String(length=3), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("fund", "year", name="pk_certificate_counters"),
    )
    op.create_table(
        "certificates",
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("file_id", _ROW, nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("terminal_id", sa.String(length=60), nullable=False),
        sa.Column("issued_at", _MOMENT, nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("printed_at", _MOMENT),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_certificates_file_id"),
        sa.PrimaryKeyConstraint("number", name="pk_certificates"),
    )
    op.create_index("ix_certificates_file_id_issued_at", "certificates", ["file_id", "issued_at"])
    op.create_index("ix_certificates_issued_at", "certificates", ["issued_at"])
    op.create_index("ix_certificates_request_id", "certificates", ["request_id"])
