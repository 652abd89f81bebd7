"""How long a confirmed ticket takes beside the mechanics alone, and how soon its first byte leaves.

The virtual printer runs in a process of its own at the speed of hardware: 250 mm/s, 0.25 s a cut. The floor is what
this machine cannot do better: the paper that must pass, or the bytes that must cross the line, and the cut.
"""

from __future__ import annotations

import argparse
import multiprocessing
import queue
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final
from uuid import uuid4

from benchmarks.report import Report, median, percentile
from hardware.printer.driver import EscposPrinter
from hardware.printer.encoder import Encoder
from hardware.printer.journal import Journal
from hardware.printer.profiles import CUSTOM_KIOSK, EPSON_80MM, GENERIC_80MM, Profile
from hardware.printer.simulator import CUSTOM_KIOSK as VIRTUAL_CUSTOM
from hardware.printer.simulator import EPSON_TM, GENERIC, SerialLine, TcpPort, VirtualPrinter
from hardware.printer.simulator import Profile as VirtualProfile
from hardware.printer.transport import Exchanged, Transport, Wake
from hardware.printer.url import transport_to
from kiosk.documents.language import Wording
from kiosk.documents.model import Box, Document, Field, Heading, Paragraph, QrCode, Row, Rule, Title
from kiosk.ports import JobPrinted, JobRefused, JobUnknown, PrinterEvent, PrinterReady, PrintJob

NETWORK_RATIO: Final = 1.05
SERIAL_RATIO: Final = 1.10
FIRST_BYTE_S: Final = 0.050

_SERIAL_BYTES_PER_S: Final = 11_520
_WAIT_S: Final = 60.0
_JOB_START: Final = b"\x1b@"


class WallClock:
    """Tell the time of the machine."""

    def monotonic_s(self) -> float:
        """Give seconds that never go back."""
        return time.monotonic()

    def now(self) -> datetime:
        """Give the civil time."""
        return datetime.now(UTC)


class TimedTransport:
    """Note when the first byte of a job was taken by the link."""

    def __init__(self, inner: Transport) -> None:
        self._inner = inner
        self.answers = inner.answers
        self.first_byte_s = 0.0

    def open(self, wake: Wake, timeout_s: float) -> None:
        """Open the link."""
        self._inner.open(wake, timeout_s)

    def exchange(self, data: memoryview, wake: Wake, timeout_s: float) -> Exchanged:
        """Write and read, and look at the clock when a job begins."""
        begins = bytes(data[: len(_JOB_START)]) == _JOB_START
        exchanged = self._inner.exchange(data, wake, timeout_s)
        if begins and exchanged.written:
            self.first_byte_s = time.monotonic()
        return exchanged

    def close(self, drain_s: float) -> None:
        """Close the link."""
        self._inner.close(drain_s)


@dataclass(frozen=True, slots=True)
class Sample:
    """Hold the times of one job, in seconds from its submission."""

    first_byte_s: float
    confirmed_s: float


class Bench:
    """A terminal with a printer, as the terminal wires it."""

    def __init__(self, url: str, profile: Profile, folder: Path) -> None:
        self._events: queue.Queue[tuple[float, PrinterEvent]] = queue.Queue()
        self._transport = TimedTransport(transport_to(url))
        self.printer = EscposPrinter(self._transport, profile, Journal(folder / f"{uuid4()}.db"), WallClock())
        self.printer.start(lambda event: self._events.put((time.monotonic(), event)))
        while not isinstance(self._events.get(timeout=_WAIT_S)[1], PrinterReady):
            pass

    def prints(self, document: Document) -> Sample:
        """Print one document and say when what happened."""
        submitted_s = time.monotonic()
        self.printer.submit(PrintJob(uuid4(), document))
        while True:
            at_s, event = self._events.get(timeout=_WAIT_S)
            if isinstance(event, JobPrinted):
                return Sample(self._transport.first_byte_s - submitted_s, at_s - submitted_s)
            assert not isinstance(event, JobUnknown | JobRefused), event


@contextmanager
def virtual_printer(profile: VirtualProfile, *, serial: bool = False, time_scale: float = 1.0) -> Iterator[str]:
    """Play a printer in another process, where drawing its paper takes nothing from the terminal; give its address."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_play, args=(theirs, profile.name, serial, time_scale))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send(None)
        process.join(_WAIT_S)


def _play(pipe: Connection, name: str, serial: bool, time_scale: float) -> None:  # noqa: FBT001 - called by position
    profile = next(found for found in (EPSON_TM, VIRTUAL_CUSTOM, GENERIC) if found.name == name)
    link = SerialLine(bytes_per_s=_SERIAL_BYTES_PER_S) if serial else TcpPort()
    with VirtualPrinter(profile, link=link, time_scale=time_scale) as printer:
        pipe.send(printer.url)
        pipe.recv()


def text_certificate() -> Document:
    """Give the one-page certificate of 60 lines."""
    return Document(
        Wording("attestation", "certificate"),
        [Paragraph(f"Ligne {line:02d} : montant versé 12,50 €") for line in range(60)],
    )


def statement() -> Document:
    """Give a statement of 200 lines."""
    rows = [Row(f"{line:02d}/10 Consultation", "17,35 €") for line in range(199)]
    return Document(Wording("relevé", "statement"), [Title("RELEVÉ DE PAIEMENTS"), *rows])


def rich_certificate() -> Document:
    """Give a certificate with a frame, a QR code and a line that no code page carries."""
    people = [
        part
        for name in ("DURAND Marie", "DURAND Marc", "ŁUKASIEWICZ Zoé")
        for part in (Heading(name), Field("Né(e) le", "14/05/1969"), Field("Régime", "01 751 0117"), Rule())
    ]
    return Document(
        Wording("attestation", "certificate"),
        [
            Title("ATTESTATION DE DROITS"),
            *people,
            Box("VALABLE JUSQU’AU", "31/12/2027"),
            QrCode("https://borne.example/v#" + "A1b2" * 60, ("Document n° 751-26-004813-R",)),
        ],
    )


def floor_s(document: Document, profile: Profile, machine: VirtualProfile, *, serial: bool) -> float:
    """Give the time that paper, line and blade need by themselves."""
    encoded = Encoder(profile).encode(document, None)
    paper_s = encoded.paper_mm / machine.speed_mm_s
    line_s = len(encoded.data) / _SERIAL_BYTES_PER_S if serial else 0.0
    return max(paper_s, line_s) + machine.cut_s + (machine.present_s if machine.has_presenter else 0.0)


def measure_confirmed(report: Report, folder: Path, runs: int) -> dict[str, list[float]]:
    """Print each document so many times at the speed of hardware."""
    raw: dict[str, list[float]] = {}
    for what, document, profile, machine, serial in (
        ("certificate of 60 lines, TCP, process id", text_certificate(), EPSON_80MM, EPSON_TM, False),
        ("certificate with frame and QR code, TCP, process id", rich_certificate(), EPSON_80MM, EPSON_TM, False),
        ("statement of 200 lines, TCP, process id", statement(), EPSON_80MM, EPSON_TM, False),
        ("certificate of 60 lines, TCP, cut counter", text_certificate(), CUSTOM_KIOSK, VIRTUAL_CUSTOM, False),
        ("certificate of 60 lines, TCP, queued status", text_certificate(), GENERIC_80MM, GENERIC, False),
        ("certificate of 60 lines, 115 200 baud, process id", text_certificate(), EPSON_80MM, EPSON_TM, True),
    ):
        allowed = SERIAL_RATIO if serial else NETWORK_RATIO
        with virtual_printer(machine, serial=serial) as url:
            bench = Bench(url, profile, folder)
            bench.prints(Document(Wording("premier", "first"), [Paragraph("échauffement Ł")]))
            times = [bench.prints(document).confirmed_s for _ in range(runs)]
            bench.printer.stop()
        floor = floor_s(document, profile, machine, serial=serial)
        ratio = median(times) / floor
        report.add(
            what,
            f"{floor:.3f} s",
            f"{median(times):.3f} s",
            f"{ratio:.3f} (at most {allowed})",
            is_met=ratio <= allowed,
        )
        raw[what] = times
    return raw


def measure_first_byte(report: Report, folder: Path, runs: int) -> dict[str, list[float]]:
    """Print many documents on a printer whose mechanics take no time."""
    raw: dict[str, list[float]] = {}
    for what, document in (
        ("submission to first byte, certificate of 60 lines", text_certificate()),
        ("submission to first byte, with frame, QR code and drawn line", rich_certificate()),
    ):
        with virtual_printer(EPSON_TM, time_scale=0.0) as url:
            bench = Bench(url, EPSON_80MM, folder)
            bench.prints(document)
            times = [bench.prints(document).first_byte_s for _ in range(runs)]
            bench.printer.stop()
        p99_s = percentile(times, 99)
        report.add(
            what,
            f"{FIRST_BYTE_S * 1000:.0f} ms",
            f"median {median(times) * 1000:.1f} ms, p99 {p99_s * 1000:.1f} ms",
            f"{p99_s / FIRST_BYTE_S:.2f} (at most 1)",
            is_met=p99_s <= FIRST_BYTE_S,
        )
        raw[what] = times
    return raw


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="tickets at the speed of hardware, of each kind")
    parser.add_argument("--first-bytes", type=int, default=300, help="tickets for the time to the first byte")
    options = parser.parse_args()
    report = Report("print", "Printing", ("floor or limit", "measured", "ratio"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first_byte = measure_first_byte(report, folder, options.first_bytes)
        confirmed = measure_confirmed(report, folder, options.runs)
    report.note(
        "floor: paper at 250 mm/s, or bytes at the speed of the line, then 0.25 s for the cut (0.4 s to present)"
    )
    report.note("queued status proves that the printer has understood the ticket: it may come before the paper does")
    report.close({"first_byte_s": first_byte, "confirmed_s": confirmed})


if __name__ == "__main__":
    main()
