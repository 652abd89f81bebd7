"""The process of the terminal: `python -m kiosk.app.start kiosk.app.terminal [--config FILE]`.

The window is shown before anything heavy is imported; equipment and services are made after its first frame.
"""

from __future__ import annotations

import argparse
import faulthandler
import importlib
import logging
import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QThread, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hardware.card.simulator.paths import runtime_dir
from kiosk.app.clock import SystemClock
from kiosk.app.collector import GarbageCollector
from kiosk.app.logs import log_to_stderr
from kiosk.app.supervisor import BEAT_FD_VARIABLE, EXIT_BUG, EXIT_SETTINGS
from kiosk.app.windows import metrics_of
from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import log_error, log_event
from kiosk.domain.access import CodePolicy
from kiosk.ports import Clock
from kiosk.resources import is_production_install
from kiosk.session.actions import Line
from kiosk.session.limits import Limits
from kiosk.session.statuses import OutOfService
from kiosk.session.terminal import Terminal, starting
from kiosk.settings import Settings
from kiosk.settings_file import SettingsError, load_settings
from ui.terminal.screen import ScreenContext
from ui.terminal.window import TerminalWindow, window_units
from ui.theme import load_fonts

if TYPE_CHECKING:
    from kiosk.app.parts import Parts
    from ui.terminal.conductor import Conductor

_LOGGER = logging.getLogger("kiosk.terminal")

BEAT_EVERY_MS = 500
"""The GUI thread beats at this interval; the supervisor waits ten times as long."""


def limits_of(settings: Settings) -> Limits:
    """Give the waiting times of the settings."""
    section = settings.limits
    return Limits(
        idle_s=section.idle_s,
        idle_code_s=section.idle_code_s,
        idle_reading_s=section.idle_reading_s,
        warning_s=section.warning_s,
        goodbye_s=section.goodbye_s,
        card_problem_s=section.card_problem_s,
        printed_s=section.printed_s,
        resend_s=section.resend_s,
        preferences_s=section.preferences_s,
        codes=CodePolicy(settings.access.code_digits_min, settings.access.code_digits_max),
    )


def offered_lines(settings: Settings) -> tuple[Line, ...]:
    """Give the lines of the menu: cards are updated by the simulated authority alone, no other one being connected."""
    return tuple(line for line in Line if settings.terminal.simulators or line is not Line.CARD_UPDATE)


def context_of(settings: Settings, clock: Clock) -> ScreenContext:
    """Give what the screens show beside the status."""
    limits = limits_of(settings)
    return ScreenContext(
        organisation=settings.terminal.organisation,
        site=settings.terminal.site,
        address=settings.terminal.address,
        hours=settings.hours.week().days,
        monotonic_s=clock.monotonic_s,
        now=clock.now,
        warning_s=limits.warning_s,
        codes=limits.codes,
        lines=offered_lines(settings),
        demo=settings.terminal.simulators,
    )


class Heart(QObject):
    """Beat on the GUI thread, so that a frozen window is heard by its silence."""

    def __init__(self, beat_fd: int, parent: QObject) -> None:
        super().__init__(parent)
        self._beat_fd = beat_fd
        os.set_blocking(beat_fd, False)
        self._timer = QTimer(self, interval=BEAT_EVERY_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._beat()

    def _beat(self) -> None:
        try:
            os.write(self._beat_fd, b".")
        except BlockingIOError:
            # The supervisor is slow, not we.
            return
        except BrokenPipeError:
            # A terminal without supervisor would stay frozen for ever the day it freezes.
            QApplication.quit()


class StopSignals(QObject):
    """End the event loop at SIGTERM and SIGINT: Python's handlers run only when its interpreter does."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._woken, self._waker = socket.socketpair()
        for end in (self._woken, self._waker):
            end.settimeout(0)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(QApplication.quit)


class Loading(QThread):
    """Import what the parts need while the window is drawn and beats; the services import theirs when they start."""

    def run(self) -> None:
        """Import it."""
        importlib.import_module("kiosk.app.parts")
        importlib.import_module("ui.terminal.conductor")


class WarmUp(QThread):
    """Load what the screens of a visit need, while the terminal waits for its first card."""

    def run(self) -> None:
        """Load it."""
        from ui.terminal.warm_up import warm_up

        warm_up()


class TerminalProcess(QObject):
    """Hold the window and, once they are made, the parts behind it."""

    def __init__(self, settings: Settings, simulators: Path, clock: SystemClock, window: TerminalWindow) -> None:
        super().__init__()
        self._settings = settings
        self._simulators = simulators
        self._clock = clock
        self._window = window
        self._parts: Parts | None = None
        self._conductor: Conductor | None = None
        self._loading = Loading(self)
        self._loading.finished.connect(self._start)
        self._warm_up = WarmUp(self)
        self._is_warm = False
        self._collector = GarbageCollector(self)
        self._collector.start()
        self._warm_up.finished.connect(self._collector.settle)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Load the parts once the window has drawn its first frame."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._loading.start()
        return False

    def _start(self) -> None:
        """Make the parts and let the terminal serve."""
        from kiosk.app.parts import make_parts
        from ui.terminal.conductor import Conductor

        try:
            parts = make_parts(self._settings, self._clock, self._simulators)
        except ValueError as error:
            # The address or the profile of the printer, which only its driver can judge; the text says what is allowed.
            sys.stderr.write(f"kiosk: {error}\n")
            log_event(_LOGGER, Event.SETTINGS_REFUSED, code=FailureCode.SETTINGS_INVALID, key="[printer]")
            QApplication.exit(EXIT_SETTINGS)
            return
        self._parts = parts
        self._conductor = conductor = Conductor(
            parts.reader,
            parts.printer,
            parts.services.services(),
            parts.sounder,
            self._clock,
            limits_of(self._settings),
            self._settings.terminal.id,
            self,
        )
        conductor.state_changed.connect(self._window.show_state)
        conductor.state_changed.connect(self._collector.follow)
        conductor.state_changed.connect(self._warm_up_once)
        self._window.action.connect(conductor.act)
        conductor.start()

    @Slot(object)
    def _warm_up_once(self, state: Terminal) -> None:
        """Load the rest once everything has reported: before, it would put off the first card."""
        if state.status != OutOfService(()) and not self._is_warm:
            self._is_warm = True
            self._warm_up.start()

    def stop(self) -> None:
        """Stop everything; wait for what is under way."""
        self._loading.wait()
        self._warm_up.wait()
        if self._conductor is not None:
            self._conductor.stop()
        if self._parts is not None:
            self._parts.services.close()
            self._parts.sounder.stop()
        self._collector.stop()


def end_on_bugs() -> None:
    """End the process at an unexpected exception of any thread; the supervisor starts a fresh one."""

    def end(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        # The text of the exception is left out of the log: it may hold anything.
        log_error(_LOGGER, error if error is not None else kind())
        if sys.stderr.isatty():
            traceback.print_exception(kind, error, trace)
        os._exit(EXIT_BUG)

    sys.excepthook = end
    threading.excepthook = lambda given: end(given.exc_type, given.exc_value, given.exc_traceback)


def run(settings: Settings, simulators: Path, environ: Mapping[str, str], free_left_px: int = 0) -> int:
    """Run the window until it is closed or asked to stop; give the exit status.

    Args:
        settings: all of them.
        simulators: the folder of the simulators' sockets.
        environ: says where the beat is heard.
        free_left_px: what a window leaves free at the left of the monitor, for the dock of a demonstration.
    """
    application = QApplication([])
    load_fonts()
    clock = SystemClock()
    screen = QGuiApplication.primaryScreen()
    is_full = settings.terminal.fullscreen
    room = screen.geometry() if is_full else screen.availableGeometry().adjusted(free_left_px, 0, 0, 0)
    metrics = metrics_of(settings, room.size(), window_units(demo=settings.terminal.simulators))
    window = TerminalWindow(context_of(settings, clock), metrics)
    window.show_state(starting())
    process = TerminalProcess(settings, simulators, clock, window)
    if is_full:
        window.setCursor(Qt.CursorShape.BlankCursor)
        window.showFullScreen()
    else:
        if free_left_px:
            window.move(room.topLeft())
        window.show()
    StopSignals(application)
    if beat_fd := environ.get(BEAT_FD_VARIABLE):
        Heart(int(beat_fd), application)
    status = application.exec()
    process.stop()
    return status


def main(arguments: Sequence[str]) -> int:
    """Load the settings and run the terminal."""
    parser = argparse.ArgumentParser(prog="kiosk.app.terminal")
    parser.add_argument("--config", type=Path)
    parser.add_argument("--free-left-px", type=int, default=0, help="what a window leaves free at the left")
    options = parser.parse_args(arguments)
    faulthandler.enable()
    log_to_stderr()
    end_on_bugs()
    loaded = load_settings(options.config, os.environ, production=is_production_install())
    if isinstance(loaded, SettingsError):
        sys.stderr.write(f"kiosk: {loaded.sentence}\n")
        log_event(_LOGGER, Event.SETTINGS_REFUSED, code=loaded.code, file=loaded.file, key=loaded.key)
        return EXIT_SETTINGS
    log_event(_LOGGER, Event.SETTINGS_LOADED, file=None if loaded.file is None else str(loaded.file))
    return run(loaded.settings, runtime_dir(), os.environ, options.free_left_px)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
