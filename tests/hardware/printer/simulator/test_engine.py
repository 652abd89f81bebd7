"""The semantics that drivers depend on: what is answered, when, and what survives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.printer.simulator import CUSTOM_KIOSK, GENERIC, PROFILES, EngineOptions, FaultName, PaperPlace

HEALTHY = b"\x10\x00\x00\x00"
PAPER_OUT = b"\x18\x00\x0f\x00"


def test_a_certificate_is_printed_once_and_both_ids_are_answered(bench):
    bench.send(bench.job())
    assert bench.answers() == HEALTHY + bench.id_answer("P001") + bench.id_answer("C001")
    assert bench.paper.text.splitlines() == bench.text_lines()
    assert len(bench.papers) == 1


def test_sixty_lines_take_one_and_a_fifth_second_at_250_mm_a_second(bench_of):
    bench = bench_of(instant=False)
    bench.send(bench.job())
    bench.elapse(0.899)
    assert bench.id_answer("P001") not in bench.link.read()
    bench.elapse(0.002)  # 225 mm
    assert bench.answers() == bench.id_answer("P001")
    bench.elapse(0.29)  # 12 mm to the blade, and 0.25 s for the cut
    assert bench.answers() == b""
    bench.elapse(0.01)
    assert bench.answers() == bench.id_answer("C001")
    assert bench.paper.printing_s == pytest.approx(1.198)


def test_an_id_with_nothing_before_it_is_answered_at_once(bench):
    assert bench.ask(bench.process_id("0001")) == bench.id_answer("0001")


def test_an_id_out_of_range_or_of_another_length_is_not_answered(bench):
    assert bench.ask(b"\x1d(H\x06\x000012\x1f4") == b""
    assert bench.ask(b"\x1d(H\x05\x0000123") == b""


def test_only_the_latest_of_several_untransmitted_ids_is_sent(bench):
    bench.engine.attach(lambda _data: 0)  # the host does not read
    bench.send(bench.process_id("0001") + bench.process_id("0002") + bench.process_id("0003"))
    heard = []
    bench.engine.attach(lambda data: heard.append(data) or len(data))
    bench.elapse(0)
    assert heard == [bench.id_answer("0003")]


def test_initialize_ends_automatic_status_and_the_id_of_offline_answers(bench):
    bench.send(bench.ASB_ON + b"\x1b@")
    bench.answers()
    bench.inject(FaultName.COVER_OPEN)
    assert bench.answers() == b""


def test_automatic_status_comes_at_once_and_at_each_change(bench):
    assert bench.ask(bench.ASB_ON) == HEALTHY
    bench.inject(FaultName.COVER_OPEN)
    assert bench.answers() == b"\x38\x00\x00\x00"
    bench.inject(FaultName.NEAR_END)
    assert bench.answers() == b"\x38\x00\x03\x00"
    bench.clear(FaultName.COVER_OPEN)
    bench.clear(FaultName.NEAR_END)
    assert bench.answers() == b"\x10\x00\x03\x00" + HEALTHY


def test_automatic_status_leaves_out_what_was_not_asked_for(bench):
    bench.send(b"\x1da\x08")  # paper only
    bench.answers()
    bench.inject(FaultName.COVER_OPEN)
    assert bench.answers() == b""
    bench.inject(FaultName.NEAR_END)
    assert bench.answers() == b"\x38\x00\x03\x00"


def test_offline_answer_when_asked_for(bench):
    bench.send(b"\x1d(H\x03\x0010\x02")
    bench.inject(FaultName.COVER_OPEN)
    assert bench.answers() == b"\x37\x23\x41\x00"


def test_the_queued_status_is_weaker_than_the_id(bench_of):
    bench = bench_of(instant=False)
    bench.send(b"A\n" + b"\x1dr\x01" + bench.process_id("0001"))
    assert bench.answers() == b"\x00"  # developed, not one row printed
    bench.elapse(0.1)
    assert bench.answers() == bench.id_answer("0001")


def test_the_queued_status_after_a_cut_comes_after_the_cut(bench_of):
    bench = bench_of(instant=False)
    bench.send(b"A\n" + bench.FEED_AND_CUT + b"\x1dr\x01")
    bench.elapse(0.3)  # 30 rows and 12 mm take 0.063 s, the cut 0.25 s
    assert bench.answers() == b""
    bench.elapse(0.02)
    assert bench.answers() == b"\x00"
    assert len(bench.papers) == 1


def test_the_queued_status_is_not_answered_while_off_line(bench):
    bench.inject(FaultName.PAPER_OUT)
    assert bench.ask(b"\x1dr\x01") == b""
    bench.new_roll()
    assert bench.answers() == b"\x00"


def test_drawer_status_and_identity(bench):
    assert bench.ask(b"\x1dr\x02") == b"\x00"
    assert bench.ask(b"\x1dI\x43") == b"\x5fepson-tm\x00"


def test_real_time_status_is_answered_with_a_full_buffer_behind_a_fault(bench):
    bench.inject(FaultName.PAPER_OUT)
    bench.send(b"A\n" * 100)
    assert bench.ask(b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04").hex(" ") == "1a 32 12 7e"


def test_a_real_time_request_in_two_pieces_is_one(bench):
    bench.send(b"\x10\x04")
    assert bench.ask(b"\x04") == b"\x12"


def test_a_real_time_request_behind_another_dle_is_found(bench):
    assert bench.ask(b"\x10\x10\x04\x01") == b"\x12"


RASTER_WITH_REQUEST = b"\x1dv0\x00\x04\x00\x01\x00\xff\x10\x04\x01"


def test_a_request_inside_an_image_is_obeyed_and_stays_part_of_the_image(bench):
    assert bench.ask(RASTER_WITH_REQUEST) == b"\x12"
    bench.send(bench.FEED_AND_CUT)
    top = 12 * 8
    row = bench.paper.image.crop((0, top, 32, top + 1)).convert("1").tobytes()
    assert bytes(255 - byte for byte in row) == b"\xff\x10\x04\x01"


def test_a_printer_can_be_told_to_leave_requests_inside_images_alone(bench_of):
    bench = bench_of(options=EngineOptions(legacy_realtime_in_data=False))
    assert bench.ask(RASTER_WITH_REQUEST) == b""
    assert bench.ask(b"\x10\x04\x01") == b"\x12"


def test_the_receive_buffer_takes_four_kilobytes_and_then_the_printer_stops_reading(bench):
    bench.inject(FaultName.COVER_OPEN)
    assert bench.send(b"A\n" * 3000) == 4096
    assert bench.send(b"") == 0
    bench.clear(FaultName.COVER_OPEN)
    assert bench.unsent == 0
    bench.send(bench.FEED_AND_CUT)
    assert bench.paper.text == "A\n" * 3000


def test_a_long_image_passes_through_the_small_buffer(bench):
    page = bytes(range(256)) * 36 * 9  # 576 x 1152
    bench.send(b"\x1dv0\x00\x48\x00" + (1152).to_bytes(2, "little") + page + bench.FEED_AND_CUT)
    assert bench.unsent == 0
    assert bench.paper.length_mm == 12 + 144


def test_the_next_paper_begins_with_what_was_not_fed_past_the_blade(bench):
    bench.send(b"first\n" * 10 + b"\x1dV\x00" + b"second\n" + bench.FEED_AND_CUT)
    # 12 mm are 96 rows: three lines and a bit are between head and blade when it cuts.
    assert bench.papers[0].text == "first\n" * 7
    assert bench.papers[1].text == "first\n" * 3 + "second\n"
    assert bench.events == []


def test_a_cut_through_a_line_is_noticed(bench):
    bench.send(b"first\n" * 10 + b"\x1bJ\x0a\x1dV\x00")
    assert "cut-through-line" in bench.events


def test_a_line_fed_past_the_blade_is_whole(bench):
    bench.send(b"first\n\x1bd\x04\x1dV\x01second\n" + bench.FEED_AND_CUT)
    assert [paper.text for paper in bench.papers] == ["first\n", "second\n"]
    assert "cut-through-line" not in bench.events


def test_a_second_cut_without_paper_in_between_lets_nothing_fall(bench):
    bench.send(b"A\n" + bench.FEED_AND_CUT + b"\x1dV\x00")
    assert len(bench.papers) == 1
    assert bench.state.cuts == 2


def test_a_cut_inside_a_line_is_ignored(bench):
    bench.send(b"A\x1dV\x00B\n" + bench.FEED_AND_CUT)
    assert bench.paper.text == "AB\n"
    assert "line-not-empty 1D 56" in bench.events


def test_a_printer_without_the_command_answers_no_id(bench_of):
    for profile in (CUSTOM_KIOSK, GENERIC):
        bench = bench_of(profile)
        assert bench.ask(bench.process_id("0001")) == b""
        assert "unsupported-command 1D 28 48" in bench.events


def test_the_generic_printer_has_no_more_than_the_queued_status(bench_of):
    bench = bench_of(GENERIC)
    bench.send(b"A\n" + bench.FEED_AND_CUT)
    assert bench.ask(b"\x1dr\x01") == b"\x00"
    assert bench.ask(b"\x10\x04\x14") == b""


def test_clearing_the_buffers_drops_ids_silently_and_keeps_the_settings(bench):
    bench.send(b"\x1bt\x10")
    bench.inject(FaultName.PAPER_OUT)
    bench.send(b"lost\n" * 10 + bench.process_id("0001"))
    bench.send(b"\x10\x05\x02")
    bench.new_roll()
    assert bench.answers() == b""
    bench.send("é€\n".encode("cp1252") + bench.process_id("0002") + bench.FEED_AND_CUT)
    assert bench.answers() == bench.id_answer("0002")
    assert bench.paper.text == "é€\n"


def test_a_strict_printer_clears_only_after_an_error(bench_of):
    bench = bench_of(options=EngineOptions(clear_only_after_error=True))
    bench.inject(FaultName.PAPER_OUT)
    bench.send(b"kept\n" + bench.process_id("0001") + b"\x10\x05\x02")
    bench.new_roll()
    assert bench.answers() == bench.id_answer("0001")


def test_the_clear_command_answers_that_it_cleared(bench):
    bench.inject(FaultName.PAPER_OUT)
    bench.send(b"lost\n" + bench.process_id("0001"))
    assert bench.ask(b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08") == b"\x37\x25\x00"
    bench.new_roll()
    assert bench.answers() == b""


def test_clearing_ends_an_image_that_was_interrupted(bench):
    bench.send(b"\x1dv0\x00\x48\x00\x64\x00" + bytes(100))
    bench.send(b"\x10\x05\x02A\n" + bench.FEED_AND_CUT)
    assert bench.paper.text == "A\n"


def test_an_interrupted_image_eats_what_follows_until_it_is_full(bench):
    bench.send(b"\x1dv0\x00\x48\x00\x64\x00" + bytes(100))
    assert bench.ask(b"\x1b@" + bench.process_id("0001")) == b""
    bench.send(bytes(8192))  # the usual flush
    assert bench.ask(b"\x1b@" + bench.process_id("0002")) == bench.id_answer("0002")


def test_the_power_off_request_switches_it_off(bench):
    with pytest.raises(ConnectionResetError):
        bench.send(b"\x10\x14\x02\x01\x08")
    assert bench.answers() == b"\x3b\x30\x00"
    assert not bench.state.powered
    with pytest.raises(ConnectionRefusedError):
        bench.link.reconnect()
    bench.clear(FaultName.POWER_CYCLE)
    bench.link.reconnect()
    assert bench.ask(b"\x10\x04\x01") == b"\x12"


def test_the_power_off_request_can_be_disabled(bench):
    bench.send(b"\x1d(D\x03\x00\x14\x02\x00")
    assert bench.ask(b"\x10\x14\x02\x01\x08") == b""
    assert bench.state.powered
    bench.send(b"\x1d(D\x03\x00\x14\x02\x01")
    with pytest.raises(ConnectionResetError):
        bench.send(b"\x10\x14\x02\x01\x08")


def test_the_near_end_comes_by_itself_when_the_roll_gets_thin(bench):
    bench.engine.body.mechanism.roll_left_dots = 4_010 * 8
    bench.send(bench.ASB_ON)
    bench.answers()
    bench.send(b"\n" * 4)
    assert bench.answers() == b"\x10\x00\x03\x00"


# Kiosk printers


@pytest.fixture
def kiosk(bench_of):
    return bench_of(CUSTOM_KIOSK)


def test_a_kiosk_ticket_is_cut_presented_and_counted(kiosk):
    assert kiosk.ask(b"\x1d\xe2") == b"0cuts"
    assert kiosk.ask(b"A\n\x1bd\x04\x1bi\x1d\xe2") == b"1cuts"
    assert kiosk.paper.place is PaperPlace.AT_MOUTH
    assert kiosk.ask(b"\x10\x04\x14") == b"\x10\x0f\x20\x00\x00\x00"
    assert kiosk.ask(b"\x1de\x06") == b"\x08"
    assert kiosk.take_ticket()
    assert kiosk.ask(b"\x10\x04\x14") == b"\x10\x0f\x00\x00\x00\x00"
    assert kiosk.paper.place is PaperPlace.TAKEN


def test_the_cutter_of_a_presenter_unit_ignores_gs_v(kiosk):
    kiosk.send(b"A\n\x1bd\x04\x1dV\x00")
    assert kiosk.papers == ()
    assert "unsupported-command 1D 56" in kiosk.events


def test_the_cutter_of_a_presenter_unit_prints_the_line_first(kiosk):
    kiosk.send(b"\x1bd\x08A\x1bi")
    kiosk.send(b"\x1bd\x08\x1bi")
    assert [paper.text for paper in kiosk.papers] == ["", "A\n"]


def test_code_page_1252_is_unknown_to_it(kiosk):
    kiosk.send(b"\x1bt\x13\x1bt\x10\xd5\n\x1bd\x04\x1bi")
    assert kiosk.paper.text == "€\n"
    assert "unknown-code-page 1B 74 10" in kiosk.events


def test_while_it_prints_its_motor_is_on(bench_of):
    kiosk = bench_of(CUSTOM_KIOSK, instant=False)
    kiosk.send(b"A\n" * 40)
    kiosk.elapse(0.1)
    assert kiosk.ask(b"\x10\x04\x11") == b"\x16"
    assert kiosk.ask(b"\x10\x04\x14")[3] & 0x08
    kiosk.elapse(5)
    assert kiosk.ask(b"\x10\x04\x11") == b"\x12"


def test_it_reports_changes_of_the_status_that_was_asked_for(kiosk):
    kiosk.send(b"\x1d\xe0\x01")
    kiosk.answers()
    kiosk.inject(FaultName.NEAR_END)
    assert kiosk.answers() == b"\x10\x01\x04"
    kiosk.inject(FaultName.COVER_OPEN)
    assert kiosk.answers() == b""


def test_counters_of_paper_and_power(kiosk):
    kiosk.send(b"\x1bJ\xa0" * 5)  # 100 mm
    assert kiosk.ask(b"\x1d\xe1") == b"7990cm"
    assert kiosk.ask(b"\x1d\xe3") == b"10cm"
    assert kiosk.ask(b"\x1d\xe5") == b"1on"
    assert kiosk.ask(b"\x1bv") == b"\x00"


def test_a_ticket_can_be_retracted_and_ejected(kiosk):
    kiosk.send(b"A\n\x1bd\x04\x1bi\x1de\x02")
    assert kiosk.paper.place is PaperPlace.RETRACTED
    assert kiosk.ask(b"\x1d\xe4") == b"1ret"
    kiosk.send(b"B\n\x1bd\x04\x1bi\x1de\x05")
    assert kiosk.paper.place is PaperPlace.TAKEN
    assert kiosk.ask(b"\x1d\xe4") == b"1ret"


def test_a_ticket_that_still_waits_is_pushed_out_by_the_next(kiosk):
    kiosk.send(b"A\n\x1bd\x04\x1bi")
    kiosk.send(b"B\n\x1bd\x04\x1bi")
    assert [paper.place for paper in kiosk.papers] == [PaperPlace.TAKEN, PaperPlace.AT_MOUTH]
    assert "ticket-pushed-out" in kiosk.events


@pytest.mark.parametrize(("mode", "place"), [(b"R", PaperPlace.RETRACTED), (b"E", PaperPlace.TAKEN)])
def test_a_ticket_with_a_time_limit_leaves_the_mouth(kiosk, mode, place):
    kiosk.send(b"A\n\x1bd\x04\x1bi\x1cP\x05\x01" + mode + b"\x0a")
    kiosk.elapse(9.9)
    assert kiosk.paper.place is PaperPlace.AT_MOUTH
    kiosk.elapse(0.2)
    assert kiosk.paper.place is place


def test_a_ticket_taken_in_time_is_not_retracted(kiosk):
    kiosk.send(b"A\n\x1bd\x04\x1bi\x1cP\x05\x01R\x0a")
    kiosk.take_ticket()
    kiosk.elapse(60)
    assert kiosk.paper.place is PaperPlace.TAKEN
    assert kiosk.state.retracts == 0


def test_somebody_takes_the_ticket_after_a_while(bench_of):
    kiosk = bench_of(CUSTOM_KIOSK, instant=False, options=EngineOptions(take_after_s=2.0))
    kiosk.send(b"A\n\x1bd\x04\x1bi")
    kiosk.elapse(2.0)
    assert kiosk.paper.place is PaperPlace.AT_MOUTH
    kiosk.elapse(1.0)
    assert kiosk.paper.place is PaperPlace.TAKEN


def test_what_the_presenter_cannot_do_is_an_event(kiosk):
    kiosk.send(b"\x1de\x04\x1cP\x05\x01X\x0a\x1de\x02\x1de\x05\x1de\x03\x05")
    assert kiosk.events == ["unsupported-command 1D 65", "bad-argument 1C 50"]
    assert kiosk.papers == ()


def test_nothing_to_take(bench):
    assert not bench.take_ticket()
    bench.send(b"A\n" + bench.FEED_AND_CUT)
    assert bench.take_ticket()
    assert not bench.take_ticket()


# Whatever comes

OPENINGS = [
    *(b"\x1b", b"\x1d", b"\x1c", b"\x10", b"\x1d(", b"\x1d(k", b"\x1d(L", b"\x1dk", b"\x1b*", b"\x1dv0", b"\x1bD"),
    *(b"\x1bL", b"\x1bW", b"\x1bT", b"\x1d!\x77", b"\x1d\x56", b"\x1bi", b"\x1de", b"\x1cP", b"\x1d(H", b"\x1bJ"),
]


@settings(max_examples=60)
@given(data=st.data(), name=st.sampled_from(sorted(PROFILES)))
def test_no_bytes_make_the_printer_fail(bench_of, data, name):
    bench = bench_of(PROFILES[name])
    openings = st.sampled_from(OPENINGS)
    stream = data.draw(st.lists(st.one_of(openings, st.binary(max_size=10)), max_size=25).map(b"".join))
    try:
        bench.send(stream)
    except ConnectionResetError:
        assert b"\x10\x14\x02\x01\x08" in stream
    bench.elapse(1.0)
