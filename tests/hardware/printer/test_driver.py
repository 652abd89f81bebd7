"""What every printer does for the terminal, over the real link to the virtual printer."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from hardware.printer.driver import Timing
from hardware.printer.simulator import Fault, FaultName
from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import Document
from kiosk.ports import (
    JobBlocked,
    JobPrinted,
    JobRefused,
    JobResumed,
    JobStarted,
    JobUnknown,
    PrinterFailed,
    PrinterReady,
    PrintJob,
    TicketPrinter,
)


def test_a_driver_is_a_ticket_printer(kiosk: Any) -> None:
    printer: TicketPrinter = kiosk.starts().printer

    assert printer.unconfirmed_certificates() == frozenset()


def test_the_first_event_says_how_the_printer_is(kiosk: Any) -> None:
    terminal = kiosk.starts()

    terminal.hears(lambda _: True)

    assert terminal.events == [PrinterReady()]


def test_a_certificate_is_printed_once_and_proved(kiosk: Any) -> None:
    terminal = kiosk.is_ready()

    job = terminal.submits(certificate_number="751-26-000001")
    outcome = terminal.hears_outcome(job)

    assert outcome == JobPrinted(job, kiosk.proof)
    assert terminal.heard_of(job) == [JobStarted(job), outcome]
    assert kiosk.printed_lines() == kiosk.certificate_lines()
    assert terminal.printer.unconfirmed_certificates() == frozenset()


def test_every_part_of_a_document_is_understood_by_the_printer(
    kiosk: Any, make_rich_ticket: Callable[[], Document]
) -> None:
    terminal = kiosk.is_ready()

    outcome = terminal.prints(make_rich_ticket())

    assert type(outcome) is JobPrinted
    lines = kiosk.printed_lines()
    assert "| TOTAL VERSÉ" in next(line for line in lines if line.startswith("|"))
    assert lines[-1] == "Document n° 751-26-004813-R"
    assert kiosk.operator.snapshot().events == ()


def test_jobs_are_printed_in_their_order(kiosk: Any, make_certificate: Callable[..., Document]) -> None:
    terminal = kiosk.is_ready()

    jobs = [terminal.submits(make_certificate(lines)) for lines in (1, 2, 3)]
    outcomes = [terminal.hears_outcome(job) for job in jobs]

    assert outcomes == [JobPrinted(job, kiosk.proof) for job in jobs]
    assert [len(paper.lines) for paper in kiosk.operator.papers()] == [1, 2, 3]


def test_a_job_submitted_twice_is_printed_once(kiosk: Any) -> None:
    terminal = kiosk.is_ready()
    job = uuid4()

    terminal.submits(job_id=job)
    terminal.submits(job_id=job)
    terminal.hears_outcome(job)
    terminal.submits(job_id=job)
    told_again = terminal.hears_outcome(job)

    assert told_again == JobPrinted(job, kiosk.proof)
    assert len(kiosk.operator.papers()) == 1


def test_a_job_printed_before_a_restart_is_not_printed_again(kiosk: Any) -> None:
    before = kiosk.is_ready()
    job = before.submits()
    before.hears_outcome(job)
    before.printer.stop()

    after = kiosk.is_ready()
    after.submits(job_id=job)

    assert after.hears_outcome(job) == JobPrinted(job, kiosk.proof)
    assert len(kiosk.operator.papers()) == 1


def test_a_printer_that_is_not_there_refuses_jobs_and_comes_back_by_itself(kiosk: Any, hasty: Timing) -> None:
    kiosk.operator.inject(FaultName.REFUSE_CONNECT)
    terminal = kiosk.starts(hasty)
    terminal.hears_failure(FailureCode.PRINTER_MISSING)

    job = terminal.submits()
    outcome = terminal.hears_outcome(job)
    kiosk.operator.clear(FaultName.REFUSE_CONNECT)
    terminal.hears_ready()

    assert outcome == JobRefused(job, FailureCode.PRINTER_MISSING)
    assert terminal.heard_of(job) == [outcome]
    assert type(terminal.prints()) is JobPrinted


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (FaultName.PAPER_OUT, FailureCode.PAPER_OUT),
        (FaultName.COVER_OPEN, FailureCode.COVER_OPEN),
        (FaultName.HEAD_HOT, FailureCode.HEAD_HOT),
        (FaultName.UNRECOVERABLE, FailureCode.PRINTER_FAULT),
    ],
)
def test_a_printer_that_cannot_print_takes_no_job(kiosk: Any, fault: FaultName, failure: FailureCode) -> None:
    kiosk.operator.inject(fault)
    terminal = kiosk.starts()
    terminal.hears_failure(failure)

    job = terminal.submits()
    refused = terminal.hears_outcome(job)
    kiosk.operator.clear(fault)
    terminal.hears_ready()
    printed = terminal.prints()

    assert refused == JobRefused(job, failure)
    assert type(printed) is JobPrinted
    assert kiosk.printed_lines() == kiosk.certificate_lines()


def test_a_fault_that_nobody_has_seen_yet_is_found_before_the_first_byte(kiosk: Any, patient: Timing) -> None:
    never_asked = replace(patient, pace=replace(patient.pace, idle_s=1000.0))
    terminal = kiosk.is_ready(never_asked)
    kiosk.operator.inject(FaultName.PAPER_OUT)

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobRefused(job, FailureCode.PAPER_OUT)
    assert terminal.printer.unconfirmed_certificates() == frozenset()


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (Fault(FaultName.PAPER_OUT, after_mm=100), FailureCode.PAPER_OUT),
        (Fault(FaultName.COVER_OPEN, after_mm=100), FailureCode.COVER_OPEN),
        (Fault(FaultName.HEAD_HOT, after_mm=100), FailureCode.HEAD_HOT),
    ],
)
def test_a_job_that_is_held_up_goes_on_by_itself_and_is_on_paper_once(
    kiosk: Any, fault: Fault, cause: FailureCode
) -> None:
    terminal = kiosk.is_ready()
    kiosk.operator.inject(fault)

    job = terminal.submits(certificate_number="751-26-000002")
    terminal.hears_blocked(job, cause)
    unconfirmed = terminal.printer.unconfirmed_certificates()
    kiosk.operator.clear(fault.name)
    outcome = terminal.hears_outcome(job)

    assert unconfirmed == {"751-26-000002"}
    assert outcome == JobPrinted(job, kiosk.proof)
    assert terminal.heard_of(job) in (
        [JobStarted(job), JobBlocked(job, cause), JobResumed(job), outcome],
        [JobStarted(job), JobBlocked(job, cause), outcome],  # the proof may come before the all-clear
    )
    assert kiosk.printed_lines() == kiosk.certificate_lines()
    assert terminal.printer.unconfirmed_certificates() == frozenset()


def test_a_job_stays_blocked_as_long_as_the_printer_says_so(kiosk: Any, patient: Timing) -> None:
    """It is blocked for twice as long as a silent printer would be waited for, but this one answers each question."""
    terminal = kiosk.is_ready(replace(patient, waiting=replace(patient.waiting, blocked_silence_s=0.5)))
    kiosk.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=20))

    job = terminal.submits()
    terminal.hears_blocked(job, FailureCode.PAPER_OUT)
    terminal.hears_failure(FailureCode.PAPER_OUT)
    terminal.hears_nothing_for(1.0)
    kiosk.operator.new_roll()

    assert terminal.hears_outcome(job) == JobPrinted(job, kiosk.proof)


def test_a_blocked_printer_that_says_no_more_is_given_up(kiosk: Any, hasty: Timing) -> None:
    terminal = kiosk.is_ready(hasty)
    kiosk.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=20))

    job = terminal.submits()
    terminal.hears_blocked(job, FailureCode.PAPER_OUT)
    kiosk.operator.inject(FaultName.SILENCE)

    assert terminal.hears_outcome(job) == JobUnknown(job)


def test_a_power_cycle_in_the_middle_leaves_the_outcome_unknown(kiosk: Any) -> None:
    terminal = kiosk.is_ready()
    kiosk.operator.inject(Fault(FaultName.POWER_CYCLE, after_mm=100))

    job = terminal.submits(certificate_number="751-26-000003")

    assert terminal.hears_outcome(job) == JobUnknown(job)
    assert terminal.printer.unconfirmed_certificates() == {"751-26-000003"}


@pytest.mark.parametrize("dialect", ["epson", "custom"])
def test_printing_is_not_proved_before_the_paper_is_cut(
    make_kiosk: Callable[..., Any], dialect: str, make_certificate: Callable[..., Document]
) -> None:
    """The bytes are all sent in the first milliseconds; at five times its speed the machine still needs a while."""
    kiosk = make_kiosk(dialect, time_scale=0.2)
    terminal = kiosk.is_ready()

    outcome = terminal.hears_outcome(terminal.submits(make_certificate(20)))

    assert type(outcome) is JobPrinted
    assert len(kiosk.operator.papers()) == 1


def test_after_an_unknown_outcome_the_next_ticket_is_on_a_paper_of_its_own(
    kiosk: Any, make_certificate: Callable[..., Document]
) -> None:
    terminal = kiosk.is_ready()
    kiosk.operator.inject(Fault(FaultName.POWER_CYCLE, after_mm=100))
    terminal.hears_outcome(terminal.submits(certificate_number="751-26-000004"))

    duplicate = terminal.submits(make_certificate(3), certificate_number="751-26-000004")
    outcome = terminal.hears_outcome(duplicate)
    while outcome == JobRefused(duplicate, FailureCode.PRINTER_MISSING):  # it is starting up
        terminal.hears_ready()
        duplicate = terminal.submits(make_certificate(3), certificate_number="751-26-000004")
        outcome = terminal.hears_outcome(duplicate)

    assert outcome == JobPrinted(duplicate, kiosk.proof)
    assert [line.text for line in kiosk.operator.papers()[-1].lines] == kiosk.certificate_lines(3)
    assert terminal.printer.unconfirmed_certificates() == frozenset()


def test_a_broken_link_in_the_middle_leaves_the_outcome_unknown(kiosk: Any) -> None:
    terminal = kiosk.is_ready()
    kiosk.operator.inject(Fault(FaultName.UNPLUG, after_bytes=1500))

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobUnknown(job)
    terminal.hears_failure(FailureCode.PRINTER_MISSING)
    kiosk.operator.clear(FaultName.UNPLUG)
    terminal.hears_ready()


def test_a_printer_that_stops_reading_before_the_first_byte_refuses_the_job(kiosk: Any, hasty: Timing) -> None:
    terminal = kiosk.is_ready(hasty)
    kiosk.operator.inject(FaultName.STALL)

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobRefused(job, FailureCode.PRINTER_MISSING)


def test_a_printer_that_stops_reading_in_the_middle_leaves_the_outcome_unknown(
    kiosk: Any, hasty: Timing, make_certificate: Callable[..., Document]
) -> None:
    """The link takes all the bytes: that they left means nothing."""
    terminal = kiosk.is_ready(hasty, replace(kiosk.profile, speed_mm_s=10_000.0))
    kiosk.operator.inject(Fault(FaultName.STALL, after_mm=100))

    job = terminal.submits(make_certificate(400))

    assert terminal.hears_outcome(job) == JobUnknown(job)
    assert terminal.heard_of(job)[0] == JobStarted(job)


def test_silence_is_seen_and_so_is_its_end(kiosk: Any, patient: Timing) -> None:
    terminal = kiosk.is_ready(replace(patient, pace=replace(patient.pace, answer_s=0.3)))

    kiosk.operator.inject(FaultName.SILENCE)
    terminal.hears_failure(FailureCode.PRINTER_MISSING)
    kiosk.operator.clear(FaultName.SILENCE)

    terminal.hears_ready()
    assert type(terminal.prints()) is JobPrinted


def test_nonsense_is_seen_and_so_is_its_end(kiosk: Any, hasty: Timing) -> None:
    terminal = kiosk.is_ready(hasty)

    kiosk.operator.inject(FaultName.NONSENSE)
    terminal.hears_failure(FailureCode.PRINTER_NONSENSE)
    kiosk.operator.clear(FaultName.NONSENSE)

    terminal.hears_ready()


def test_a_roll_that_is_nearly_used_up_stops_nothing(kiosk: Any) -> None:
    terminal = kiosk.is_ready()

    kiosk.operator.inject(FaultName.NEAR_END)

    assert type(terminal.prints()) is JobPrinted
    assert PrinterFailed not in map(type, terminal.events)


@pytest.mark.parametrize(
    "fault", [FaultName.FRAGMENTED_REPLIES, FaultName.MERGED_REPLIES, FaultName.DUPLICATED_REPLIES]
)
def test_answers_that_come_in_an_unusual_way_are_understood(kiosk: Any, fault: FaultName) -> None:
    kiosk.operator.inject(fault)
    terminal = kiosk.is_ready()

    outcomes = [type(terminal.prints()) for _ in range(3)]

    assert outcomes == [JobPrinted] * 3
    assert PrinterFailed(FailureCode.PRINTER_NONSENSE) not in terminal.events


def test_stopping_in_the_middle_of_a_job_leaves_it_unknown(kiosk: Any) -> None:
    terminal = kiosk.is_ready()
    kiosk.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=20))
    under_way = terminal.submits(certificate_number="751-26-000005")
    terminal.hears_blocked(under_way, FailureCode.PAPER_OUT)

    terminal.printer.stop()

    assert terminal.hears_outcome(under_way) == JobUnknown(under_way)
    assert kiosk.starts().printer.unconfirmed_certificates() == {"751-26-000005"}


def test_a_job_that_cannot_be_journalled_is_not_sent(kiosk: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kiosk.journal_path = tmp_path / "file" / "jobs.db"
    terminal = kiosk.is_ready()

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobRefused(job, FailureCode.DATABASE_READ_ONLY)
    assert kiosk.operator.snapshot().in_progress_lines == 0
    assert not kiosk.operator.papers()


def test_stopping_without_starting_does_nothing(kiosk: Any, make_certificate: Callable[..., Document]) -> None:
    printer = kiosk.builds()

    printer.stop()
    printer.submit(PrintJob(uuid4(), make_certificate()))

    assert printer.unconfirmed_certificates() == frozenset()
