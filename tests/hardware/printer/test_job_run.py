"""One job on its way."""

from math import inf
from uuid import UUID

import pytest

from hardware.printer.conversation import Health
from hardware.printer.encoder import EncodedJob, ProcessIds
from hardware.printer.job_run import JobRun, Waiting
from hardware.printer.outcome import Blocked, Declined, JobState, LinkLost, Printed, Queued, Refused, Sent, Unknown
from hardware.printer.proof import ProcessIdWitness, WrittenWitness
from hardware.printer.state import PrinterState
from hardware.printer.status import ProcessIdTold, StateTold
from kiosk.catalogue.failures import FailureCode
from kiosk.documents.language import Wording
from kiosk.documents.model import Document
from kiosk.ports import PrintJob, PrintProof

IDS = ProcessIds(b"BaaA", b"CaaA")
WAITING = Waiting(margin_s=10, silence_s=3, blocked_silence_s=300, recover_s=5)
PRINTED = Printed(PrintProof.PROCESS_ID)
CUTTER, COVER = Health(FailureCode.CUTTER_JAM), Health(FailureCode.COVER_OPEN)


class Run(JobRun):
    """A job of 150 mm at 150 mm/s: it is due after 11 s."""

    def __init__(self) -> None:
        self.moves: list[tuple[JobState, JobState]] = []
        encoded = EncodedJob(b"0123456789", 150.0, IDS)
        super().__init__(
            PrintJob(UUID(int=1), Document(Wording("essai", "test"), ())),
            encoded,
            WAITING.patience(encoded.paper_mm, 150.0),
            WAITING.recover_s,
            lambda before, after: self.moves.append((before, after)),
        )

    def hears_health(self, *told: Health, now_s: float = 0.0) -> None:
        self.hears(told, PrinterState(), now_s)


@pytest.fixture
def sent() -> Run:
    run = Run()
    run.send(ProcessIdWitness(IDS), 0.0)
    return run


def test_a_job_moves_when_it_is_sent() -> None:
    run = Run()

    run.send(ProcessIdWitness(IDS), 0.0)

    assert run.moves == [(Queued(), Sent(11.0))]
    assert run.due_s == 14.0


def test_nothing_is_heard_for_a_job_that_was_not_sent() -> None:
    run = Run()

    run.hears_health(Health(FailureCode.PAPER_OUT))
    run.wrote(3, 0.0)

    assert run.state == Queued()
    assert run.due_s == inf


def test_bytes_taken_put_the_deadline_off_until_the_last(sent: Run) -> None:
    sent.wrote(4, 5.0)
    sent.wrote(0, 6.0)
    sent.wrote(6, 7.0)
    sent.wrote(3, 8.0)  # a question, not the job

    assert sent.state == Sent(18.0)


def test_the_last_byte_is_the_proof_of_a_link_without_answers() -> None:
    run = Run()
    run.send(WrittenWitness(), 0.0)

    run.wrote(9, 0.0)
    before = run.state
    run.wrote(1, 0.0)

    assert before == Sent(11.0)
    assert run.state == Printed(PrintProof.WRITTEN)


def test_the_ids_prove_the_job(sent: Run) -> None:
    sent.hears([ProcessIdTold(b"BaaA"), StateTold(), ProcessIdTold(b"CaaA")], PrinterState(), 1.0)

    assert sent.state == PRINTED
    assert [after for _, after in sent.moves] == [Sent(11.0), Sent(11.0, on_paper=True), PRINTED]


def test_a_proof_that_waited_while_this_machine_was_busy_counts(sent: Run) -> None:
    sent.hears([Health(None), ProcessIdTold(b"CaaA")], PrinterState(), 1000.0)

    assert sent.state == PRINTED


def test_noise_on_the_line_does_not_block_a_job(sent: Run) -> None:
    sent.hears_health(Health(FailureCode.PRINTER_NONSENSE))

    assert isinstance(sent.state, Sent)


def test_a_stuck_cutter_tries_again_from_time_to_time(sent: Run) -> None:
    sent.hears_health(CUTTER, now_s=1.0)

    assert sent.due_s == 6.0
    assert not sent.wants_recovery(5.9)
    assert sent.wants_recovery(6.0)
    assert not sent.wants_recovery(6.0)
    sent.hears_health(CUTTER, now_s=7.0)
    assert sent.due_s == 11.0
    assert sent.wants_recovery(11.0)


def test_a_stuck_cutter_tries_at_once_after_the_cover_was_closed(sent: Run) -> None:
    sent.hears_health(CUTTER, now_s=1.0)
    sent.hears_health(COVER, now_s=2.0)
    assert not sent.wants_recovery(100.0)

    sent.hears_health(CUTTER, now_s=3.0)

    assert sent.wants_recovery(3.0)


def test_a_cutter_that_cuts_is_left_alone(sent: Run) -> None:
    sent.hears_health(CUTTER, now_s=1.0)
    sent.hears_health(Health(None), now_s=2.0)

    assert not sent.wants_recovery(1000.0)


def test_time_alone_ends_a_job_that_nobody_answers_for(sent: Run) -> None:
    sent.hears((), PrinterState(), 13.9)
    before = sent.state
    sent.hears((), PrinterState(), 14.0)

    assert isinstance(before, Sent)
    assert sent.state == Unknown()
    assert sent.due_s == inf


def test_a_blocked_job_is_looked_at_when_the_printer_has_said_nothing_for_long(sent: Run) -> None:
    sent.hears_health(Health(FailureCode.PAPER_OUT), now_s=1.0)

    assert isinstance(sent.state, Blocked)
    assert sent.due_s == 301.0


def test_a_job_is_refused_before_and_unknown_after_its_first_byte(sent: Run) -> None:
    queued = Run()
    for run in (queued, sent):
        run.happens(Declined(FailureCode.PAPER_OUT), 1.0)
        run.happens(LinkLost(), 1.0)

    assert queued.state == Refused(FailureCode.PAPER_OUT)
    assert sent.state == Unknown()
