"""Find out whether a file is a database that this program can use, and leave the file as it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pysqlite3 import dbapi2
from sqlalchemy import Connection, NullPool, create_engine, make_url
from sqlalchemy.exc import DBAPIError

from kiosk.domain.law import Law
from kiosk.storage.engine import create_file, database_path, make_engine
from kiosk.storage.faults import DatabaseFault, fault_of
from kiosk.storage.law import is_law_complete
from kiosk.storage.opening import bring_up, file_fault
from kiosk.storage.replacing import refuse_open, remove_database
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


def schema_of(path: Path) -> SchemaState:
    """Look at the schema of a database.

    Raises:
        FaultyDatabaseError: it is not in order, or of a later program.
    """
    if (fault := file_fault(path)) is not None:
        raise FaultyDatabaseError(fault)
    with _looked_at(path) as connection:
        state = schema_state(connection)
    if state is SchemaState.NEWER:
        raise FaultyDatabaseError(DatabaseFault.NEWER)
    return state


@contextmanager
def brought_up(path: Path, law: Callable[[], Law]) -> Iterator[Path]:
    """Give a database with this program's schema and every value of the law, as a terminal makes it when it starts.

    It is the one that is there, or a copy beside it, which is removed at the end.

    Args:
        path: of a database in order, current or older.
        law: gives the values for one that does not have all of them.

    Raises:
        FaultyDatabaseError: it cannot be brought up.
        OSError: the copy cannot be written.
        pysqlite3.dbapi2.DatabaseError: idem.
    """
    with _looked_at(path) as connection:
        state = schema_state(connection)
        is_whole = state is SchemaState.CURRENT and is_law_complete(connection)
    copy = path.with_name(f"{path.name}.older.part")
    # A program that was killed meanwhile has left its own.
    remove_database(copy)
    if is_whole:
        yield path
        return
    try:
        _copy(path, copy)
        engine = make_engine(f"sqlite:///{copy.absolute()}")
        try:
            with _faults():
                bring_up(engine, state, law)
        finally:
            engine.dispose()
        # Closed again, it leaves the mode in which it could not be read from beside.
        refuse_open(copy)
        yield copy
    finally:
        remove_database(copy)


@contextmanager
def _looked_at(path: Path) -> Iterator[Connection]:
    """Connect to a database without taking up the mode that terminals use: that would be written into the file."""

    def connect() -> Any:  # noqa: ANN401 - pysqlite3 has no types
        return dbapi2.connect(f"file:{quote(str(path.absolute()))}?mode=rw", uri=True, isolation_level=None)

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=NullPool, hide_parameters=True)
    with _faults(), engine.connect() as connection:
        yield connection


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if (fault := fault_of(error)) is None:
            raise
        raise FaultyDatabaseError(fault) from error


def _copy(path: Path, copy: Path) -> None:
    create_file(copy)
    source: Any = dbapi2.connect(path)  # pysqlite3 has no types
    target: Any = dbapi2.connect(copy)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
