"""Each fault: what the host hears, what the printer holds, and what ends it."""

import math

import pytest

from hardware.printer.simulator import CUSTOM_KIOSK, Fault, FaultName, PaperPlace
from hardware.printer.simulator.engine import LinkBreak
from hardware.printer.simulator.faults import REPLY_FAULTS

HEALTHY = b"\x10\x00\x00\x00"


def eot(bench):
    return bench.ask(b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04").hex(" ")


def printed_once(bench):
    """One paper with every line of the certificate, once."""
    return len(bench.papers) == 1 and bench.paper.text.splitlines() == bench.text_lines()


def test_paper_out_holds_the_job_and_goes_on_with_a_new_roll(bench):
    bench.inject(FaultName.PAPER_OUT, after_mm=100)
    bench.send(bench.job())
    assert bench.answers() == HEALTHY + b"\x18\x00\x0f\x00"
    assert bench.engine.body.mechanism.odometer_dots == 800
    assert eot(bench) == "1a 32 12 7e"
    bench.new_roll()
    assert bench.answers() == HEALTHY + bench.id_answer("P001") + bench.id_answer("C001")
    assert printed_once(bench)
    assert bench.paper.seams_dots == (96 + 800,)


def test_a_job_without_paper_is_held_for_ever(bench):
    bench.inject(FaultName.PAPER_OUT, after_mm=100)
    bench.send(bench.job())
    bench.answers()
    bench.elapse(3600)
    assert bench.answers() == b""
    assert bench.papers == ()


def test_near_end_is_told_and_stops_nothing(bench):
    bench.inject(FaultName.NEAR_END)
    bench.send(bench.job())
    assert bench.answers() == b"\x10\x00\x03\x00" + bench.id_answer("P001") + bench.id_answer("C001")
    assert eot(bench) == "12 12 12 1e"
    assert bench.state.roll_left_mm == 3_999 - 237
    bench.clear(FaultName.NEAR_END)
    assert eot(bench) == "12 12 12 12"


def test_cover_open_for_a_moment_prints_once(bench_of):
    bench = bench_of(instant=False)
    bench.inject(FaultName.COVER_OPEN, after_mm=100, for_s=0.6)
    bench.send(bench.job())
    bench.elapse(0.5)
    assert bench.answers() == HEALTHY + b"\x38\x00\x00\x00"
    assert eot(bench) == "1a 16 12 12"
    bench.elapse(2)
    assert bench.answers() == HEALTHY + bench.id_answer("P001") + bench.id_answer("C001")
    assert printed_once(bench)
    assert bench.paper.printing_s == pytest.approx(1.198 + 0.6)


def test_a_cutter_jam_is_tried_again_on_request(bench):
    bench.inject(FaultName.CUTTER_JAM)
    bench.send(bench.job())
    assert bench.answers() == HEALTHY + bench.id_answer("P001") + b"\x18\x08\x00\x00"
    assert eot(bench) == "1a 52 1a 12"
    assert bench.papers == ()
    assert bench.ask(b"\x10\x05\x01") == HEALTHY + bench.id_answer("C001")
    assert printed_once(bench)
    assert FaultName.CUTTER_JAM not in bench.engine.faults.active


def test_a_cutter_that_jams_twice_needs_two_requests(bench):
    bench.inject(FaultName.CUTTER_JAM, count=2)
    bench.send(bench.job())
    bench.answers()
    assert bench.ask(b"\x10\x05\x01") == HEALTHY + b"\x18\x08\x00\x00"
    assert bench.ask(b"\x10\x05\x01") == HEALTHY + bench.id_answer("C001")


def test_a_cutter_jam_put_right_by_hand_goes_on_by_itself(bench):
    bench.inject(FaultName.CUTTER_JAM)
    bench.send(bench.job())
    bench.answers()
    bench.clear(FaultName.CUTTER_JAM)
    assert bench.answers() == HEALTHY + bench.id_answer("C001")
    assert printed_once(bench)


def test_a_request_to_clear_after_a_jam_drops_the_cut_and_its_id(bench):
    bench.inject(FaultName.CUTTER_JAM)
    bench.send(bench.job())
    bench.answers()
    assert bench.ask(b"\x10\x05\x02") == HEALTHY
    assert bench.papers == ()


def test_a_hot_head_cools_by_itself(bench):
    bench.inject(FaultName.HEAD_HOT, after_mm=50)
    bench.send(bench.job())
    assert bench.answers() == HEALTHY + b"\x18\x40\x00\x00"
    assert eot(bench) == "1a 52 52 12"
    bench.send(b"\x10\x05\x01")  # no request cools a head
    assert bench.answers() == b""
    bench.elapse(5)
    assert bench.answers() == HEALTHY + bench.id_answer("P001") + bench.id_answer("C001")
    assert printed_once(bench)


def test_an_unrecoverable_error_ends_with_the_power_only(bench):
    bench.inject(FaultName.UNRECOVERABLE, after_mm=50)
    bench.send(bench.job())
    bench.answers()
    assert eot(bench) == "1a 52 32 12"
    bench.send(b"\x10\x05\x01")
    bench.elapse(3600)
    assert eot(bench) == "1a 52 32 12"
    bench.engine.clear(FaultName.UNRECOVERABLE)
    assert bench.engine.take_break() is LinkBreak.POWER
    bench.engine.settle()
    bench.link.reconnect()
    assert eot(bench) == "12 12 12 12"
    assert bench.papers == ()


def test_an_unplugged_cable_breaks_the_link_at_its_byte_and_the_printer_prints_what_it_got(bench):
    bench.inject(FaultName.UNPLUG, after_bytes=1000)
    with pytest.raises(ConnectionResetError, match="1000 bytes"):
        bench.send(bench.job())
    with pytest.raises(ConnectionRefusedError):
        bench.link.reconnect()
    bench.clear(FaultName.UNPLUG)
    bench.link.reconnect()
    assert bench.state.printed_mm > 50
    assert bench.answers() == b""


def test_a_power_cycle_loses_everything_but_the_paper(bench):
    bench.inject(FaultName.POWER_CYCLE, after_mm=100)
    with pytest.raises(ConnectionResetError):
        bench.send(bench.job())
    bench.engine.settle()
    bench.link.reconnect()
    assert bench.state.power_ups == 2
    bench.inject(FaultName.COVER_OPEN)
    assert bench.answers() == b""  # ASB is off again
    bench.clear(FaultName.COVER_OPEN)
    bench.send(b"next\n" + bench.process_id("0002") + bench.FEED_AND_CUT)
    assert bench.answers() == bench.id_answer("0002")
    # What was printed hangs on the strip that the next ticket comes on.
    printed = bench.paper.text.splitlines()
    assert printed[:-1] == bench.text_lines()[: len(printed) - 1]
    assert printed[-1] == "next"


def test_a_printer_that_is_starting_accepts_nobody(bench_of):
    bench = bench_of(instant=False)
    bench.inject(FaultName.POWER_CYCLE)
    assert not bench.engine.is_reachable
    bench.elapse(1.9)
    assert not bench.engine.is_reachable
    bench.elapse(0.2)
    assert bench.engine.is_reachable


def test_a_stalled_printer_reads_nothing_and_answers_nothing(bench):
    bench.inject(FaultName.STALL)
    assert bench.send(bench.job()) == 0
    assert bench.answers() == b""
    bench.clear(FaultName.STALL)
    assert bench.answers() == HEALTHY + bench.id_answer("P001") + bench.id_answer("C001")


def test_refused_connections_leave_the_one_that_stands(bench):
    bench.inject(FaultName.REFUSE_CONNECT)
    assert not bench.engine.is_reachable
    assert bench.ask(b"\x10\x04\x01") == b"\x12"
    bench.clear(FaultName.REFUSE_CONNECT)
    assert bench.engine.is_reachable


def test_a_slow_link_is_said_to_the_link(bench):
    assert bench.engine.bytes_per_s is None
    bench.inject(FaultName.SLOW_LINK)
    assert bench.engine.bytes_per_s == 11_520


def test_late_replies_wait_for_their_time(bench):
    bench.inject(FaultName.LATE_REPLIES, delay_s=0.5)
    assert bench.ask(b"\x10\x04\x01") == b""
    bench.elapse(0.49)
    assert bench.answers() == b""
    bench.elapse(0.02)
    assert bench.answers() == b"\x12"


def test_fragmented_replies_come_byte_by_byte_in_order(bench):
    bench.inject(FaultName.FRAGMENTED_REPLIES)
    bench.link.answers.clear()
    bench.send(bench.ASB_ON + bench.process_id("0001"))
    bench.elapse(1)
    assert bench.link.answers == [bytes([byte]) for byte in HEALTHY + bench.id_answer("0001")]


def test_merged_replies_come_in_one_piece(bench):
    bench.inject(FaultName.MERGED_REPLIES)
    bench.link.answers.clear()
    bench.send(bench.ASB_ON + bench.process_id("0001") + b"\x10\x04\x01")
    bench.elapse(1)
    assert len(bench.link.answers) == 1
    assert sorted(bench.answers()) == sorted(HEALTHY + bench.id_answer("0001") + b"\x12")


def test_duplicated_replies_come_twice(bench):
    bench.inject(FaultName.DUPLICATED_REPLIES)
    assert bench.ask(bench.process_id("0001")) == bench.id_answer("0001") * 2


def test_a_stale_id_comes_before_the_right_one(bench):
    bench.send(bench.process_id("0001"))
    bench.inject(FaultName.STALE_ID)
    assert bench.ask(bench.process_id("0002")) == bench.id_answer("0001") + bench.id_answer("0002")


def test_an_asb_frame_comes_between_the_bytes_of_an_answer(bench):
    bench.inject(FaultName.ASB_BETWEEN_REPLIES)
    answer = bench.id_answer("0001")
    assert bench.ask(bench.process_id("0001")) == answer[:3] + HEALTHY + answer[3:]
    assert bench.ask(b"\x10\x04\x01") == b"\x12"


def test_a_silent_printer_prints_and_says_nothing(bench):
    bench.inject(FaultName.SILENCE)
    bench.send(bench.job() + b"\x10\x04\x01")
    assert bench.answers() == b""
    assert printed_once(bench)


def test_without_process_ids_all_else_works(bench):
    bench.inject(FaultName.NO_PROCESS_ID)
    assert bench.ask(bench.job() + b"\x1dr\x01") == HEALTHY + b"\x00"
    assert printed_once(bench)


def test_nonsense_is_never_the_answer_and_can_be_repeated(bench_of):
    answers = []
    for _ in range(2):
        bench = bench_of()
        bench.inject(FaultName.NONSENSE)
        answers.append(bench.ask(bench.job() + b"\x10\x04\x01" * 20))
    assert answers[0] == answers[1]
    assert len(answers[0]) == 4 + 7 + 7 + 20
    assert bench.id_answer("C001") not in answers[0]


@pytest.fixture
def kiosk(bench_of):
    return bench_of(CUSTOM_KIOSK)


KIOSK_TICKET = b"A\n\x1bd\x04\x1bi"


def test_a_ticket_that_nobody_takes_is_retracted(kiosk):
    kiosk.inject(FaultName.TICKET_NOT_TAKEN)
    assert kiosk.ask(KIOSK_TICKET + b"\x1d\xe4") == b"0ret"
    assert kiosk.paper.place is PaperPlace.RETRACTED
    assert kiosk.ask(b"\x1d\xe4") == b"1ret"
    assert not kiosk.take_ticket()


def test_a_ticket_at_the_mouth_can_be_left_there(kiosk):
    kiosk.send(KIOSK_TICKET)
    kiosk.inject(FaultName.TICKET_NOT_TAKEN)
    kiosk.elapse(11)
    assert kiosk.paper.place is PaperPlace.RETRACTED


def test_a_jam_in_the_presenter_stops_the_printer_until_the_ticket_is_pulled_out(kiosk):
    kiosk.inject(FaultName.PRESENTER_JAM)
    kiosk.send(KIOSK_TICKET)
    assert kiosk.ask(b"\x10\x04\x14") == b"\x10\x0f\x00\x00\x40\x80"
    assert kiosk.paper.place is PaperPlace.IN_PRESENTER
    assert kiosk.ask(b"\x10\x05\x01\x1d\xe2") == b""  # a request does not pull paper
    kiosk.clear(FaultName.PRESENTER_JAM)
    assert kiosk.answers() == b"1cuts"
    assert kiosk.ask(b"\x10\x04\x14") == b"\x10\x0f\x00\x00\x00\x00"


def test_a_fault_cleared_before_its_millimetre_does_not_happen(bench):
    bench.inject(FaultName.COVER_OPEN, after_mm=100)
    assert FaultName.COVER_OPEN in bench.engine.faults.waiting
    bench.clear(FaultName.COVER_OPEN)
    bench.send(bench.job())
    assert printed_once(bench)


def test_a_fault_injected_again_counts_from_there(bench):
    bench.inject(FaultName.PAPER_OUT, after_mm=10)
    bench.inject(FaultName.PAPER_OUT, after_mm=50)
    bench.send(bench.job())
    assert bench.engine.body.mechanism.odometer_dots == 400


@pytest.mark.parametrize("name", sorted(FaultName))
def test_after_any_fault_is_put_right_a_job_prints_once(bench_of, name):
    bench = bench_of(
        CUSTOM_KIOSK if name in {FaultName.TICKET_NOT_TAKEN, FaultName.PRESENTER_JAM} else bench_of().profile
    )
    bench.inject(name)
    bench.clear(name)
    bench.engine.settle()
    bench.link.reconnect()
    ending = b"\x1bd\x04\x1bi" if bench.profile is CUSTOM_KIOSK else bench.FEED_AND_CUT
    bench.send(bench.job(10, ending=ending))
    bench.elapse(5)
    assert bench.paper.text.splitlines()[-1].startswith("Ligne 09")
    assert bench.engine.faults.active == {}
    assert bench.state.online


@pytest.mark.parametrize("name", sorted(REPLY_FAULTS))
def test_a_fault_of_the_answers_changes_nothing_on_paper(bench, name):
    bench.inject(name)
    bench.send(bench.job())
    assert printed_once(bench)


@pytest.mark.parametrize(
    "quantities",
    [
        *({"after_mm": -1}, {"after_bytes": -1}, {"for_s": -0.1}, {"delay_s": -1}, {"count": 0}, {"bytes_per_s": 0}),
        *({"after_mm": math.inf}, {"for_s": math.nan}, {"count": 1.5}, {"after_bytes": 2.5}),
    ],
)
def test_impossible_quantities_are_refused(quantities):
    with pytest.raises(ValueError, match="paper-out"):
        Fault(FaultName.PAPER_OUT, **quantities)
