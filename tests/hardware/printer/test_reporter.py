"""What is told of a job, inferred from the state before and after."""

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from hardware.printer.journal import Entry, Journal, Recorded
from hardware.printer.outcome import Blocked, JobState, Printed, Queued, Refused, Sent, Unknown
from hardware.printer.reporter import JobReporter, job_events
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import JsonFormatter
from kiosk.documents.language import Wording
from kiosk.documents.model import Document, Paragraph
from kiosk.ports import (
    JobBlocked,
    JobEvent,
    JobPrinted,
    JobRefused,
    JobResumed,
    JobStarted,
    JobUnknown,
    PrintJob,
    PrintProof,
)

ID = UUID(int=7)
JOB = PrintJob(ID, Document(Wording("attestation", "certificate"), [Paragraph("DURAND Marie")]), "751-26-000001")
PAPER_OUT, COVER_OPEN = FailureCode.PAPER_OUT, FailureCode.COVER_OPEN
PROOF = PrintProof.PROCESS_ID
NOW = datetime(2026, 11, 21, 10, 4, tzinfo=UTC)


class StoppedClock:
    def monotonic_s(self) -> float:
        return 12.5

    def now(self) -> datetime:
        return NOW


@pytest.mark.parametrize(
    ("before", "after", "events"),
    [
        (Queued(), Queued(), []),
        (Queued(), Sent(1.0), [JobStarted(ID)]),
        (Queued(), Refused(PAPER_OUT), [JobRefused(ID, PAPER_OUT)]),
        (Queued(), Unknown(), [JobStarted(ID), JobUnknown(ID)]),
        (Sent(1.0), Sent(2.0), []),
        (Sent(1.0), Blocked(PAPER_OUT, 1.0), [JobBlocked(ID, PAPER_OUT)]),
        (Sent(1.0), Printed(PROOF), [JobPrinted(ID, PROOF)]),
        (Sent(1.0), Unknown(), [JobUnknown(ID)]),
        (Blocked(PAPER_OUT, 1.0), Blocked(PAPER_OUT, 2.0), []),
        (Blocked(PAPER_OUT, 1.0), Blocked(COVER_OPEN, 2.0), [JobBlocked(ID, COVER_OPEN)]),
        (Blocked(PAPER_OUT, 1.0), Sent(2.0), [JobResumed(ID)]),
        (Blocked(PAPER_OUT, 1.0), Printed(PROOF), [JobPrinted(ID, PROOF)]),
        (Sent(1.0), Queued(), []),
    ],
)
def test_events_are_inferred_from_two_states(before: JobState, after: JobState, events: list[JobEvent]) -> None:
    assert list(job_events(JOB, before, after)) == events


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path / "jobs.db")
    journal.begin(Entry(ID, "751-26-000001", "ab" * 32), NOW)
    return journal


@pytest.mark.parametrize(
    ("after", "outcome", "detail"),
    [
        (Sent(1.0), Recorded.SENT, ""),
        (Blocked(PAPER_OUT, 1.0), Recorded.BLOCKED, "IMPR-03"),
        (Printed(PROOF), Recorded.PRINTED, "process-id"),
        (Unknown(), Recorded.UNKNOWN, ""),
    ],
)
def test_the_journal_knows_before_the_terminal_does(
    journal: Journal, after: JobState, outcome: Recorded, detail: str
) -> None:
    known: list[Entry | None] = []
    reporter = JobReporter(journal, StoppedClock(), lambda event: known.append(journal.find(event.job_id)))

    reporter.moved(JOB, Blocked(COVER_OPEN, 1.0), after, started_s=10.0)

    assert [(entry.outcome, entry.detail) for entry in known if entry is not None] == [(outcome, detail)]


def test_the_log_says_what_became_of_the_job_and_nothing_of_the_person(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    reporter = JobReporter(journal, StoppedClock(), lambda _: None)
    with caplog.at_level(logging.INFO):
        reporter.moved(JOB, Sent(1.0), Blocked(PAPER_OUT, 1.0), started_s=10.0)
        reporter.moved(JOB, Blocked(PAPER_OUT, 1.0), Printed(PROOF), started_s=10.0)
        reporter.moved(JOB, Sent(1.0), Unknown(), started_s=10.0)
        reporter.refused(JOB, COVER_OPEN)

    lines: list[dict[str, Any]] = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    said = [{key: line[key] for key in line.keys() - {"time", "logger", "level", "job"}} for line in lines]
    assert said == [
        {"event": "PRINT_JOB_BLOCKED", "code": "IMPR-03"},
        {"event": "PRINT_JOB_ENDED", "outcome": "PRINTED", "confirmation": "process-id", "duration_ms": 2500},
        {"event": "PRINT_JOB_ENDED", "outcome": "UNKNOWN", "code": "IMPR-11", "duration_ms": 2500},
        {"event": "PRINT_JOB_ENDED", "outcome": "REFUSED", "code": "IMPR-05", "duration_ms": 0},
    ]


def test_an_outcome_that_cannot_be_kept_is_told_all_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    told: list[JobEvent] = []
    reporter = JobReporter(Journal(tmp_path / "file" / "jobs.db"), StoppedClock(), told.append)

    reporter.moved(JOB, Sent(1.0), Printed(PROOF), started_s=10.0)

    assert told == [JobPrinted(ID, PROOF)]
    assert any("DATABASE_FAILED" in record.getMessage() for record in caplog.records)
