"""Tell what becomes of a job, all inferred from the state before and the state after: journal, log, then events."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Final, assert_never

from hardware.printer.journal import Journal, Recorded
from hardware.printer.outcome import Blocked, JobState, Printed, Queued, Refused, Sent, Unknown
from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import log_event
from kiosk.ports import (
    Clock,
    JobBlocked,
    JobEvent,
    JobPrinted,
    JobRefused,
    JobResumed,
    JobStarted,
    JobUnknown,
    PrintJob,
)

_LOGGER: Final = logging.getLogger(__name__)


def job_events(job: PrintJob, before: JobState, after: JobState) -> Iterator[JobEvent]:
    """Give what is told of a job that went from one state to another."""
    if before == after:
        return
    if isinstance(before, Queued) and not isinstance(after, Refused):
        yield JobStarted(job.job_id)
    match after:
        case Queued():
            pass
        case Sent():
            if isinstance(before, Blocked):
                yield JobResumed(job.job_id)
        case Blocked(cause):
            if not isinstance(before, Blocked) or before.cause is not cause:
                yield JobBlocked(job.job_id, cause)
        case Printed(proof):
            yield JobPrinted(job.job_id, proof)
        case Unknown():
            yield JobUnknown(job.job_id)
        case Refused(cause):
            yield JobRefused(job.job_id, cause)
        case _:
            assert_never(after)


class JobReporter:
    """Report jobs to the journal, the log and the terminal."""

    def __init__(self, journal: Journal, clock: Clock, tell: Callable[[JobEvent], None]) -> None:
        self._journal = journal
        self._clock = clock
        self._tell = tell

    def moved(self, job: PrintJob, before: JobState, after: JobState, started_s: float) -> None:
        """Report that a job went from one state to another."""
        for event in job_events(job, before, after):
            self._record(event)
            self._log(event, job, started_s)
            self._tell(event)

    def refused(self, job: PrintJob, cause: FailureCode) -> None:
        """Report that a job never came up."""
        self.moved(job, Queued(), Refused(cause), self._clock.monotonic_s())

    def _record(self, event: JobEvent) -> None:
        match event:
            case JobBlocked(job_id, cause):
                failure = self._journal.record(job_id, Recorded.BLOCKED, cause.value, self._clock.now())
            case JobResumed(job_id):
                failure = self._journal.record(job_id, Recorded.SENT, "", self._clock.now())
            case JobPrinted(job_id, proof):
                failure = self._journal.record(job_id, Recorded.PRINTED, proof.value, self._clock.now())
            case JobUnknown(job_id):
                failure = self._journal.record(job_id, Recorded.UNKNOWN, "", self._clock.now())
            case JobStarted() | JobRefused():
                failure = None
            case _:
                assert_never(event)
        if failure is not None:
            log_event(_LOGGER, Event.DATABASE_FAILED, code=failure.value)

    def _log(self, event: JobEvent, job: PrintJob, started_s: float) -> None:
        name = str(job.job_id)
        match event:
            case JobBlocked(cause=cause):
                log_event(_LOGGER, Event.PRINT_JOB_BLOCKED, job=name, code=cause.value)
            case JobPrinted(proof=proof):
                self._log_end(name, "PRINTED", started_s, confirmation=proof.value)
            case JobUnknown():
                self._log_end(name, "UNKNOWN", started_s, code=FailureCode.PRINT_UNKNOWN.value)
            case JobRefused(cause=cause):
                self._log_end(name, "REFUSED", started_s, code=cause.value)
            case JobStarted() | JobResumed():
                pass
            case _:
                assert_never(event)

    def _log_end(
        self, name: str, outcome: str, started_s: float, *, code: str | None = None, confirmation: str | None = None
    ) -> None:
        duration_ms = round((self._clock.monotonic_s() - started_s) * 1000)
        log_event(
            _LOGGER,
            Event.PRINT_JOB_ENDED,
            job=name,
            outcome=outcome,
            code=code,
            confirmation=confirmation,
            duration_ms=duration_ms,
        )
