"""The serial interface, through a pseudo-terminal."""

import errno
import os
import select

import pytest

from hardware.printer.simulator import FaultName, SerialLine

HEALTHY = b"\x10\x00\x00\x00"
STATUS = b"\x10\x04\x01"
ONLINE = b"\x12"


def has_hung_up(descriptor):
    """The two ways in which a terminal says that the other end is gone."""
    try:
        return os.read(descriptor, 1) == b""
    except OSError as error:
        return error.errno == errno.EIO


def test_a_job_is_printed_and_its_ids_come_back(virtual, plug, bench):
    printer = virtual(link=SerialLine())
    host = plug(printer)
    assert host.ask(bench.job(), 18) == HEALTHY + bench.id_answer("P001") + bench.id_answer("C001")
    assert printer.operator.papers()[0].text.splitlines() == bench.text_lines()


def test_every_byte_passes_unchanged(virtual, plug):
    printer = virtual(link=SerialLine())
    host = plug(printer)
    row = bytes(range(72))
    host.send(b"\x1dv0\x00\x48\x00\x01\x00" + row + b"\x1dVB\x00")
    (paper,) = printer.operator.wait_for_papers(1)
    printed = paper.image.crop((0, 96, 576, 97)).tobytes()
    assert bytes(255 - byte for byte in printed) == row


def test_the_address_is_a_setting(virtual, tmp_path):
    link = tmp_path / "printer"
    printer = virtual(link=SerialLine(link))
    assert printer.url == f"serial://{link}"
    assert link.is_symlink()
    printer.stop()
    assert not link.is_symlink()


def test_a_second_host_finds_the_printer_after_the_first_left(virtual, plug):
    printer = virtual(link=SerialLine())
    first = plug(printer)
    assert first.ask(STATUS, 1) == ONLINE
    second = plug(printer)
    assert second.ask(STATUS, 1) == ONLINE


def test_a_blocked_printer_stops_reading(virtual, plug, bench):
    printer = virtual(link=SerialLine())
    printer.operator.inject(FaultName.COVER_OPEN)
    host = plug(printer)
    job, sent = (b"\x1dv0\x00\x48\x00\x64\x00" + b"\x55" * 7200 + bench.FEED_AND_CUT) * 4, 0
    while select.select([], [host.descriptor], [], 0.2)[1]:
        sent += os.write(host.descriptor, job[sent:])
    assert 4096 < sent < len(job)
    printer.operator.clear(FaultName.COVER_OPEN)
    host.send(job[sent:])
    assert len(printer.operator.wait_for_papers(4)) == 4


def test_an_unplugged_line_is_a_hang_up_and_comes_back_under_the_same_link(virtual, plug, tmp_path):
    printer = virtual(link=SerialLine(tmp_path / "printer"))
    host = plug(printer)
    assert host.ask(STATUS, 1) == ONLINE
    printer.operator.inject(FaultName.UNPLUG)
    select.select([host.descriptor], [], [], 5)
    assert has_hung_up(host.descriptor)
    assert not (tmp_path / "printer").is_symlink()
    printer.operator.clear(FaultName.UNPLUG)
    printer.operator.snapshot()
    assert plug(printer).ask(STATUS, 1) == ONLINE


def test_a_power_cycle_is_only_silence_on_a_serial_line(virtual, plug, bench):
    printer = virtual(link=SerialLine())
    host = plug(printer)
    assert host.ask(bench.ASB_ON, 4) == HEALTHY
    printer.operator.inject(FaultName.POWER_CYCLE)
    printer.operator.wait_for(lambda state: state.power_ups == 2)
    printer.operator.inject(FaultName.NEAR_END)
    assert host.ask(STATUS, 1) == ONLINE  # the line stands, and ASB is forgotten


def test_a_line_of_115200_baud_takes_its_time(virtual, plug):
    printer = virtual(link=SerialLine(), time_scale=0.1)
    host = plug(printer)
    host.send(b"\x00" * 11_520)
    assert host.ask(STATUS, 1) == ONLINE
    assert printer.operator.machine_time_s() >= 0.95


def test_a_link_that_is_there_is_not_overwritten(virtual, tmp_path):
    (tmp_path / "printer").write_text("something else")
    with pytest.raises(FileExistsError):
        virtual(link=SerialLine(tmp_path / "printer"))
    assert (tmp_path / "printer").read_text() == "something else"


def test_a_host_that_does_not_read_loses_answers_and_the_line_stands(virtual, plug):
    printer = virtual(link=SerialLine())
    host = plug(printer)
    host.send(b"\x1dI\x43" * 8_000)
    printer.operator.wait_for(lambda state: state.buffered_bytes == 0)
    heard = b""
    while select.select([host.descriptor], [], [], 0.2)[0]:
        heard += os.read(host.descriptor, 65_536)
    answer = b"\x5fepson-tm\x00"
    assert 512 < len(heard) < 8_000 * len(answer)
    assert heard == answer * (len(heard) // len(answer))
    assert host.ask(b"\x1d(H\x06\x0000LAST", 7) == b"\x37\x22LAST\x00"
