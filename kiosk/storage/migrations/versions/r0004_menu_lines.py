"""Create what the further lines of the menu need: allowances, European cards, card updates, kinds of certificates."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)

_PARAMETERS = (
    ("attachment-age-years", date(2005, 1, 1), 16),
    ("ehic-months", date(2014, 1, 1), 24),
    ("ehic-renewal-months", date(2014, 1, 1), 3),
    ("ehic-working-days", date(2014, 1, 1), 10),
    ("ehic-near-days", date(2014, 1, 1), 15),
    ("ehic-certificate-months", date(2014, 1, 1), 3),
    ("c2s-renewal-opens-months", date(2019, 11, 1), 4),
    ("c2s-renewal-closes-months", date(2019, 11, 1), 2),
)
"""What the further lines ask for, as config/tariffs.toml had it when this revision was made."""

_CONTRACTS = (
    ("91", "Aide à la complémentaire santé (ACS), contrat A", date(2015, 7, 1), date(2020, 10, 31)),
    ("92", "Aide à la complémentaire santé (ACS), contrat B", date(2015, 7, 1), date(2020, 10, 31)),
    ("93", "Aide à la complémentaire santé (ACS), contrat C", date(2015, 7, 1), date(2020, 10, 31)),
    ("G89", "Complémentaire santé solidaire sans participation financière", date(2019, 11, 1), None),
    ("P89", "Complémentaire santé solidaire avec participation financière", date(2019, 11, 1), None),
)
"""The kinds of contracts (SNDS, BEN_CTA_TYP), idem."""


def upgrade() -> None:
    """Create the tables and columns."""
    op.add_column("people", sa.Column("lunar_birth", sa.String(length=8)))
    _parameters()
    _certificates()
    _contracts()
    _allowances()
    _ehic()
    _card_update()


def _parameters() -> None:
    """Give a database that has its values the further ones; one without any gets all of them with its data."""
    added = sa.text(
        "INSERT INTO parameters (name, valid_from, value) SELECT :name, :valid_from, :value "
        "FROM parameters WHERE name = 'certificate-months' AND valid_from = "
        "(SELECT min(valid_from) FROM parameters WHERE name = 'certificate-months')"
    )
    for name, valid_from, value in _PARAMETERS:
        op.execute(added.bindparams(name=name, valid_from=valid_from, value=value))


def _certificates() -> None:
    """Give each certificate its kind and its person: until here all were about the rights of the insured person."""
    with op.batch_alter_table("certificates") as certificates:
        certificates.add_column(sa.Column("kind", sa.String(length=20)))
        certificates.add_column(sa.Column("person_id", _ROW))
    op.execute(
        "UPDATE certificates SET kind = 'rights', "
        "person_id = (SELECT insured_id FROM files WHERE files.id = certificates.file_id)"
    )
    with op.batch_alter_table("certificates") as certificates:
        certificates.alter_column("kind", existing_type=sa.String(length=20), nullable=False)
        certificates.alter_column("person_id", existing_type=_ROW, nullable=False)
        certificates.create_foreign_key("fk_certificates_person_id", "people", ["person_id"], ["id"])
        certificates.drop_index("ix_certificates_file_id_issued_at")
        certificates.create_index("ix_certificates_file_id_kind_issued_at", ["file_id", "kind", "issued_at"])


def _contracts() -> None:
    """Give the kinds of contracts a table, with those that a person of an older database may have."""
    op.create_table(
        "contracts",
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date()),
        sa.CheckConstraint("last_day IS NULL OR first_day <= last_day", name="ck_contracts_days"),
        sa.PrimaryKeyConstraint("code", name="pk_contracts"),
    )
    known = sa.text(
        "INSERT INTO contracts (code, label, first_day, last_day) SELECT :code, :label, :first_day, :last_day "
        "WHERE EXISTS (SELECT 1 FROM schemes WHERE contract = :code)"
    )
    for code, label, first_day, last_day in _CONTRACTS:
        op.execute(
            known.bindparams(
                sa.bindparam("code", code, sa.String()),
                sa.bindparam("label", label, sa.Text()),
                sa.bindparam("first_day", first_day, sa.Date()),
                sa.bindparam("last_day", last_day, sa.Date()),
            )
        )
    # Of another kind nothing is known but the days on which people had it.
    op.execute(
        "INSERT INTO contracts (code, label, first_day, last_day) SELECT contract, 'Contrat ' || contract, "
        "min(first_day), max(last_day) FROM schemes WHERE contract NOT IN (SELECT code FROM contracts) "
        "GROUP BY contract"
    )
    with op.batch_alter_table("schemes") as schemes:
        schemes.add_column(sa.Column("manager", sa.Text()))
        schemes.create_check_constraint("ck_schemes_days", "first_day <= last_day")
        schemes.create_foreign_key("fk_schemes_contract", "contracts", ["contract"], ["code"])


def _allowances() -> None:
    op.create_table(
        "stoppages",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("file_id", _ROW, nullable=False),
        sa.Column("nature", sa.String(length=20), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("waiting_days", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name="ck_stoppages_days"),
        sa.CheckConstraint("waiting_days >= 0", name="ck_stoppages_waiting_days"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_stoppages_file_id"),
        sa.PrimaryKeyConstraint("id", name="pk_stoppages"),
    )
    op.create_index("ix_stoppages_file_id_first_day", "stoppages", ["file_id", "first_day"])
    op.create_table(
        "allowance_payments",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("file_id", _ROW, nullable=False),
        sa.Column("stoppage_id", _ROW, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("daily_cents", sa.Integer(), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column("gross_cents", sa.Integer(), nullable=False),
        sa.Column("csg_cents", sa.Integer(), nullable=False),
        sa.Column("crds_cents", sa.Integer(), nullable=False),
        sa.Column("net_cents", sa.Integer(), nullable=False),
        sa.Column("payee", sa.String(length=20), nullable=False),
        sa.Column("employer", sa.Text()),
        sa.CheckConstraint("first_day <= last_day", name="ck_allowance_payments_days_in_order"),
        sa.CheckConstraint("gross_cents = daily_cents * days", name="ck_allowance_payments_gross_cents"),
        sa.CheckConstraint("net_cents = gross_cents - csg_cents - crds_cents", name="ck_allowance_payments_net_cents"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_allowance_payments_file_id"),
        sa.ForeignKeyConstraint(["stoppage_id"], ["stoppages.id"], name="fk_allowance_payments_stoppage_id"),
        sa.PrimaryKeyConstraint("id", name="pk_allowance_payments"),
    )
    op.create_index("ix_allowance_payments_file_id_paid_on", "allowance_payments", ["file_id", "paid_on"])
    op.create_index("ix_allowance_payments_stoppage_id", "allowance_payments", ["stoppage_id"])


def _ehic() -> None:
    op.create_table(
        "ehic_cards",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("person_id", _ROW, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("is_revoked", sa.Boolean(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name="ck_ehic_cards_days"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_ehic_cards_person_id"),
        sa.PrimaryKeyConstraint("number", name="pk_ehic_cards"),
    )
    op.create_index("ix_ehic_cards_person_id_last_day", "ehic_cards", ["person_id", "last_day"])
    op.create_table(
        "ehic_orders",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("file_id", _ROW, nullable=False),
        sa.Column("person_id", _ROW, nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("terminal_id", sa.String(length=60), nullable=False),
        sa.Column("ordered_at", _MOMENT, nullable=False),
        sa.Column("departure_on", sa.Date()),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_ehic_orders_file_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_ehic_orders_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ehic_orders"),
        sa.UniqueConstraint("number", name="uq_ehic_orders_number"),
        sa.UniqueConstraint("request_id", "person_id", name="uq_ehic_orders_request_id_person_id"),
    )
    _index_one_open("ux_ehic_orders_pending", "ehic_orders", "person_id", "status = 'pending'")


def _card_update() -> None:
    op.create_table(
        "opposed_cards",
        sa.Column("serial", sa.String(length=21), nullable=False),
        sa.Column("opposed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("serial", name="pk_opposed_cards"),
    )
    op.create_table(
        "card_updates",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("serial", sa.String(length=21), nullable=False),
        sa.Column("file_id", _ROW, nullable=False),
        sa.Column("terminal_id", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_card_updates_file_id"),
        sa.PrimaryKeyConstraint("id", name="pk_card_updates"),
    )
    op.create_index("ix_card_updates_started_at", "card_updates", ["started_at"])
    _index_one_open("ux_card_updates_open", "card_updates", "serial", "status = 'open'")


def _index_one_open(name: str, table: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, [column], unique=True, sqlite_where=where, postgresql_where=where)
