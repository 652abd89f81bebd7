"""A network link: what the kernel hides and what it must not."""

import socket
import struct
import threading
import time
from collections.abc import Iterator

import pytest

from hardware.printer.tcp import TcpTransport
from hardware.printer.transport import LinkError, Wake

NOTHING = memoryview(b"")


@pytest.fixture
def wake() -> Iterator[Wake]:
    wake = Wake()
    yield wake
    wake.close()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)
        yield listener


@pytest.fixture
def transport(listener: socket.socket) -> Iterator[TcpTransport]:
    transport = TcpTransport("127.0.0.1", listener.getsockname()[1])
    yield transport
    transport.close(0)


@pytest.fixture
def printer(listener: socket.socket, transport: TcpTransport, wake: Wake) -> Iterator[socket.socket]:
    """The printer's end of an open connection."""
    transport.open(wake, 5)
    accepted, _ = listener.accept()
    accepted.settimeout(5)
    with accepted:
        yield accepted


def test_bytes_go_both_ways(printer: socket.socket, transport: TcpTransport, wake: Wake) -> None:
    printer.sendall(b"\x12")

    assert transport.exchange(NOTHING, wake, 5).received == b"\x12"
    assert transport.exchange(memoryview(b"\x10\x04\x01"), wake, 5).written == 3
    assert printer.recv(16) == b"\x10\x04\x01"


@pytest.mark.usefixtures("printer")
def test_small_questions_are_not_held_back_and_a_dead_printer_is_noticed(transport: TcpTransport) -> None:
    connection = transport._socket  # noqa: SLF001 - options that nothing else shows in a second

    assert connection is not None
    assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    assert connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) <= 5


@pytest.mark.usefixtures("printer")
def test_a_wait_ends_when_its_time_is_over_or_the_wake_is_set(transport: TcpTransport, wake: Wake) -> None:
    assert transport.exchange(NOTHING, wake, 0.01).received == b""
    wake.set()

    assert transport.exchange(NOTHING, wake, 1000).received == b""


def test_a_printer_that_reads_nothing_takes_no_more_when_the_buffers_are_full(
    printer: socket.socket, transport: TcpTransport, wake: Wake
) -> None:
    left = memoryview(bytes(64_000_000))
    while written := transport.exchange(left, wake, 0.05).written:
        left = left[written:]

    assert left
    printer.sendall(b"\x12")
    assert transport.exchange(left, wake, 5).received == b"\x12"


def test_a_printer_that_closes_is_lost(printer: socket.socket, transport: TcpTransport, wake: Wake) -> None:
    printer.close()

    with pytest.raises(LinkError, match="closed by the printer"):
        transport.exchange(NOTHING, wake, 5)


def test_a_printer_that_resets_is_lost(printer: socket.socket, transport: TcpTransport, wake: Wake) -> None:
    printer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    printer.close()

    with pytest.raises(LinkError, match="lost"):
        transport.exchange(memoryview(b"x"), wake, 5)


def test_a_ticket_survives_answers_that_nobody_read(
    printer: socket.socket, transport: TcpTransport, wake: Wake
) -> None:
    """Closing a socket with unread bytes resets it, and the printer loses what it had not read yet."""
    ticket = bytes(60_000)
    assert transport.exchange(memoryview(ticket), wake, 5).written == len(ticket)
    printer.sendall(b"\x10\x00\x00\x00")
    received = bytearray()

    def reads_slowly() -> None:
        while piece := printer.recv(4096):
            received.extend(piece)
        printer.close()

    reader = threading.Thread(target=reads_slowly)
    reader.start()
    transport.close(5)
    reader.join(5)

    assert bytes(received) == ticket


@pytest.mark.usefixtures("printer")
def test_closing_does_not_wait_for_a_printer_that_never_closes(transport: TcpTransport) -> None:
    begun_s = time.monotonic()

    transport.close(0.05)
    transport.close(0.05)

    assert time.monotonic() - begun_s < 5


def test_nobody_there_is_told_at_once(wake: Wake) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]

    with pytest.raises(LinkError, match="Connection refused"):
        TcpTransport("127.0.0.1", port).open(wake, 5)


def test_a_printer_that_does_not_take_the_connection_is_not_waited_for(wake: Wake) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for other in waiting:
            other.settimeout(0)
            other.connect_ex(full.getsockname())

        with pytest.raises(LinkError, match="no answer"):
            TcpTransport("127.0.0.1", full.getsockname()[1]).open(wake, 0.05)

        for other in waiting:
            other.close()


def test_a_name_that_is_nowhere_is_no_printer(wake: Wake) -> None:
    with pytest.raises(LinkError, match="no address"):
        TcpTransport("printer.invalid", 9100).open(wake, 5)


def test_a_link_that_was_not_opened_carries_nothing(transport: TcpTransport, wake: Wake) -> None:
    with pytest.raises(LinkError, match="not open"):
        transport.exchange(NOTHING, wake, 0)
