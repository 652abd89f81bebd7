"""A serial line, played by a pseudo-terminal."""

import os
import tty
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hardware.printer.driver import Timing
from hardware.printer.serial import FlowControl, SerialTransport
from hardware.printer.simulator import Fault, FaultName
from hardware.printer.transport import LinkError, Wake
from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import Document
from kiosk.ports import JobPrinted, JobUnknown

NOTHING = memoryview(b"")


@pytest.fixture
def wake() -> Iterator[Wake]:
    wake = Wake()
    yield wake
    wake.close()


@pytest.fixture
def line() -> Iterator[tuple[int, str]]:
    """The printer's end of a line, and the name of the terminal's."""
    printer_end, terminal_end = os.openpty()
    tty.setraw(terminal_end)
    yield printer_end, os.ttyname(terminal_end)
    for descriptor in (printer_end, terminal_end):
        with suppress(OSError):
            os.close(descriptor)


@pytest.mark.parametrize("dialect", ["epson", "custom", "generic"])
def test_a_certificate_is_printed_over_a_serial_line(make_kiosk: Callable[..., Any], dialect: str) -> None:
    kiosk = make_kiosk(dialect, serial=True)
    terminal = kiosk.is_ready()

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobPrinted(job, kiosk.proof)
    assert kiosk.printed_lines() == kiosk.certificate_lines()


def test_a_job_larger_than_the_printer_holds_waits_for_paper_and_goes_on(
    make_kiosk: Callable[..., Any], make_certificate: Callable[..., Document]
) -> None:
    kiosk = make_kiosk("epson", serial=True)
    terminal = kiosk.is_ready()
    kiosk.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=50))

    job = terminal.submits(make_certificate(400))
    terminal.hears_blocked(job, FailureCode.PAPER_OUT)
    kiosk.operator.new_roll()

    assert terminal.hears_outcome(job) == JobPrinted(job, kiosk.proof)
    assert kiosk.printed_lines() == kiosk.certificate_lines(400)


def test_an_unplugged_line_in_the_middle_leaves_the_outcome_unknown(make_kiosk: Callable[..., Any]) -> None:
    kiosk = make_kiosk("epson", serial=True)
    terminal = kiosk.is_ready()
    kiosk.operator.inject(Fault(FaultName.UNPLUG, after_bytes=1500))

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobUnknown(job)
    terminal.hears_failure(FailureCode.PRINTER_MISSING)
    kiosk.operator.clear(FaultName.UNPLUG)
    terminal.hears_ready()


def test_a_power_cycle_that_the_line_does_not_tell_leaves_the_outcome_unknown(
    make_kiosk: Callable[..., Any], hasty: Timing, make_certificate: Callable[..., Document]
) -> None:
    kiosk = make_kiosk("epson", serial=True)
    terminal = kiosk.is_ready(hasty, replace(kiosk.profile, speed_mm_s=10_000.0))
    kiosk.operator.inject(Fault(FaultName.POWER_CYCLE, after_mm=100))

    job = terminal.submits(certificate_number="751-26-000001")
    outcome = terminal.hears_outcome(job)
    terminal.printer.stop()
    after = kiosk.is_ready()
    duplicate = after.submits(make_certificate(3), certificate_number="751-26-000001")

    assert outcome == JobUnknown(job)
    assert after.hears_outcome(duplicate) == JobPrinted(duplicate, kiosk.proof)
    assert [line.text for line in kiosk.operator.papers()[-1].lines] == kiosk.certificate_lines(3)


@pytest.mark.parametrize("flow", list(FlowControl))
def test_every_byte_goes_both_ways_unchanged(line: tuple[int, str], wake: Wake, flow: FlowControl) -> None:
    printer_end, name = line
    transport = SerialTransport(name, 115_200, flow)
    transport.open(wake, 1)
    every_byte = bytes(set(range(256)) - ({0x11, 0x13} if flow is FlowControl.XON_XOFF else set()))

    assert transport.exchange(memoryview(every_byte), wake, 5).written == len(every_byte)
    assert os.read(printer_end, 512) == every_byte
    os.write(printer_end, every_byte)
    assert transport.exchange(NOTHING, wake, 5).received == every_byte
    transport.close(0)


def test_a_printer_that_does_not_read_takes_no_more_when_the_line_is_full(line: tuple[int, str], wake: Wake) -> None:
    transport = SerialTransport(line[1], 115_200)
    transport.open(wake, 1)
    left = memoryview(bytes(1_000_000))
    while written := transport.exchange(left, wake, 0.05).written:
        left = left[written:]

    assert left
    transport.close(0.05)


def test_a_wait_ends_with_the_wake(line: tuple[int, str], wake: Wake) -> None:
    transport = SerialTransport(line[1], 115_200)
    transport.open(wake, 1)
    wake.set()

    assert transport.exchange(NOTHING, wake, 1000).received == b""
    transport.close(0)


def test_a_line_that_hangs_up_is_lost(line: tuple[int, str], wake: Wake) -> None:
    transport = SerialTransport(line[1], 115_200)
    transport.open(wake, 1)
    os.close(line[0])

    with pytest.raises(LinkError, match="lost"):
        transport.exchange(NOTHING, wake, 5)
    transport.close(0.05)


def test_a_line_that_is_not_there_cannot_be_opened(tmp_path: Path, wake: Wake) -> None:
    with pytest.raises(LinkError, match="not opened"):
        SerialTransport(str(tmp_path / "ttyS9"), 115_200).open(wake, 1)


def test_a_link_that_was_not_opened_carries_nothing(wake: Wake) -> None:
    transport = SerialTransport("/dev/null", 115_200)

    with pytest.raises(LinkError, match="not open"):
        transport.exchange(NOTHING, wake, 0)
    transport.close(0)
