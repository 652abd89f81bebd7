"""Generate a database of fictional people: the cast, and as many others as asked."""

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, make_url

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.resources import resource_path
from kiosk.services.codes import HashCost
from kiosk.services.generator.cast import cast_files, cast_nirs, read_organisms
from kiosk.services.generator.households import HouseholdDrawer, Numbers
from kiosk.services.generator.model import FileFacts, World
from kiosk.services.generator.names import read_names
from kiosk.services.generator.nirs import FictionalNirs, place_and_order
from kiosk.services.generator.rows import RowMaker, organism_rows
from kiosk.services.law_file import read_law
from kiosk.services.secrets import Secrets
from kiosk.storage.batches import has_people, learn_distribution, write_data_set, write_rows
from kiosk.storage.engine import database_path, is_open_elsewhere, writing
from kiosk.storage.law import write_law
from kiosk.storage.opening import create_database

_FILES_A_BATCH: Final = 200
"""Kept in memory at once; about 40,000 rows."""

_CARDS_START: Final = 1000
"""The cast has the first serial numbers."""

_logger = logging.getLogger(__name__)


class DatabaseThereError(Exception):
    """Say that there is a database, and that it was not to be replaced."""


class DatabaseOpenError(Exception):
    """Say that the database to be replaced is open: a terminal runs on it."""


@dataclass(frozen=True, slots=True)
class Order:
    """Hold what is to be generated.

    Attributes:
        people: how many besides the cast.
        seed: the same seed gives the same people.
        today: the last day of the data.
        cost: of the hashes of the cast's codes.
    """

    people: int
    seed: int
    today: date
    cost: HashCost = field(default_factory=HashCost)


@dataclass(frozen=True, slots=True)
class Generated:
    """Hold how much was generated, the cast included."""

    people: int
    files: int
    payments: int


def generate_database(
    address: str,
    secrets: Secrets,
    order: Order,
    *,
    replace: bool = False,
    on_file: Callable[[FileFacts], None] = lambda _file: None,
) -> Generated:
    """Generate a database.

    An SQLite file appears, whole, when all is written: a generation that is stopped leaves nothing behind but its
    unfinished file beside it, which the next one replaces.

    Args:
        address: sqlite:////ABSOLUTE/PATH, or another address of SQLAlchemy's.
        secrets: the codes are hashed with them.
        order: what is generated.
        replace: whether a database that is there is replaced; only for files.
        on_file: sees each file as it is written.

    Raises:
        DatabaseThereError: there is a database, and it is not to be replaced.
        DatabaseOpenError: the database to be replaced is open.
        OSError: the file cannot be written.
        sqlalchemy.exc.DBAPIError: the database refuses.
    """
    started_s = time.monotonic()
    path = database_path(make_url(address))
    if path is None:
        engine = create_database(address)
        if has_people(engine):
            engine.dispose()
            raise DatabaseThereError
        generated = _fill(engine, secrets, order, on_file)
    else:
        if path.exists() and not replace:
            raise DatabaseThereError
        _refuse_open(path)
        part = path.with_name(f"{path.name}.part")
        _remove(part)
        generated = _fill(create_database(f"sqlite:///{part.absolute()}"), secrets, order, on_file)
        _refuse_open(path)
        # A log of the database that was there would be played into the new one.
        _remove(path)
        part.rename(path)
        _sync_folder(path.parent)
    log_event(_logger, Event.DATA_GENERATED, count=generated.people, duration_s=round(time.monotonic() - started_s, 1))
    return generated


def fictional_files(world: World, people: int, seed: int) -> Iterator[FileFacts]:
    """Give the files of the cast, then those of so many people drawn."""
    names = read_names()
    cast = cast_files(world, names.professionals)
    nirs = FictionalNirs(frozenset(place_and_order(nir) for nir in cast_nirs()))
    numbers = Numbers(
        person_id=max(member.person.person_id for file in cast for member in file.members) + 1,
        file_id=cast[-1].file_id + 1,
        payment_id=max(payment.detail.summary.payment_id for file in cast for payment in file.payments) + 1,
        card=_CARDS_START,
    )
    return chain(cast, HouseholdDrawer(world, names, nirs, numbers, seed).files(people))


def _fill(engine: Engine, secrets: Secrets, order: Order, on_file: Callable[[FileFacts], None]) -> Generated:
    law = read_law(resource_path("config/tariffs.toml"))
    organisms, shares = read_organisms()
    world = World(order.today, law, organisms, shares)
    maker = RowMaker(secrets, order.cost, order.seed)
    people = files = payments = 0
    try:
        with writing(engine) as connection:
            write_law(connection, law)
            write_rows(connection, organism_rows(organisms))
            write_data_set(connection, order.seed, order.people, order.today)
        for batch in _batches(fictional_files(world, order.people, order.seed)):
            rows = maker.rows(batch)
            with writing(engine) as connection:
                write_rows(connection, rows)
            for file in batch:
                on_file(file)
            people += len(rows["people"])
            files += len(batch)
            payments += len(rows["payments"])
        learn_distribution(engine)
    finally:
        # The last connection that closes moves the log into the file.
        engine.dispose()
    return Generated(people, files, payments)


def _batches(files: Iterable[FileFacts]) -> Iterator[list[FileFacts]]:
    remaining = iter(files)
    while batch := list(islice(remaining, _FILES_A_BATCH)):
        yield batch


def _refuse_open(path: Path) -> None:
    if path.exists() and is_open_elsewhere(path):
        raise DatabaseOpenError


def _remove(path: Path) -> None:
    for suffix in ("-wal", "-shm", ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a rename outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
