"""Answers of printers: whole, torn, merged, late, repeated, or no answers at all."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.profiles import Dialect
from hardware.printer.state import PrinterState
from hardware.printer.status import (
    Answer,
    Answered,
    CounterTold,
    CustomParser,
    EpsonParser,
    ProcessIdTold,
    Question,
    StateTold,
    StatusParser,
    parser_for,
)

ROUND = (Question.PRINTER, Question.OFFLINE_CAUSE, Question.ERROR_CAUSE, Question.ROLL)
HEALTHY_ASB = b"\x10\x00\x00\x00"
PAPER_OUT_ASB = b"\x18\x00\x0f\x00"
ID_ANSWER = b"\x37\x22CabA\x00"


def epson(*questions: Question) -> EpsonParser:
    parser = EpsonParser()
    for question in questions:
        parser.asked(question)
    return parser


def test_custom_printers_have_their_own_parser() -> None:
    assert isinstance(parser_for(Dialect.CUSTOM), CustomParser)
    assert isinstance(parser_for(Dialect.EPSON), EpsonParser)
    assert isinstance(parser_for(Dialect.GENERIC), EpsonParser)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (b"\x12\x12\x12\x12", PrinterState()),
        (b"\x16\x12\x12\x12", PrinterState()),  # the pin of the drawer, which a kiosk has not
        (b"\x1a\x32\x12\x7e", PrinterState(offline=True, paper_out=True, paper_near_end=True)),
        (b"\x12\x12\x12\x1e", PrinterState(paper_near_end=True)),
        (b"\x1a\x16\x12\x12", PrinterState(offline=True, cover_open=True)),
        (b"\x1a\x52\x1a\x12", PrinterState(offline=True, cutter_jam=True)),
        (b"\x1a\x52\x16\x12", PrinterState(offline=True, mechanical_error=True)),
        (b"\x1a\x52\x32\x12", PrinterState(offline=True, unrecoverable=True)),
        (b"\x1a\x52\x52\x12", PrinterState(offline=True, head_hot=True)),
    ],
)
def test_the_four_answers_of_dle_eot_make_a_state(answers: bytes, state: PrinterState) -> None:
    parser = epson(*ROUND)

    told = parser.feed(answers)

    assert told == tuple(Answered(question) for question in ROUND)
    assert parser.state == state


@pytest.mark.parametrize(
    ("frame", "state"),
    [
        (HEALTHY_ASB, PrinterState()),
        (PAPER_OUT_ASB, PrinterState(offline=True, paper_out=True, paper_near_end=True)),
        (b"\x38\x00\x00\x00", PrinterState(offline=True, cover_open=True)),
        (b"\x18\x08\x00\x00", PrinterState(offline=True, cutter_jam=True)),
        (b"\x18\x40\x00\x00", PrinterState(offline=True, head_hot=True)),
        (b"\x18\x20\x00\x00", PrinterState(offline=True, unrecoverable=True)),
        (b"\x10\x00\x03\x00", PrinterState(paper_near_end=True)),
    ],
)
def test_a_status_frame_tells_the_whole_state(frame: bytes, state: PrinterState) -> None:
    parser = epson()

    assert parser.feed(frame) == (StateTold(),)
    assert parser.state == state


def test_a_process_id_is_told_whole() -> None:
    assert epson().feed(ID_ANSWER) == (ProcessIdTold(b"CabA"),)


def test_a_status_frame_may_stand_between_any_two_bytes_of_a_process_id() -> None:
    for place in range(1, len(ID_ANSWER)):
        parser = epson()
        told = parser.feed(ID_ANSWER[:place] + PAPER_OUT_ASB + ID_ANSWER[place:])
        assert told == (StateTold(), ProcessIdTold(b"CabA")), place
        assert parser.state.paper_out
        assert parser.odd_bytes == 0


def test_flow_control_may_stand_between_any_two_bytes() -> None:
    parser = epson(Question.PRINTER)

    told = parser.feed(b"\x13\x11".join(bytes([byte]) for byte in ID_ANSWER + HEALTHY_ASB + b"\x12"))

    assert told == (ProcessIdTold(b"CabA"), StateTold(), Answered(Question.PRINTER))


def test_an_answer_that_nobody_asked_for_changes_nothing() -> None:
    parser = epson()

    assert parser.feed(b"\x1a\x32\x12\x7e") == ()
    assert parser.state == PrinterState()


def test_a_frame_that_lost_bytes_ends_where_the_next_begins() -> None:
    parser = epson(Question.PRINTER)

    told = parser.feed(PAPER_OUT_ASB[:3] + HEALTHY_ASB + b"\x37\x22Ca" + ID_ANSWER + PAPER_OUT_ASB[:2] + b"\x1a")

    assert told == (StateTold(), ProcessIdTold(b"CabA"), Answered(Question.PRINTER))
    assert parser.odd_bytes == 3 + 4 + 2


@pytest.mark.parametrize("block", [b"\x37\x22Cab\x00", b"\x37\x22CabAA\x00", b"\x37\x23CabA\x00", b"\x37\x00"])
def test_a_block_that_is_no_process_id_is_dropped(block: bytes) -> None:
    parser = epson()

    assert parser.feed(block + ID_ANSWER) == (ProcessIdTold(b"CabA"),)
    assert parser.odd_bytes == len(block)


def test_queued_questions_are_answered_when_the_last_one_is() -> None:
    parser = epson(Question.QUEUED_STATUS, Question.QUEUED_STATUS)

    assert parser.feed(b"\x00") == ()
    assert parser.feed(b"\x03") == (Answered(Question.QUEUED_STATUS),)
    assert parser.feed(b"\x00") == ()


@pytest.mark.parametrize("byte", [0x01, 0x02, 0x04, 0x08, 0x80, 0x48])
def test_only_a_paper_status_answers_a_queued_question(byte: int) -> None:
    parser = epson(Question.QUEUED_STATUS)

    assert parser.feed(bytes([byte])) == ()
    assert parser.odd_bytes == 1


def test_the_question_itself_coming_back_is_no_answer() -> None:
    """A loop-back plug, or an echo server at the address."""
    parser = epson(Question.PRINTER)

    assert parser.feed(Question.PRINTER.value * 3) == ()


def custom(*questions: Question) -> CustomParser:
    parser = CustomParser()
    for question in questions:
        parser.asked(question)
    return parser


@pytest.mark.parametrize(
    ("frame", "state"),
    [
        (b"\x00\x00\x00\x00", PrinterState()),
        (b"\x01\x00\x00\x00", PrinterState(paper_out=True)),
        (b"\x04\x00\x00\x00", PrinterState(paper_near_end=True)),
        (b"\x40\x00\x00\x00", PrinterState(paper_near_end=True)),
        (b"\x20\x00\x00\x00", PrinterState(ticket_at_mouth=True)),
        (b"\x00\x01\x00\x00", PrinterState(cover_open=True)),
        (b"\x00\x02\x00\x00", PrinterState(cover_open=True)),
        (b"\x00\x08\x00\x00", PrinterState(motor_on=True)),
        (b"\x00\x64\x00\x00", PrinterState()),
        (b"\x00\x00\x01\x00", PrinterState(head_hot=True)),
        (b"\x00\x00\x08\x00", PrinterState(offline=True)),
        (b"\x00\x00\x22\x00", PrinterState()),
        (b"\x00\x00\x40\x00", PrinterState(paper_jam=True)),
        (b"\x00\x00\x80\x00", PrinterState(paper_jam=True)),
        (b"\x00\x00\x00\x01", PrinterState(cutter_jam=True)),
        (b"\x00\x00\x00\x02", PrinterState(cover_open=True)),
        (b"\x00\x00\x00\x0c", PrinterState(unrecoverable=True)),
        (b"\x00\x00\x00\x80", PrinterState(paper_jam=True)),
    ],
)
def test_the_full_status_of_a_kiosk_printer_makes_a_state(frame: bytes, state: PrinterState) -> None:
    parser = custom(Question.FULL_STATUS)

    assert parser.feed(b"\x10\x0f" + frame) == (Answered(Question.FULL_STATUS),)
    assert parser.state == state


def test_a_full_status_that_nobody_asked_for_counts_all_the_same() -> None:
    parser = custom()

    assert parser.feed(b"\x10\x0f\x01\x00\x00\x00") == (StateTold(),)
    assert parser.state.paper_out


def test_counters_are_told_with_their_unit() -> None:
    assert custom().feed(b"2376cuts510cm") == (
        CounterTold(Question.CUTS, 2376),
        CounterTold(Question.PAPER_LEFT, 510),
    )


@pytest.mark.parametrize("noise", [b"cuts", b"12x", b"12cx", b"\x1012", b"\xff", b"9" * 40, b"12cut"])
def test_noise_before_a_counter_does_not_spoil_it(noise: bytes) -> None:
    parser = custom()

    assert parser.feed(noise + b"\x00" + b"17cuts") == (CounterTold(Question.CUTS, 17),)
    assert parser.odd_bytes > 0


def test_a_counter_that_broke_off_does_not_lend_its_digits_to_the_next() -> None:
    assert custom().feed(b"99cu" + b"17cuts") == (CounterTold(Question.CUTS, 17),)


MEANINGFUL = st.sampled_from(
    [HEALTHY_ASB, PAPER_OUT_ASB, ID_ANSWER, b"\x12", b"\x1a", b"\x00", b"\x10\x0f\x20\x00\x00\x00", b"12cuts", b"51cm"]
)
STREAMS = st.lists(st.one_of(MEANINGFUL, st.binary(max_size=6)), max_size=30).map(b"".join)


def parser_with_questions(dialect: Dialect) -> StatusParser:
    parser = parser_for(dialect)
    for question in (*ROUND, Question.FULL_STATUS, Question.QUEUED_STATUS, *ROUND):
        parser.asked(question)
    return parser


@pytest.mark.parametrize("dialect", list(Dialect))
@given(stream=STREAMS, cuts=st.lists(st.integers(0, 200), max_size=10))
def test_it_makes_no_difference_how_the_bytes_arrive(dialect: Dialect, stream: bytes, cuts: list[int]) -> None:
    whole = parser_with_questions(dialect)
    pieces = parser_with_questions(dialect)

    at_once = whole.feed(stream)
    places = sorted({0, *(cut % (len(stream) + 1) for cut in cuts), len(stream)})
    piecewise: tuple[Answer, ...] = ()
    for start, end in itertools.pairwise(places):
        piecewise += pieces.feed(stream[start:end])

    assert piecewise == at_once
    assert (pieces.state, pieces.odd_bytes) == (whole.state, whole.odd_bytes)


@given(noise=st.binary(max_size=40))
def test_after_any_noise_the_next_answers_are_understood(noise: bytes) -> None:
    """Two frames: the noise may have looked like the beginning of the first."""
    parser = epson()
    parser.feed(noise)

    told = parser.feed((HEALTHY_ASB + ID_ANSWER) * 2)

    assert told[-2:] == (StateTold(), ProcessIdTold(b"CabA"))
    assert parser.state == PrinterState()


@given(noise=st.binary(max_size=40))
def test_after_any_noise_a_kiosk_printer_is_understood_too(noise: bytes) -> None:
    parser = custom(Question.FULL_STATUS)
    parser.feed(noise)

    told = parser.feed(b"\x10\x0f\x00\x00\x00\x00" * 3 + b"12cuts")

    assert told[-1] == CounterTold(Question.CUTS, 12)


@given(noise=st.binary(max_size=200))
def test_noise_without_the_id_of_a_job_never_confirms_it(noise: bytes) -> None:
    assert ProcessIdTold(b"CabA") not in epson().feed(noise.replace(b"C", b""))
