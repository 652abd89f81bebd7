"""Carry out a visit: feed the reducer with what happens, and the outside with what it asks."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.catalogue.logging import log_event
from kiosk.catalogue.model import Severity
from kiosk.ports import (
    CardEvent,
    CardReader,
    Clock,
    PrinterEvent,
    PrinterFailed,
    PrinterReady,
    PrintJob,
    ReaderFailed,
    ReaderReady,
    RemnantCut,
    RemnantLeft,
    Services,
    Sound,
    Sounder,
    TicketPrinter,
)
from kiosk.session.actions import (
    Action,
    Answer,
    Answered,
    CardHappened,
    HealthChanged,
    JobHappened,
    RemnantHappened,
    Tick,
)
from kiosk.session.card_update import is_writing
from kiosk.session.equipment import card_failure
from kiosk.session.limits import Limits
from kiosk.session.log import log_lines
from kiosk.session.reducer import reduce
from kiosk.session.requests import GiveCommand, Pending, Print, ReadCard
from kiosk.session.statuses import CardProblem, Printing, StillThere, TakeCard, VisitStatus
from kiosk.session.terminal import Terminal, starting
from kiosk.session.transition import deadline_s
from ui.terminal.questions import ServiceRequest, question_of

_LOGGER = logging.getLogger("kiosk.visit")

CHIME_EVERY_MS = 2_000
"""The forgotten card chimes at this interval: often enough to be heard on the way to the door."""

SERVICE_CHECK_EVERY_MS = 3_000
"""A database or a service that comes back is seen within this time."""

_NO_SERVICE_WITHOUT = frozenset(
    code for code, failure in FAILURES.items() if failure.severity is Severity.OUT_OF_SERVICE
)
"""A printer that is not there or broken keeps the terminal from serving; one without paper only from printing."""


class Conductor(QObject):
    """Own the state of the terminal.

    Everything that happens becomes an action on the GUI thread; what the reducer asks for runs elsewhere, and its
    answer comes back as an action that carries the question's number.

    Attributes:
        state: the current state.

    Signals:
        state_changed: the new state, a `kiosk.session.terminal.Terminal`.
    """

    state_changed = Signal(object)
    _card_said = Signal(object)
    _printer_said = Signal(object)
    _answered = Signal(int, object)
    _checked = Signal(object)
    _bug_found = Signal(object)

    def __init__(
        self,
        reader: CardReader,
        printer: TicketPrinter,
        services: Services,
        sounder: Sounder,
        clock: Clock,
        limits: Limits,
        terminal_id: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._printer = printer
        self._services = services
        self._sounder = sounder
        self._clock = clock
        self._limits = limits
        self._terminal_id = terminal_id
        self._visit = ""
        self._unheard = {"reader", "printer", "services"}
        self._reader_failure: FailureCode | None = None
        self._printer_failure: FailureCode | None = None
        self._service_failures: tuple[FailureCode, ...] = ()
        self.state = starting()
        # One worker: questions of one person are answered in their order, and SQLite has one writer anyway.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="services")
        self._deadline = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._deadline.timeout.connect(self._tick)
        self._chime = QTimer(self, interval=CHIME_EVERY_MS)
        self._chime.timeout.connect(self._ring)
        self._check = QTimer(self, interval=SERVICE_CHECK_EVERY_MS)
        self._check.timeout.connect(self._check_services)
        queued = Qt.ConnectionType.QueuedConnection
        self._card_said.connect(self._on_card, queued)
        self._printer_said.connect(self._on_printer, queued)
        self._answered.connect(self._on_answer, queued)
        self._checked.connect(self._on_checked, queued)
        self._bug_found.connect(self._raise_bug, queued)

    def start(self) -> None:
        """Start the equipment; the terminal serves once it has reported."""
        self._reader.start(self._card_said.emit)
        self._printer.start(self._printer_said.emit)
        self._check.start()
        self._check_services()

    def stop(self) -> None:
        """Stop the equipment and wait for the question under way."""
        for timer in (self._deadline, self._chime, self._check):
            timer.stop()
        self._reader.stop()
        self._printer.stop()
        self._worker.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def act(self, action: Action) -> None:
        """Lead the state through an action and do what the new state asks for."""
        previous, now_s = self.state, self._clock.monotonic_s()
        self.state = following = reduce(previous, action, now_s, self._limits)
        self._set_deadline(now_s)
        if following == previous:
            return
        if not self._visit and isinstance(following.status, VisitStatus):
            self._visit = secrets.token_hex(4)
        for line in log_lines(previous, following, self._visit):
            log_event(_LOGGER, line.event, **dict(line.fields))
        if following.pending is not None and following.pending != previous.pending:
            self._carry_out(following.pending)
        self._follow_visit(previous, following)
        self._sound(previous, following)
        self.state_changed.emit(following)

    def _set_deadline(self, now_s: float) -> None:
        due_s = deadline_s(self.state, self._limits)
        if due_s is None:
            self._deadline.stop()
        else:
            self._deadline.start(max(0, round((due_s - now_s) * 1000) + 1))

    def _follow_visit(self, previous: Terminal, following: Terminal) -> None:
        """Close the visit at the service, and let go of its paper, as soon as nobody of it is known any more."""
        job = _job_under_way(previous)
        if job is not None and not isinstance(following.status, VisitStatus | StillThere):
            self._printer.abandon(job.job_id)
        if is_writing(previous.status) and not is_writing(following.status):
            self._reader.release(previous.status.visitor.ticket)
        visit_id = _visit_id(previous)
        if visit_id and visit_id != _visit_id(following):
            self._submit(lambda: self._services.access.close_visit(visit_id))
        if not _visit_id(following) and not isinstance(following.status, VisitStatus | StillThere | TakeCard):
            self._visit = ""

    def _sound(self, previous: Terminal, following: Terminal) -> None:
        if type(previous.status) is type(following.status):
            return
        self._chime.stop()
        match following.status:
            case TakeCard():
                self._ring()
                self._chime.start()
            case StillThere():
                self._sounder.play(Sound.STILL_THERE)
            case CardProblem():
                self._sounder.play(Sound.PROBLEM)
            case _:
                pass

    # What is asked of the outside

    def _carry_out(self, pending: Pending) -> None:
        request = pending.request
        match request:
            case ReadCard(ticket=ticket):
                self._reader.reread(ticket)
            case Print(job=job):
                self._printer.submit(job)
            case GiveCommand(ticket=ticket, step=step):
                self._reader.exchange(ticket, pending.number, step.command)
            case _:
                self._ask(pending.number, self._question(request))

    def _question(self, request: ServiceRequest) -> Callable[[], Answer]:
        return question_of(request, self._services, self._terminal_id, self._printer.unconfirmed_certificates)

    def _ask(self, number: int, question: Callable[[], Answer]) -> None:
        self._submit(lambda: self._answered.emit(number, question()))

    @Slot()
    def _check_services(self) -> None:
        self._submit(lambda: self._checked.emit(tuple(self._services.check())))

    def _submit(self, work: Callable[[], None]) -> None:
        self._worker.submit(work).add_done_callback(self._report_bug)

    def _report_bug(self, done: Future[None]) -> None:
        error = None if done.cancelled() else done.exception()
        if error is not None:
            self._bug_found.emit(error)

    @Slot(object)
    def _raise_bug(self, error: BaseException) -> None:
        """Let a bug of the worker end the process as one of the GUI thread does: the supervisor starts a fresh one."""
        raise error

    # What the outside says

    @Slot()
    def _tick(self) -> None:
        self.act(Tick())

    @Slot()
    def _ring(self) -> None:
        self._sounder.play(Sound.TAKE_CARD)

    @Slot(int, object)
    def _on_answer(self, number: int, answer: Answer) -> None:
        self.act(Answered(number, answer))

    @Slot(object)
    def _on_card(self, event: CardEvent) -> None:
        match event:
            case ReaderReady():
                self._reader_failure = None
            case ReaderFailed(fault=fault):
                self._reader_failure = card_failure(fault)
            case _:
                pass
        self.act(CardHappened(event))
        if isinstance(event, ReaderReady | ReaderFailed):
            self._report_health("reader")

    @Slot(object)
    def _on_printer(self, event: PrinterEvent) -> None:
        match event:
            case PrinterReady():
                self._printer_failure = None
            case PrinterFailed(failure=failure):
                self._printer_failure = failure
            case RemnantLeft() | RemnantCut():
                self.act(RemnantHappened(event))
                return
            case _:
                self.act(JobHappened(event))
                return
        self._report_health("printer")

    @Slot(object)
    def _on_checked(self, failures: Sequence[FailureCode]) -> None:
        self._service_failures = tuple(failures)
        self._report_health("services")

    def _report_health(self, heard: str) -> None:
        """Tell the reducer what is missing, once everything has been heard of: until then the terminal is starting."""
        self._unheard.discard(heard)
        if not self._unheard:
            self.act(HealthChanged(self._causes(), self._shortages()))

    def _causes(self) -> tuple[FailureCode, ...]:
        causes = list(self._service_failures)
        if self._reader_failure is not None:
            causes.append(self._reader_failure)
        if self._printer_failure in _NO_SERVICE_WITHOUT:
            causes.append(self._printer_failure)
        return tuple(causes)

    def _shortages(self) -> tuple[FailureCode, ...]:
        failure = self._printer_failure
        return () if failure is None or failure in _NO_SERVICE_WITHOUT else (failure,)


def _visit_id(state: Terminal) -> str:
    """Give the number of the visit at the service, empty while there is none."""
    status = state.status
    return status.visitor.visit_id if isinstance(status, VisitStatus | StillThere) else ""


def _job_under_way(state: Terminal) -> PrintJob | None:
    """Give the job whose paper somebody waits for, None while nobody does."""
    status = state.status.previous if isinstance(state.status, StillThere) else state.status
    return status.job if isinstance(status, Printing) else None
