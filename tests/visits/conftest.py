"""Whole visits: a real terminal amid simulators, and somebody before it."""

import codecs
import gc
import importlib
import linecache
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from hardware.printer.simulator.server import TcpPort, VirtualPrinter
from kiosk.app.seed import seed
from kiosk.app.simulators import SimulatorOptions, Simulators, settings_as_toml
from kiosk.services.recovering import RecoveringServices
from kiosk.settings import Settings
from tests.visits import ways
from tests.visits.people import EVERYBODY, Person
from tests.visits.programs import Program
from tests.visits.reception import NOW, Counter, Reception, fresh_settings
from tests.visits.remains import Memory, Search, assert_nothing_of_the_person_remains
from ui.terminal.warm_up import warm_up
from ui.theme import load_fonts

HELD_AT_MOST_S = 20.0
"""A question that a test holds back and forgets is answered after all."""


@pytest.fixture(scope="session")
def _app(qapp):
    load_fonts()
    return qapp


@pytest.fixture(scope="session")
def runtime() -> Iterator[Path]:
    """A folder whose path is short enough for sockets."""
    folder = Path(tempfile.mkdtemp(prefix="kv", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def town(_app, runtime: Path) -> Iterator[Simulators]:
    """The reader, the telephones and the seeded fund, for all tests of this process."""
    with Simulators(runtime / "kiosk", NOW.date(), SimulatorOptions(time_scale=0, people=0)) as simulators:
        yield simulators


@pytest.fixture
def simulators(town: Simulators) -> Iterator[Simulators]:
    """The reader without a card, the telephones without a message."""
    yield town
    reader = town.reader
    reader.pcscd.thaw()
    reader.plug()
    reader.remove()
    reader.restart_pcscd()
    (town.runtime / ways.SLOW_CARD).unlink(missing_ok=True)
    town.authority.forget()
    town.phone.stop()
    town.phone.start()


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    """A printer with a new roll, whose parts move in no time."""
    with VirtualPrinter(link=TcpPort(0), time_scale=0, wall_clock=lambda: NOW) as printer:
        yield printer


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """The services, which can be slow."""
    counter = Counter()
    answer = RecoveringServices.ask

    def ask(services, question):
        counter.may_answer.wait(HELD_AT_MOST_S)
        return answer(services, question)

    monkeypatch.setattr(RecoveringServices, "ask", ask)
    yield counter
    counter.release()


@pytest.fixture
def settings(simulators, printer, tmp_path):
    return fresh_settings(simulators.settings, tmp_path, printer.url)


OpenTerminal = Callable[..., Reception]


@pytest.fixture
def open_terminal(simulators, printer, settings, counter) -> Iterator[OpenTerminal]:
    """Switch terminals on; they are switched off at the end."""
    with ExitStack() as open_ones:
        open_ones.callback(counter.release)

        def switch_on(**changes) -> Reception:
            terminal = Reception(simulators, printer, changes.pop("settings", settings), counter, **changes)
            open_ones.enter_context(terminal)
            open_ones.callback(counter.release)
            return terminal

        yield switch_on


@pytest.fixture
def visit(open_terminal: OpenTerminal) -> Reception:
    """A terminal that waits for a card."""
    terminal = open_terminal()
    terminal.waits()
    return terminal


# What remains of a person


@pytest.fixture(scope="session")
def known_before(request) -> Memory:
    """What this process knows of the cast before anybody comes."""
    request.getfixturevalue("town")
    # Loaded later otherwise, and with samples and descriptions that name somebody.
    warm_up()
    importlib.import_module("kiosk.services.embedded")
    codecs.lookup("utf-16-le")
    return Memory(Search(*(person.pattern for person in EVERYBODY), *ways.TYPED))


class _Diary(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {record.__dict__.get('kiosk_fields', '')} {record.exc_text or ''}")


@pytest.fixture
def diary() -> Iterator[_Diary]:
    """All that is logged."""
    diary = _Diary()
    logging.getLogger().addHandler(diary)
    yield diary
    logging.getLogger().removeHandler(diary)


@pytest.fixture
def _young_objects(request) -> Iterator[None]:
    """Have the collector of garbage list only what is made from now on."""
    request.getfixturevalue("known_before")
    gc.freeze()
    yield
    gc.unfreeze()


Forgets = Callable[..., None]


@pytest.fixture
def forgets(known_before, diary, simulators, printer, runtime, tmp_path) -> Forgets:
    """Assert that a terminal has forgotten somebody, and what the person typed."""

    def assert_forgotten(visit: Reception, person: Person, secrets: Sequence[str] = ()) -> None:
        # What the stage keeps for the tests is none of the terminal's.
        visit.states.clear()
        assert_nothing_of_the_person_remains(
            Search(person.pattern, *secrets),
            known_before,
            outside=(
                printer,
                simulators.phone,
                simulators.reader,
                simulators.authority,
                secrets,
                linecache.cache,
            ),
            folders=(tmp_path, runtime),
            meant_to_know=(
                *visit.state_folder.glob("kiosk.db*"),
                simulators.runtime / "state",
                simulators.runtime / ways.SLOW_CARD,
            ),
            log="\n".join(diary.lines),
        )

    return assert_forgotten


# Programs of their own


@pytest.fixture(scope="session")
def todays_fund(town, tmp_path_factory) -> Settings:
    """Settings with a fund that was seeded today: programs of their own have the clock of this machine."""
    folder = tmp_path_factory.mktemp("fund")
    replace = msgspec.structs.replace
    settings = replace(
        town.settings,
        database=replace(town.settings.database, url=f"sqlite:///{folder / 'kiosk.db'}"),
        secrets=replace(town.settings.secrets, dir=str(folder / "secrets")),
    )
    seed(settings, datetime.now().astimezone().date(), people=0)
    return settings


@pytest.fixture
def program_settings(simulators, todays_fund, printer, tmp_path) -> Settings:
    """Settings of a terminal that is a program."""
    del simulators
    return fresh_settings(todays_fund, tmp_path, printer.url)


@pytest.fixture
def config(program_settings, tmp_path) -> Path:
    """The file of these settings."""
    path = tmp_path / "kiosk.toml"
    path.write_text(settings_as_toml(program_settings), encoding="utf-8")
    return path


@pytest.fixture
def start_program(runtime, tmp_path) -> Iterator[Callable[..., Program]]:
    """Start programs; they are ended at the end."""
    with ExitStack() as running:

        def start(*arguments: str, **environment: str) -> Program:
            places = {"XDG_RUNTIME_DIR": str(runtime), "HOME": str(tmp_path), "LC_ALL": "fr_FR.UTF-8"}
            program = Program(*arguments, environment={**places, **environment})
            running.callback(program.close)
            return program

        yield start
