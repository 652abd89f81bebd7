"""A ticket that nobody waits for any more never comes out for the next person."""

from collections.abc import Callable
from typing import Any

import pytest

from hardware.printer.driver import EscposPrinter, Timing
from hardware.printer.journal import Journal
from hardware.printer.profiles import EPSON_80MM
from hardware.printer.simulator import EPSON_TM, Fault, FaultName, TcpPort, VirtualPrinter
from hardware.printer.simulator.engine import EngineOptions
from hardware.printer.url import transport_to
from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import Document
from kiosk.ports import JobPrinted, JobRefused, JobStarted, JobUnknown

BLOCKED_AT_MM = 70.0

REQUESTS_BYTES_MAX = 32
"""What a printer that cannot print may hold: the requests of the next link, and no line of a ticket."""


def holds_nothing(kiosk: Any) -> None:
    kiosk.operator.wait_for(lambda state: state.buffered_bytes < REQUESTS_BYTES_MAX)


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (FaultName.PAPER_OUT, FailureCode.PAPER_OUT),
        (FaultName.COVER_OPEN, FailureCode.COVER_OPEN),
        (FaultName.HEAD_HOT, FailureCode.HEAD_HOT),
    ],
)
def test_a_blocked_ticket_of_nobody_is_cleared(
    kiosk: Any, make_certificate: Callable[..., Document], fault: FaultName, cause: FailureCode
) -> None:
    terminal = kiosk.is_ready()
    kiosk.operator.inject(Fault(fault, after_mm=BLOCKED_AT_MM))
    job = terminal.submits(certificate_number="751-26-000020")
    terminal.hears_blocked(job, cause)

    terminal.printer.abandon(job)

    assert terminal.hears_outcome(job) == JobUnknown(job)
    holds_nothing(kiosk)
    kiosk.operator.clear(fault)
    terminal.hears_ready()
    assert type(terminal.prints(make_certificate(2))) is JobPrinted
    assert [line.text for line in kiosk.operator.papers()[-1].lines] == kiosk.certificate_lines(2)
    assert kiosk.certificate_lines()[-1] not in kiosk.printed_lines()
    assert terminal.printer.unconfirmed_certificates() == {"751-26-000020"}


def test_a_ticket_of_nobody_that_gets_stuck_later_is_cleared_then(make_kiosk: Callable[..., Any]) -> None:
    kiosk = make_kiosk("epson", time_scale=0.05)
    terminal = kiosk.is_ready()
    kiosk.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=BLOCKED_AT_MM))
    job = terminal.submits()
    terminal.hears(lambda event: event == JobStarted(job))

    terminal.printer.abandon(job)

    assert terminal.hears_outcome(job) == JobUnknown(job)
    holds_nothing(kiosk)


def test_a_moving_ticket_of_nobody_is_left_to_finish_and_the_next_waits_its_turn(
    make_kiosk: Callable[..., Any], make_certificate: Callable[..., Document]
) -> None:
    kiosk = make_kiosk("epson", time_scale=0.05)
    terminal = kiosk.is_ready()
    job = terminal.submits()
    terminal.hears(lambda event: event == JobStarted(job))

    terminal.printer.abandon(job)
    following = terminal.submits(make_certificate(2))

    assert type(terminal.hears_outcome(job)) is JobPrinted
    assert type(terminal.hears_outcome(following)) is JobPrinted
    assert [len(paper.lines) for paper in kiosk.operator.papers()] == [60, 2]


def test_the_next_person_is_told_why_nothing_is_printed(kiosk: Any) -> None:
    terminal = kiosk.is_ready()
    kiosk.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=BLOCKED_AT_MM))
    job = terminal.submits()
    terminal.hears_blocked(job, FailureCode.PAPER_OUT)

    terminal.printer.abandon(job)
    following = terminal.submits()

    assert terminal.hears_outcome(job) == JobUnknown(job)
    assert terminal.hears_outcome(following) == JobRefused(following, FailureCode.PAPER_OUT)


def test_what_a_printer_still_holds_from_an_earlier_run_is_cleared(
    kiosk: Any, make_certificate: Callable[..., Document]
) -> None:
    before = kiosk.is_ready()
    kiosk.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=BLOCKED_AT_MM))
    before.hears_blocked(before.submits(), FailureCode.PAPER_OUT)
    before.printer.stop()

    after = kiosk.starts()
    after.hears_failure(FailureCode.PAPER_OUT)
    holds_nothing(kiosk)
    kiosk.operator.new_roll()

    after.hears_ready()
    assert type(after.prints(make_certificate(2))) is JobPrinted
    assert [line.text for line in kiosk.operator.papers()[-1].lines] == kiosk.certificate_lines(2)


def test_a_model_that_obeys_the_recovery_request_only_after_an_error_is_cleared_too(
    tmp_path: Any, patient: Timing, make_terminal: Callable[..., Any], clock: Any
) -> None:
    options = EngineOptions(clear_only_after_error=True)
    with VirtualPrinter(EPSON_TM, link=TcpPort(), time_scale=0.0, options=options) as virtual:
        driver = EscposPrinter(transport_to(virtual.url), EPSON_80MM, Journal(tmp_path / "jobs.db"), clock, patient)
        terminal = make_terminal(driver)
        terminal.hears_ready()
        virtual.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=BLOCKED_AT_MM))
        job = terminal.submits()
        terminal.hears_blocked(job, FailureCode.PAPER_OUT)

        driver.abandon(job)

        assert terminal.hears_outcome(job) == JobUnknown(job)
        virtual.operator.wait_for(lambda state: state.buffered_bytes < REQUESTS_BYTES_MAX)
        driver.stop()
