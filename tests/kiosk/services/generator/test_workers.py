import contextlib

import psutil
import pytest

from kiosk.services.codes import HashCost
from kiosk.services.generator.chunks import Chunk, ChunkMaker
from kiosk.services.generator.rows import RowMaker
from kiosk.services.generator.workers import WorkerEndedError, made_in_order

CHUNKS = [Chunk(number, 20) for number in range(5)]


@pytest.fixture
def maker(world):
    return ChunkMaker(world, 1, RowMaker(b"p" * 32, b"d" * 32, HashCost(8, 1), 1))


def workers():
    return [one for one in psutil.Process().children() if "spawn_main" in " ".join(one.cmdline())]


def test_chunks_come_back_in_their_order_whoever_made_them(maker):
    assert list(made_in_order(maker, CHUNKS, workers=2)) == list(made_in_order(maker, CHUNKS, workers=0))


def test_nobody_is_left_when_it_is_stopped_on_the_way(maker):
    with contextlib.closing(made_in_order(maker, CHUNKS, workers=2)) as made:
        next(made)
        assert len(workers()) == 2
    assert workers() == []


def test_a_process_that_is_killed_is_noticed(maker):
    with contextlib.closing(made_in_order(maker, CHUNKS, workers=1)) as made:
        next(made)
        workers()[0].kill()
        with pytest.raises(WorkerEndedError):
            list(made)


def test_nothing_to_draw_needs_nobody(maker):
    assert list(made_in_order(maker, [], workers=2)) == []
