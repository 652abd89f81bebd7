"""A ticket that nobody waits for any more never comes out for the next person."""

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from hardware.printer import commands
from hardware.printer.driver import EscposPrinter, Timing
from hardware.printer.journal import Journal
from hardware.printer.profiles import EPSON_80MM
from hardware.printer.simulator import EPSON_TM, Fault, FaultName, TcpPort, VirtualPrinter
from hardware.printer.simulator.engine import EngineOptions
from hardware.printer.simulator.paper import PaperPlace
from hardware.printer.url import transport_to
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import JsonFormatter
from kiosk.documents.model import Document
from kiosk.ports import JobBlocked, JobPrinted, JobRefused, JobStarted, JobUnknown, RemnantCut, RemnantLeft

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


# What is already on paper


def is_stuck_and_abandoned(kiosk: Any, *timing: Timing) -> tuple[Any, UUID]:
    """Stop a ticket whose first lines are out, and have its person leave."""
    terminal = kiosk.is_ready(*timing)
    kiosk.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=BLOCKED_AT_MM))
    job = terminal.submits()
    terminal.hears(lambda event: isinstance(event, JobBlocked))
    terminal.printer.abandon(job)
    assert terminal.hears_outcome(job) == JobUnknown(job)
    return terminal, job


@pytest.mark.parametrize("dialect", ["epson", "generic"])
def test_a_strip_that_hangs_out_is_cut_off_as_soon_as_the_roll_is_in_and_both_are_told(
    make_kiosk: Callable[..., Any], dialect: str
) -> None:
    kiosk = make_kiosk(dialect)
    terminal, job = is_stuck_and_abandoned(kiosk)
    terminal.hears(lambda event: event == RemnantLeft(job))

    kiosk.operator.new_roll()

    terminal.hears(lambda event: event == RemnantCut(job))
    (strip,) = kiosk.operator.wait_for_papers(1)
    assert strip.place is PaperPlace.OUT
    assert kiosk.certificate_lines()[0] in strip.text
    assert kiosk.certificate_lines()[-1] not in strip.text


def test_a_presenter_pulls_the_strip_in_so_that_nobody_is_told_of_it(
    make_kiosk: Callable[..., Any], make_certificate: Callable[..., Document], caplog: pytest.LogCaptureFixture
) -> None:
    kiosk = make_kiosk("custom")
    with caplog.at_level(logging.INFO):
        terminal, job = is_stuck_and_abandoned(kiosk)
        kiosk.operator.new_roll()
        terminal.hears_ready()
        assert type(terminal.prints(make_certificate(2))) is JobPrinted

    strip, ticket = kiosk.operator.papers()
    assert strip.place is PaperPlace.RETRACTED
    assert [line.text for line in ticket.lines] == kiosk.certificate_lines(2)
    assert not [event for event in terminal.events if isinstance(event, RemnantLeft | RemnantCut)]
    assert remnants_logged(caplog) == [("PRINT_REMNANT_LEFT", str(job), None), ("PRINT_REMNANT_CUT", str(job), "bin")]


def test_a_strip_that_a_presenter_leaves_at_the_mouth_is_told_of(
    make_kiosk: Callable[..., Any], patient: Timing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "RETRACT", b"\x1de\x03")  # what a model without a bin does: present it
    kiosk = make_kiosk("custom")
    before, job = is_stuck_and_abandoned(kiosk)
    before.printer.stop()
    kiosk.operator.new_roll()

    after = kiosk.starts(replace(patient, waiting=replace(patient.waiting, cut_s=1.0, retract_s=1.2)))

    after.hears(lambda event: event == RemnantCut(job))
    assert kiosk.operator.papers()[-1].place is PaperPlace.AT_MOUTH


def test_a_cut_that_jams_is_made_again(
    make_kiosk: Callable[..., Any], patient: Timing, make_certificate: Callable[..., Document]
) -> None:
    kiosk = make_kiosk("epson")
    terminal, job = is_stuck_and_abandoned(kiosk, replace(patient, waiting=replace(patient.waiting, cut_s=1.0)))
    kiosk.operator.inject(FaultName.CUTTER_JAM)

    kiosk.operator.new_roll()
    terminal.hears_failure(FailureCode.CUTTER_JAM)
    assert RemnantCut(job) not in terminal.events
    kiosk.operator.clear(FaultName.CUTTER_JAM)

    terminal.hears(lambda event: event == RemnantCut(job))
    assert type(terminal.prints(make_certificate(2))) is JobPrinted
    assert [line.text for line in kiosk.operator.papers()[-1].lines] == kiosk.certificate_lines(2)


def test_a_ticket_waits_until_the_strip_is_cut_off(
    make_kiosk: Callable[..., Any], patient: Timing, make_certificate: Callable[..., Document]
) -> None:
    kiosk = make_kiosk("epson")
    before, job = is_stuck_and_abandoned(kiosk)
    before.printer.stop()
    kiosk.operator.new_roll()
    after = kiosk.starts(replace(patient, waiting=replace(patient.waiting, cut_s=0.3)))

    following = after.submits(make_certificate(2))

    assert type(after.hears_outcome(following)) is JobPrinted
    assert after.events.index(RemnantCut(job)) < after.events.index(JobStarted(following))
    assert [len(paper.lines) for paper in kiosk.operator.papers()][1:] == [2]


def test_what_was_cut_off_is_not_cut_off_again_at_the_next_start(make_kiosk: Callable[..., Any]) -> None:
    kiosk = make_kiosk("epson")
    before, job = is_stuck_and_abandoned(kiosk)
    kiosk.operator.new_roll()
    before.hears(lambda event: event == RemnantCut(job))
    before.printer.stop()

    after = kiosk.is_ready()

    assert not [event for event in after.events if isinstance(event, RemnantLeft | RemnantCut)]
    assert len(kiosk.operator.papers()) == 1


def test_the_log_says_when_a_strip_was_left_and_when_it_was_cut_off(
    make_kiosk: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    kiosk = make_kiosk("epson")
    with caplog.at_level(logging.INFO):
        terminal, job = is_stuck_and_abandoned(kiosk)
        kiosk.operator.new_roll()
        terminal.hears(lambda event: event == RemnantCut(job))

    assert remnants_logged(caplog) == [("PRINT_REMNANT_LEFT", str(job), None), ("PRINT_REMNANT_CUT", str(job), "mouth")]


def remnants_logged(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str, str | None]]:
    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    return [(line["event"], line["job"], line.get("place")) for line in lines if "REMNANT" in line["event"]]
