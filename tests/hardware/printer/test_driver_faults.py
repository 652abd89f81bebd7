"""Faults that only one dialect knows, and answers that lie."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hardware.printer.driver import Timing
from hardware.printer.simulator import Fault, FaultName
from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import Document
from kiosk.ports import JobPrinted, JobRefused, JobUnknown, PrintProof

FAST_MM_S = 10_000.0
"""Speed at which paper is believed to move where a job is to be given up: no test waits for a deadline in full."""


@pytest.fixture(params=["epson", "generic"])
def counter_printer(request: pytest.FixtureRequest, make_kiosk: Callable[..., Any]) -> Any:
    return make_kiosk(request.param)


@pytest.fixture
def epson(make_kiosk: Callable[..., Any]) -> Any:
    return make_kiosk("epson")


@pytest.fixture
def custom(make_kiosk: Callable[..., Any]) -> Any:
    return make_kiosk("custom")


def test_a_stuck_cutter_tries_again_by_itself_until_it_cuts(kiosk: Any) -> None:
    terminal = kiosk.is_ready()
    kiosk.operator.inject(Fault(FaultName.CUTTER_JAM, count=3))

    job = terminal.submits()
    terminal.hears_blocked(job, FailureCode.CUTTER_JAM)

    assert terminal.hears_outcome(job) == JobPrinted(job, kiosk.proof)
    assert len(kiosk.operator.papers()) == 1
    assert kiosk.printed_lines() == kiosk.certificate_lines()


def test_a_stuck_cutter_tries_at_once_when_the_cover_was_opened_and_closed(
    counter_printer: Any, patient: Timing
) -> None:
    terminal = counter_printer.is_ready(replace(patient, waiting=replace(patient.waiting, recover_s=1000.0)))
    counter_printer.operator.inject(FaultName.CUTTER_JAM)

    job = terminal.submits()
    terminal.hears_blocked(job, FailureCode.CUTTER_JAM)
    counter_printer.operator.inject(FaultName.COVER_OPEN)
    terminal.hears_blocked(job, FailureCode.COVER_OPEN)
    counter_printer.operator.clear(FaultName.COVER_OPEN)

    assert terminal.hears_outcome(job) == JobPrinted(job, counter_printer.proof)


def test_a_cutter_that_never_cuts_keeps_the_job_blocked(epson: Any) -> None:
    terminal = epson.is_ready()
    epson.operator.inject(Fault(FaultName.CUTTER_JAM, count=1000))

    job = terminal.submits(certificate_number="751-26-000010")
    terminal.hears_blocked(job, FailureCode.CUTTER_JAM)
    terminal.printer.stop()

    assert terminal.hears_outcome(job) == JobUnknown(job)
    assert not any(isinstance(event, JobPrinted) for event in terminal.events)


def test_what_a_stuck_cutter_held_from_an_earlier_run_is_not_given_to_the_next_person(
    epson: Any, make_certificate: Callable[..., Document]
) -> None:
    before = epson.is_ready()
    epson.operator.inject(Fault(FaultName.CUTTER_JAM))
    before.hears_blocked(before.submits(), FailureCode.CUTTER_JAM)
    before.printer.stop()

    after = epson.is_ready()
    outcome = after.prints(make_certificate(2))

    assert type(outcome) is JobPrinted
    assert [line.text for line in epson.operator.papers()[-1].lines] == epson.certificate_lines(2)


def test_the_answer_to_an_earlier_job_proves_nothing(epson: Any) -> None:
    terminal = epson.is_ready()
    terminal.prints()
    epson.operator.inject(FaultName.STALE_ID)
    epson.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=240))  # in the cut-off, after the last line

    job = terminal.submits()
    terminal.hears_blocked(job, FailureCode.PAPER_OUT)

    epson.operator.new_roll()
    assert terminal.hears_outcome(job) == JobPrinted(job, PrintProof.PROCESS_ID)


def test_status_frames_between_the_bytes_of_an_answer_do_not_spoil_it(counter_printer: Any) -> None:
    counter_printer.operator.inject(FaultName.ASB_BETWEEN_REPLIES)
    terminal = counter_printer.is_ready()

    assert [type(terminal.prints()) for _ in range(3)] == [JobPrinted] * 3


def test_a_printer_without_process_ids_never_confirms_in_the_dialect_that_needs_them(epson: Any, hasty: Timing) -> None:
    terminal = epson.is_ready(hasty, replace(epson.profile, speed_mm_s=FAST_MM_S))
    epson.operator.inject(FaultName.NO_PROCESS_ID)

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobUnknown(job)


@pytest.mark.parametrize("fault", [FaultName.SILENCE, FaultName.NONSENSE])
def test_a_printer_that_stops_making_sense_in_the_middle_is_not_believed(
    epson: Any, hasty: Timing, fault: FaultName
) -> None:
    terminal = epson.is_ready(hasty, replace(epson.profile, speed_mm_s=FAST_MM_S))
    epson.operator.inject(Fault(fault, after_mm=50))

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobUnknown(job)


def test_late_answers_are_waited_for(make_kiosk: Callable[..., Any]) -> None:
    kiosk = make_kiosk("epson", time_scale=0.05)
    kiosk.operator.inject(Fault(FaultName.LATE_REPLIES, delay_s=4.0))
    terminal = kiosk.is_ready()

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobPrinted(job, PrintProof.PROCESS_ID)


def test_a_cover_open_for_a_moment_costs_nothing_but_time(kiosk: Any) -> None:
    terminal = kiosk.is_ready()
    kiosk.operator.inject(Fault(FaultName.COVER_OPEN, after_mm=100, for_s=0.6))

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobPrinted(job, kiosk.proof)
    assert kiosk.printed_lines() == kiosk.certificate_lines()


def test_a_ticket_pulled_out_of_a_jammed_presenter_is_unknown_for_it_may_be_torn(custom: Any, hasty: Timing) -> None:
    terminal = custom.is_ready(hasty, replace(custom.profile, speed_mm_s=FAST_MM_S))
    custom.operator.inject(FaultName.PRESENTER_JAM)

    job = terminal.submits()
    terminal.hears_blocked(job, FailureCode.PAPER_JAM)
    custom.operator.clear(FaultName.PRESENTER_JAM)

    assert terminal.hears_outcome(job) == JobUnknown(job)


def test_a_ticket_that_nobody_takes_does_not_stop_the_next_one(make_kiosk: Callable[..., Any]) -> None:
    custom = make_kiosk("custom", time_scale=0.05)
    custom.operator.inject(FaultName.TICKET_NOT_TAKEN)
    terminal = custom.is_ready()

    outcomes = [type(terminal.prints()) for _ in range(2)]

    assert outcomes == [JobPrinted] * 2


def test_a_ticket_longer_than_what_is_left_of_the_roll_is_refused(
    custom: Any, make_certificate: Callable[..., Document]
) -> None:
    custom.operator.inject(FaultName.NEAR_END)
    terminal = custom.is_ready()
    roll_mm = custom.operator.snapshot().state.roll_left_mm

    too_long = terminal.submits(make_certificate(roll_mm * 8 // 30))
    refused = terminal.hears_outcome(too_long)
    short = terminal.submits(make_certificate(3))

    assert refused == JobRefused(too_long, FailureCode.PAPER_NEAR_END)
    assert terminal.hears_outcome(short) == JobPrinted(short, PrintProof.CUT_COUNTER)
