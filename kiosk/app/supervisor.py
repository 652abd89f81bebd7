"""Keep the terminal alive: a process without Qt that starts it, hears its beat and starts it again.

A frozen or dead terminal is replaced while a fresh process shows that the terminal restarts. Three crashes within a
minute end in an out-of-service screen, since the fourth would not end otherwise.
"""

from __future__ import annotations

import contextlib
import logging
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import log_event

_LOGGER = logging.getLogger("kiosk.supervisor")

BEAT_FD_VARIABLE = "KIOSK_BEAT_FD"
"""Environment variable that tells the terminal where its beat is heard."""

EXIT_BUG = 70
"""Exit status of a terminal that found a bug (sysexits.h: EX_SOFTWARE)."""

EXIT_SETTINGS = 2
"""Exit status of a terminal that refuses its settings, as of every command."""


@dataclass(frozen=True, slots=True)
class SupervisionLimits:
    """Hold how long the supervisor waits.

    Attributes:
        start_s: until the first beat of a terminal that starts.
        beat_s: between two beats, before the terminal counts as frozen.
        stop_s: for a terminal that was asked to stop.
        crashes: how many within `crash_window_s` end in out of service.
        retry_s: how long out of service lasts before the terminal is tried again.
        settings_s: idem after settings that were refused, which somebody is about to put right.
    """

    start_s: float = 30.0
    beat_s: float = 5.0
    stop_s: float = 5.0
    crashes: int = 3
    crash_window_s: float = 60.0
    retry_s: float = 300.0
    settings_s: float = 10.0


class CrashHistory:
    """Count the crashes of the last minute."""

    def __init__(self, limits: SupervisionLimits) -> None:
        self._limits = limits
        self._times_s: list[float] = []

    def add(self, now_s: float) -> bool:
        """Keep a crash; say whether there were too many."""
        self._times_s = [moment for moment in self._times_s if now_s - moment < self._limits.crash_window_s]
        self._times_s.append(now_s)
        return len(self._times_s) >= self._limits.crashes

    def clear(self) -> None:
        """Forget the crashes, after the out-of-service time."""
        self._times_s.clear()


def notify_service_manager(message: str) -> None:
    """Tell systemd something, where it asked to be told (sd_notify(3))."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    # An abstract socket is written with @ in the environment and with a null byte in the address.
    name = "\0" + address[1:] if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender, contextlib.suppress(OSError):
        sender.sendto(message.encode(), name)


class Supervisor:
    """Run the terminal until it ends well or is asked to stop.

    Args:
        terminal: the command of the terminal.
        crash_screen: gives the command of the screen for CRASHED (it restarts), CRASH_LOOP or SETTINGS_INVALID.
        limits: how long to wait.
    """

    def __init__(
        self,
        terminal: Sequence[str],
        crash_screen: Callable[[FailureCode], Sequence[str]],
        limits: SupervisionLimits,
    ) -> None:
        self._terminal = terminal
        self._crash_screen = crash_screen
        self._limits = limits
        self._history = CrashHistory(limits)
        self._screen: subprocess.Popen[bytes] | None = None
        self._shown: FailureCode | None = None
        self._wake_reader, self._wake_writer = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self._is_stopping = False

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the terminal and the supervisor to stop; safe in a signal handler."""
        self._is_stopping = True
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake_writer, b"s")

    def run(self) -> int:
        """Supervise; give the exit status for the caller.

        Returns:
            0 once the terminal ended well or the supervisor was asked to stop.
        """
        try:
            while not self._is_stopping:
                status = self._run_terminal()
                if status == 0 or self._is_stopping:
                    break
                if status == EXIT_SETTINGS:
                    self._show(FailureCode.SETTINGS_INVALID)
                    self._wait(self._limits.settings_s)
                elif self._history.add(time.monotonic()):
                    self._show(FailureCode.CRASH_LOOP)
                    log_event(
                        _LOGGER,
                        Event.CRASH_LOOP,
                        process="terminal",
                        count=self._limits.crashes,
                        duration_s=self._limits.crash_window_s,
                    )
                    self._wait(self._limits.retry_s)
                    self._history.clear()
                else:
                    self._show(FailureCode.CRASHED)
        finally:
            self._hide()
            os.close(self._wake_reader)
            os.close(self._wake_writer)
        return 0

    def _run_terminal(self) -> int:
        """Run one terminal to its end; give its exit status, negative for a signal."""
        beat_reader, beat_writer = os.pipe2(os.O_CLOEXEC)
        environment = {**os.environ, BEAT_FD_VARIABLE: str(beat_writer)}
        environment.pop("NOTIFY_SOCKET", None)
        # A group of its own: Ctrl-C reaches the supervisor alone, which stops the terminal and its children in order.
        process = subprocess.Popen(  # noqa: S603 - our own command
            self._terminal, pass_fds=(beat_writer,), env=environment, process_group=0
        )
        os.close(beat_writer)
        log_event(_LOGGER, Event.PROCESS_STARTED, process="terminal", pid=process.pid)
        try:
            self._watch(process, beat_reader)
        finally:
            os.close(beat_reader)
            status = self._end(process)
        if status == 0 or self._is_stopping:
            log_event(_LOGGER, Event.PROCESS_STOPPED, process="terminal", pid=process.pid, exit_code=status)
        else:
            log_event(_LOGGER, Event.PROCESS_DIED, process="terminal", pid=process.pid, exit_code=status)
        return status

    def _watch(self, process: subprocess.Popen[bytes], beat_reader: int) -> None:
        """Listen until the terminal ends, freezes or is to be stopped."""
        patience_s = self._limits.start_s
        with selectors.DefaultSelector() as selector:
            selector.register(beat_reader, selectors.EVENT_READ)
            selector.register(self._wake_reader, selectors.EVENT_READ)
            while not self._is_stopping:
                ready = selector.select(patience_s)
                if not ready:
                    log_event(_LOGGER, Event.PROCESS_FROZEN, process="terminal", pid=process.pid, duration_s=patience_s)
                    process.kill()
                    return
                if all(key.fd != beat_reader for key, _ in ready):
                    continue
                if not os.read(beat_reader, 4096):
                    # The pipe closes with the process, whatever ended it.
                    return
                if patience_s != self._limits.beat_s:
                    patience_s = self._limits.beat_s
                    self._hide()
                    notify_service_manager("READY=1")
                notify_service_manager("WATCHDOG=1")

    def _end(self, process: subprocess.Popen[bytes]) -> int:
        """Stop a process that may still run; give its exit status."""
        if self._is_stopping:
            process.terminate()
        try:
            return process.wait(self._limits.stop_s)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def _show(self, failure: FailureCode) -> None:
        if self._screen is not None and self._shown is failure and self._screen.poll() is None:
            return
        self._hide()
        self._shown = failure
        self._screen = subprocess.Popen(self._crash_screen(failure), process_group=0)  # noqa: S603 - our own command

    def _hide(self) -> None:
        if self._screen is not None:
            self._screen.terminate()
            self._screen.wait()
            self._screen = None

    def _wait(self, duration_s: float) -> None:
        """Leave the screen for a while, so that a terminal that cannot run does not burn the machine."""
        deadline_s = time.monotonic() + duration_s
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake_reader, selectors.EVENT_READ)
            while not self._is_stopping and (left_s := deadline_s - time.monotonic()) > 0:
                # The service manager must not take a terminal that waits on purpose for a frozen one.
                notify_service_manager("WATCHDOG=1")
                selector.select(min(left_s, self._limits.beat_s))


def python_command(module: str, *arguments: str) -> tuple[str, ...]:
    """Give the command that runs one of our modules with this interpreter."""
    return (sys.executable, "-m", module, *arguments)


def window_command(module: str, *arguments: str) -> tuple[str, ...]:
    """Give the command that runs one of our modules that show a window."""
    return python_command("kiosk.app.start", module, *arguments)


def supervise(terminal: Sequence[str], screen_options: Sequence[str] = ()) -> int:
    """Supervise the terminal until it ends well or this process gets SIGTERM, SIGINT or SIGHUP; give the exit status.

    The three signals are ignored afterwards: the caller cleans up, and nobody's second Ctrl-C stops it half-way.

    Args:
        terminal: its command.
        screen_options: of `ui.terminal.crash`, the screen that stands in for it.
    """

    def crash_screen(failure: FailureCode) -> Sequence[str]:
        return window_command("ui.terminal.crash", failure.value, *screen_options)

    supervisor = Supervisor(terminal, crash_screen, SupervisionLimits())
    stopping = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    for number in stopping:
        signal.signal(number, supervisor.stop)
    try:
        return supervisor.run()
    finally:
        for number in stopping:
            signal.signal(number, signal.SIG_IGN)
