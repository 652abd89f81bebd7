"""The process of a terminal with hands and a stopwatch: `benchmarks.observed FILE [ARGUMENT of kiosk.app.terminal]…`.

At its end it writes to FILE what it saw: every event of the GUI thread with its duration, every screen with the moment
at which it was painted, every line of the log. Times are on the monotonic clock, which all processes share.
"""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from benchmarks.hands import Hands, terminal_windows
from kiosk.app import terminal
from ui.terminal.window import TerminalWindow


class GuiEvent(msgspec.Struct, frozen=True):
    """Hold one event that the GUI thread handled, with all that it led to before the loop turned again.

    Attributes:
        kind: Qt's name.
        receiver: class and name of the object that got it.
        screen: shown after it.
        begun_s: monotonic.
        duration_ms: until the loop had it back.
        cpu_ms: of that, what this thread took of a processor.
    """

    kind: str
    receiver: str
    screen: str
    begun_s: float
    duration_ms: float
    cpu_ms: float


class Shown(msgspec.Struct, frozen=True):
    """Hold when a screen was painted for the first time."""

    screen: str
    at_s: float


class Said(msgspec.Struct, frozen=True):
    """Hold a line of the log."""

    event: str
    fields: dict[str, Any]
    at_s: float


class Pause(msgspec.Struct, frozen=True):
    """Hold a garbage collection, which stops every thread."""

    generation: int
    begun_s: float
    duration_ms: float


class Observations(msgspec.Struct):
    """Hold all that was seen."""

    events: list[GuiEvent]
    shown: list[Shown]
    said: list[Said]
    pauses: list[Pause]


class Stopwatch(logging.Handler):
    """Keep what is seen."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Observations([], [], [], [])
        self._collection_s = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line of the log."""
        event, fields = getattr(record, "kiosk_event", ""), getattr(record, "kiosk_fields", {})
        self.seen.said.append(Said(event, dict(fields), time.monotonic()))

    def collection(self, phase: str, info: Mapping[str, int]) -> None:
        """Keep a garbage collection."""
        if phase == "start":
            self._collection_s = time.monotonic()
        else:
            duration_ms = (time.monotonic() - self._collection_s) * 1000
            self.seen.pauses.append(Pause(info["generation"], self._collection_s, duration_ms))


def timed_application(stopwatch: Stopwatch) -> type[QApplication]:
    """Make the class of an application that times its events."""

    class TimedApplication(QApplication):
        """Time each event that the loop hands out; those sent while it is handled count as its own."""

        def __init__(self, arguments: Sequence[str]) -> None:
            super().__init__(arguments)
            self._is_busy = False
            self._painted = ""
            self._window: TerminalWindow | None = None

        def notify(self, receiver: QObject, event: QEvent) -> bool:
            """Handle an event."""
            if self._is_busy:
                return super().notify(receiver, event)
            # Both may be gone afterwards.
            kind, name = event.type(), f"{type(receiver).__name__} {receiver.objectName()}".rstrip()
            self._is_busy = True
            begun_s, begun_cpu_s = time.monotonic(), time.thread_time()
            try:
                return super().notify(receiver, event)
            finally:
                ended_s, cpu_ms = time.monotonic(), (time.thread_time() - begun_cpu_s) * 1000
                self._is_busy = False
                screen = self._screen()
                duration_ms = (ended_s - begun_s) * 1000
                stopwatch.seen.events.append(GuiEvent(kind.name, name, screen, begun_s, duration_ms, cpu_ms))
                if kind is QEvent.Type.UpdateRequest and screen != self._painted:
                    self._painted = screen
                    stopwatch.seen.shown.append(Shown(screen, ended_s))

        def _screen(self) -> str:
            if self._window is None:
                self._window = next(terminal_windows(), None)
            return "" if self._window is None else type(self._window.screen_shown()).__name__

    return TimedApplication


def main(arguments: Sequence[str]) -> int:
    """Run the terminal and write what was seen."""
    file, *others = arguments
    stopwatch = Stopwatch()
    for name in ("kiosk", "hardware"):
        logging.getLogger(name).addHandler(stopwatch)
    gc.callbacks.append(stopwatch.collection)
    terminal.QApplication = timed_application(stopwatch)  # type: ignore[attr-defined] # the name under which it is made
    Hands().start()
    status = terminal.main(others)
    Path(file).write_bytes(msgspec.json.encode(stopwatch.seen))
    return status
