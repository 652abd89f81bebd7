"""A file instead of a printer: nothing ever comes back."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hardware.printer.driver import EscposPrinter, Timing
from hardware.printer.file import FileTransport
from hardware.printer.journal import Journal
from hardware.printer.profiles import EPSON_80MM
from hardware.printer.transport import LinkError, Wake
from kiosk.catalogue.failures import FailureCode
from kiosk.ports import JobPrinted, JobUnknown, PrintProof

NOTHING = memoryview(b"")


@pytest.fixture
def wake() -> Iterator[Wake]:
    wake = Wake()
    yield wake
    wake.close()


def test_a_certificate_written_to_a_file_has_the_weakest_proof(
    tmp_path: Path, patient: Timing, make_terminal: Any, clock: Any
) -> None:
    path = tmp_path / "printer"
    printer = EscposPrinter(FileTransport(path), EPSON_80MM, Journal(tmp_path / "jobs.db"), clock, patient)
    terminal = make_terminal(printer)
    terminal.hears_ready()

    job = terminal.submits(certificate_number="751-26-000001")

    assert terminal.hears_outcome(job) == JobPrinted(job, PrintProof.WRITTEN)
    assert path.read_bytes().startswith(b"\x1b@")
    assert b"\x1d(H" not in path.read_bytes()
    assert printer.unconfirmed_certificates() == frozenset()


def test_a_full_disk_in_the_middle_leaves_the_outcome_unknown(
    tmp_path: Path, patient: Timing, make_terminal: Any, clock: Any
) -> None:
    printer = EscposPrinter(FileTransport(Path("/dev/full")), EPSON_80MM, Journal(tmp_path / "j"), clock, patient)
    terminal = make_terminal(printer)
    terminal.hears_ready()

    job = terminal.submits()

    assert terminal.hears_outcome(job) == JobUnknown(job)


def test_a_file_that_goes_away_and_comes_back_is_seen(
    tmp_path: Path, patient: Timing, make_terminal: Any, clock: Any
) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    printer = EscposPrinter(FileTransport(folder / "lp0"), EPSON_80MM, Journal(tmp_path / "j"), clock, patient)
    terminal = make_terminal(printer)
    terminal.hears_ready()

    # In one move: the driver, which writes at any moment, would make the file again before its folder has gone.
    folder.rename(tmp_path / "unplugged")
    terminal.hears_failure(FailureCode.PRINTER_MISSING)
    folder.mkdir()

    terminal.hears_ready()


def test_what_is_written_is_added_and_readable_by_its_owner_only(tmp_path: Path, wake: Wake) -> None:
    path = tmp_path / "printer"
    for text in (b"one", b"two"):
        transport = FileTransport(path)
        transport.open(wake, 1)
        assert transport.exchange(memoryview(text), wake, 1).written == 3
        transport.close(0)

    assert path.read_bytes() == b"onetwo"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_pipe_takes_bytes_only_while_somebody_reads(tmp_path: Path, wake: Wake) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    transport = FileTransport(path)
    with pytest.raises(LinkError, match="not opened"):
        transport.open(wake, 1)

    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    transport.open(wake, 1)
    left = memoryview(bytes(1_000_000))
    while written := transport.exchange(left, wake, 0.05).written:
        left = left[written:]
    assert left
    os.close(reader)

    with pytest.raises(LinkError, match="lost"):
        transport.exchange(left, wake, 1)
    transport.close(0)
    transport.close(0)


def test_a_wait_ends_with_the_wake(tmp_path: Path, wake: Wake) -> None:
    transport = FileTransport(tmp_path / "printer")
    transport.open(wake, 1)
    wake.set()

    assert transport.exchange(NOTHING, wake, 1000).received == b""
    transport.close(0)


def test_a_folder_is_no_printer(tmp_path: Path, wake: Wake) -> None:
    with pytest.raises(LinkError, match="not opened"):
        FileTransport(tmp_path).open(wake, 1)


def test_a_link_that_was_not_opened_carries_nothing(tmp_path: Path, wake: Wake) -> None:
    with pytest.raises(LinkError, match="not open"):
        FileTransport(tmp_path).exchange(NOTHING, wake, 0)
