"""Make sure that a file is a database of this program's schema, or say what is wrong with it."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from kiosk.storage.engine import database_path, make_engine, reading
from kiosk.storage.faults import DatabaseFault, fault_of
from kiosk.storage.migrate import upgrade
from kiosk.storage.opening import file_fault
from kiosk.storage.state import SchemaState, schema_state


class FaultyDatabaseError(Exception):
    """Say what is wrong with a database."""

    def __init__(self, fault: DatabaseFault) -> None:
        """Take the fault."""
        super().__init__(fault.value)
        self.fault = fault


def file_of(address: str) -> Path:
    """Give the file of an SQLite database.

    Raises:
        ValueError: the address is of something else.
        sqlalchemy.exc.ArgumentError: it cannot be read.
    """
    path = database_path(make_url(address))
    if path is None:
        raise ValueError("only the database of a file; one with a server has its own tools")
    return path


def make_usable(path: Path) -> None:
    """Bring the schema of a database up to this program's, as a terminal does when it starts.

    Raises:
        FaultyDatabaseError: it is not in order.
    """
    if (fault := file_fault(path)) is not None:
        raise FaultyDatabaseError(fault)
    engine = make_engine(f"sqlite:///{path.absolute()}")
    try:
        with reading(engine) as connection:
            state = schema_state(connection)
        if state is SchemaState.OLDER:
            upgrade(engine)
    except DBAPIError as error:
        if (fault := fault_of(error)) is None:
            raise
        raise FaultyDatabaseError(fault) from error
    finally:
        engine.dispose()
    if state is SchemaState.NEWER:
        raise FaultyDatabaseError(DatabaseFault.NEWER)
    if state is SchemaState.EMPTY:
        raise FaultyDatabaseError(DatabaseFault.MISSING)
