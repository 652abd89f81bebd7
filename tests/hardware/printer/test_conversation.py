"""What is asked, when, and what the answers are taken for."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf

import pytest

from hardware.printer.conversation import Conversation, Health, Pace
from hardware.printer.profiles import CUSTOM_KIOSK, EPSON_80MM, GENERIC_80MM, Profile
from hardware.printer.status import Answer, Answered, CounterTold, Question
from kiosk.catalogue.failures import FailureCode

PACE = Pace(idle_s=0.5, presenting_s=0.05, answer_s=2.0)
EOT = [Question.PRINTER.value, Question.OFFLINE_CAUSE.value, Question.ERROR_CAUSE.value, Question.ROLL.value]


class Talk:
    """A conversation with a printer whose answers the test gives."""

    def __init__(self, profile: Profile = EPSON_80MM, *, answers: bool = True) -> None:
        self.now_s = 0.0
        self.conversation = Conversation(profile, PACE, self.now_s, answers=answers)

    def asks(self) -> bytes:
        """What leaves now."""
        self.conversation.tick(self.now_s)
        said = bytes(self.conversation.pending)
        self.conversation.wrote(len(said))
        return said

    def hears(self, data: bytes) -> Sequence[Answer | Health]:
        return self.conversation.heard(data, self.now_s)

    def round(self, *answers: bytes) -> list[bytes]:
        """Answer each question as it comes."""
        questions = []
        for answer in answers:
            questions.append(self.asks())
            self.hears(answer)
        return questions


HEALTHY = (b"\x12", b"\x12", b"\x12", b"\x12")
PAPER_OUT = (b"\x1a", b"\x32", b"\x12", b"\x7e")


def test_one_question_is_asked_at_a_time() -> None:
    talk = Talk()

    assert talk.asks() == EOT[0]
    assert talk.asks() == b""
    assert talk.conversation.health is None
    talk.hears(b"\x12")
    assert talk.round(*HEALTHY[1:]) == EOT[1:]
    assert talk.conversation.health == Health(None)


def test_the_health_is_told_when_everything_is_known() -> None:
    talk = Talk()
    talk.round(*PAPER_OUT[:3])
    talk.asks()

    assert talk.hears(PAPER_OUT[3]) == [Answered(Question.ROLL), Health(FailureCode.PAPER_OUT)]


def test_a_round_begins_when_it_is_time() -> None:
    talk = Talk()
    talk.round(*HEALTHY)

    assert talk.conversation.next_due_s(talk.now_s) == 0.5
    talk.now_s = 0.4
    assert talk.asks() == b""
    talk.now_s = 0.5
    assert talk.asks() == EOT[0]
    assert talk.conversation.next_due_s(talk.now_s) == 2.5
    talk.now_s = 2.5
    talk.hears(b"")
    assert talk.conversation.next_due_s(talk.now_s) == inf


@pytest.mark.parametrize(
    ("heard", "failure"),
    [
        (b"", FailureCode.PRINTER_MISSING),
        (b"\x10\x00\x00\x00", FailureCode.PRINTER_MISSING),
        (b"HTTP/1.1", FailureCode.PRINTER_NONSENSE),
        (Question.PRINTER.value, FailureCode.PRINTER_NONSENSE),
    ],
)
def test_an_unanswered_question_is_silence_or_nonsense(heard: bytes, failure: FailureCode) -> None:
    talk = Talk()
    talk.asks()
    talk.hears(heard)

    talk.now_s = 1.9
    talk.hears(b"")
    assert talk.conversation.silence is None
    talk.now_s = 2.0
    talk.hears(b"")
    assert talk.conversation.silence is failure


def test_an_answer_that_waited_while_this_machine_was_busy_is_no_silence() -> None:
    talk = Talk()
    talk.asks()
    talk.now_s = 60.0

    talk.hears(b"\x12")

    assert talk.conversation.silence is None
    assert talk.asks() == EOT[1]


def test_a_silent_printer_that_answers_after_all_is_heard() -> None:
    talk = Talk()
    talk.asks()
    talk.now_s = 2.0
    talk.hears(b"")

    talk.hears(b"\x12")

    assert talk.conversation.silence is None


def test_a_printer_that_answers_among_nonsense_is_not_believed() -> None:
    talk = Talk()
    talk.round(b"\x12", b"\x12", b"\x12")
    talk.asks()

    assert talk.hears(b"\xff" * 9 + b"\x12")[-1] == Health(FailureCode.PRINTER_NONSENSE)
    assert talk.conversation.failure is FailureCode.PRINTER_NONSENSE
    talk.now_s = 1.0
    talk.round(*HEALTHY)
    assert talk.conversation.health == Health(None)


def test_a_status_frame_tells_the_health_at_once() -> None:
    talk = Talk()

    assert talk.hears(b"\x38\x00\x00\x00")[-1] == Health(FailureCode.COVER_OPEN)


def test_an_epson_is_asked_one_thing_before_a_job() -> None:
    talk = Talk()
    talk.round(*HEALTHY)

    talk.conversation.check()

    assert talk.conversation.is_checking
    assert talk.round(b"\x12") == [EOT[0]]
    assert not talk.conversation.is_checking
    assert talk.conversation.failure is None


def test_an_epson_that_is_offline_before_a_job_is_asked_why() -> None:
    talk = Talk()
    talk.round(*HEALTHY)

    talk.conversation.check()

    assert talk.round(*PAPER_OUT) == EOT
    assert not talk.conversation.is_checking
    assert talk.conversation.failure is FailureCode.PAPER_OUT


def test_a_question_under_way_is_answered_before_those_of_a_job() -> None:
    talk = Talk()
    talk.asks()

    talk.conversation.check()
    talk.hears(b"\x12")

    assert talk.conversation.is_checking
    assert talk.round(b"\x12") == [EOT[0]]
    assert not talk.conversation.is_checking


def test_a_compatible_printer_must_have_done_with_earlier_jobs() -> None:
    talk = Talk(GENERIC_80MM)
    talk.round(*HEALTHY)

    talk.conversation.check()

    assert talk.round(b"\x12", b"\x00", b"\x12") == [EOT[0], Question.QUEUED_STATUS.value, EOT[0]]
    assert not talk.conversation.is_checking


def test_a_queued_question_is_not_waited_for_once_the_printer_has_a_fault() -> None:
    talk = Talk(GENERIC_80MM)
    talk.round(*HEALTHY)
    talk.conversation.check()
    talk.round(b"\x12")
    assert talk.asks() == Question.QUEUED_STATUS.value

    talk.hears(b"\x18\x00\x0f\x00")
    talk.now_s = 3.0

    assert talk.asks() == b""
    talk.hears(b"")
    assert talk.conversation.silence is None
    assert not talk.conversation.is_checking
    assert talk.conversation.failure is FailureCode.PAPER_OUT


def test_a_kiosk_printer_with_a_fault_is_not_asked_for_counters() -> None:
    talk = Talk(CUSTOM_KIOSK)
    talk.conversation.check()

    talk.round(b"\x10\x0f\x01\x00\x00\x00")

    assert talk.round(b"\x10\x0f\x01\x00\x00\x00") == [Question.FULL_STATUS.value]
    assert not talk.conversation.is_checking


def test_a_kiosk_printer_tells_its_counters_before_a_job() -> None:
    talk = Talk(CUSTOM_KIOSK)
    near_end, healthy = b"\x10\x0f\x04\x00\x00\x00", b"\x10\x0f\x00\x00\x00\x00"
    talk.round(near_end)

    talk.conversation.check()
    questions = talk.round(healthy, b"41cuts", near_end, b"120cm")

    assert questions == [
        question.value for question in (Question.FULL_STATUS, Question.CUTS, Question.FULL_STATUS, Question.PAPER_LEFT)
    ]
    assert (talk.conversation.cuts, talk.conversation.paper_left_mm) == (41, 1200)


def test_questions_never_stand_in_the_middle_of_a_job() -> None:
    talk = Talk()
    talk.round(*HEALTHY)
    talk.conversation.send(b"job", 0.0)
    talk.conversation.wrote(1)
    talk.now_s = 10.0

    talk.conversation.tick(talk.now_s)
    talk.conversation.request(b"\x10\x05\x01")

    assert bytes(talk.conversation.pending) == b"ob"
    assert talk.conversation.next_due_s(talk.now_s) == inf


def test_a_presenter_is_asked_often_while_a_job_is_under_way() -> None:
    talk = Talk(CUSTOM_KIOSK)
    talk.round(b"\x10\x0f\x00\x00\x00\x00")
    talk.conversation.send(b"job", 0.0)

    assert talk.asks() == b"job"
    talk.now_s = 0.05
    assert talk.asks() == Question.FULL_STATUS.value
    talk.hears(b"\x10\x0f\x00\x08\x00\x00" + b"41cuts")
    talk.now_s = 0.1
    assert talk.asks() == Question.FULL_STATUS.value + Question.CUTS.value
    talk.hears(b"\x10\x0f\x20\x00\x00\x00")
    talk.now_s = 0.2
    assert talk.asks() == Question.FULL_STATUS.value, "one counter at a time"
    assert talk.hears(b"42cuts") == [CounterTold(Question.CUTS, 42)]
    talk.conversation.end_job()
    talk.hears(b"\x10\x0f\x20\x00\x00\x00")
    assert talk.conversation.next_due_s(talk.now_s) == pytest.approx(0.7)


def test_after_moving_paper_the_printer_is_looked_at_anew() -> None:
    talk = Talk(CUSTOM_KIOSK)
    talk.round(b"\x10\x0f\x00\x00\x00\x00")

    assert talk.conversation.start_afresh(b"cut", 0.0)
    assert not talk.conversation.start_afresh(b"cut", 0.0)

    assert talk.conversation.health is None
    assert talk.asks() == b"cut"
    assert talk.asks() == b""
    talk.now_s = 0.5
    talk.round(b"\x10\x0f\x00\x00\x00\x00")
    assert talk.conversation.health == Health(None)


def test_a_link_without_answers_is_taken_for_healthy_and_never_asked() -> None:
    talk = Talk(answers=False)
    talk.conversation.check()

    assert talk.conversation.health == Health(None)
    assert not talk.conversation.is_checking
    assert talk.asks() == b""
    assert talk.conversation.next_due_s(0.0) == inf


def test_the_answer_to_a_question_of_an_earlier_job_is_no_health() -> None:
    talk = Talk(replace(GENERIC_80MM))
    talk.round(*HEALTHY)
    talk.conversation.send(b"job", 0.0)
    talk.asks()

    assert talk.hears(b"\x00") == [Answered(Question.QUEUED_STATUS)]
