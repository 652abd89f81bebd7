"""Virtual readers, in memory and under a real pcscd, and what they tell."""

import shutil
import tempfile
import threading
import time
from pathlib import Path

import pytest

from hardware.card.pcsc_reader import PcscCardReader
from hardware.card.simulator.bench import VirtualReaderBench
from hardware.card.simulator.in_process import InProcessCardReader
from kiosk.ports import CardRemoved

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 10
"""What a busy machine may take; no test waits that long when all is well."""


class Told:
    """Keep what a reader tells, and wait for it."""

    def __init__(self):
        self._events = []
        self._news = threading.Condition()

    def __call__(self, event):
        with self._news:
            self._events.append((time.monotonic(), event))
            self._news.notify_all()

    @property
    def events(self):
        with self._news:
            return [event for _, event in self._events]

    def forget(self):
        with self._news:
            self._events.clear()

    def wait_for(self, *kinds, within_s=PATIENCE_S):
        """Wait until the kinds of events end with these, and give the last ones."""
        deadline = time.monotonic() + within_s
        with self._news:
            while [type(event) for _, event in self._events[-len(kinds) :]] != list(kinds):
                left = deadline - time.monotonic()
                told = [type(event).__name__ for _, event in self._events]
                assert left > 0, f"waited for {[kind.__name__ for kind in kinds]}, was told {told}"
                self._news.wait(left)
            found = [event for _, event in self._events[-len(kinds) :]]
        return found[0] if len(kinds) == 1 else found

    def count(self):
        """Say how much has been told."""
        with self._news:
            return len(self._events)

    def wait_for_more(self, than, within_s=PATIENCE_S):
        """Wait until more has been told than so much, and give the last event."""
        with self._news:
            assert self._news.wait_for(lambda: len(self._events) > than, within_s)
            return self._events[-1][1]

    def moment_of(self, kind):
        """Give when the last event of a kind was told, on the monotonic clock."""
        with self._news:
            return next(moment for moment, event in reversed(self._events) if isinstance(event, kind))


@pytest.fixture(scope="session")
def _bench():
    runtime = Path(tempfile.mkdtemp(prefix="kc-", dir="/tmp"))  # short, for the addresses of its sockets
    try:
        with VirtualReaderBench(runtime, ROOT / "build" / "virtual-reader") as bench:
            yield bench
    finally:
        shutil.rmtree(runtime)


@pytest.fixture
def bench(_bench):
    """An empty virtual reader under a pcscd that runs, whatever a test did to it before."""
    yield _bench
    _bench.pcscd.thaw()
    _bench.plug()
    _bench.remove()
    if not _bench.state().connected:
        _bench.pcscd.kill()
        _bench.restart_pcscd()


@pytest.fixture
def make_reader(bench):
    """Start a PC/SC reader on the bench; all are stopped at the end."""
    readers = []

    def make(**options):
        reader = PcscCardReader(environment=bench.environment, **{"accept_specimens": True, **options})
        readers.append(reader)
        told = Told()
        reader.start(told)
        return reader, told

    yield make
    for reader in readers:
        reader.stop()


@pytest.fixture(scope="module")
def _shared_reader(_bench):
    told = Told()
    reader = PcscCardReader(environment=_bench.environment, accept_specimens=True)
    reader.start(told)
    yield reader, told
    reader.stop()


class Transport:
    """A reader that works, what it tells, and the hand that moves its cards."""

    def __init__(self, name, reader, told, hand):
        self.name = name
        self.reader = reader
        self.told = told
        self.insert = hand.insert
        self.remove = hand.remove
        self.turn = hand.turn
        self.reset = hand.reset
        self.unplug = hand.unplug
        self.plug = hand.plug


@pytest.fixture(params=["in-process", "pcscd"])
def transport(request):
    """The same reader twice: straight on the card engine, and through a private pcscd."""
    if request.param == "in-process":
        told = Told()
        reader = InProcessCardReader()
        reader.start(told)
        told.forget()
        yield Transport(request.param, reader, told, reader)
        return
    bench = request.getfixturevalue("bench")
    reader, told = request.getfixturevalue("_shared_reader")
    wait_until_idle(told)
    told.forget()
    yield Transport(request.param, reader, told, bench)


def wait_until_idle(told):
    """Wait until the card of the test before has left."""
    deadline = time.monotonic() + PATIENCE_S
    while not told.events or (any_card(told.events) and not isinstance(told.events[-1], CardRemoved)):
        assert time.monotonic() < deadline, told.events
        threading.Event().wait(0.005)


def any_card(events):
    return any(hasattr(event, "ticket") for event in events)


@pytest.fixture
def card_file(tmp_path):
    """Write a scenario and give its path."""

    def write(text, name="card"):
        path = tmp_path / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def jade():
    """The lines of a card with one person."""
    return (
        'title = "Essai"\n'
        "[[people]]\n"
        'last_name = "PETIT"\nfirst_name = "JADE"\nbirth_date = "20010719"\nnir = "201077570231141"\n'
    )
