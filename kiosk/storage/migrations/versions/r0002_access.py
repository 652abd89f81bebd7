"""Create the access: accounts, tries, provisional codes, identity checks, visits."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "accounts",
        sa.Column("person_id", _ROW, nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("chosen_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_accounts_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_accounts"),
    )
    op.create_table(
        "tries",
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("failed", sa.SmallInteger(), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person_key", name="pk_tries"),
    )
    op.create_table(
        "provisional_codes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", _ROW, nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("failed", sa.SmallInteger(), nullable=False),
        sa.Column("mobile", sa.String(length=16)),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_provisional_codes_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_provisional_codes"),
    )
    op.create_index("ix_provisional_codes_created_at", "provisional_codes", ["created_at"])
    op.create_index("ix_provisional_codes_person_id_created_at", "provisional_codes", ["person_id", "created_at"])
    op.create_table(
        "identity_checks",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("provisional_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", _ROW, nullable=False),
        sa.Column("adviser", sa.String(length=60), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("document_end", sa.String(length=3), nullable=False),
        sa.Column("by_proxy", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("checked_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_identity_checks_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_identity_checks"),
        sa.UniqueConstraint("provisional_id", name="uq_identity_checks_provisional_id"),
    )
    op.create_table(
        "visits",
        sa.Column("id_digest", sa.String(length=64), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("person_id", _ROW),
        sa.Column("card_digest", sa.String(length=64), nullable=False),
        sa.Column("terminal_id", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=False),
        sa.Column("token_digest", sa.String(length=64)),
        sa.Column("provisional_id", sa.String(length=36)),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_visits_person_id"),
        sa.PrimaryKeyConstraint("id_digest", name="pk_visits"),
        sa.UniqueConstraint("token_digest", name="uq_visits_token_digest"),
    )
    op.create_index("ix_visits_opened_at", "visits", ["opened_at"])
    op.create_index("ix_visits_terminal_id_status", "visits", ["terminal_id", "status"])
