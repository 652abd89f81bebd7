"""The printer in its thread: it starts, is acted on from other threads, saves paper and leaves nothing behind."""

import threading
from datetime import UTC, datetime

import psutil
import pytest
from PIL import Image

from hardware.printer.simulator import (
    CUSTOM_KIOSK,
    EngineOptions,
    Fault,
    FaultName,
    PaperPlace,
    SerialLine,
    VirtualPrinter,
)

STATUS = b"\x10\x04\x01"
ONLINE = b"\x12"


def test_papers_are_saved_as_picture_and_text(virtual, connect, bench, tmp_path):
    printer = virtual(papers_dir=tmp_path / "papers")
    connect(printer).ask(bench.job(3), 18)
    (paper,) = printer.operator.papers()
    assert (tmp_path / "papers" / "paper-0001.txt").read_text("utf-8") == paper.text
    with Image.open(tmp_path / "papers" / "paper-0001.png") as picture:
        assert (picture.mode, picture.size) == ("1", paper.image.size)
        assert picture.tobytes() == paper.image.tobytes()


def test_a_folder_that_goes_away_stops_no_printer(virtual, connect, bench, tmp_path):
    printer = virtual(papers_dir=tmp_path / "papers")
    (tmp_path / "papers").rmdir()
    connect(printer).ask(bench.job(3), 18)
    assert [str(event) for event in printer.operator.snapshot().events] == ["paper-not-saved"]
    assert len(printer.operator.papers()) == 1


def test_papers_bear_the_time_of_their_cut(virtual, connect, bench):
    cut_at = datetime(2026, 11, 21, 10, 4, tzinfo=UTC)
    printer = virtual(wall_clock=lambda: cut_at)
    connect(printer).ask(bench.job(3), 18)
    assert printer.operator.papers()[0].printed_at == cut_at


def test_the_operator_sees_faults_papers_and_events(virtual, connect, bench):
    printer = virtual()
    printer.operator.inject(FaultName.NEAR_END)
    printer.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=50))
    host = connect(printer)
    host.send(bench.job() + b"\x1b\x07")
    printer.operator.wait_for(lambda state: state.paper_end)
    look = printer.operator.snapshot()
    assert look.active == (FaultName.NEAR_END, FaultName.PAPER_OUT)
    assert look.papers == 0
    assert look.in_progress_lines == 14  # 400 rows: thirteen lines, and the first ten rows of another
    assert printer.operator.text_in_progress().splitlines() == bench.text_lines(14)
    printer.operator.new_roll()
    printer.operator.wait_for_papers(1)
    look = printer.operator.snapshot()
    assert (look.active, look.waiting, look.papers) == ((), (), 1)
    printer.operator.wait_for(lambda state: not state.buffered_bytes)
    assert [str(event) for event in printer.operator.snapshot().events] == ["unknown-command 1B 07"]


def test_every_fault_can_be_put_right_at_once(virtual):
    printer = virtual()
    for name in (FaultName.COVER_OPEN, FaultName.SILENCE, FaultName.NEAR_END):
        printer.operator.inject(name)
    printer.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=5))
    printer.operator.clear_all()
    look = printer.operator.snapshot()
    assert (look.active, look.waiting) == ((), ())
    assert look.state.online


def test_only_new_papers_are_given(virtual, connect, bench):
    printer = virtual()
    host = connect(printer)
    for _ in range(3):
        host.ask(bench.job(2), 18)
    assert [paper.number for paper in printer.operator.papers()] == [1, 2, 3]
    assert [paper.number for paper in printer.operator.papers(since=2)] == [3]


def test_the_newest_two_hundred_papers_are_kept(bench):
    bench.send((b"A\n" + bench.FEED_AND_CUT) * 203)
    assert [paper.number for paper in bench.papers] == list(range(4, 204))
    assert bench.engine.body.tray.count == 203


def test_tickets_are_taken_by_the_operator(virtual, connect):
    printer = virtual(CUSTOM_KIOSK)
    connect(printer).send(b"A\n\x1bd\x04\x1bi")
    printer.operator.wait_for(lambda state: state.ticket_at_mouth)
    assert printer.operator.take_ticket()
    assert not printer.operator.take_ticket()
    assert printer.operator.papers()[0].place is PaperPlace.TAKEN


def test_tickets_are_taken_by_themselves(virtual, connect):
    printer = virtual(CUSTOM_KIOSK, options=EngineOptions(take_after_s=3))
    connect(printer).send(b"A\n\x1bd\x04\x1bi")
    printer.operator.wait_for(lambda state: state.cuts == 1 and not state.ticket_at_mouth)
    assert printer.operator.papers()[0].place is PaperPlace.TAKEN


def test_time_passes_at_the_operators_word(virtual, connect):
    printer = virtual()
    printer.operator.inject(FaultName.HEAD_HOT)
    host = connect(printer)
    assert host.ask(b"\x10\x04\x03", 1) == b"\x52"
    printer.operator.elapse(4)
    assert host.ask(b"\x10\x04\x03", 1) == ONLINE


@pytest.mark.parametrize("time_scale", [0, 0.01])
def test_printing_goes_on_after_time_was_let_pass(virtual, connect, bench, time_scale):
    printer = virtual(time_scale=time_scale)
    printer.operator.elapse(3600)
    assert printer.operator.machine_time_s() >= 3600
    connect(printer).ask(bench.job(), 18)
    assert len(printer.operator.papers()) == 1


def test_waiting_has_an_end(virtual):
    printer = virtual()
    with pytest.raises(TimeoutError):
        printer.operator.wait_for_papers(1, timeout_s=0.01)


def test_an_error_of_a_condition_comes_back_to_whoever_waits(virtual):
    printer = virtual()

    def fail(_state):
        raise LookupError("of the caller's own making")

    with pytest.raises(LookupError):
        printer.operator.wait_for(fail)
    assert printer.operator.snapshot().state.online


def test_an_error_of_a_call_comes_back_to_its_caller(virtual):
    printer = virtual()

    def fail():
        raise LookupError("of the caller's own making")

    with pytest.raises(LookupError):
        printer.call(fail)
    assert printer.operator.snapshot().state.online


def test_it_can_be_acted_on_before_it_starts_and_after_it_stopped(connect):
    printer = VirtualPrinter()
    printer.operator.inject(FaultName.NEAR_END)
    host = connect(printer)
    host.send(STATUS)
    with printer:
        assert host.read(1) == ONLINE
    assert printer.operator.snapshot().state.paper_near_end
    printer.stop()


def test_nothing_is_left_behind(connect, bench, tmp_path):
    process = psutil.Process()
    warm = VirtualPrinter()
    warm.stop()
    threads, descriptors = threading.active_count(), process.num_fds()
    for link in (None, SerialLine(tmp_path / "line")):
        with VirtualPrinter(link=link, control_path=tmp_path / "control") as printer:
            printer.operator.snapshot()
            if link is None:
                connect(printer).ask(bench.job(3), 18)
    assert threading.active_count() == threads
    assert list(tmp_path.iterdir()) == []
    # The host of this test keeps its own end until the test is over.
    assert process.num_fds() == descriptors + 1


def test_a_printer_that_cannot_start_leaves_nothing_behind(tmp_path):
    process = psutil.Process()
    VirtualPrinter().stop()
    descriptors = process.num_fds()
    (tmp_path / "file").write_text("")
    with pytest.raises(FileExistsError):
        VirtualPrinter(papers_dir=tmp_path / "file")
    with pytest.raises(OSError, match="file"):
        VirtualPrinter(control_path=tmp_path / "file" / "control")
    assert process.num_fds() == descriptors


def test_a_network_printer_has_no_terminal_and_a_serial_one_no_port(virtual):
    with pytest.raises(TypeError):
        _ = virtual().serial_path
    with pytest.raises(TypeError):
        _ = virtual(link=SerialLine()).port


def test_time_does_not_run_backwards():
    with pytest.raises(ValueError, match="backwards"):
        VirtualPrinter(time_scale=-1)
