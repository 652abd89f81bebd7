"""A terminal with somebody before it: for the tour, the tests of whole visits and the benchmarks.

Everything is real but the hands: window, conductor, card process, pcscd, printer over TCP, database. The hands insert
cards, press what stands on the screen, and type.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self, TypeVar
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from kiosk.app.clock import SystemClock
from kiosk.app.collector import GarbageCollector
from kiosk.app.parts import Parts, make_parts
from kiosk.app.simulators import Simulators
from kiosk.app.terminal import context_of, limits_of
from kiosk.catalogue.failures import FailureCode
from kiosk.ports import Clock, JobPrinted, PrinterEvent, PrinterFailed, PrinterReady, PrintJob, Sounder, TicketPrinter
from kiosk.session.limits import Limits
from kiosk.session.statuses import Status
from kiosk.session.terminal import Terminal
from kiosk.settings import Settings
from ui.terminal.conductor import Conductor
from ui.terminal.window import TerminalWindow
from ui.theme import ScreenMetrics

PATIENCE_S = 15.0
"""What a step of a visit may take on a machine that does other things too."""

S = TypeVar("S", bound=Status)


class StepMissingError(AssertionError):
    """Say which step of a visit did not come, and where the terminal stood."""


class ObservedPrinter:
    """Pass everything on to a printer, and keep what it says."""

    def __init__(self, printer: TicketPrinter) -> None:
        self._printer = printer
        self.events: list[PrinterEvent] = []

    def start(self, sink: Callable[[PrinterEvent], None]) -> None:
        """Begin to watch the printer."""

        def keep(event: PrinterEvent) -> None:
            self.events.append(event)
            sink(event)

        self._printer.start(keep)

    def submit(self, job: PrintJob) -> None:
        """Take a job."""
        self._printer.submit(job)

    def abandon(self, job_id: UUID) -> None:
        """Take note that nobody waits for a job any more."""
        self._printer.abandon(job_id)

    def unconfirmed_certificates(self) -> frozenset[str]:
        """Give the certificate numbers whose printing was never confirmed."""
        return self._printer.unconfirmed_certificates()

    def stop(self) -> None:
        """End."""
        self._printer.stop()

    def printed(self) -> tuple[JobPrinted, ...]:
        """Give the jobs that are on paper, with their proof."""
        return tuple(event for event in self.events if isinstance(event, JobPrinted))


class Stage:
    """Stand before a terminal; use it in a `with`, inside a QApplication whose fonts are loaded.

    Args:
        simulators: running, around the terminal.
        metrics: of the screen.
        clock: of the session's deadlines.
        limits: how long the terminal waits; by default what the settings say.
        settings: of the terminal; by default those that the simulators give.
        parts_clock: dates what the services keep and the papers, and times the equipment.
        sounder: plays the chimes in the place of the loudspeaker.

    Attributes:
        window: the terminal's window.
        states: every state since the start, in order.
    """

    def __init__(
        self,
        simulators: Simulators,
        metrics: ScreenMetrics | None = None,
        clock: Clock | None = None,
        limits: Limits | None = None,
        *,
        settings: Settings | None = None,
        parts_clock: Clock | None = None,
        sounder: Sounder | None = None,
    ) -> None:
        self.simulators = simulators
        settings = settings or simulators.settings
        system_clock = SystemClock()
        session_clock = clock or system_clock
        self._parts: Parts = make_parts(settings, parts_clock or system_clock, simulators.runtime)
        self.printer = ObservedPrinter(self._parts.printer)
        self.window = TerminalWindow(context_of(settings, session_clock), metrics or ScreenMetrics())
        self.conductor = Conductor(
            self._parts.reader,
            self.printer,
            self._parts.services.services(),
            sounder or self._parts.sounder,
            session_clock,
            limits or limits_of(settings),
            settings.terminal.id,
        )
        self.states: list[Terminal] = []
        self.conductor.state_changed.connect(self.states.append)
        self.conductor.state_changed.connect(self.window.show_state)
        self._collector = GarbageCollector()
        self.conductor.state_changed.connect(self._collector.follow)
        self.window.action.connect(self.conductor.act)

    def __enter__(self) -> Self:
        """Show the window and start the terminal."""
        self._collector.start()
        self.window.show_state(self.conductor.state)
        self.window.show()
        self.conductor.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the terminal and destroy its window."""
        self.conductor.stop()
        self._parts.services.close()
        self._parts.sounder.stop()
        self.window.close()
        self.window.deleteLater()
        self.conductor.deleteLater()
        QApplication.processEvents()
        # Outside of an event loop, nothing else destroys them: they must not wait for another thread to do it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._collector.stop()

    def printer_failures(self) -> tuple[FailureCode, ...]:
        """Give what keeps the printer from printing now: one failure, or none."""
        told = [event for event in self.printer.events if isinstance(event, PrinterReady | PrinterFailed)]
        return (told[-1].failure,) if told and isinstance(told[-1], PrinterFailed) else ()

    @property
    def status(self) -> Status:
        """Give the status of the visit."""
        return self.conductor.state.status

    def wait_until(self, is_true: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
        """Let the terminal work until something is true.

        Raises:
            StepMissingError: it did not become true.
        """
        deadline_s = monotonic() + patience_s
        loop = QEventLoop()
        look = QTimer(interval=10)
        look.timeout.connect(loop.quit)
        look.start()
        while not is_true():
            if monotonic() > deadline_s:
                raise StepMissingError(f"{what} did not come; the terminal is at {type(self.status).__name__}")
            loop.exec()
        look.stop()

    def reaches(self, kind: type[S], where: Callable[[S], bool] = lambda _: True) -> S:
        """Wait for a status; give it.

        Raises:
            StepMissingError: it did not come.
        """

        def is_there() -> bool:
            status = self.status
            return isinstance(status, kind) and where(status)

        self.wait_until(is_there, kind.__name__)
        status = self.status
        assert isinstance(status, kind)  # noqa: S101 - what was waited for
        return status

    # The hands

    def insert(self, card: str) -> None:
        """Insert a card of the cast, or the card that a scenario file describes."""
        self.simulators.reader.insert(card)

    def remove(self) -> None:
        """Pull the card."""
        self.simulators.reader.remove()

    def press(self, text: str) -> None:
        """Press the button on which a text stands.

        Raises:
            StepMissingError: there is no such button.
        """
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def button(self, text: str) -> QWidget:
        """Find the visible button on which a text stands."""
        # What the last action has built becomes visible in the next turn of the event loop.
        QApplication.processEvents()
        names = []
        for button in self.window.findChildren(QAbstractButton):
            if button.isVisible() and button.isEnabled():
                names.append(button.accessibleName())
                if text in button.accessibleName():
                    return button
        raise StepMissingError(f"no button says {text!r}; there are {', '.join(names)}")

    def type(self, digits: str) -> None:
        """Type digits on the keyboard and confirm."""
        self.type_digits(digits)
        self.key(Qt.Key.Key_Return)

    def type_digits(self, digits: str) -> None:
        """Type digits on the keyboard."""
        QTest.keyClicks(self.window.focusWidget() or self.window, digits)

    def key(self, key: Qt.Key) -> None:
        """Press a key."""
        QTest.keyClick(self.window.focusWidget() or self.window, key)

    def texts(self) -> tuple[str, ...]:
        """Read what stands on the screen."""
        QApplication.processEvents()
        labels = (label.text() for label in self.window.findChildren(QLabel) if label.isVisible())
        names = (button.accessibleName() for button in self.window.findChildren(QAbstractButton) if button.isVisible())
        return (*labels, *names)

    def picture(self, path: Path) -> None:
        """Keep what the person sees.

        Raises:
            OSError: the picture could not be written.
        """
        if not self.window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
