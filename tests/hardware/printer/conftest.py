"""A terminal with a virtual printer: domain verbs for the tests of the driver."""

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from hardware.printer.conversation import Pace
from hardware.printer.driver import EscposPrinter, Timing
from hardware.printer.job_run import Waiting
from hardware.printer.journal import Journal
from hardware.printer.profiles import CUSTOM_KIOSK, EPSON_80MM, GENERIC_80MM, Profile
from hardware.printer.simulator import CUSTOM_KIOSK as VIRTUAL_CUSTOM
from hardware.printer.simulator import EPSON_TM as VIRTUAL_EPSON
from hardware.printer.simulator import GENERIC as VIRTUAL_GENERIC
from hardware.printer.simulator import SerialLine, TcpPort, VirtualPrinter
from hardware.printer.url import transport_to
from kiosk.catalogue.failures import FailureCode
from kiosk.documents.language import Wording
from kiosk.documents.model import Box, Document, Paragraph, QrCode, Row, Title
from kiosk.ports import (
    JobBlocked,
    JobPrinted,
    JobRefused,
    JobUnknown,
    PrinterEvent,
    PrinterFailed,
    PrinterReady,
    PrintJob,
    PrintProof,
)

WAIT_S = 20.0
"""How long a test waits before it fails; nothing takes a tenth of it on an idle machine."""

PATIENT = Timing(
    pace=Pace(idle_s=0.05, presenting_s=0.01, answer_s=2.0),
    waiting=Waiting(margin_s=15.0, silence_s=1.0, blocked_silence_s=30.0, recover_s=0.05, cut_s=0.05, retract_s=5.0),
    connect_s=1.0,
    retry_min_s=0.02,
    retry_max_s=0.05,
    drain_s=0.2,
)
"""For jobs that end well: nothing is given up because the machine is busy."""

HASTY = replace(
    PATIENT,
    pace=replace(PATIENT.pace, answer_s=0.3),
    waiting=Waiting(margin_s=0.1, silence_s=0.1, blocked_silence_s=0.3, recover_s=0.05, cut_s=0.05, retract_s=0.2),
)
"""For jobs and printers that are given up."""

PRINTERS = {
    "epson": (VIRTUAL_EPSON, EPSON_80MM, PrintProof.PROCESS_ID),
    "custom": (VIRTUAL_CUSTOM, CUSTOM_KIOSK, PrintProof.CUT_COUNTER),
    "generic": (VIRTUAL_GENERIC, GENERIC_80MM, PrintProof.QUEUED_STATUS),
}


class WallClock:
    def monotonic_s(self) -> float:
        return time.monotonic()

    def now(self) -> datetime:
        return datetime.now(UTC)


def certificate(lines: int = 60) -> Document:
    """A certificate whose text lines are 3.75 mm each: 60 of them are 225 mm."""
    return Document(
        Wording("attestation", "certificate"),
        [Paragraph(f"Ligne {number:02d} : montant versé") for number in range(lines)],
    )


def rich_ticket() -> Document:
    """One of every part, with letters that no code page has."""
    return Document(
        Wording("relevé", "statement"),
        [
            Title("Relevé de paiements"),
            Paragraph("Lettres : é à ç œ € ’ et Łódź", small=True),
            Row("participation forfaitaire", "−2,00 €", bold=True, indent=1),
            Box("TOTAL VERSÉ", "58,75 €"),
            QrCode("https://borne.example/v#abc", ("Document n° 751-26-004813-R",)),
        ],
    )


class Terminal:
    """Submit jobs to a printer and hear of them."""

    def __init__(self, printer: EscposPrinter) -> None:
        self.printer = printer
        self.events: list[PrinterEvent] = []
        self._heard: queue.Queue[PrinterEvent] = queue.Queue()
        printer.start(self._heard.put)

    def submits(
        self, document: Document | None = None, certificate_number: str | None = None, job_id: UUID | None = None
    ) -> UUID:
        job = PrintJob(job_id or uuid4(), document or certificate(), certificate_number)
        self.printer.submit(job)
        return job.job_id

    def hears(self, wanted: Callable[[PrinterEvent], bool]) -> PrinterEvent:
        """Wait for the next event that is wanted."""
        end_s = time.monotonic() + WAIT_S
        while True:
            try:
                event = self._heard.get(timeout=max(0.0, end_s - time.monotonic()))
            except queue.Empty:
                pytest.fail(f"not heard; last were {self.events[-5:]}")
            self.events.append(event)
            if wanted(event):
                return event

    def hears_ready(self) -> PrinterReady:
        event = self.hears(lambda event: isinstance(event, PrinterReady))
        assert isinstance(event, PrinterReady)
        return event

    def hears_failure(self, failure: FailureCode) -> None:
        self.hears(lambda event: event == PrinterFailed(failure))

    def hears_blocked(self, job_id: UUID, cause: FailureCode) -> None:
        self.hears(lambda event: event == JobBlocked(job_id, cause))

    def hears_outcome(self, job_id: UUID) -> JobPrinted | JobUnknown | JobRefused:
        event = self.hears(
            lambda event: isinstance(event, JobPrinted | JobUnknown | JobRefused) and event.job_id == job_id
        )
        assert isinstance(event, JobPrinted | JobUnknown | JobRefused)
        return event

    def prints(self, document: Document | None = None, certificate_number: str | None = None) -> object:
        return self.hears_outcome(self.submits(document, certificate_number))

    def heard_of(self, job_id: UUID) -> list[PrinterEvent]:
        """Everything heard of a job so far."""
        return [event for event in self.events if getattr(event, "job_id", None) == job_id]

    def hears_nothing_for(self, seconds: float) -> None:
        with pytest.raises(queue.Empty):
            pytest.fail(f"heard {self._heard.get(timeout=seconds)}")


class Kiosk:
    """One virtual printer and the terminals that use it, one after the other, with the same journal."""

    def __init__(self, dialect: str, folder: Path, stack: ExitStack, *, serial: bool, time_scale: float) -> None:
        virtual, self.profile, self.proof = PRINTERS[dialect]
        link = SerialLine(folder / "tty") if serial else TcpPort()
        self.virtual = stack.enter_context(VirtualPrinter(virtual, link=link, time_scale=time_scale))
        self.operator = self.virtual.operator
        self.journal_path = folder / "jobs.db"
        self._stack = stack

    def builds(self, timing: Timing = PATIENT, profile: Profile | None = None) -> EscposPrinter:
        return EscposPrinter(
            transport_to(self.virtual.url), profile or self.profile, Journal(self.journal_path), WallClock(), timing
        )

    def starts(self, timing: Timing = PATIENT, profile: Profile | None = None) -> Terminal:
        printer = self.builds(timing, profile)
        self._stack.callback(printer.stop)
        return Terminal(printer)

    def is_ready(self, timing: Timing = PATIENT, profile: Profile | None = None) -> Terminal:
        terminal = self.starts(timing, profile)
        terminal.hears_ready()
        return terminal

    def printed_lines(self) -> list[str]:
        """Every text line on every paper so far, in order."""
        return [line.text.strip() for paper in self.operator.papers() for line in paper.lines if line.text.strip()]

    def certificate_lines(self, lines: int = 60) -> list[str]:
        return [f"Ligne {number:02d} : montant versé" for number in range(lines)]


KioskFactory = Callable[..., Kiosk]


@pytest.fixture
def make_kiosk(tmp_path: Path) -> Iterator[KioskFactory]:
    with ExitStack() as stack:

        def make(dialect: str = "epson", *, serial: bool = False, time_scale: float = 0.0) -> Kiosk:
            return Kiosk(dialect, tmp_path, stack, serial=serial, time_scale=time_scale)

        yield make


@pytest.fixture(params=list(PRINTERS))
def kiosk(request: pytest.FixtureRequest, make_kiosk: KioskFactory) -> Kiosk:
    """A kiosk of each dialect."""
    return make_kiosk(request.param)


@pytest.fixture
def hasty() -> Timing:
    return HASTY


@pytest.fixture
def patient() -> Timing:
    return PATIENT


@pytest.fixture
def make_certificate() -> Callable[..., Document]:
    return certificate


@pytest.fixture
def make_rich_ticket() -> Callable[[], Document]:
    return rich_ticket


@pytest.fixture
def clock() -> WallClock:
    return WallClock()


@pytest.fixture
def make_terminal() -> Iterator[Callable[[EscposPrinter], Terminal]]:
    """A terminal for a printer that is stopped after the test."""
    with ExitStack() as stack:

        def make(printer: EscposPrinter) -> Terminal:
            stack.callback(printer.stop)
            return Terminal(printer)

        yield make
