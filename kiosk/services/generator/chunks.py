"""Draw people a thousand at a time, each thousand by itself: the same ones come out wherever they are drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from kiosk.services.generator.cast import cast_files, cast_nirs
from kiosk.services.generator.households import HouseholdDrawer, Numbers
from kiosk.services.generator.model import FileFacts, World
from kiosk.services.generator.names import read_names
from kiosk.services.generator.nirs import FictionalNirs, place_and_order
from kiosk.services.generator.rows import RowMaker
from kiosk.storage.bulk import Values, values_of
from kiosk.storage.schema import metadata

PEOPLE_A_CHUNK: Final = 1000
"""Kept in memory at once; about 75,000 rows."""

_CARDS_START: Final = 1000
"""The cast has the first serial numbers."""

RowsByTable = Mapping[str, Sequence[Values]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Say which people are drawn together.

    Attributes:
        number: from 0.
        people: how many, PEOPLE_A_CHUNK except in the last one.
    """

    number: int
    people: int


@dataclass(frozen=True, slots=True)
class Made:
    """Hold the rows of some files, and how much they are."""

    rows: RowsByTable
    people: int
    files: int
    payments: int


def chunks_of(people: int) -> Iterator[Chunk]:
    """Give the chunks that so many people are drawn in."""
    for number, first in enumerate(range(0, people, PEOPLE_A_CHUNK)):
        yield Chunk(number, min(PEOPLE_A_CHUNK, people - first))


class Drawer:
    """Draw the people of any chunk, for one seed and one day."""

    def __init__(self, world: World, seed: int) -> None:
        """Take what all people have in common, and the seed."""
        self._world = world
        self._seed = seed
        self._names = read_names()
        self.cast = cast_files(world, self._names.professionals)
        self._taken = frozenset(place_and_order(nir) for nir in cast_nirs())
        self._first = Numbers(
            person_id=max(member.person.person_id for file in self.cast for member in file.members) + 1,
            file_id=self.cast[-1].file_id + 1,
            payment_id=max(payment.detail.summary.payment_id for file in self.cast for payment in file.payments) + 1,
            card=_CARDS_START,
        )

    def files(self, chunk: Chunk) -> Iterator[FileFacts]:
        """Draw the files of a chunk."""
        before = chunk.number * PEOPLE_A_CHUNK
        drawer = HouseholdDrawer(
            self._world,
            self._names,
            FictionalNirs(self._taken, before),
            self._first.after(before),
            f"{self._seed}:{chunk.number}",
        )
        return drawer.files(chunk.people)


class ChunkMaker:
    """Make the rows of any chunk; it can be sent to another process."""

    def __init__(self, world: World, seed: int, rows: RowMaker) -> None:
        """Take what the rows are made with."""
        self._drawer = Drawer(world, seed)
        self._rows = rows

    def made(self, chunk: Chunk) -> Made:
        """Draw a chunk and make its rows."""
        return made_of(self._rows, tuple(self._drawer.files(chunk)))


def made_of(maker: RowMaker, files: Sequence[FileFacts]) -> Made:
    """Make the rows of some files."""
    rows = maker.rows(files)
    return Made(
        rows={table.name: values_of(table, rows[table.name]) for table in metadata.sorted_tables if table.name in rows},
        people=len(rows["people"]),
        files=len(files),
        payments=len(rows["payments"]),
    )


def fictional_files(world: World, people: int, seed: int) -> Iterator[FileFacts]:
    """Give the files of the cast, then those of so many people drawn."""
    drawer = Drawer(world, seed)
    return chain(drawer.cast, chain.from_iterable(drawer.files(chunk) for chunk in chunks_of(people)))
