"""The network interface, through the system's own sockets."""

import errno
import select
import socket
import struct
import time

import pytest

from hardware.printer.simulator import CUSTOM_KIOSK, Fault, FaultName, TcpPort, VirtualPrinter
from hardware.printer.simulator.replies import SEND_BUFFER_BYTES

HEALTHY = b"\x10\x00\x00\x00"
STATUS = b"\x10\x04\x01"
ONLINE = b"\x12"
RASTER_BAND = b"\x1dv0\x00\x48\x00\x64\x00" + b"\x55" * 7200
"""A hundred rows: much data in few commands."""


def test_a_job_is_printed_and_its_ids_come_back(virtual, connect, bench):
    printer = virtual()
    host = connect(printer)
    assert host.ask(bench.job(), 18) == HEALTHY + bench.id_answer("P001") + bench.id_answer("C001")
    (paper,) = printer.operator.papers()
    assert paper.text.splitlines() == bench.text_lines()


def test_it_listens_on_the_loopback_address_only(virtual):
    printer = virtual()
    assert printer.url == f"tcp://127.0.0.1:{printer.port}"
    with socket.socket() as other, pytest.raises(ConnectionRefusedError):
        other.connect(("127.0.0.2", printer.port))


def test_a_taken_port_is_refused(virtual):
    first = virtual()
    with pytest.raises(OSError, match=f"127.0.0.1:{first.port}") as refused:
        VirtualPrinter(link=TcpPort(first.port))
    assert refused.value.errno == errno.EADDRINUSE


def test_one_peer_prints_and_the_next_waits_for_it_to_leave(virtual, connect):
    printer = virtual()
    first, second = connect(printer), connect(printer)
    assert first.ask(STATUS, 1) == ONLINE
    second.send(STATUS)
    assert first.ask(STATUS, 1) == ONLINE
    assert second.is_silent()
    first.close()
    assert second.read(1) == ONLINE


def test_a_fourth_peer_is_sent_away(virtual, connect):
    printer = virtual()
    hosts = [connect(printer) for _ in range(3)]
    assert hosts[0].ask(STATUS, 1) == ONLINE
    with pytest.raises(ConnectionError):
        connect(printer).read(1)


def test_what_was_sent_before_closing_is_printed(virtual, connect, bench):
    printer = virtual()
    host = connect(printer)
    host.send(bench.job())
    host.socket.shutdown(socket.SHUT_WR)
    assert host.read(18)[-7:] == bench.id_answer("C001")
    with pytest.raises(ConnectionResetError, match="after 0 bytes"):
        host.read(1)
    assert len(printer.operator.papers()) == 1


def test_a_peer_that_breaks_off_leaves_the_printer_for_the_next(virtual, connect):
    printer = virtual()
    first = connect(printer)
    assert first.ask(STATUS, 1) == ONLINE
    first.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    first.close()
    assert connect(printer).ask(STATUS, 1) == ONLINE


def test_a_blocked_printer_stops_reading_and_the_host_feels_it(virtual, connect, bench):
    printer = virtual()
    printer.operator.inject(FaultName.COVER_OPEN)
    host = connect(printer)
    host.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16_384)
    job, sent = (RASTER_BAND * 5 + bench.FEED_AND_CUT) * 8, 0
    while select.select([], [host.socket], [], 0.2)[1] and sent < len(job):
        sent += host.socket.send(job[sent:])
    printer.operator.wait_for(lambda state: state.buffered_bytes == 4096)
    assert 4096 < sent < len(job)
    printer.operator.clear(FaultName.COVER_OPEN)
    host.send(job[sent:])
    assert len(printer.operator.wait_for_papers(8, timeout_s=30)) == 8


def test_an_unplugged_cable_is_a_reset_and_then_a_refusal(virtual, connect, bench):
    printer = virtual()
    printer.operator.inject(Fault(FaultName.UNPLUG, after_bytes=500))
    host = connect(printer)
    host.send(bench.job(20))
    with pytest.raises(ConnectionResetError):
        host.read(18)
    with pytest.raises(ConnectionRefusedError):
        connect(printer)
    printer.operator.clear(FaultName.UNPLUG)
    assert connect(printer).ask(STATUS, 1) == ONLINE


def test_a_power_cycle_is_a_reset_and_the_port_stays_the_same(virtual, connect, bench):
    printer = virtual()
    port = printer.port
    printer.operator.inject(Fault(FaultName.POWER_CYCLE, after_mm=20))
    host = connect(printer)
    host.send(bench.job())
    with pytest.raises(ConnectionResetError):
        host.read(18)
    printer.operator.wait_for(lambda state: state.power_ups == 2)
    assert printer.port == port
    assert connect(printer).ask(STATUS, 1) == ONLINE


def test_refused_connections_leave_the_standing_one(virtual, connect):
    printer = virtual()
    host = connect(printer)
    assert host.ask(STATUS, 1) == ONLINE
    printer.operator.inject(FaultName.REFUSE_CONNECT)
    with pytest.raises(ConnectionRefusedError):
        connect(printer)
    assert host.ask(STATUS, 1) == ONLINE
    printer.operator.clear(FaultName.REFUSE_CONNECT)
    connect(printer)


def test_a_stalled_printer_answers_when_it_wakes(virtual, connect):
    printer = virtual()
    printer.operator.inject(FaultName.STALL)
    host = connect(printer)
    host.send(STATUS)
    printer.operator.snapshot()
    assert host.is_silent()
    printer.operator.clear(FaultName.STALL)
    assert host.read(1) == ONLINE


def test_a_host_that_does_not_read_loses_answers_and_the_link_stands(virtual, connect):
    printer = virtual()
    host = connect(printer)
    assert host.ask(STATUS, 1) == ONLINE
    host.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    host.send(b"\x1dI\x43" * 5_000)
    printer.operator.wait_for(lambda state: state.buffered_bytes == 0)
    heard = b""
    while select.select([host.socket], [], [], 0.2)[0]:
        heard += host.socket.recv(65_536)
    answer = b"\x5fepson-tm\x00"
    assert SEND_BUFFER_BYTES < len(heard) < 5_000 * len(answer)
    assert heard == answer * (len(heard) // len(answer))
    assert host.ask(b"\x1d(H\x06\x0000LAST", 7) == b"\x37\x22LAST\x00"


def test_a_host_that_left_for_good_is_noticed_when_the_printer_speaks(virtual, connect):
    printer = virtual()
    gone = connect(printer)
    assert gone.ask(b"\x1da\xff", 4) == HEALTHY
    printer.operator.inject(FaultName.STALL)
    gone.close()
    waiting = connect(printer)
    waiting.send(STATUS)
    # The stalled printer does not read that the first one left, but it cannot send to it either.
    for name in (FaultName.NEAR_END, FaultName.COVER_OPEN, FaultName.HEAD_HOT):
        printer.operator.inject(name)
    printer.operator.clear(FaultName.STALL)
    assert waiting.read(1) in {b"\x1a", b"\x38"}


def test_a_slow_link_reads_at_its_speed(virtual, connect):
    printer = virtual(CUSTOM_KIOSK, time_scale=0.05)
    printer.operator.inject(Fault(FaultName.SLOW_LINK, bytes_per_s=1000))
    host = connect(printer)
    host.send(b"\x00" * 2000)
    assert host.ask(STATUS, 1) == ONLINE
    assert printer.operator.machine_time_s() >= 1.9


def test_a_sleeping_peer_is_closed_after_five_minutes(virtual, connect):
    now = [1000.0]
    printer = virtual(time_scale=1, clock=lambda: now[0])
    host = connect(printer)
    assert host.ask(STATUS, 1) == ONLINE
    now[0] += 299
    assert host.ask(STATUS, 1) == ONLINE
    now[0] += 301
    printer.operator.snapshot()
    assert host.socket.recv(1) == b""


def test_at_true_speed_a_ticket_takes_as_long_as_on_hardware(virtual, connect, bench):
    printer = virtual(time_scale=1)
    host = connect(printer)
    host.ask(bench.job(2, "000"), 18)  # fonts are loaded with the first
    start = time.monotonic()
    assert host.ask(bench.job(10), 18)[-7:] == bench.id_answer("C001")
    took = time.monotonic() - start
    floor = (10 * 30 + 96) / 2000 + 0.25
    # Never faster than the mechanics; how much slower is the load of the computer.
    assert took > floor - 0.005
    assert printer.operator.papers()[1].printing_s == pytest.approx(floor)


def test_time_scale_stretches_machine_time(virtual, connect, bench):
    printer = virtual(time_scale=0.1)
    host = connect(printer)
    host.ask(bench.job(), 18)
    (paper,) = printer.operator.papers()
    assert paper.printing_s == pytest.approx(1.198)
