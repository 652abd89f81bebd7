"""A terminal in a reception point, with somebody before it who can also act on what is around it."""

import re
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import msgspec
import psutil

from hardware.printer.simulator.faults import FaultName
from hardware.printer.simulator.operator import Operator
from hardware.printer.simulator.server import VirtualPrinter
from hardware.sound.recorder import RecordingSounder
from kiosk.app.simulators import Simulators
from kiosk.app.stage import Stage
from kiosk.session.actions import Tick
from kiosk.session.limits import Limits
from kiosk.session.remnant import RemnantPlace
from kiosk.session.statuses import AskingCode, Ended, Menu, WaitingForCard
from kiosk.settings import Settings
from tests.visits.people import Person

NOW = datetime(2026, 11, 21, 10, 4, tzinfo=ZoneInfo("Europe/Paris"))
"""A Saturday morning in a fund that is closed on Saturdays: the terminal is open whenever the door is."""

ENDS_WITHIN_S = 1.0
"""From the card's leaving to the end of the visit (design: "within 1 s in every status")."""

HUNG_ENDS_WITHIN_S = 3.0
"""Idem where pcscd hangs: it says nothing, which takes longer to notice."""

BUSY_MACHINE = 2.0
"""How much longer than on a machine of its own a step may take where other work shares the cores."""


@dataclass
class HandClock:
    """A clock of deadlines and dates that moves when a test moves it."""

    now_s: float = 1000.0
    date: datetime = NOW

    def monotonic_s(self) -> float:
        return self.now_s

    def now(self) -> datetime:
        return self.date

    def pass_by(self, seconds: float) -> None:
        self.now_s += seconds
        self.date += timedelta(seconds=seconds)


@dataclass
class PartsClock:
    """The clock of equipment and services: the dates of the test, the seconds of this machine."""

    dates: HandClock
    skipped_s: float = 0.0

    def monotonic_s(self) -> float:
        return monotonic() + self.skipped_s

    def now(self) -> datetime:
        return self.dates.now()


@dataclass
class Counter:
    """Hold back every question to the services, as a slow database does."""

    may_answer: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.may_answer.set()

    def hold(self) -> None:
        self.may_answer.clear()

    def release(self) -> None:
        self.may_answer.set()


class Reception(Stage):
    """A terminal that serves, with verbs for whoever stands there."""

    def __init__(
        self,
        simulators: Simulators,
        printer: VirtualPrinter,
        settings: Settings,
        counter: Counter,
        limits: Limits | None = None,
    ) -> None:
        self.clock = HandClock()
        self.sounds = RecordingSounder()
        self.settings = settings
        self.counter = counter
        self._virtual_printer = printer
        self._parts_clock = PartsClock(self.clock)
        super().__init__(
            simulators,
            clock=self.clock,
            limits=limits,
            settings=settings,
            parts_clock=self._parts_clock,
            sounder=self.sounds,
        )

    # Around the terminal

    @property
    def operator(self) -> Operator:
        """Whoever puts paper in and takes it out."""
        return self._virtual_printer.operator

    @property
    def reader(self):
        """The virtual reader, and its pcscd."""
        return self.simulators.reader

    @property
    def state_folder(self) -> Path:
        return Path(self.settings.paths.state)

    @property
    def database(self) -> Path:
        return Path(self.settings.database.url.removeprefix("sqlite:///"))

    def card_processes(self) -> list[psutil.Process]:
        """The process of the terminal that talks to pcscd; none between the death of one and the birth of the next."""
        return [one for one in psutil.Process().children() if "hardware.card.process" in cmdline_of(one)]

    def papers(self, count: int | None = None) -> list[str]:
        """What stands on the papers that came out, once so many did."""
        found = self.operator.papers() if count is None else self.operator.wait_for_papers(count)
        return [paper.text for paper in found]

    def texted_code(self, person: Person) -> str:
        """The code of the newest text message on somebody's telephone."""
        newest = self.simulators.phone.messages(person.mobile)[-1]
        return re.search(r"\d{6}", newest.text)[0]

    def strip_is_cut_off(self) -> None:
        """The rest of an interrupted ticket is out, and what the screen says of it, if it does, was read."""

        def is_over() -> bool:
            remnant = self.conductor.state.remnant
            if remnant is None:
                return any(state.remnant is not None for state in self.states)
            return remnant.place is RemnantPlace.OUT

        self.wait_until(is_over, "the end of the strip")
        if self.conductor.state.remnant is not None:
            self.press("Continuer")

    # Time

    def let_pass(self, seconds: float) -> None:
        """Let time go by for the terminal."""
        self.clock.pass_by(seconds)
        self.conductor.act(Tick())

    def equipment_loses_patience(self, seconds: float) -> None:
        """Let time go by for the printer's driver."""
        self._parts_clock.skipped_s += seconds

    def measured(self, do: Callable[[], object], arrived: Callable[[], bool], patience_s: float = 15.0) -> float:
        """Do something and give the seconds until the terminal has answered to it."""
        begun_s = monotonic()
        do()
        self.wait_until(arrived, "the answer of the terminal", patience_s)
        return monotonic() - begun_s

    # The person

    def waits(self) -> None:
        """The terminal waits for a card."""
        self.reaches(WaitingForCard)

    def presents(self, person: Person) -> None:
        """Insert the card and come to the code."""
        self.insert(person.card)
        self.reaches(AskingCode)

    def enters(self, person: Person) -> None:
        """Insert the card, type the code and come to the menu."""
        self.presents(person)
        self.type(person.code)
        self.reaches(Menu)

    def answered(self) -> None:
        """No question to the services waits for its answer."""
        self.wait_until(lambda: self.conductor.state.pending is None, "an answer")

    def services_are_done(self) -> None:
        """Every question that was put to the services, and every order, has been carried out."""
        self.counter.release()
        self.conductor._worker.submit(lambda: None).result(30)  # noqa: SLF001 - the end of their queue can be seen there only

    def prints_no_more(self) -> None:
        """Switch the printer off: what was under way has an end now, and is forgotten."""
        self.operator.inject(FaultName.UNPLUG)
        self.wait_until(lambda: bool(self.printer_failures()), "the loss of the printer")

    def says(self, *sentences: str) -> None:
        """Each sentence stands on the screen."""
        shown = "\n".join(self.texts()).replace("\u00a0", " ").replace("\u2011", "-")
        for sentence in sentences:
            assert sentence in shown, f"{sentence!r} is not on the screen:\n{shown}"

    def types_wrongly(self, code: str) -> None:
        """Type a code that is not the right one, and have it refused."""
        self.type(code)
        self.answered()

    def last_words_go(self) -> None:
        """Let the longest time go by that the last screen stays: while a paper still comes out."""
        self.let_pass(Limits().printed_s + 1)

    def leaves(self) -> None:
        """Pull the card and let the last words go."""
        self.remove()
        self.reaches(Ended)
        self.last_words_go()
        self.waits()


def cmdline_of(process: psutil.Process) -> list[str]:
    """The command of a process, nothing where it has just ended."""
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


def fresh_settings(seeded: Settings, folder: Path, printer_url: str) -> Settings:
    """Settings of a terminal with a database and a state of its own, copied from those of a seeded one."""
    state = folder / "state"
    state.mkdir()
    database = Path(seeded.database.url.removeprefix("sqlite:///"))
    shutil.copy2(database, state / database.name)
    shutil.copytree(seeded.secrets.dir, state / "secrets")
    replace = msgspec.structs.replace
    return replace(
        seeded,
        printer=replace(seeded.printer, url=printer_url),
        database=replace(seeded.database, url=f"sqlite:///{state / database.name}"),
        secrets=replace(seeded.secrets, dir=str(state / "secrets")),
        paths=replace(seeded.paths, state=str(state)),
    )


def lines_of(text: str) -> Sequence[str]:
    """The lines of a paper without the spaces that place them."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
