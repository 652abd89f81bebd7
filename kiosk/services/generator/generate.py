"""Generate fictional people, the cast and as many others as asked: a database, or the files that `import` reads."""

import logging
import os
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.resources import resource_path
from kiosk.services.codes import HashCost
from kiosk.services.collecting import no_cycles
from kiosk.services.generator.cast import read_organisms
from kiosk.services.generator.chunks import ChunkMaker, Drawer, Made, chunks_of, made_of
from kiosk.services.generator.model import FileFacts, World
from kiosk.services.generator.rows import RowMaker, organism_rows
from kiosk.services.generator.workers import made_in_order
from kiosk.services.law_file import read_law
from kiosk.services.secrets import Secrets
from kiosk.services.transfer.files import CsvFolder
from kiosk.storage.batches import Rows
from kiosk.storage.bulk import BulkFile, RowSink, values_of
from kiosk.storage.law import law_rows
from kiosk.storage.replacing import DatabaseThereError, alone_at, put_in_place, refuse_open, unfinished_database
from kiosk.storage.schema import metadata
from kiosk.storage.usable import file_of

_CHUNKS_WORTH_A_PROCESS: Final = 5
"""To start a process takes as long as to draw a thousand people or two."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """Hold what is to be generated.

    Attributes:
        people: how many besides the cast.
        seed: the same seed gives the same people.
        today: the last day of the data.
        cost: of the hashes of the cast's codes.
        workers: processes that draw beside this one, None for as many as the machine has cores; they change nothing
            in what is drawn.
    """

    people: int
    seed: int
    today: date
    cost: HashCost = field(default_factory=HashCost)
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class Generated:
    """Hold how much was generated, the cast included."""

    people: int = 0
    files: int = 0
    payments: int = 0

    def with_more(self, made: Made) -> "Generated":
        """Add what was made."""
        return Generated(self.people + made.people, self.files + made.files, self.payments + made.payments)


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Be told what is generated.

    Attributes:
        on_file: sees the files of the cast and of the first thousand people, before they are written.
        on_people: sees how many more people are written.
    """

    on_file: Callable[[FileFacts], None] = lambda _file: None
    on_people: Callable[[int], None] = lambda _people: None


def generate_database(
    address: str, secrets: Secrets, order: Order, *, replace: bool = False, onlooker: Onlooker | None = None
) -> Generated:
    """Generate a database.

    Its file appears, whole, when all is written: a generation that is killed leaves nothing behind but its unfinished
    file beside it, which the next one replaces.

    Args:
        address: sqlite:////ABSOLUTE/PATH.
        secrets: the codes are hashed with them.
        order: what is generated.
        replace: whether a database that is there is replaced.
        onlooker: is told of it.

    Raises:
        DatabaseThereError: there is a database, and it is not to be replaced.
        DatabaseOpenError: there is a database, and it is open.
        ReplacingError: another program brings data into it, or makes it anew.
        OSError: the file cannot be written.
        ValueError: the address is not that of a file.
        pysqlite3.dbapi2.DatabaseError: the database refuses.
    """
    path = file_of(address)
    with alone_at(path):
        # One that is open cannot be replaced either: that is said first.
        refuse_open(path)
        if path.exists() and not replace:
            raise DatabaseThereError
        with unfinished_database(path) as part:
            file = BulkFile(part)
            try:
                generated = _generate(file, secrets, order, onlooker or Onlooker())
                file.finish()
            finally:
                file.close()
            put_in_place(part, path)
    return generated


def generate_files(folder: Path, secrets: Secrets, order: Order, *, onlooker: Onlooker | None = None) -> Generated:
    """Generate the CSV files that `import` reads, with the same rows as a database would have.

    Args:
        folder: a new one, or one without such files.
        secrets: the codes are hashed with them.
        order: what is generated.
        onlooker: is told of it.

    Raises:
        FileExistsError: such a file is there.
        OSError: a file cannot be written.
    """
    with CsvFolder(folder) as files:
        return _generate(files, secrets, order, onlooker or Onlooker())


def _generate(sink: RowSink, secrets: Secrets, order: Order, onlooker: Onlooker) -> Generated:
    started_s = time.monotonic()
    law = read_law(resource_path("config/tariffs.toml"))
    organisms, shares = read_organisms()
    world = World(order.today, law, organisms, shares)
    maker = RowMaker(secrets.pepper, secrets.digest_key, order.cost, order.seed)
    data_set = {"id": 1, "seed": order.seed, "people_count": order.people, "as_of": order.today}
    _insert(sink, {**law_rows(law), **organism_rows(organisms), "data_sets": [data_set]})

    drawer = Drawer(world, order.seed)
    chunks = list(chunks_of(order.people))
    generated = Generated()
    for files in (drawer.cast, *(tuple(drawer.files(chunk)) for chunk in chunks[:1])):
        for file in files:
            onlooker.on_file(file)
        generated = _take(sink, made_of(maker, files), generated, onlooker)
    workers = _workers(order, len(chunks))
    made_elsewhere = made_in_order(ChunkMaker(world, order.seed, maker), chunks[1:], workers)
    with no_cycles(), closing(made_elsewhere) as others:
        for made in others:
            generated = _take(sink, made, generated, onlooker)
    log_event(_logger, Event.DATA_GENERATED, count=generated.people, duration_s=round(time.monotonic() - started_s, 1))
    return generated


def _workers(order: Order, chunks: int) -> int:
    if order.workers is not None:
        return order.workers
    return (os.cpu_count() or 1) if chunks > _CHUNKS_WORTH_A_PROCESS else 0


def _take(sink: RowSink, made: Made, generated: Generated, onlooker: Onlooker) -> Generated:
    for table in metadata.sorted_tables:
        if rows := made.rows.get(table.name):
            sink.insert(table, rows)
    onlooker.on_people(made.people)
    return generated.with_more(made)


def _insert(sink: RowSink, rows: Rows) -> None:
    for table in metadata.sorted_tables:
        if of_table := rows.get(table.name):
            sink.insert(table, values_of(table, of_table))
