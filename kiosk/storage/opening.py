"""Open a database, or say what is wrong with it."""

import os
import shutil
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from pysqlite3 import dbapi2
from sqlalchemy import Connection, Engine, func, make_url, select, text
from sqlalchemy.exc import DBAPIError

from kiosk.domain.law import Law
from kiosk.storage.engine import create_file, database_path, make_engine, reading, writing
from kiosk.storage.faults import DatabaseFault, fault_of
from kiosk.storage.law import complete_law, is_law_complete
from kiosk.storage.schema.access import provisional_codes, visits
from kiosk.storage.schema.certificates import certificates
from kiosk.storage.schema.registry import data_sets
from kiosk.storage.state import SchemaState, schema_revision, schema_state

MIN_FREE_BYTES: Final = 8 * 1024 * 1024
"""Below this the disk counts as full: SQLite needs room for its log before a write can begin."""

CLOCK_TOLERANCE: Final = timedelta(minutes=5)
"""How far the clock may step back while it is being set right."""

_CHECK_DEADLINE_S: Final = 1.0
_INSTRUCTIONS_BETWEEN_LOOKS: Final = 20_000

FreeBytes = Callable[[Path], int]
"""Give the bytes free on the disk of a folder."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Hold a database that is in order.

    Attributes:
        revision: of its schema, which is this program's.
        upgraded_from: the revision that it had before, None where nothing was done.
        path: its file, None for a database with a server.
        file_number: device and inode of the file, which change when another file is put in its place.
    """

    engine: Engine
    revision: str
    upgraded_from: str | None
    path: Path | None
    file_number: tuple[int, int] | None


def free_bytes_of(folder: Path) -> int:
    """Give the bytes free on the disk of a folder."""
    return shutil.disk_usage(folder).free


def create_database(address: str) -> Engine:
    """Create a database with this program's schema and nothing in it.

    Raises:
        FileExistsError: its file is there already.
        OSError: its file cannot be created.
        sqlalchemy.exc.DBAPIError: the database refuses.
    """
    from kiosk.storage.migrate import upgrade  # loads Alembic: 300 ms

    path = database_path(make_url(address))
    if path is not None:
        create_file(path)
    engine = make_engine(address)
    upgrade(engine)
    return engine


def open_database(
    address: str, now: datetime, free_bytes: FreeBytes = free_bytes_of, law: Callable[[], Law] | None = None
) -> Opened | DatabaseFault:
    """Open a database: look at its file, its pages, its schema and the dates of its records; bring an older one up.

    Args:
        address: sqlite:////ABSOLUTE/PATH, or another address of SQLAlchemy's.
        now: the time of this machine, to be later than all records.
        free_bytes: the disk.
        law: gives the values for a database that does not have all of them; None to leave it as it is.
    """
    path = database_path(make_url(address))
    if path is not None and (fault := file_fault(path, free_bytes)) is not None:
        return fault
    engine = make_engine(address)
    try:
        outcome = _open(engine, path, now, law)
    except DBAPIError as error:
        known = fault_of(error)
        if known is None:
            engine.dispose()
            raise
        outcome = known
    if isinstance(outcome, DatabaseFault):
        engine.dispose()
    return outcome


def bring_up(engine: Engine, state: SchemaState, law: Callable[[], Law] | None) -> None:
    """Give an older database this program's schema, and the values of the law that it lacks, both or neither.

    Raises:
        sqlalchemy.exc.DBAPIError: the database refuses; it is as it was.
    """

    def complete(connection: Connection) -> None:
        if law is not None and not is_law_complete(connection):
            complete_law(connection, law())

    if state is SchemaState.OLDER:
        from kiosk.storage.migrate import upgrade  # loads Alembic: 300 ms

        upgrade(engine, complete=complete)
        return
    # A program that brought up the schema alone, or was killed after it, has left this undone.
    with reading(engine) as connection:
        is_complete = law is None or is_law_complete(connection)
    if not is_complete:
        with writing(engine) as connection:
            complete(connection)


def running_fault(opened: Opened, now: datetime, free_bytes: FreeBytes = free_bytes_of) -> DatabaseFault | None:
    """Say what is wrong now with a database that was in order when it was opened; cheap enough to ask often."""
    if opened.path is not None:
        if (fault := file_fault(opened.path, free_bytes)) is not None:
            return fault
        if _file_number(opened.path) != opened.file_number:
            return DatabaseFault.MISSING
    try:
        with reading(opened.engine) as connection:
            return DatabaseFault.CLOCK_BEHIND if is_clock_behind(connection, now) else None
    except DBAPIError as error:
        if (known := fault_of(error)) is None:
            raise
        return known


def file_fault(path: Path, free_bytes: FreeBytes = free_bytes_of) -> DatabaseFault | None:
    """Say what is wrong with the file of an SQLite database and its folder, where SQLite keeps its log."""
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return DatabaseFault.MISSING
    except OSError:
        return DatabaseFault.READ_ONLY
    if not is_file:
        return DatabaseFault.MISSING
    if not os.access(path, os.R_OK | os.W_OK, effective_ids=True):
        return DatabaseFault.READ_ONLY
    if not os.access(path.parent, os.W_OK | os.X_OK, effective_ids=True):
        return DatabaseFault.READ_ONLY
    return DatabaseFault.DISK_FULL if free_bytes(path.parent) < MIN_FREE_BYTES else None


def is_clock_behind(connection: Connection, now: datetime) -> bool:
    """Say whether the database holds records later than now: what is printed would be dated wrongly."""
    for moment in (visits.c.opened_at, provisional_codes.c.created_at, certificates.c.issued_at):
        newest = connection.execute(select(func.max(moment))).scalar_one()
        if newest is not None and newest > now + CLOCK_TOLERANCE:
            return True
    as_of = connection.execute(select(func.max(data_sets.c.as_of))).scalar_one()
    return as_of is not None and as_of > now.date()


def _open(engine: Engine, path: Path | None, now: datetime, law: Callable[[], Law] | None) -> Opened | DatabaseFault:
    file_number = None if path is None else _file_number(path)
    with reading(engine) as connection:
        if path is not None and not _is_sound(connection):
            return DatabaseFault.DAMAGED
        state, before = schema_state(connection), schema_revision(connection)
    if state is SchemaState.EMPTY:
        return DatabaseFault.MISSING
    if state is SchemaState.NEWER:
        return DatabaseFault.NEWER
    bring_up(engine, state, law)
    _try_to_write(engine)
    with reading(engine) as connection:
        if is_clock_behind(connection, now):
            return DatabaseFault.CLOCK_BEHIND
        revision = schema_revision(connection)
    if path is not None and _file_number(path) != file_number:
        return DatabaseFault.MISSING  # another file was put in its place meanwhile: this one is nobody's
    return Opened(
        engine=engine,
        revision=revision or "",
        upgraded_from=before if before != revision else None,
        path=path,
        file_number=file_number,
    )


def _is_sound(connection: Connection) -> bool:
    """Look at the pages of an SQLite file for a limited time: a file of gigabytes is looked at in part."""
    raw = connection.connection.driver_connection
    deadline = time.monotonic() + _CHECK_DEADLINE_S
    raw.set_progress_handler(lambda: time.monotonic() > deadline, _INSTRUCTIONS_BETWEEN_LOOKS)  # type: ignore[union-attr] # pysqlite3 has no types
    try:
        return bool(connection.execute(text("PRAGMA quick_check(1)")).scalar_one() == "ok")
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == dbapi2.SQLITE_INTERRUPT:
            return True
        raise
    finally:
        raw.set_progress_handler(None, 0)  # type: ignore[union-attr] # idem


def _try_to_write(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
        connection.rollback()


def _file_number(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
