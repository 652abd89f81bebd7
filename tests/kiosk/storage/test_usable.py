import pytest

from kiosk.storage.engine import make_engine, reading, writing
from kiosk.storage.faults import DatabaseFault
from kiosk.storage.migrate import upgrade
from kiosk.storage.opening import create_database
from kiosk.storage.state import REVISIONS, schema_revision
from kiosk.storage.usable import FaultyDatabaseError, file_of, make_usable


def fault_of(path):
    with pytest.raises(FaultyDatabaseError) as raised:
        make_usable(path)
    return raised.value.fault


def test_a_database_in_order_is_usable(address, path):
    create_database(address).dispose()
    make_usable(path)


def test_an_older_one_is_brought_up(address, path):
    path.touch()
    engine = make_engine(address)
    upgrade(engine, "0001")
    engine.dispose()
    make_usable(path)
    with reading(engine) as connection:
        assert schema_revision(connection) == REVISIONS[-1]
    engine.dispose()


def test_a_newer_one_is_not(address, path):
    engine = create_database(address)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    assert fault_of(path) is DatabaseFault.NEWER


def test_no_file_an_empty_one_and_another_one_are_not(path):
    assert fault_of(path) is DatabaseFault.MISSING
    path.touch()
    assert fault_of(path) is DatabaseFault.MISSING
    path.write_bytes(b"no database" * 100)
    assert fault_of(path) is DatabaseFault.DAMAGED


def test_only_the_database_of_a_file_has_a_file(path, address):
    assert file_of(address) == path
    with pytest.raises(ValueError, match="file"):
        file_of("postgresql+psycopg://localhost/kiosk")
