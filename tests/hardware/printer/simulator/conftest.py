"""A printer on the bench: bytes in, answers and paper out, machine time in the hands of the test."""

import contextlib
import os
import select
import socket
import termios
import tty
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from hardware.printer.simulator import (
    EPSON_TM,
    EngineOptions,
    Fault,
    FaultName,
    InProcessLink,
    Paper,
    PrinterEngine,
    PrinterState,
    Profile,
    VirtualPrinter,
)

PRINTED_AT = datetime(2026, 11, 21, 10, 4, tzinfo=UTC)


class Bench:
    """A printer with a host at its link, in one thread.

    With `instant`, moving parts take no time and nothing else happens by itself; without, time passes only in
    `elapse`.
    """

    INITIALIZE = b"\x1b@"
    CP1252 = b"\x1bt\x10"
    ASB_ON = b"\x1da\xff"
    FEED_AND_CUT = b"\x1dVB\x00"
    """GS V 66 0: feed what is printed past the blade, and cut."""

    def __init__(self, profile: Profile = EPSON_TM, *, instant: bool = True, options: EngineOptions | None = None):
        self.profile = profile
        self.engine = PrinterEngine(profile, lambda: PRINTED_AT, options)
        self.link = InProcessLink(self.engine)
        self._instant = instant
        self._unsent = b""

    @staticmethod
    def process_id(name: str) -> bytes:
        """GS ( H fn 48."""
        return b"\x1d(H\x06\x0000" + name.encode("ascii")

    @staticmethod
    def id_answer(name: str) -> bytes:
        """What the printer answers to it."""
        return b"\x37\x22" + name.encode("ascii") + b"\x00"

    @staticmethod
    def text_lines(lines: int = 60) -> list[str]:
        """The lines of a certificate of one page: 60 of them are 225 mm of paper."""
        return [f"Ligne {number:02d} : montant 12,50 € versé" for number in range(lines)]

    @classmethod
    def job(cls, lines: int = 60, name: str = "001", *, ending: bytes = FEED_AND_CUT) -> bytes:
        """One job as a driver sends it: settings, text, id of the text, cut, id of the cut."""
        text = "".join(f"{line}\n" for line in cls.text_lines(lines)).encode("cp1252")
        ids = cls.process_id(f"P{name}"), cls.process_id(f"C{name}")
        return cls.INITIALIZE + cls.ASB_ON + cls.CP1252 + text + ids[0] + ending + ids[1]

    def send(self, data: bytes) -> int:
        """Send bytes; what the printer does not read is kept and goes on when it reads again."""
        unsent, self._unsent = self._unsent + data, b""
        if self._instant:
            taken = self.link.write(unsent)
        else:
            taken = self.engine.receive(unsent)
            self.engine.run_until(self.engine.now_s)
        self._unsent = unsent[taken:]
        return taken

    @property
    def unsent(self) -> int:
        return len(self._unsent)

    def elapse(self, seconds: float) -> None:
        """Let machine time pass, the host sending on as the printer reads."""
        until = self.engine.now_s + seconds
        while True:
            due = self.engine.next_due_s()
            self.engine.run_until(until if due is None else min(until, due))
            if self._unsent:
                self._unsent = self._unsent[self.engine.receive(self._unsent) :]
            if self.engine.now_s >= until:
                break
        if self._instant:
            self.engine.settle()

    def goes_on(self) -> None:
        """Let the moving parts do what they can, the host sending on."""
        if self._instant:
            self.engine.settle()
        self.send(b"")

    def answers(self) -> bytes:
        """Everything answered since the last look."""
        return self.link.read()

    def ask(self, data: bytes) -> bytes:
        """Send a question and give what is answered."""
        self.answers()
        self.send(data)
        return self.answers()

    def inject(self, name: FaultName, **quantities: float) -> None:
        self.engine.inject(Fault(name, **quantities))
        self.goes_on()

    def clear(self, name: FaultName) -> None:
        self.engine.clear(name)
        self.goes_on()

    def new_roll(self) -> None:
        self.engine.new_roll()
        self.goes_on()

    def take_ticket(self) -> bool:
        taken = self.engine.take_ticket()
        self.goes_on()
        return taken

    @property
    def state(self) -> PrinterState:
        return self.engine.state()

    @property
    def papers(self) -> tuple[Paper, ...]:
        return self.engine.body.tray.papers

    @property
    def paper(self) -> Paper:
        """The newest paper."""
        return self.papers[-1]

    @property
    def events(self) -> list[str]:
        return [str(event) for event in self.engine.events]

    def print_text(self, data: bytes) -> str:
        """Print something after ESC @ on a paper of its own and give what the paper says."""
        self.send(self.INITIALIZE + data + self.INITIALIZE + self.FEED_AND_CUT)
        return self.paper.text


@pytest.fixture
def bench() -> Bench:
    """An Epson-class printer whose parts move in no time."""
    return Bench()


@pytest.fixture(scope="session")
def bench_of() -> Callable[..., Bench]:
    """Make other printers."""
    return Bench


ANSWER_S = 5.0
"""How long a host waits for what must come."""


class TcpHost:
    """A host with a plain socket."""

    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=ANSWER_S)

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def read(self, count: int) -> bytes:
        """Exactly so many bytes."""
        data = b""
        while len(data) < count:
            more = self.socket.recv(count - len(data))
            if not more:
                raise ConnectionResetError(f"closed after {len(data)} bytes")
            data += more
        return data

    def ask(self, data: bytes, count: int) -> bytes:
        self.send(data)
        return self.read(count)

    def is_silent(self) -> bool:
        """Whether nothing has come, and the link stands."""
        readable, _, _ = select.select([self.socket], [], [], 0)
        return not readable

    def close(self) -> None:
        self.socket.close()


class SerialHost:
    """A host with a plain file descriptor on a terminal."""

    def __init__(self, path):
        self.descriptor = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        tty.setraw(self.descriptor, termios.TCSANOW)

    def send(self, data: bytes) -> None:
        while data:
            _, writable, _ = select.select([], [self.descriptor], [], ANSWER_S)
            if not writable:
                raise TimeoutError("the printer reads no more")
            data = data[os.write(self.descriptor, data) :]

    def read(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            readable, _, _ = select.select([self.descriptor], [], [], ANSWER_S)
            if not readable:
                raise TimeoutError(f"{len(data)} bytes, then nothing")
            data += os.read(self.descriptor, count - len(data))
        return data

    def ask(self, data: bytes, count: int) -> bytes:
        self.send(data)
        return self.read(count)

    def close(self) -> None:
        os.close(self.descriptor)


@pytest.fixture
def virtual() -> Iterator[Callable[..., VirtualPrinter]]:
    """Start virtual printers; they stop with the test."""
    with contextlib.ExitStack() as started:
        yield lambda *arguments, **options: started.enter_context(VirtualPrinter(*arguments, **options))


@pytest.fixture
def connect() -> Iterator[Callable[[VirtualPrinter], TcpHost]]:
    """Connect hosts over TCP; their sockets close with the test."""
    with contextlib.ExitStack() as open_hosts:

        def connect_to(printer: VirtualPrinter) -> TcpHost:
            host = TcpHost(printer.port)
            open_hosts.callback(host.close)
            return host

        yield connect_to


@pytest.fixture
def plug() -> Iterator[Callable[[VirtualPrinter], SerialHost]]:
    """Open the serial line; it closes with the test."""
    with contextlib.ExitStack() as open_hosts:

        def plug_in(printer: VirtualPrinter) -> SerialHost:
            host = SerialHost(printer.serial_path)
            open_hosts.callback(host.close)
            return host

        yield plug_in
