"""Bring CSV files into the database of the services: all of them, or nothing."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.services.collecting import no_cycles
from kiosk.services.transfer.loading import Loader
from kiosk.services.transfer.merging import Merger
from kiosk.services.transfer.refusals import Fault, Reason, Refusal
from kiosk.services.transfer.report import Report
from kiosk.services.transfer.specification import TableRead
from kiosk.services.transfer.tables import tables_read
from kiosk.storage.bulk import BulkFile
from kiosk.storage.replacing import put_in_place, refuse_open, unfinished_database
from kiosk.storage.usable import file_of, make_usable

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
    as it is, and so does what the services keep of visits, certificates and orders.

    Args:
        address: sqlite:////ABSOLUTE/PATH; the database is made if it is not there.
        folder: has the files.
        report: takes what is refused.
        replace: whether to begin with nothing instead of what is in the database.
        onlooker: is told how it goes.

    Returns:
        What was done; None where lines are refused, which are then in the report.

    Raises:
        NoFilesError: the folder has no CSV file.
        FaultyDatabaseError: the database cannot be read or written.
        DatabaseOpenError: a terminal runs on the database.
        OSError: a file cannot be read or written.
        ValueError: the address is not that of a file.
        pysqlite3.dbapi2.DatabaseError: the database refuses; it is as it was.
    """
    started_s = time.monotonic()
    path = file_of(address)
    tables = _tables_of(folder, report)
    if report.count:
        return None
    refuse_open(path)
    before = path if path.exists() and not replace else None
    if before is not None:
        make_usable(before)
        # Closed again, it leaves the mode in which it could not be read from beside.
        refuse_open(before)
    with unfinished_database(path) as part:
        file = BulkFile(part, before)
        try:
            imported = _import(file, folder, tables, report, before, onlooker or Onlooker())
            if imported is None:
                log_event(_logger, Event.IMPORT_REFUSED, count=report.count)
                return None
            is_new = before is None or imported.added + imported.changed > 0
            if is_new:
                file.finish()
        finally:
            file.close()
        if is_new:
            put_in_place(part, path)
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
    before: Path | None,
    onlooker: Onlooker,
) -> Imported | None:
    paths = {name: folder / table.file_name for name, table in tables.items()}
    onlooker.on_total(sum(path.stat().st_size for path in paths.values()))
    loader = Loader(file, report, has_before=before is not None)
    with no_cycles():
        read = sum(loader.load(table, paths[name], onlooker.on_progress) for name, table in tables.items())
    if before is None:
        return None if report.count else Imported(read, added=read, changed=0)
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
