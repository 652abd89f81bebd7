"""The network interface, through the system's own sockets."""

import socket
import struct
import time

import pytest

from hardware.printer.simulator import CUSTOM_KIOSK, Fault, FaultName

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
    from hardware.printer.simulator import TcpPort, VirtualPrinter

    with pytest.raises(OSError, match="in use"):
        VirtualPrinter(link=TcpPort(first.port))


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
    host.socket.settimeout(0.2)
    job, sent = (RASTER_BAND * 5 + bench.FEED_AND_CUT) * 8, 0
    with pytest.raises(TimeoutError):
        while sent < len(job):
            sent += host.socket.send(job[sent:])
    printer.operator.wait_for(lambda state: state.buffered_bytes == 4096)
    assert 4096 < sent < len(job)
    printer.operator.clear(FaultName.COVER_OPEN)
    host.socket.settimeout(5)
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


def test_answers_wait_for_a_host_that_does_not_read(virtual, connect):
    printer = virtual()
    host = connect(printer)
    host.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    assert host.ask(STATUS, 1) == ONLINE
    host.send(STATUS * 3_000)
    host.send(b"\x1d(H\x06\x0000LAST")
    printer.operator.wait_for(lambda state: state.buffered_bytes == 0)
    # The interface keeps 512 bytes for it and loses the rest; what does come is whole.
    host.socket.settimeout(0.5)
    heard = b""
    while b"LAST" not in heard and (more := host.socket.recv(4096)):
        heard += more
    assert heard.rstrip(b"\x00").strip(ONLINE) in {b"\x37\x22LAST", b""}


def test_a_slow_link_reads_at_its_speed(virtual, connect, bench):
    printer = virtual(CUSTOM_KIOSK, time_scale=0.05)
    printer.operator.inject(Fault(FaultName.SLOW_LINK, bytes_per_s=1000))
    host = connect(printer)
    host.send(b"\x00" * 2000)
    assert host.ask(STATUS, 1) == ONLINE
    assert 1.9 <= printer.operator.machine_time_s()


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
    # Never faster than the mechanics; how much slower is this machine's load.
    assert floor - 0.005 < took < floor + 1.0


def test_time_scale_stretches_machine_time(virtual, connect, bench):
    printer = virtual(time_scale=0.1)
    host = connect(printer)
    host.ask(bench.job(), 18)
    (paper,) = printer.operator.papers()
    assert paper.printing_s == pytest.approx(1.198)
