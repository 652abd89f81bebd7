"""Bring CSV files into the database of the services: all of them, or nothing."""

import contextlib
import enum
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pysqlite3 import dbapi2

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.services.collecting import no_cycles
from kiosk.services.opening import own_law
from kiosk.services.transfer.keeping import keep_records
from kiosk.services.transfer.loading import Loader
from kiosk.services.transfer.merging import Merger
from kiosk.services.transfer.refusals import Fault, Reason, Refusal
from kiosk.services.transfer.report import Report
from kiosk.services.transfer.specification import TableRead
from kiosk.services.transfer.tables import tables_read
from kiosk.storage.bulk import BulkFile
from kiosk.storage.faults import DatabaseFault
from kiosk.storage.replacing import Replaced, alone_at, unfinished_database
from kiosk.storage.state import SchemaState
from kiosk.storage.usable import FaultyDatabaseError, brought_up, file_of, schema_of

_logger = logging.getLogger(__name__)


class NoFilesError(Exception):
    """Say that a folder has no CSV file."""


@dataclass(frozen=True, slots=True)
class Imported:
    """Hold what an import did.

    Attributes:
        read: rows of all files.
        added: rows that were not there.
        changed: rows that were there with other values.
    """

    read: int
    added: int
    changed: int


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Be told how an import goes.

    Attributes:
        on_total: sees how many bytes there are to read, before anything is read.
        on_progress: sees how many more bytes and rows are read.
    """

    on_total: Callable[[int], None] = lambda _bytes: None
    on_progress: Callable[[int, int], None] = lambda _bytes, _rows: None


def import_folder(
    address: str, folder: Path, report: Report, *, replace: bool = False, onlooker: Onlooker | None = None
) -> Imported | None:
    """Bring the files of a folder into a database: rows are added, or changed by their key, and none is removed.

    Nothing changes before every line is found right. The result is made beside the database and put in its place in
    one step, so that a program that is killed at any time leaves the one or the other. A table without a file stays
    as it is, and so does what the services keep of visits, certificates and orders. An older database is brought up.

    Args:
        address: sqlite:////ABSOLUTE/PATH; the database is made if it is not there.
        folder: has the files.
        report: takes what is refused.
        replace: whether to begin with nothing instead of what is in the database; only what the services wrote
            about those who are there again stays.
        onlooker: is told how it goes.

    Returns:
        What was done; None where lines are refused, which are then in the report.

    Raises:
        NoFilesError: the folder has no CSV file.
        FaultyDatabaseError: the database cannot be read or written.
        DatabaseOpenError: a terminal runs on the database, or did meanwhile.
        ReplacingError: another program brings data into it, or makes it anew.
        OSError: a file cannot be read or written.
        ValueError: the address is not that of a file.
        pysqlite3.dbapi2.DatabaseError: the database refuses; it is as it was.
    """
    started_s = time.monotonic()
    path = file_of(address)
    tables = _tables_of(folder, report)
    if report.count:
        return None
    with contextlib.ExitStack() as stack:
        stack.enter_context(alone_at(path))
        is_there = _has_database(path, replace=replace)
        there = stack.enter_context(Replaced(path))
        before = stack.enter_context(brought_up(path, own_law)) if is_there else None
        part = stack.enter_context(unfinished_database(path))
        file = stack.enter_context(contextlib.closing(BulkFile(part, before)))
        attached = _Attached.NONE if before is None else _Attached.REPLACED if replace else _Attached.MERGED
        try:
            imported = _import(file, folder, tables, report, attached, onlooker or Onlooker())
        except dbapi2.DatabaseError:
            # The mode that a terminal takes up cannot be read from beside; that is no fault of the disk.
            there.refuse_changed()
            raise
        if imported is None:
            log_event(_logger, Event.IMPORT_REFUSED, count=report.count)
            return None
        if attached is not _Attached.MERGED or imported.added + imported.changed > 0:
            file.finish()
            there.give_way(part)
    duration_s = round(time.monotonic() - started_s, 1)
    log_event(
        _logger,
        Event.DATA_IMPORTED,
        count=imported.read,
        added=imported.added,
        changed=imported.changed,
        duration_s=duration_s,
    )
    return imported


class _Attached(enum.Enum):
    """Say what becomes of the database that was there."""

    NONE = "none"
    MERGED = "merged"
    REPLACED = "replaced"


def _has_database(path: Path, *, replace: bool) -> bool:
    """Say whether there is a database; one without our tables can be replaced, not added to."""
    if not path.exists():
        return False
    if schema_of(path) is not SchemaState.EMPTY:
        return True
    if not replace:
        raise FaultyDatabaseError(DatabaseFault.MISSING)
    return False


def _tables_of(folder: Path, report: Report) -> Mapping[str, TableRead]:
    """Give the tables that have a file, and refuse files that belong to no table: a name may be misspelt."""
    known = tables_read()
    names = {path.name for path in folder.iterdir() if path.suffix == ".csv"}
    if not names:
        raise NoFilesError
    allowed = Fault(Reason.UNKNOWN_FILE, ", ".join(sorted(table.file_name for table in known.values())))
    unknown = names - {table.file_name for table in known.values()}
    report.add(Refusal(name, 0, "", allowed) for name in sorted(unknown))
    return {name: table for name, table in known.items() if table.file_name in names}


def _import(
    file: BulkFile,
    folder: Path,
    tables: Mapping[str, TableRead],
    report: Report,
    attached: _Attached,
    onlooker: Onlooker,
) -> Imported | None:
    paths = {name: folder / table.file_name for name, table in tables.items()}
    onlooker.on_total(sum(path.stat().st_size for path in paths.values()))
    loader = Loader(file, report, has_before=attached is _Attached.MERGED)
    with no_cycles():
        read = sum(loader.load(table, paths[name], onlooker.on_progress) for name, table in tables.items())
    if attached is not _Attached.MERGED:
        if report.count:
            return None
        if attached is _Attached.REPLACED:
            keep_records(file, tables)
        return Imported(read, added=read, changed=0)
    merger = Merger(file)
    if not report.count:
        for name, table in tables.items():
            report.add(merger.taken(table, paths[name]))
    if report.count:
        return None
    added, changed = (
        sum(counts) for counts in zip(*(merger.differences(table) for table in tables.values()), strict=True)
    )
    if added or changed:
        merger.keep_the_rest()
    return Imported(read, added, changed)
