"""The conductor with equipment and services that do what they are told."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from hardware.sound.recorder import RecordingSounder
from kiosk.catalogue.failures import FailureCode
from kiosk.domain.cards import CardFault, CardKind, Ticket
from kiosk.ports import (
    CardAnswered,
    CardEvent,
    CardInserted,
    CardRead,
    CardRemoved,
    CodeAccepted,
    JobBlocked,
    JobPrinted,
    JobStarted,
    PrinterEvent,
    PrinterFailed,
    PrinterReady,
    PrintJob,
    PrintProof,
    ReaderFailed,
    ReaderReady,
    RemnantCut,
    RemnantLeft,
    Services,
    Sound,
    VisitOpened,
)
from kiosk.session import actions as do
from kiosk.session import statuses as at
from kiosk.session.limits import Limits
from kiosk.session.remnant import Remnant, RemnantPlace
from tests.kiosk.session.samples import CARD, CODE, JOB_ID, PAGE, PREPARED, REQUEST_ID, STEP, TICKET, UPDATED
from ui.terminal.conductor import Conductor


@dataclass
class HandClock:
    """A clock that a test sets."""

    now_s: float = 0.0

    def monotonic_s(self) -> float:
        return self.now_s

    def now(self) -> datetime:
        return datetime(2026, 11, 21, 10, 4, tzinfo=UTC)


@dataclass
class ReaderDouble:
    """A reader that says what a test says, and keeps what was asked of it."""

    says: Callable[[CardEvent], None] = lambda _: None
    reread_tickets: list[Ticket] = field(default_factory=list)
    commands: list[tuple[Ticket, int, bytes]] = field(default_factory=list)
    released: list[Ticket] = field(default_factory=list)
    is_stopped: bool = False

    def start(self, sink: Callable[[CardEvent], None]) -> None:
        self.says = sink

    def reread(self, ticket: Ticket) -> None:
        self.reread_tickets.append(ticket)

    def exchange(self, ticket: Ticket, exchange_id: int, command: bytes) -> None:
        self.commands.append((ticket, exchange_id, command))

    def release(self, ticket: Ticket) -> None:
        self.released.append(ticket)

    def stop(self) -> None:
        self.is_stopped = True


@dataclass
class PrinterDouble:
    """A printer that says what a test says, and keeps the jobs."""

    says: Callable[[PrinterEvent], None] = lambda _: None
    jobs: list[PrintJob] = field(default_factory=list)
    abandoned: list[UUID] = field(default_factory=list)
    is_stopped: bool = False

    def start(self, sink: Callable[[PrinterEvent], None]) -> None:
        self.says = sink

    def submit(self, job: PrintJob) -> None:
        self.jobs.append(job)

    def abandon(self, job_id: UUID) -> None:
        self.abandoned.append(job_id)

    def unconfirmed_certificates(self) -> frozenset[str]:
        return frozenset({"751-26-000001-A"})

    def stop(self) -> None:
        self.is_stopped = True


class ServicesDouble:
    """Services that answer as they are told, and keep what was asked of them, with the thread that asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.threads: set[int] = set()
        self.failures: tuple[FailureCode, ...] = ()
        self.bug: Exception | None = None

    def _keep(self, *asked: object) -> None:
        self.threads.add(threading.get_ident())
        self.asked.append(asked)
        if self.bug is not None:
            raise self.bug

    def open_visit(self, *asked: object) -> VisitOpened:
        self._keep("open_visit", *asked)
        return VisitOpened("visit-1")

    def check_code(self, *asked: object) -> CodeAccepted:
        self._keep("check_code", *asked)
        return CodeAccepted("token-1")

    def close_visit(self, *asked: object) -> None:
        self._keep("close_visit", *asked)

    def page(self, *asked: object) -> object:
        self._keep("page", *asked)
        return PAGE

    def prepare(self, *asked: object) -> object:
        self._keep("prepare", *asked)
        return PREPARED

    def open(self, *asked: object) -> object:
        self._keep("open", *asked)
        return STEP

    def answer(self, *asked: object) -> object:
        self._keep("answer", *asked)
        return UPDATED

    def confirm_printed(self, *asked: object) -> None:
        self._keep("confirm_printed", *asked)

    def check(self) -> tuple[FailureCode, ...]:
        return self.failures


class Stage:
    """A terminal without its screens."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.clock, self.reader, self.printer = HandClock(), ReaderDouble(), PrinterDouble()
        self.services, self.sounder = ServicesDouble(), RecordingSounder()
        services: Any = self.services
        ports = Services(*[services] * 10, check=self.services.check)
        self.conductor = Conductor(
            self.reader, self.printer, ports, self.sounder, self.clock, Limits(), terminal_id="borne-07"
        )
        self.conductor.start()

    @property
    def status(self) -> at.Status:
        return self.conductor.state.status

    def reaches(self, kind: type) -> None:
        self.qtbot.waitUntil(lambda: isinstance(self.status, kind))

    def serves(self) -> None:
        self.reader.says(ReaderReady("Virtual reader"))
        self.printer.says(PrinterReady())
        self.reaches(at.WaitingForCard)

    def prints(self) -> None:
        self.opens_the_menu()
        self.conductor.act(do.OpenLine(do.Line.RIGHTS, REQUEST_ID))
        self.qtbot.waitUntil(lambda: getattr(self.status, "prepared", None) == PREPARED)
        self.conductor.act(do.PrintDocument(JOB_ID))
        assert isinstance(self.status, at.Printing)

    def opens_the_menu(self) -> None:
        self.serves()
        self.reader.says(CardInserted(TICKET, CardKind.VITALE2))
        self.reader.says(CardRead(TICKET, CARD))
        self.reaches(at.AskingCode)
        self.conductor.act(do.EnterCode(CODE))
        self.reaches(at.Menu)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(qtbot)
    yield stage
    stage.conductor.stop()


def test_the_terminal_serves_once_reader_printer_and_services_have_reported(stage: Stage) -> None:
    assert stage.status == at.OutOfService(())
    stage.reader.says(ReaderReady("Virtual reader"))
    stage.printer.says(PrinterFailed(FailureCode.PRINTER_MISSING))
    stage.qtbot.waitUntil(lambda: stage.status == at.OutOfService((FailureCode.PRINTER_MISSING,)))
    stage.printer.says(PrinterReady())
    stage.reaches(at.WaitingForCard)


def test_a_printer_without_paper_keeps_the_terminal_in_service(stage: Stage) -> None:
    stage.serves()
    stage.printer.says(PrinterFailed(FailureCode.PAPER_OUT))
    stage.qtbot.waitUntil(lambda: stage.status == at.WaitingForCard((FailureCode.PAPER_OUT,)))
    stage.printer.says(PrinterReady())
    stage.qtbot.waitUntil(lambda: stage.status == at.WaitingForCard())


def test_a_visit_asks_the_services_outside_the_gui_thread(stage: Stage) -> None:
    stage.opens_the_menu()
    assert stage.services.asked == [("open_visit", CARD, "borne-07"), ("check_code", "visit-1", CODE)]
    assert threading.get_ident() not in stage.services.threads


def test_the_visit_is_closed_at_the_service_when_the_card_leaves(stage: Stage) -> None:
    stage.opens_the_menu()
    stage.reader.says(CardRemoved(TICKET))
    stage.reaches(at.Ended)
    stage.qtbot.waitUntil(lambda: stage.services.asked[-1] == ("close_visit", "visit-1"))


def test_a_certificate_is_prepared_with_the_numbers_never_confirmed_and_printed_once(stage: Stage) -> None:
    stage.opens_the_menu()
    stage.conductor.act(do.OpenLine(do.Line.RIGHTS, REQUEST_ID))
    stage.qtbot.waitUntil(lambda: getattr(stage.status, "prepared", None) == PREPARED)
    assert stage.services.asked[-1][-1] == frozenset({"751-26-000001-A"})
    stage.conductor.act(do.PrintDocument(JOB_ID))
    assert [job.job_id for job in stage.printer.jobs] == [JOB_ID]
    stage.printer.says(JobStarted(JOB_ID))
    stage.printer.says(JobPrinted(JOB_ID, PrintProof.PROCESS_ID))
    stage.reaches(at.Printed)
    stage.qtbot.waitUntil(lambda: stage.services.asked[-1] == ("confirm_printed", "token-1", PREPARED.number))


def test_an_update_is_relayed_and_the_card_is_let_go_after_it(stage: Stage) -> None:
    stage.opens_the_menu()
    stage.conductor.act(do.OpenLine(do.Line.CARD_UPDATE, REQUEST_ID))
    stage.qtbot.waitUntil(lambda: bool(stage.reader.commands))
    [(ticket, exchange_id, command)] = stage.reader.commands
    assert (ticket, command) == (TICKET, STEP.command)
    assert stage.reader.released == []
    stage.reader.says(CardAnswered(TICKET, exchange_id, b"\x90\x00"))
    stage.qtbot.waitUntil(lambda: stage.reader.reread_tickets == [TICKET])
    assert stage.services.asked[-1] == ("answer", "token-1", "update-1", 1, b"\x90\x00")
    stage.reader.says(CardRead(TICKET, CARD))
    stage.reaches(at.CardUpdated)
    assert stage.reader.released == [TICKET]


def test_a_paper_whose_person_leaves_is_abandoned(stage: Stage) -> None:
    stage.prints()
    stage.printer.says(JobStarted(JOB_ID))
    stage.printer.says(JobBlocked(JOB_ID, FailureCode.PAPER_OUT))
    stage.qtbot.waitUntil(lambda: getattr(stage.status, "cause", None) is FailureCode.PAPER_OUT)
    assert stage.printer.abandoned == []
    stage.reader.says(CardRemoved(TICKET))
    stage.reaches(at.Ended)
    assert stage.printer.abandoned == [JOB_ID]


def test_a_paper_is_abandoned_when_nobody_answers_whether_somebody_is_there(stage: Stage) -> None:
    stage.prints()
    stage.printer.says(JobBlocked(JOB_ID, FailureCode.PAPER_OUT))
    stage.qtbot.waitUntil(lambda: getattr(stage.status, "cause", None) is FailureCode.PAPER_OUT)
    stage.clock.now_s = 121.0
    stage.conductor.act(do.Tick())
    assert isinstance(stage.status, at.StillThere)
    assert stage.printer.abandoned == []
    stage.clock.now_s = 151.0
    stage.conductor.act(do.Tick())
    assert isinstance(stage.status, at.TakeCard)
    assert stage.printer.abandoned == [JOB_ID]


def test_what_the_printer_says_of_the_rest_of_a_ticket_is_kept_until_it_was_read(stage: Stage) -> None:
    stage.printer.says(RemnantLeft(JOB_ID))
    stage.qtbot.waitUntil(lambda: stage.conductor.state.remnant == Remnant(JOB_ID, RemnantPlace.HANGING))
    stage.printer.says(RemnantCut(JOB_ID))
    stage.qtbot.waitUntil(lambda: stage.conductor.state.remnant == Remnant(JOB_ID, RemnantPlace.OUT))
    stage.conductor.act(do.SawPaper())
    assert stage.conductor.state.remnant is None


def test_a_paper_that_is_out_is_not_abandoned(stage: Stage) -> None:
    stage.prints()
    stage.printer.says(JobPrinted(JOB_ID, PrintProof.PROCESS_ID))
    stage.reaches(at.Printed)
    stage.reader.says(CardRemoved(TICKET))
    stage.reaches(at.Ended)
    assert stage.printer.abandoned == []


def test_a_card_left_in_a_terminal_out_of_service_is_read_again(stage: Stage) -> None:
    stage.reader.says(CardInserted(TICKET, CardKind.VITALE2))
    stage.reader.says(ReaderReady("Virtual reader"))
    stage.printer.says(PrinterReady())
    stage.reaches(at.Reading)
    assert stage.reader.reread_tickets == [TICKET]


def test_the_question_still_there_is_heard_and_its_deadline_ends_the_visit(stage: Stage) -> None:
    stage.opens_the_menu()
    stage.clock.now_s = 60.0
    stage.conductor.act(do.Tick())
    assert isinstance(stage.status, at.StillThere)
    assert stage.sounder.played[-1] is Sound.STILL_THERE
    stage.clock.now_s = 90.0
    stage.conductor.act(do.Tick())
    assert isinstance(stage.status, at.TakeCard)
    assert stage.sounder.played[-1] is Sound.TAKE_CARD


def test_a_deadline_is_kept_without_anybody_touching_the_terminal(stage: Stage) -> None:
    stage.opens_the_menu()
    stage.reader.says(CardRemoved(TICKET))
    stage.reaches(at.Ended)
    stage.clock.now_s = 3.999
    stage.conductor.act(do.Tick())
    stage.clock.now_s = 4.0
    stage.reaches(at.WaitingForCard)


def test_the_reader_that_fails_ends_the_visit_and_then_the_service(stage: Stage) -> None:
    stage.opens_the_menu()
    stage.reader.says(CardRemoved(TICKET))
    stage.reader.says(ReaderFailed(CardFault.SERVICE_DOWN))
    stage.qtbot.waitUntil(lambda: stage.conductor.state.causes == (FailureCode.PCSCD_DOWN,))
    assert isinstance(stage.status, at.Ended)
    stage.clock.now_s = 10.0
    stage.conductor.act(do.Tick())
    assert stage.status == at.OutOfService((FailureCode.PCSCD_DOWN,))


def test_a_bug_of_a_service_is_a_bug_of_the_terminal(stage: Stage, qtbot: QtBot) -> None:
    stage.serves()
    stage.services.bug = ZeroDivisionError("division by zero")
    with qtbot.captureExceptions() as caught:
        stage.reader.says(CardInserted(TICKET, CardKind.VITALE2))
        stage.reader.says(CardRead(TICKET, CARD))
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    stage.services.bug = None


def test_nothing_of_a_late_answer_reaches_the_next_person(stage: Stage) -> None:
    stage.opens_the_menu()
    stage.conductor.act(do.OpenLine(do.Line.PAYMENTS, REQUEST_ID))
    pending = stage.conductor.state.pending
    assert pending is not None
    stage.reader.says(CardRemoved(TICKET))
    stage.reaches(at.Ended)
    before = stage.conductor.state
    stage.conductor.act(do.Answered(pending.number, PAGE))
    assert stage.conductor.state == before


def test_stopping_stops_the_equipment(qtbot: QtBot) -> None:
    stage = Stage(qtbot)
    stage.conductor.stop()
    assert stage.reader.is_stopped
    assert stage.printer.is_stopped
