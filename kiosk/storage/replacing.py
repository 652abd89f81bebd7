"""Put a new database in place of another one: whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.storage.bulk import sync
from kiosk.storage.engine import is_open_elsewhere
from kiosk.storage.opening import create_database


class DatabaseThereError(Exception):
    """Say that there is a database, and that it was not to be replaced."""


class DatabaseOpenError(Exception):
    """Say that the database to be replaced is open: a terminal runs on it."""


@contextmanager
def unfinished_database(path: Path) -> Iterator[Path]:
    """Give a new file with the tables, beside its place; it is removed at the end if it is still there.

    A program that is killed meanwhile leaves it behind; the next one removes it.

    Raises:
        OSError: the file cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    remove_database(part)
    create_database(f"sqlite:///{part.absolute()}").dispose()
    try:
        yield part
    finally:
        remove_database(part)


def put_in_place(part: Path, path: Path) -> None:
    """Put a finished database in its place.

    Raises:
        DatabaseOpenError: the one that is there is open.
    """
    refuse_open(path)
    # A log of the database that was there would be played into the new one.
    remove_database(path)
    part.rename(path)
    sync(path.parent)


def refuse_open(path: Path) -> None:
    """Refuse a database that a terminal runs on.

    Raises:
        DatabaseOpenError: it is open.
    """
    if path.exists() and is_open_elsewhere(path):
        raise DatabaseOpenError


def remove_database(path: Path) -> None:
    """Remove a file and its log, if they are there."""
    for suffix in ("-wal", "-shm", "-journal", ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
