"""The person beside the printer: what tests, the dock and the command line do to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from hardware.printer.simulator.engine import PrinterEngine, PrinterEvent
from hardware.printer.simulator.faults import Fault, FaultName
from hardware.printer.simulator.paper import Paper, text_of
from hardware.printer.simulator.state import PrinterState

WAIT_S: Final = 5.0
"""How long the waiting functions wait by default, in real seconds."""

_Result = TypeVar("_Result")


class PrinterThread(Protocol):
    """The thread that owns the printer."""

    def call(self, function: Callable[[], _Result]) -> _Result:
        """Run a function in the thread and return what it returns."""

    def when(self, condition: Callable[[], bool]) -> Future[None]:
        """Give what is done as soon as a condition holds, looked at after everything that happens."""

    def let_pass(self, seconds: float) -> None:
        """Move the machine time."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Hold what can be seen of the printer at one moment.

    Attributes:
        state: sensors and counters.
        active: faults that have happened.
        waiting: faults that wait for their millimetre or byte.
        papers: how many were cut so far.
        in_progress_lines: lines printed on the strip that is not cut yet.
        events: what went otherwise than a host would think, oldest first.
    """

    state: PrinterState
    active: tuple[FaultName, ...]
    waiting: tuple[FaultName, ...]
    papers: int
    in_progress_lines: int
    events: tuple[PrinterEvent, ...]


class Operator:
    """Act on a virtual printer from any thread.

    Args:
        engine: the printer.
        thread: the thread that owns it.
    """

    def __init__(self, engine: PrinterEngine, thread: PrinterThread) -> None:
        self._engine = engine
        self._thread = thread

    def inject(self, fault: Fault | FaultName) -> None:
        """Make something go wrong, now or where the fault says."""
        whole = fault if isinstance(fault, Fault) else Fault(fault)
        self._thread.call(lambda: self._engine.inject(whole))

    def clear(self, name: FaultName) -> None:
        """Put a fault right, or have it not happen."""
        self._thread.call(lambda: self._engine.clear(name))

    def clear_all(self) -> None:
        """Put every fault right."""

        def clear_each() -> None:
            for name in (*self._engine.faults.waiting, *self._engine.faults.active):
                self._engine.clear(name)

        self._thread.call(clear_each)

    def new_roll(self) -> None:
        """Put a full roll in."""
        self._thread.call(self._engine.new_roll)

    def take_ticket(self) -> bool:
        """Take the newest paper; False if there is none to take."""
        return self._thread.call(self._engine.take_ticket)

    def elapse(self, seconds: float) -> None:
        """Let machine time pass: with an instantaneous clock only this ends what waits for people or for time."""
        self._thread.let_pass(seconds)

    def snapshot(self) -> Snapshot:
        """Look at the printer."""
        return self._thread.call(self._look)

    def papers(self, since: int = 0) -> Sequence[Paper]:
        """Give the papers cut, oldest first; the newest 200 are kept.

        Args:
            since: number of the last paper already known.
        """
        return self._thread.call(lambda: [paper for paper in self._engine.body.tray.papers if paper.number > since])

    def text_in_progress(self) -> str:
        """Give the text that is printed and not cut yet."""
        return self._thread.call(lambda: text_of(self._engine.body.mechanism.strip.lines))

    def machine_time_s(self) -> float:
        """Give the time of the machine since it was switched on."""
        return self._thread.call(lambda: self._engine.now_s)

    def wait_for(self, condition: Callable[[PrinterState], bool], timeout_s: float = WAIT_S) -> None:
        """Wait until the state is as wanted.

        Raises:
            TimeoutError: it was not, in time.
        """
        self._thread.when(lambda: condition(self._engine.state())).result(timeout_s)

    def wait_for_papers(self, count: int, timeout_s: float = WAIT_S) -> Sequence[Paper]:
        """Wait until so many papers were cut since the beginning, and give all of them.

        Raises:
            TimeoutError: they were not, in time.
        """
        self._thread.when(lambda: self._engine.body.tray.count >= count).result(timeout_s)
        return self.papers()

    def _look(self) -> Snapshot:
        engine = self._engine
        return Snapshot(
            state=engine.state(),
            active=tuple(engine.faults.active),
            waiting=tuple(engine.faults.waiting),
            papers=engine.body.tray.count,
            in_progress_lines=len(engine.body.mechanism.strip.lines),
            events=tuple(engine.events),
        )
