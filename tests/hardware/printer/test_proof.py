"""What proves a job, dialect by dialect."""

import pytest

from hardware.printer.encoder import ProcessIds
from hardware.printer.outcome import BodyProved, JobProved
from hardware.printer.proof import CutCounterWitness, ProcessIdWitness, QueuedStatusWitness, Witness, WrittenWitness
from hardware.printer.state import PrinterState
from hardware.printer.status import Answer, Answered, CounterTold, ProcessIdTold, Question, StateTold
from kiosk.ports import PrintProof

IDLE = PrinterState()
MOVING = PrinterState(motor_on=True)
AT_MOUTH = PrinterState(ticket_at_mouth=True)
FULL_STATUS = Answered(Question.FULL_STATUS)
BY_COUNTER = JobProved(PrintProof.CUT_COUNTER)


def test_only_the_ids_of_this_job_prove_it() -> None:
    witness = ProcessIdWitness(ProcessIds(b"BaaA", b"CaaA"))

    assert witness.sees(ProcessIdTold(b"BaaA"), IDLE) == BodyProved()
    assert witness.sees(ProcessIdTold(b"CaaA"), IDLE) == JobProved(PrintProof.PROCESS_ID)
    for other in (ProcessIdTold(b"CaaB"), StateTold(), Answered(Question.PRINTER)):
        assert witness.sees(other, AT_MOUTH) is None


def test_the_cut_is_counted_then_the_ticket_comes_to_the_mouth() -> None:
    witness = CutCounterWitness(41, has_mouth=True)

    assert witness.sees(FULL_STATUS, AT_MOUTH) is None, "the ticket of the person before"
    assert witness.sees(CounterTold(Question.CUTS, 41), AT_MOUTH) is None
    assert witness.sees(FULL_STATUS, AT_MOUTH) is None
    assert witness.sees(CounterTold(Question.CUTS, 42), AT_MOUTH) is None, "the state is older than the counter"
    assert witness.sees(FULL_STATUS, MOVING) is None
    assert witness.sees(FULL_STATUS, IDLE) is None
    assert witness.sees(FULL_STATUS, AT_MOUTH) == BY_COUNTER


@pytest.mark.parametrize("counter", [CounterTold(Question.PAPER_LEFT, 42), CounterTold(Question.CUTS, 142)])
def test_another_counter_proves_nothing(counter: CounterTold) -> None:
    witness = CutCounterWitness(41, has_mouth=True)

    assert witness.sees(counter, AT_MOUTH) is None
    assert witness.sees(FULL_STATUS, AT_MOUTH) is None


def test_without_a_presenter_the_cut_and_a_motor_at_rest_are_enough() -> None:
    witness = CutCounterWitness(41, has_mouth=False)
    witness.sees(CounterTold(Question.CUTS, 42), MOVING)

    assert witness.sees(FULL_STATUS, MOVING) is None
    assert witness.sees(FULL_STATUS, IDLE) == BY_COUNTER


def test_the_queued_question_is_the_only_one_that_counts() -> None:
    witness = QueuedStatusWitness()

    assert witness.sees(Answered(Question.PRINTER), IDLE) is None
    assert witness.sees(Answered(Question.QUEUED_STATUS), IDLE) == JobProved(PrintProof.QUEUED_STATUS)


@pytest.mark.parametrize(
    "witness", [ProcessIdWitness(ProcessIds(b"B", b"C")), CutCounterWitness(0, has_mouth=True), QueuedStatusWitness()]
)
def test_bytes_that_left_prove_nothing_to_a_printer_that_answers(witness: Witness) -> None:
    assert witness.sees_all_written() is None


@pytest.mark.parametrize("answer", [ProcessIdTold(b"CaaA"), FULL_STATUS, StateTold()])
def test_bytes_that_left_are_all_that_a_file_can_tell(answer: Answer) -> None:
    assert WrittenWitness().sees(answer, AT_MOUTH) is None
    assert WrittenWitness().sees_all_written() == JobProved(PrintProof.WRITTEN)
