"""A bench is looked at from a thread of its own."""

import threading

import pytest
from PySide6.QtCore import QThread

from ui.dock.benches import BenchAbsentError
from ui.dock.poller import BenchPoller

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def polled():
    pollers = []

    def make(look, interval_ms=10):
        poller = BenchPoller(look, interval_ms)
        poller.seen = []
        poller.looked.connect(poller.seen.append)
        pollers.append(poller)
        return poller

    yield make
    for poller in pollers:
        poller.stop()


def test_it_looks_again_and_again_outside_of_the_gui_thread(polled, qtbot):
    threads = set()
    poller = polled(lambda: threads.add(threading.current_thread()) or len(threads))
    poller.start()
    qtbot.waitUntil(lambda: len(poller.seen) >= 3)
    assert len(threads) == 1
    assert threading.current_thread() not in threads


def test_a_bench_that_does_not_answer_is_seen_as_nothing_and_asked_again(polled, qtbot):
    answers = iter([BenchAbsentError(), "there"])

    def look():
        answer = next(answers, "there")
        if isinstance(answer, BenchAbsentError):
            raise answer
        return answer

    poller = polled(look)
    poller.start()
    qtbot.waitUntil(lambda: len(poller.seen) >= 2)
    assert poller.seen[:2] == [None, "there"]


def test_a_bench_that_takes_its_time_is_not_asked_twice_and_freezes_nobody(polled, qtbot):
    go_on, asked = threading.Event(), []

    def look():
        asked.append(True)
        go_on.wait(10)
        return "late"

    poller = polled(look)
    poller.start()
    qtbot.waitUntil(lambda: bool(asked))
    ticks = []
    timer = poller.startTimer(5)
    poller.timerEvent = lambda _event: ticks.append(QThread.currentThread())
    qtbot.waitUntil(lambda: len(ticks) >= 10)
    poller.killTimer(timer)
    assert len(asked) == 1
    go_on.set()
    qtbot.waitUntil(lambda: "late" in poller.seen)


def test_an_order_is_carried_out_and_the_bench_looked_at_at_once(polled, qtbot):
    done = []
    poller = polled(lambda: tuple(done), interval_ms=60_000)
    poller.start()
    qtbot.waitUntil(lambda: poller.seen == [()])
    poller.order(lambda: done.append("insert"))
    qtbot.waitUntil(lambda: poller.seen == [(), ("insert",)])


def test_an_order_to_an_absent_bench_shows_that_it_is_absent(polled, qtbot):
    def refuse():
        raise BenchAbsentError

    poller = polled(lambda: "there", interval_ms=60_000)
    poller.order(refuse)
    qtbot.waitUntil(lambda: poller.seen == [None])


def test_a_bug_in_a_bench_is_not_swallowed(polled, qtbot):
    def broken():
        raise ZeroDivisionError("a bug")

    poller = polled(broken, interval_ms=60_000)
    with qtbot.captureExceptions() as caught:
        poller.start()
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_after_the_stop_nothing_is_asked(polled, qtbot):
    asked = []
    poller = polled(lambda: asked.append(True))
    poller.start()
    qtbot.waitUntil(lambda: bool(asked))
    poller.stop()
    count = len(asked)
    with qtbot.assertNotEmitted(poller.looked, wait=50):
        poller.stop()
    assert len(asked) == count
