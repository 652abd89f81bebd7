import shutil

import pytest
from pysqlite3 import dbapi2

from kiosk.domain.law import Parameter
from kiosk.resources import resource_path
from kiosk.services.law_file import read_law
from kiosk.storage.batches import write_rows
from kiosk.storage.engine import make_engine, writing
from kiosk.storage.faults import DatabaseFault
from kiosk.storage.law import law_rows
from kiosk.storage.migrate import upgrade
from kiosk.storage.opening import create_database
from kiosk.storage.replacing import refuse_open
from kiosk.storage.state import REVISIONS, SchemaState
from kiosk.storage.usable import FaultyDatabaseError, brought_up, file_of, schema_of

LAW = read_law(resource_path("config/tariffs.toml"))


def fault_of(path):
    with pytest.raises(FaultyDatabaseError) as raised:
        schema_of(path)
    return raised.value.fault


def value_of(path, statement):
    connection = dbapi2.connect(path)
    (value,) = connection.execute(statement).fetchone()
    connection.close()
    return value


@pytest.fixture
def older(address, path):
    """A database of the first program, as it lies there when nobody has it open."""
    path.touch()
    engine = make_engine(address)
    upgrade(engine, "0001")
    engine.dispose()
    refuse_open(path)
    return path


def test_a_database_in_order_is_current_and_taken_as_it_is(address, path):
    engine = create_database(address)
    with writing(engine) as connection:
        write_rows(connection, law_rows(LAW))
    engine.dispose()
    assert schema_of(path) is SchemaState.CURRENT
    left = path.with_name("kiosk.db.older.part")
    left.write_bytes(b"half")
    with brought_up(path, lambda: LAW) as usable:
        assert usable == path
    assert not left.exists()


def test_an_older_one_is_brought_up_in_a_copy_and_stays_as_it_is(older):
    before = older.read_bytes()
    assert schema_of(older) is SchemaState.OLDER
    with brought_up(older, lambda: LAW) as usable:
        assert value_of(usable, "SELECT version_num FROM alembic_version") == REVISIONS[-1]
        assert value_of(usable, "SELECT count(DISTINCT name) FROM parameters") == len(Parameter)
        assert usable.stat().st_mode & 0o777 == 0o600
    assert older.read_bytes() == before
    assert list(older.parent.iterdir()) == [older]


def test_one_without_all_values_of_the_law_gets_them_in_a_copy(address, path):
    create_database(address).dispose()
    with brought_up(path, lambda: LAW) as usable:
        assert usable != path
        assert value_of(usable, "SELECT count(DISTINCT name) FROM parameters") == len(Parameter)
    assert value_of(path, "SELECT count(*) FROM parameters") == 0


def test_a_look_leaves_every_byte(address, path, tmp_path):
    create_database(address).dispose()
    before = shutil.copy(path, tmp_path / "before.db")
    schema_of(path)
    assert path.read_bytes() == before.read_bytes()


def test_a_newer_one_is_not_used(address, path):
    engine = create_database(address)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    assert fault_of(path) is DatabaseFault.NEWER


def test_no_file_an_empty_one_and_another_one_are_not(path):
    assert fault_of(path) is DatabaseFault.MISSING
    path.touch()
    assert schema_of(path) is SchemaState.EMPTY
    path.write_bytes(b"no database" * 100)
    assert fault_of(path) is DatabaseFault.DAMAGED


def test_only_the_database_of_a_file_has_a_file(path, address):
    assert file_of(address) == path
    with pytest.raises(ValueError, match="file"):
        file_of("postgresql+psycopg://localhost/kiosk")
