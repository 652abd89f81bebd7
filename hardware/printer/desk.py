"""The jobs of a printer: one under way, the others waiting."""

from __future__ import annotations

import hashlib
import logging
from collections import deque
from collections.abc import Callable, Sequence
from math import inf
from typing import Final
from uuid import UUID

from hardware.printer import commands
from hardware.printer.conversation import Conversation, Health
from hardware.printer.encoder import EncodedJob, Encoder, ProcessIds
from hardware.printer.identifiers import process_ids
from hardware.printer.job_run import JobRun, Waiting
from hardware.printer.journal import Entry, Journal, Recorded
from hardware.printer.outcome import FINAL, Blocked, Declined, JobState, LinkLost, Queued, Sent, Unknown
from hardware.printer.profiles import Dialect, Profile
from hardware.printer.proof import CutCounterWitness, ProcessIdWitness, QueuedStatusWitness, Witness, WrittenWitness
from hardware.printer.remnant import Remnant
from hardware.printer.reporter import JobReporter
from hardware.printer.status import Answer
from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import log_event
from kiosk.ports import Clock, JobEvent, JobPrinted, JobUnknown, PrintJob, PrintProof, RemnantEvent

_LOGGER: Final = logging.getLogger(__name__)


class JobDesk:
    """Carry each job through to its outcome. One thread owns it.

    Args:
        profile: of the printer.
        encoder: makes its bytes.
        journal: keeps the outcomes.
        clock: of the terminal.
        waiting: how long jobs wait.
        tell: called with every event of a job, and of what one left in the printer.
        answers: whether the printer can say anything over its link.
    """

    def __init__(
        self,
        profile: Profile,
        encoder: Encoder,
        journal: Journal,
        clock: Clock,
        waiting: Waiting,
        tell: Callable[[JobEvent | RemnantEvent], None],
        *,
        answers: bool,
    ) -> None:
        self._profile = profile
        self._encoder = encoder
        self._journal = journal
        self._clock = clock
        self._waiting = waiting
        self._tell = tell
        self._answers = answers
        self._reporter = JobReporter(journal, clock, tell)
        self._jobs: deque[PrintJob] = deque()
        self._run: JobRun | None = None
        self._remnant = Remnant(profile, encoder, journal, clock, waiting, tell)
        self._clear_at_s = -inf
        self._is_abandoned = False
        self._is_clearing = False
        self.wants_new_link = False

    @property
    def is_idle(self) -> bool:
        """Say whether no job is under way or waits."""
        return self._run is None and not self._jobs

    @property
    def is_printing(self) -> bool:
        """Say whether a job was sent whose outcome is open."""
        return self._run is not None and isinstance(self._run.state, Sent | Blocked)

    @property
    def due_s(self) -> float:
        """Give the time at which `step` has something to do even if the printer says nothing."""
        return self._run.due_s if self._run is not None else inf

    def take(self, job: PrintJob) -> None:
        """Take a job; of one that was sent before, only its outcome is told again."""
        known = [*self._jobs, self._run.job] if self._run is not None else self._jobs
        if any(job.job_id == other.job_id for other in known):
            return
        entry = self._journal.find(job.job_id)
        if entry is None:
            self._jobs.append(job)
        elif entry.outcome is Recorded.PRINTED:
            self._tell(JobPrinted(job.job_id, PrintProof(entry.detail)))
        else:
            self._tell(JobUnknown(job.job_id))

    def abandon(self, job_id: UUID) -> None:
        """Take note that nobody waits for a job any more."""
        if self._run is not None and self._run.job.job_id == job_id:
            self._is_abandoned = True
            return
        for job in [job for job in self._jobs if job.job_id == job_id]:
            self._jobs.remove(job)
            self._reporter.refused(job, FailureCode.PRINT_REFUSED)

    def refuse_waiting(self, cause: FailureCode) -> None:
        """Refuse every job that waits."""
        while self._jobs:
            self._reporter.refused(self._jobs.popleft(), cause)

    def step(self, conversation: Conversation, now_s: float) -> None:
        """Do what is to be done now: bring up a job, send the one that was checked, free the cutter, give one up."""
        if self._run is None and conversation.health is not None:
            self._tidy(conversation, now_s)
        if self._run is None and conversation.health is not None:
            if not self._remnant.is_there:
                self._bring_up(conversation, now_s)
            elif conversation.health.failure is not None:
                self.refuse_waiting(conversation.health.failure)
        run = self._run
        if run is None:
            return
        if self._is_abandoned:
            self._give_up(run, conversation, now_s)
        elif isinstance(run.state, Blocked):
            # Whoever submitted them is told why nothing comes out, instead of waiting for somebody else's paper.
            self.refuse_waiting(run.state.cause)
        if isinstance(run.state, Queued):
            self._send_if_ready(run, conversation, now_s)
        elif run.wants_recovery(now_s):
            conversation.request(commands.RECOVER)
        self._end_if_over(conversation)

    def wrote(self, count: int, conversation: Conversation, now_s: float) -> None:
        """Take note of bytes that the link took."""
        if self._run is not None:
            self._run.wrote(count, now_s)
            self._end_if_over(conversation)

    def hears(self, told: Sequence[Answer | Health], conversation: Conversation, now_s: float) -> None:
        """Take what the printer said, or that it said nothing until now."""
        if self._run is not None:
            self._run.hears(told, conversation.state, now_s)
            self._end_if_over(conversation)

    def lose_link(self, cause: FailureCode, conversation: Conversation, now_s: float) -> None:
        """Take note that the connection has gone, or is given up for a cause."""
        if self._run is not None:
            self._run.happens(Declined(cause), now_s)
            self._run.happens(LinkLost(), now_s)
            self._end_if_over(conversation)
        self._remnant.lose_link()
        self.wants_new_link = False

    def _give_up(self, run: JobRun, conversation: Conversation, now_s: float) -> None:
        """End a job that nobody waits for, unless it is moving."""
        if isinstance(run.state, Queued):
            run.happens(Declined(FailureCode.PRINT_REFUSED), now_s)
        elif self._is_clearing:
            run.happens(LinkLost(), now_s)
        elif isinstance(run.state, Blocked):
            # The request leaves in this turn. Where the printer does not even take the rest of the job, it gets none:
            # it is cleared over the next link.
            self._is_clearing = True
            self._clear(conversation, now_s)

    def _clear(self, conversation: Conversation, now_s: float) -> None:
        """Have the printer forget what it holds, unless that would move a blade while somebody's fingers are there."""
        state = conversation.state
        if now_s < self._clear_at_s or conversation.pending or (state.cutter_jam and state.cover_open):
            return
        self._clear_at_s = now_s + self._waiting.recover_s
        has_buffer_request = self._profile.dialect is Dialect.EPSON
        conversation.request((commands.CLEAR_BUFFERS if has_buffer_request else b"") + commands.CLEAR)

    def _tidy(self, conversation: Conversation, now_s: float) -> None:
        """Leave nothing of an earlier job in the printer: the next person must not find it on their ticket."""
        is_faulty = conversation.state.failure is not None
        if conversation.state.cutter_jam or (self._remnant.is_there and is_faulty):
            self._clear(conversation, now_s)
        self._remnant.cut_off(conversation, now_s)

    def _bring_up(self, conversation: Conversation, now_s: float) -> None:
        if not self._jobs:
            return
        job = self._jobs.popleft()
        encoded = self._encoder.encode(job.document, self._process_ids())
        patience = self._waiting.patience(encoded.paper_mm, self._profile.speed_mm_s)

        def moved(before: JobState, after: JobState) -> None:
            self._reporter.moved(job, before, after, now_s)

        self._run = JobRun(job, encoded, patience, self._waiting.recover_s, moved)
        conversation.check()

    def _process_ids(self) -> ProcessIds | None:
        if not self._answers or self._profile.dialect is not Dialect.EPSON:
            return None
        return process_ids(self._journal.next_number())

    def _send_if_ready(self, run: JobRun, conversation: Conversation, now_s: float) -> None:
        failure = conversation.failure
        if failure is None and conversation.is_checking:
            return
        failure = failure or self._too_little_paper(run, conversation) or self._journal_it(run)
        if failure is not None:
            run.happens(Declined(failure), now_s)
            return
        log_event(
            _LOGGER,
            Event.PRINT_JOB_SENT,
            job=str(run.job.job_id),
            document=run.job.document.name.french,
            bytes=len(run.encoded.data),
        )
        run.send(self._witness(run.encoded, conversation), now_s)
        conversation.send(run.encoded.data, now_s)

    def _too_little_paper(self, run: JobRun, conversation: Conversation) -> FailureCode | None:
        # A counter that nobody set stands at 0, and one is believed only where the sensor sees the end of the roll too.
        left_mm = conversation.paper_left_mm
        if conversation.state.paper_near_end and left_mm and left_mm < run.encoded.paper_mm:
            return FailureCode.PAPER_NEAR_END
        return None

    def _journal_it(self, run: JobRun) -> FailureCode | None:
        ids = run.encoded.ids
        entry = Entry(
            run.job.job_id,
            run.job.certificate_number,
            hashlib.sha256(run.encoded.data).hexdigest(),
            ids.cut.decode("ascii") if ids else "",
        )
        return self._journal.begin(entry, self._clock.now())

    def _witness(self, encoded: EncodedJob, conversation: Conversation) -> Witness:
        if not self._answers:
            return WrittenWitness()
        if encoded.ids is not None:
            return ProcessIdWitness(encoded.ids)
        if self._profile.dialect is Dialect.CUSTOM:
            return CutCounterWitness(conversation.cuts or 0, has_mouth=self._profile.has_mouth)
        return QueuedStatusWitness()

    def _end_if_over(self, conversation: Conversation) -> None:
        if self._run is None or not isinstance(self._run.state, FINAL):
            return
        if isinstance(self._run.state, Unknown):
            # Whatever still comes over this connection is about a job that nobody waits for any more.
            self.wants_new_link = True
            self._remnant.leave(self._run.job.job_id)
        self._run = None
        self._is_abandoned = self._is_clearing = False
        conversation.end_job()
