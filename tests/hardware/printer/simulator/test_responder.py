"""Every status byte, from the states that a printer can be in."""

import pytest

from hardware.printer.simulator import MechanicalError, PrinterState, responder

HEALTHY = PrinterState()
PAPER_OUT = PrinterState(paper_end=True)
NEAR_END = PrinterState(paper_near_end=True)
COVER = PrinterState(cover_open=True)
JAM = PrinterState(error=MechanicalError.CUTTER)
HOT = PrinterState(error=MechanicalError.HEAD_HOT)
BROKEN = PrinterState(error=MechanicalError.UNRECOVERABLE)
PRESENTER = PrinterState(error=MechanicalError.RECOVERABLE, presenter_jam=True)


@pytest.mark.parametrize(
    ("state", "answers"),
    [
        (HEALTHY, "12 12 12 12"),
        (PAPER_OUT, "1a 32 12 7e"),
        (NEAR_END, "12 12 12 1e"),
        (COVER, "1a 16 12 12"),
        (JAM, "1a 52 1a 12"),
        (HOT, "1a 52 52 12"),
        (BROKEN, "1a 52 32 12"),
        (PRESENTER, "1a 52 16 12"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_real_time_status(state, answers):
    assert b"".join(responder.realtime_status(n, state) for n in (1, 2, 3, 4)).hex(" ") == answers


@pytest.mark.parametrize(
    ("state", "frame"),
    [
        (HEALTHY, "10 00 00 00"),
        (PAPER_OUT, "18 00 0f 00"),
        (NEAR_END, "10 00 03 00"),
        (COVER, "38 00 00 00"),
        (JAM, "18 08 00 00"),
        (HOT, "18 40 00 00"),
        (BROKEN, "18 20 00 00"),
        (PRESENTER, "18 04 00 00"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_automatic_status(state, frame):
    assert responder.automatic_status(state).hex(" ") == frame


@pytest.mark.parametrize("state", [HEALTHY, PAPER_OUT, NEAR_END, COVER, JAM, HOT, BROKEN, PRESENTER])
def test_fixed_bits_tell_the_kinds_of_answers_apart(state):
    for n in (1, 2, 3, 4):
        assert responder.realtime_status(n, state)[0] & 0x93 == 0x12
    frame = responder.automatic_status(state)
    assert frame[0] & 0x93 == 0x10
    assert all(byte & 0x90 == 0 for byte in frame[1:])
    assert responder.paper_status(state)[0] & 0x90 == 0


@pytest.mark.parametrize(
    ("before", "after", "mask", "told"),
    [
        (HEALTHY, COVER, 0x02, True),
        (HEALTHY, COVER, 0x08, False),
        (HEALTHY, NEAR_END, 0x08, True),
        (HEALTHY, NEAR_END, 0x06, False),
        (HEALTHY, JAM, 0x04, True),
        (HEALTHY, HEALTHY, 0xFF, False),
        (HEALTHY, JAM, 0x00, False),
    ],
)
def test_only_asked_for_changes_are_told(before, after, mask, told):
    frames = responder.automatic_status(before), responder.automatic_status(after)
    assert responder.automatic_status_changed(*frames, mask) is told


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        (HEALTHY, "10 0f 00 00 00 00"),
        (PAPER_OUT, "10 0f 05 00 00 00"),
        (NEAR_END, "10 0f 04 00 00 00"),
        (PrinterState(ticket_at_mouth=True), "10 0f 20 00 00 00"),
        (COVER, "10 0f 00 03 00 00"),
        (PrinterState(motor_on=True, buffered_bytes=3), "10 0f 00 0c 00 00"),
        (HOT, "10 0f 00 00 01 00"),
        (JAM, "10 0f 00 00 00 01"),
        (PRESENTER, "10 0f 00 00 40 80"),
        (BROKEN, "10 0f 00 00 00 08"),
    ],
)
def test_full_status_of_kiosk_printers(state, answer):
    assert responder.full_status(state).hex(" ") == answer


def test_automatic_full_status_holds_the_bytes_of_its_mask():
    state = PrinterState(ticket_at_mouth=True, cover_open=True)
    assert responder.automatic_full_status(state, 0x01).hex(" ") == "10 01 20"
    assert responder.automatic_full_status(state, 0x0A).hex(" ") == "10 0a 03 00"


def test_print_status_of_kiosk_printers():
    assert responder.print_status(PrinterState(motor_on=True)) == b"\x16"
    assert responder.print_status(PAPER_OUT) == b"\x32"


def test_presenter_status():
    assert responder.presenter_status(PrinterState(ticket_at_mouth=True)) == b"\x08"
    assert responder.presenter_status(PrinterState(ticket_in_presenter=True, presenter_moving=True)) == b"\x24"
    assert responder.presenter_status(PRESENTER) == b"\xc0"


def test_counters_are_ascii():
    state = PrinterState(roll_left_mm=5109, cuts=2376, printed_mm=12_345, retracts=512, power_ups=3)
    answers = [responder.counter(code, state) for code in (0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE9)]
    assert answers == [b"510cm", b"2376cuts", b"1234cm", b"512ret", b"3on", None]


def test_offline_answer_with_and_without_its_cause():
    assert responder.offline_answer(COVER, with_cause=True) == b"\x37\x23\x41\x00"
    assert responder.offline_answer(PAPER_OUT, with_cause=True) == b"\x37\x23\x42\x00"
    assert responder.offline_answer(COVER, with_cause=False) == b"\x37\x23\x00"


def test_the_printer_says_that_it_is_a_simulator():
    assert responder.identity(66, "epson-tm") == b"\x5fSIMULATOR\x00"
    assert responder.identity(67, "epson-tm") == b"\x5fepson-tm\x00"
    assert responder.identity(99, "epson-tm") is None
    assert all(responder.identity(n, "epson-tm")[0] & 0x90 == 0 for n in (1, 2, 3))
