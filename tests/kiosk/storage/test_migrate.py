import threading
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from kiosk.domain.law import Parameter
from kiosk.resources import resource_path
from kiosk.services.law_file import read_law
from kiosk.storage.engine import create_file, make_engine, reading, writing
from kiosk.storage.law import parameter_on
from kiosk.storage.migrate import migrations_config, upgrade
from kiosk.storage.schema import metadata
from kiosk.storage.schema.law import contracts
from kiosk.storage.state import REVISIONS, SchemaState, schema_revision, schema_state


@pytest.fixture
def empty(address, path):
    create_file(path)
    engine = make_engine(address)
    yield engine
    engine.dispose()


def state(engine):
    with reading(engine) as connection:
        return schema_state(connection)


def test_the_revisions_known_are_those_of_the_migrations():
    script = ScriptDirectory.from_config(migrations_config())
    assert tuple(reversed([revision.revision for revision in script.walk_revisions()])) == REVISIONS


def test_an_empty_file_has_no_schema(empty):
    assert state(empty) is SchemaState.EMPTY


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_every_older_schema_is_brought_up(empty, revision):
    upgrade(empty, revision)
    assert state(empty) is SchemaState.OLDER
    upgrade(empty)
    assert state(empty) is SchemaState.CURRENT


def test_the_rows_of_an_older_database_stay(empty):
    upgrade(empty, REVISIONS[0])
    with writing(empty) as connection:
        connection.execute(text("INSERT INTO rates VALUES ('doctor', '2005-01-01', 70)"))
    upgrade(empty)
    with reading(empty) as connection:
        assert connection.execute(text("SELECT percent FROM rates")).scalar_one() == 70


def test_the_contracts_of_an_older_database_get_their_kinds(empty):
    upgrade(empty, "0003")
    with writing(empty) as connection:
        for number, contract in ((1, "P89"), (2, "G89"), (3, "G89"), (4, "92"), (5, "Z1")):
            connection.execute(
                text("INSERT INTO people VALUES (:number, NULL, '1988-06-14', 'GARCIA', 'Lucie', NULL, 1)"),
                {"number": number},
            )
            connection.execute(
                text("INSERT INTO schemes VALUES (:number, '2017-01-01', '2017-12-31', :contract)"),
                {"number": number, "contract": contract},
            )
    upgrade(empty)
    law = read_law(resource_path("config/tariffs.toml"))
    with reading(empty) as connection:
        kinds = {row.code: row for row in connection.execute(select(contracts))}
        assert kinds.keys() == {"92", "G89", "P89", "Z1"}
        for code in ("92", "G89", "P89"):
            known = law.contracts[code]
            assert (kinds[code].label, kinds[code].first_day) == (known.label, known.period.start)
            assert kinds[code].last_day == known.period.end
        assert (kinds["Z1"].label, kinds["Z1"].last_day) == ("Contrat Z1", date(2017, 12, 31))
        assert connection.execute(text("SELECT count(*) FROM schemes WHERE manager IS NULL")).scalar_one() == 5


def test_the_certificates_of_an_older_database_are_about_the_rights_of_its_insured_persons(empty):
    upgrade(empty, "0003")
    with writing(empty) as connection:
        for statement in (
            "INSERT INTO organisms VALUES (1, '01', '751', '0117', 'Assurance Maladie de Paris', '75948 PARIS')",
            "INSERT INTO people VALUES (9, '288067570810160', '1988-06-14', 'GARCIA', 'Lucie', NULL, 1)",
            "INSERT INTO files VALUES (4, 9, 1, '10', '12 RUE DES LILAS', NULL, 1)",
            "INSERT INTO certificates VALUES ('751-26-000001-Z', 4, '00000000-0000-0000-0000-000000000001', 'borne-07',"
            " '2026-11-21 09:00:00.000000', '2026-11-21', '2027-11-20', 'digest', NULL)",
        ):
            connection.execute(text(statement))
    upgrade(empty)
    with reading(empty) as connection:
        kept = connection.execute(text("SELECT number, kind, person_id, content_digest FROM certificates")).one()
        assert tuple(kept) == ("751-26-000001-Z", "rights", 9, "digest")
        assert not connection.execute(text("PRAGMA foreign_key_check")).all()


ASKED_BY_FURTHER_LINES = (
    Parameter.ATTACHMENT_AGE_YEARS,
    Parameter.EHIC_MONTHS,
    Parameter.EHIC_RENEWAL_MONTHS,
    Parameter.EHIC_WORKING_DAYS,
    Parameter.EHIC_NEAR_DAYS,
    Parameter.EHIC_CERTIFICATE_MONTHS,
    Parameter.C2S_RENEWAL_OPENS_MONTHS,
    Parameter.C2S_RENEWAL_CLOSES_MONTHS,
)


def test_an_older_database_gets_the_values_that_the_further_lines_ask_for(empty):
    today, law = date(2026, 11, 21), read_law(resource_path("config/tariffs.toml"))
    upgrade(empty, "0003")
    with writing(empty) as connection:
        connection.execute(text("INSERT INTO parameters VALUES ('certificate-months', '2005-01-01', 12)"))
    upgrade(empty)
    with reading(empty) as connection:
        for parameter in ASKED_BY_FURTHER_LINES:
            assert parameter_on(connection, parameter, today) == law.value(parameter, today)


def test_a_database_without_data_gets_no_values_from_the_migrations(empty):
    upgrade(empty)
    with reading(empty) as connection:
        assert connection.execute(text("SELECT count(*) FROM parameters")).scalar_one() == 0


def test_a_schema_of_a_later_program_is_newer(empty):
    upgrade(empty)
    with writing(empty) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert state(empty) is SchemaState.NEWER


def test_the_migrations_make_the_tables_of_the_code(engine):
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_migrations_make_the_checks_of_the_code(engine):
    by_code = create_engine("sqlite://")
    metadata.create_all(by_code)
    ours, theirs = inspect(engine), inspect(by_code)
    for table in metadata.tables:
        assert checks(ours, table) == checks(theirs, table)
        assert (
            ours.get_pk_constraint(table)["constrained_columns"]
            == theirs.get_pk_constraint(table)["constrained_columns"]
        )
    by_code.dispose()


def checks(inspector, table):
    return {check["name"]: check["sqltext"] for check in inspector.get_check_constraints(table)}


def test_the_tables_can_be_written_for_postgresql():
    for table in metadata.sorted_tables:
        written = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert "DATETIME" not in written


def test_an_upgrade_that_fails_leaves_the_schema_that_was_there(empty):
    upgrade(empty, REVISIONS[0])
    with writing(empty) as connection:
        # A table that a later revision wants to make.
        connection.execute(text("CREATE TABLE visits (id INTEGER)"))
    with pytest.raises(Exception, match="visits"):
        upgrade(empty)
    with reading(empty) as connection:
        assert schema_revision(connection) == REVISIONS[0]
        assert not inspect(connection).has_table("accounts")


def test_two_programs_may_upgrade_at_once(empty):
    failures = []

    def run():
        try:
            upgrade(empty)
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert state(empty) is SchemaState.CURRENT
