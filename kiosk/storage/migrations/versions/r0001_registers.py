"""Create the registers: law, organisms, people, files, rights, payments."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "parameters",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "valid_from", name="pk_parameters"),
    )
    op.create_table(
        "rates",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("percent", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name="ck_rates_percent"),
        sa.PrimaryKeyConstraint("name", "valid_from", name="pk_rates"),
    )
    op.create_table(
        "acts",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("snds_number", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("rate", sa.String(length=60), nullable=False),
        sa.Column("rate_outside", sa.String(length=60)),
        sa.PrimaryKeyConstraint("code", name="pk_acts"),
    )
    op.create_table(
        "tariffs",
        sa.Column("act_code", sa.String(length=10), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_code"], ["acts.code"], name="fk_tariffs_act_code"),
        sa.PrimaryKeyConstraint("act_code", "valid_from", name="pk_tariffs"),
    )
    op.create_table(
        "organisms",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("scheme", sa.String(length=2), nullable=False),
        sa.Column("fund", sa.String(length=3), nullable=False),
        sa.Column("centre", sa.String(length=4), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisms"),
        sa.UniqueConstraint("scheme", "fund", "centre", name="uq_organisms_scheme_fund_centre"),
    )
    op.create_table(
        "people",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("nir", sa.String(length=15)),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("usual_name", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("birth_name", sa.Text()),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("nir", name="uq_people_nir"),
    )
    op.create_table(
        "files",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("insured_id", _ROW, nullable=False),
        sa.Column("organism_id", _ROW, nullable=False),
        sa.Column("management_code", sa.String(length=2), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("mobile", sa.String(length=16)),
        sa.Column("is_fictional", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["insured_id"], ["people.id"], name="fk_files_insured_id"),
        sa.ForeignKeyConstraint(["organism_id"], ["organisms.id"], name="fk_files_organism_id"),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
        sa.UniqueConstraint("insured_id", name="uq_files_insured_id"),
    )
    op.create_table(
        "members",
        sa.Column("file_id", _ROW, nullable=False),
        sa.Column("person_id", _ROW, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("quality", sa.SmallInteger(), nullable=False),
        sa.Column("has_declared_doctor", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_members_file_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_members_person_id"),
        sa.PrimaryKeyConstraint("file_id", "person_id", name="pk_members"),
        sa.UniqueConstraint("file_id", "position", name="uq_members_file_id_position"),
    )
    op.create_table(
        "rights_periods",
        sa.Column("file_id", _ROW, nullable=False),
        sa.Column("person_id", _ROW, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date()),
        sa.CheckConstraint("last_day IS NULL OR first_day <= last_day", name="ck_rights_periods_days"),
        sa.ForeignKeyConstraint(
            ["file_id", "person_id"],
            ["members.file_id", "members.person_id"],
            name="fk_rights_periods_file_id_person_id",
        ),
        sa.PrimaryKeyConstraint("file_id", "person_id", "first_day", name="pk_rights_periods"),
    )
    op.create_table(
        "exemptions",
        sa.Column("person_id", _ROW, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date()),
        sa.Column("nature", sa.String(length=2), nullable=False),
        sa.Column("rate_percent", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("rate_percent BETWEEN 0 AND 100", name="ck_exemptions_rate_percent"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_exemptions_person_id"),
        sa.PrimaryKeyConstraint("person_id", "first_day", name="pk_exemptions"),
    )
    op.create_table(
        "schemes",
        sa.Column("person_id", _ROW, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("contract", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_schemes_person_id"),
        sa.PrimaryKeyConstraint("person_id", "first_day", name="pk_schemes"),
    )
    op.create_table(
        "cards",
        sa.Column("serial", sa.String(length=21), nullable=False),
        sa.Column("person_id", _ROW, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_cards_person_id"),
        sa.PrimaryKeyConstraint("serial", name="pk_cards"),
    )
    op.create_index("ix_cards_person_id", "cards", ["person_id"])
    op.create_table(
        "payments",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("file_id", _ROW, nullable=False),
        sa.Column("patient_id", _ROW, nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("professional", sa.Text(), nullable=False),
        sa.Column("payee", sa.String(length=20), nullable=False),
        sa.Column("total_cents", sa.Integer(), nullable=False),
        sa.Column("paid_cents", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_payments_file_id"),
        sa.ForeignKeyConstraint(["patient_id"], ["people.id"], name="fk_payments_patient_id"),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
    )
    op.create_index("ix_payments_file_id_paid_on_id", "payments", ["file_id", "paid_on", "id"])
    op.create_table(
        "act_lines",
        sa.Column("payment_id", _ROW, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("care_date", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("paid_cents", sa.Integer(), nullable=False),
        sa.Column("base_cents", sa.Integer(), nullable=False),
        sa.Column("rate_percent", sa.SmallInteger(), nullable=False),
        sa.Column("reimbursed_cents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name="fk_act_lines_payment_id"),
        sa.PrimaryKeyConstraint("payment_id", "position", name="pk_act_lines"),
    )
    op.create_table(
        "deductions",
        sa.Column("payment_id", _ROW, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("care_date", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name="ck_deductions_amount_cents"),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name="fk_deductions_payment_id"),
        sa.PrimaryKeyConstraint("payment_id", "position", name="pk_deductions"),
    )
    op.create_table(
        "data_sets",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("people_count", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_data_sets"),
    )
