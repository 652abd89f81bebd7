"""A virtual printer in a thread of its own."""

from __future__ import annotations

import os
import queue
import selectors
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from hardware.printer.simulator.commands import EventKind
from hardware.printer.simulator.control_server import ControlServer
from hardware.printer.simulator.engine import EngineOptions, PrinterEngine
from hardware.printer.simulator.links import Link
from hardware.printer.simulator.operator import Operator
from hardware.printer.simulator.paper import Paper
from hardware.printer.simulator.paper_files import save_paper
from hardware.printer.simulator.profiles import EPSON_TM, Profile
from hardware.printer.simulator.pty_link import PtyLink
from hardware.printer.simulator.tcp_link import TcpLink

CALL_TIMEOUT_S: Final = 10.0
"""A call into the printer's thread that takes longer is a bug."""

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class TcpPort:
    """Ask for the Ethernet interface.

    Attributes:
        port: 0 for any free one.
    """

    port: int = 0


@dataclass(frozen=True, slots=True)
class SerialLine:
    """Ask for the serial interface.

    Attributes:
        path: symbolic link to the terminal; None to use the terminal's own name.
        bytes_per_s: speed of the line, 115200 baud by default.
    """

    path: Path | None = None
    bytes_per_s: int = 11_520


@dataclass(frozen=True, slots=True)
class _Waiter:
    condition: Callable[[], bool]
    done: Future[None]


def _local_time() -> datetime:
    return datetime.now().astimezone()


class VirtualPrinter:
    """Play a printer for other programs until the end of a `with`.

    Args:
        profile: the printer played.
        link: the interface.
        time_scale: real seconds a machine second: 1 as on hardware, 0 for a machine whose parts move in no time.
        options: what else can be chosen.
        papers_dir: folder where each paper is saved as PNG and text; it is made if missing.
        control_path: of the control socket; None for none.
        clock: real monotonic seconds.
        wall_clock: civil time, for the papers.

    Raises:
        OSError: port, folder, terminal or control socket cannot be had.
    """

    def __init__(
        self,
        profile: Profile = EPSON_TM,
        *,
        link: TcpPort | SerialLine | None = None,
        time_scale: float = 0.0,
        options: EngineOptions | None = None,
        papers_dir: Path | None = None,
        control_path: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], datetime] = _local_time,
    ) -> None:
        if time_scale < 0:
            raise ValueError("time does not run backwards")
        self._time_scale = time_scale
        self._clock = clock
        self._started_s = clock()
        self._skipped_s = 0.0
        self._papers_dir = papers_dir
        if papers_dir is not None:
            papers_dir.mkdir(parents=True, exist_ok=True)
        self._engine = PrinterEngine(profile, wall_clock, options, self._save)
        self._posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._after_turn: list[Callable[[], None]] = []
        self._waiters: list[_Waiter] = []
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._selector = selectors.DefaultSelector()
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        self._control: ControlServer | None = None
        self._link: Link | None = None
        self.operator = Operator(self._engine, self)
        try:
            self._selector.register(self._wake_read, selectors.EVENT_READ, self._woken)
            self._link = self._open_link(link if link is not None else TcpPort())
            if control_path is not None:
                self._control = ControlServer(self._selector, control_path, self.operator)
        except OSError:
            self._close()
            raise

    @property
    def url(self) -> str:
        """Give the address for the setting printer.url."""
        if self._link is None:
            raise RuntimeError("the printer has no link any more")
        return self._link.url

    @property
    def port(self) -> int:
        """Give the TCP port.

        Raises:
            TypeError: the printer has a serial interface.
        """
        if not isinstance(self._link, TcpLink):
            raise TypeError("a serial printer has no port")
        return self._link.port

    @property
    def serial_path(self) -> Path:
        """Give the path of the serial terminal.

        Raises:
            TypeError: the printer has a network interface.
        """
        if not isinstance(self._link, PtyLink):
            raise TypeError("a network printer has no terminal")
        return self._link.path

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Begin to serve; connections made before are served now."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="virtual-printer", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread and close everything; stopping twice does nothing."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._post(self._stop_serving)
            thread.join(CALL_TIMEOUT_S)
        self._close()

    # PrinterThread, for the operator

    def call(self, function: Callable[[], _Result]) -> _Result:
        """Run a function in the printer's thread and return what it returns."""
        if self._thread is None or threading.current_thread() is self._thread:
            result = function()
            self._advance()
            return result
        done: Future[_Result] = Future()

        def run() -> None:
            try:
                result = function()
            except BaseException as error:  # noqa: BLE001 - handed over whole to the caller's thread
                done.set_exception(error)
            else:
                # The caller may count on the link being as it now must be.
                self._after_turn.append(lambda: done.set_result(result))

        self._post(run)
        return done.result(CALL_TIMEOUT_S)

    def when(self, condition: Callable[[], bool]) -> Future[None]:
        """Give what is done as soon as a condition holds."""
        waiter = _Waiter(condition, Future())
        self._post(lambda: self._waiters.append(waiter))
        return waiter.done

    def let_pass(self, seconds: float) -> None:
        """Move the machine time."""

        def skip() -> None:
            self._skipped_s += seconds
            self._engine.run_until(self._engine.now_s + seconds)

        self.call(skip)

    # The thread

    def _serve(self) -> None:
        while not self._stopping:
            for key, events in self._selector.select(self._turn()):
                key.data(events)

    def _turn(self) -> float | None:
        """Do everything that is due; return the real seconds until something is, None for never."""
        while True:
            try:
                posted = self._posted.get_nowait()
            except queue.Empty:
                break
            posted()
        self._advance()
        now_s = self._machine_s()
        link_due_s = self._link.prepare(now_s) if self._link is not None else None
        for finished in self._after_turn:
            finished()
        self._after_turn.clear()
        self._look_for_waiters()
        if self._stopping:
            return 0.0
        dues = [link_due_s, self._engine.next_due_s() if self._time_scale else None]
        due_s = min((due for due in dues if due is not None), default=None)
        return None if due_s is None else max(0.0, (due_s - now_s) * self._time_scale)

    def _advance(self) -> None:
        if self._time_scale:
            self._engine.run_until(self._machine_s())
        else:
            self._engine.settle()

    def _machine_s(self) -> float:
        if not self._time_scale:
            return self._engine.now_s
        return (self._clock() - self._started_s) / self._time_scale + self._skipped_s

    def _look_for_waiters(self) -> None:
        for waiter in tuple(self._waiters):
            try:
                holds = waiter.condition()
            except BaseException as error:  # noqa: BLE001 - handed over whole to the thread that waits
                self._waiters.remove(waiter)
                waiter.done.set_exception(error)
                continue
            if holds:
                self._waiters.remove(waiter)
                waiter.done.set_result(None)

    def _post(self, function: Callable[[], None]) -> None:
        self._posted.put(function)
        os.write(self._wake_write, b"\0")

    def _woken(self, _events: int) -> None:
        os.read(self._wake_read, 4096)

    def _stop_serving(self) -> None:
        self._stopping = True

    def _open_link(self, link: TcpPort | SerialLine) -> Link:
        throttled = bool(self._time_scale)
        if isinstance(link, TcpPort):
            return TcpLink(self._selector, self._engine, link.port, throttled=throttled, now_s=self._machine_s)
        return PtyLink(
            self._selector,
            self._engine,
            link.path,
            bytes_per_s=link.bytes_per_s if throttled else None,
            now_s=self._machine_s,
        )

    def _save(self, paper: Paper) -> None:
        if self._papers_dir is None:
            return
        try:
            save_paper(paper, self._papers_dir)
        except OSError:
            # A full disk stops no printer: the paper is out, and it can still be fetched.
            self._engine.report(EventKind.PAPER_NOT_SAVED, b"")

    def _close(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._selector.get_map() is not None:
            self._selector.close()
            os.close(self._wake_read)
            os.close(self._wake_write)
