"""Cyclic garbage is collected on the GUI thread, when there is enough of it and at the end of each visit."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.app.collector import GarbageCollector
from kiosk.session.statuses import Ended, EndReason, WaitingForCard
from kiosk.session.terminal import Terminal


class Knot:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self


class Witness:
    """Keep the threads in which something was collected."""

    def __init__(self) -> None:
        self.threads: set[int] = set()

    def __call__(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self.threads.add(threading.get_ident())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    del qtbot
    collector = GarbageCollector()
    collector.start()
    yield collector
    collector.stop()


@pytest.fixture
def witness() -> Iterator[Witness]:
    witness = Witness()
    gc.callbacks.append(witness)
    yield witness
    gc.callbacks.remove(witness)


def tie_knots(count: int) -> None:
    for _ in range(count):
        Knot()


def test_garbage_of_any_thread_is_collected_on_the_gui_thread(
    collector: GarbageCollector, witness: Witness, qtbot: QtBot
) -> None:
    knot = Knot()
    gone = weakref.ref(knot)
    del collector, knot
    worker = threading.Thread(target=tie_knots, args=(100 * gc.get_threshold()[0],))
    worker.start()
    worker.join()
    assert gone() is not None
    qtbot.waitUntil(lambda: gone() is None)
    assert witness.threads == {threading.get_ident()}


def test_the_end_of_a_visit_collects_everything(collector: GarbageCollector, qtbot: QtBot) -> None:
    knot = Knot()
    gc.collect()
    gone = weakref.ref(knot)
    del knot
    collector.follow(Terminal(WaitingForCard()))
    collector.follow(Terminal(Ended(EndReason.FINISHED, 4.0)))
    qtbot.waitUntil(lambda: gone() is None, timeout=300)


def test_what_the_start_has_made_is_left_out_of_later_collections(collector: GarbageCollector) -> None:
    known = gc.get_freeze_count()
    collector.settle()
    try:
        assert gc.get_freeze_count() > known + 1000
    finally:
        gc.unfreeze()


def test_collecting_is_given_back_to_python(qtbot: QtBot) -> None:
    del qtbot
    collector = GarbageCollector()
    collector.start()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
