"""The desk: which job is under way, which wait, and what an interrupted one leaves behind."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from hardware.printer import commands
from hardware.printer.conversation import Conversation, Health, Pace
from hardware.printer.desk import JobDesk
from hardware.printer.encoder import Encoder
from hardware.printer.job_run import Waiting
from hardware.printer.journal import Entry, Journal, Recorded
from hardware.printer.profiles import EPSON_80MM
from kiosk.catalogue.failures import FailureCode
from kiosk.documents.language import Wording
from kiosk.documents.model import Document
from kiosk.ports import JobEvent, JobPrinted, JobRefused, JobStarted, JobUnknown, PrintJob, PrintProof

HEALTHY_ASB = b"\x10\x00\x00\x00"
CUTTER_ASB = b"\x18\x08\x00\x00"
PAPER_OUT_ASB = b"\x18\x00\x0c\x00"
COVER_AND_CUTTER_ASB = b"\x38\x08\x00\x00"


class Desk:
    """A desk with a conversation whose printer is played by the test."""

    def __init__(self, folder: Path, clock: Any) -> None:
        self.told: list[JobEvent] = []
        self.journal = Journal(folder / "jobs.db")
        self.clock = clock
        self.now_s = 0.0
        self.desk = self._built()
        self.conversation = Conversation(EPSON_80MM, Pace(), 0.0)

    def _built(self) -> JobDesk:
        return JobDesk(
            EPSON_80MM, Encoder(EPSON_80MM), self.journal, self.clock, Waiting(), self.told.append, answers=True
        )

    def restarts(self) -> None:
        self.desk = self._built()
        self.conversation = Conversation(EPSON_80MM, Pace(), 0.0)

    def says(self) -> bytes:
        """Everything that leaves in one turn."""
        self.desk.step(self.conversation, self.now_s)
        self.conversation.tick(self.now_s)
        said = bytes(self.conversation.pending)
        self.conversation.wrote(len(said))
        self.desk.wrote(len(said), self.conversation, self.now_s)
        return said

    def hears(self, data: bytes) -> None:
        self.desk.hears(self.conversation.heard(data, self.now_s), self.conversation, self.now_s)

    def takes(self) -> PrintJob:
        job = PrintJob(uuid4(), Document(Wording("essai", "test"), ()), "751-26-000001")
        self.desk.take(job)
        return job


@pytest.fixture
def desk(tmp_path: Path, clock: Any) -> Desk:
    return Desk(tmp_path, clock)


@pytest.fixture
def ready(desk: Desk) -> Desk:
    desk.hears(HEALTHY_ASB)
    return desk


def test_a_job_waits_until_the_printer_has_said_how_it_is(desk: Desk) -> None:
    desk.takes()

    assert desk.says() == commands.realtime_status(1)
    assert desk.told == []
    assert not desk.desk.is_idle


def test_a_job_is_sent_in_one_piece_after_the_answer_to_one_question(ready: Desk) -> None:
    job = ready.takes()

    assert ready.says() == commands.realtime_status(1)
    ready.hears(b"\x12")
    said = ready.says()

    assert said.startswith(commands.INITIALIZE)
    assert said.endswith(commands.process_id(b"CBAA"))
    assert ready.told == [JobStarted(job.job_id)]
    assert ready.desk.is_printing
    ready.hears(b"\x37\x22CBAA\x00")
    assert ready.told[-1] == JobPrinted(job.job_id, PrintProof.PROCESS_ID)
    assert ready.desk.is_idle


def test_the_journal_holds_a_hash_of_what_was_sent(ready: Desk) -> None:
    import hashlib

    job = ready.takes()
    ready.says()
    ready.hears(b"\x12")

    said = ready.says()

    entry = ready.journal.find(job.job_id)
    assert entry is not None
    assert said.endswith(commands.process_id(b"CBAA"))
    assert entry == Entry(job.job_id, "751-26-000001", hashlib.sha256(said).hexdigest(), "CBAA")


def test_a_link_that_goes_refuses_what_was_not_sent(ready: Desk) -> None:
    first, second = ready.takes(), ready.takes()
    ready.says()

    ready.desk.lose_link(FailureCode.PRINTER_NONSENSE, ready.conversation, 0.0)
    ready.desk.refuse_waiting(FailureCode.PRINTER_MISSING)

    assert ready.told == [
        JobRefused(first.job_id, FailureCode.PRINTER_NONSENSE),
        JobRefused(second.job_id, FailureCode.PRINTER_MISSING),
    ]


@pytest.mark.parametrize(
    ("outcome", "event"),
    [
        (Recorded.PRINTED, lambda job: JobPrinted(job, PrintProof.CUT_COUNTER)),
        (Recorded.UNKNOWN, JobUnknown),
    ],
)
def test_a_job_of_an_earlier_run_is_not_printed_again(
    desk: Desk, outcome: Recorded, event: Callable[..., JobEvent]
) -> None:
    job = PrintJob(uuid4(), Document(Wording("essai", "test"), ()))
    desk.journal.begin(Entry(job.job_id, None, "ab" * 32), desk.clock.now())
    desk.journal.record(job.job_id, outcome, PrintProof.CUT_COUNTER.value, desk.clock.now())

    desk.desk.take(job)

    assert desk.told == [event(job.job_id)]
    assert desk.desk.is_idle


def test_an_unknown_outcome_asks_for_another_link_and_a_clean_strip(ready: Desk) -> None:
    job = ready.takes()
    ready.says()
    ready.hears(b"\x12")
    ready.says()

    ready.now_s = ready.desk.due_s
    ready.hears(b"")

    assert ready.told[-1] == JobUnknown(job.job_id)
    assert ready.desk.wants_new_link
    ready.desk.lose_link(FailureCode.PRINTER_MISSING, ready.conversation, ready.now_s)
    assert not ready.desk.wants_new_link

    ready.restarts()
    ready.hears(HEALTHY_ASB)
    assert ready.says() == Encoder(EPSON_80MM).clean_strip()
    ready.hears(HEALTHY_ASB)
    assert ready.says() == b"", "once is enough"


def test_a_printer_that_holds_a_stuck_job_of_nobody_forgets_it(desk: Desk) -> None:
    desk.hears(COVER_AND_CUTTER_ASB)
    assert commands.CLEAR not in desk.says(), "nobody's fingers are cut"

    desk.hears(CUTTER_ASB)
    desk.hears(b"\x12\x12\x12\x12")
    assert commands.CLEAR in desk.says()
    assert commands.CLEAR not in desk.says()
    desk.now_s = 3.0
    assert commands.CLEAR in desk.says()


def test_a_job_of_nobody_of_which_no_byte_was_sent_is_refused(ready: Desk) -> None:
    first, second = ready.takes(), ready.takes()
    ready.says()

    ready.desk.abandon(second.job_id)
    ready.desk.abandon(first.job_id)
    ready.says()

    assert ready.told == [
        JobRefused(second.job_id, FailureCode.PRINT_REFUSED),
        JobRefused(first.job_id, FailureCode.PRINT_REFUSED),
    ]
    assert ready.desk.is_idle


def test_a_job_that_nobody_ever_submitted_can_be_abandoned(ready: Desk) -> None:
    job = ready.takes()

    ready.desk.abandon(uuid4())
    ready.says()
    ready.hears(b"\x12")
    ready.says()

    assert ready.told == [JobStarted(job.job_id)]


def test_a_blocked_job_of_nobody_is_cleared_and_then_given_up(ready: Desk) -> None:
    job = ready.takes()
    ready.says()
    ready.hears(b"\x12")
    ready.says()
    ready.hears(PAPER_OUT_ASB)

    ready.desk.abandon(job.job_id)

    assert commands.CLEAR_BUFFERS + commands.CLEAR in ready.says()
    assert JobUnknown(job.job_id) not in ready.told
    ready.says()
    assert ready.told[-1] == JobUnknown(job.job_id)
    assert ready.desk.wants_new_link


def test_what_the_printer_does_not_take_of_a_job_of_nobody_is_cleared_over_the_next_link(ready: Desk) -> None:
    job = ready.takes()
    ready.says()
    ready.hears(b"\x12")
    ready.desk.step(ready.conversation, 0.0)
    ready.conversation.wrote(10)
    ready.desk.wrote(10, ready.conversation, 0.0)
    ready.hears(PAPER_OUT_ASB)

    ready.desk.abandon(job.job_id)
    ready.desk.step(ready.conversation, 0.0)
    assert commands.CLEAR not in bytes(ready.conversation.pending), "it would become part of the job"
    ready.desk.step(ready.conversation, 0.0)
    assert ready.told[-1] == JobUnknown(job.job_id)

    ready.desk.lose_link(FailureCode.PRINTER_MISSING, ready.conversation, 0.0)
    ready.conversation = Conversation(EPSON_80MM, Pace(), 0.0)
    ready.hears(PAPER_OUT_ASB)
    assert commands.CLEAR_BUFFERS in ready.says()


def test_nothing_is_cleared_while_fingers_may_be_at_the_blade(ready: Desk) -> None:
    job = ready.takes()
    ready.says()
    ready.hears(b"\x12")
    ready.says()
    ready.hears(COVER_AND_CUTTER_ASB)

    ready.desk.abandon(job.job_id)

    assert commands.CLEAR not in ready.says() + ready.says()
    assert ready.told[-1] == JobUnknown(job.job_id)


def test_whoever_comes_after_a_blocked_job_is_told_why_nothing_is_printed(ready: Desk) -> None:
    first = ready.takes()
    ready.says()
    ready.hears(b"\x12")
    ready.says()
    waiting = ready.takes()
    ready.says()
    assert ready.told == [JobStarted(first.job_id)], "behind a job that moves, one waits its turn"

    ready.hears(PAPER_OUT_ASB)
    ready.says()
    late = ready.takes()
    ready.says()

    assert ready.told[-2:] == [
        JobRefused(waiting.job_id, FailureCode.PAPER_OUT),
        JobRefused(late.job_id, FailureCode.PAPER_OUT),
    ]
    assert ready.desk.is_printing


def test_a_printer_with_a_fault_is_not_given_a_clean_strip(desk: Desk) -> None:
    desk.journal.begin(Entry(uuid4(), None, "ab" * 32), desk.clock.now())
    desk.journal.record(uuid4(), Recorded.UNKNOWN, "", desk.clock.now())
    desk.journal.close()
    desk.restarts()

    desk.hears(CUTTER_ASB)
    desk.says()

    assert desk.conversation.health == Health(FailureCode.CUTTER_JAM)
    desk.hears(HEALTHY_ASB)
    assert desk.says().startswith(bytes(100))
