"""The serial interface, as a pseudo-terminal."""

from __future__ import annotations

import os
import selectors
import tty
from collections.abc import Callable
from pathlib import Path

from hardware.printer.simulator.engine import LinkBreak, PrinterEngine
from hardware.printer.simulator.links import READ_BYTES_MAX, Link, Throttle


class PtyLink(Link):
    """Be the far end of a serial line.

    The line has hardware flow control: while the printer does not read, the terminal's own buffer fills and the host
    waits. A pulled cable is a hang-up; the next one is another terminal under the same link.

    Args:
        selector: of the thread that owns the printer; each key holds the function to call.
        engine: the printer.
        link_path: symbolic link to the terminal of the moment; None to use its own name.
        bytes_per_s: speed of the line; None with an instantaneous clock.
        now_s: machine time.

    Raises:
        OSError: no terminal can be opened, or the link cannot be made.
    """

    def __init__(
        self,
        selector: selectors.BaseSelector,
        engine: PrinterEngine,
        link_path: Path | None,
        *,
        bytes_per_s: int | None,
        now_s: Callable[[], float],
    ) -> None:
        self._selector = selector
        self._engine = engine
        self._link_path = link_path
        self._throttle = Throttle(engine, bytes_per_s) if bytes_per_s is not None else None
        self._now_s = now_s
        self._printer_end: int | None = None
        self._host_end: int | None = None
        self._events = 0
        self._name = ""
        self._open()

    @property
    def path(self) -> Path:
        """Give the path of the terminal."""
        return self._link_path if self._link_path is not None else Path(self._name)

    @property
    def url(self) -> str:
        """Give the address for the setting printer.url."""
        return f"serial://{self.path}"

    def prepare(self, now_s: float) -> float | None:
        """Hang up or open what the printer's state asks for, and read if it has room."""
        broken = self._engine.take_break()
        if broken is LinkBreak.CABLE:
            self._hang_up()
        elif broken is LinkBreak.POWER and self._printer_end is not None:
            # The line itself does not know whether the printer has power.
            self._engine.attach(self._send)
        if self._printer_end is None and self._engine.is_reachable:
            self._open()
        if self._printer_end is None:
            return None
        free_from_s = self._throttle.free_from_s(now_s) if self._throttle is not None else None
        may_read = self._engine.room > 0 and free_from_s is None
        self._watch(
            (selectors.EVENT_READ if may_read else 0) | (selectors.EVENT_WRITE if self._engine.wants_to_write else 0)
        )
        return free_from_s

    def close(self) -> None:
        """Hang up and remove the link."""
        self._hang_up()

    def _open(self) -> None:
        # Our own handle on the host's end keeps the terminal alive between two hosts.
        self._printer_end, self._host_end = os.openpty()
        tty.setraw(self._host_end)
        os.set_blocking(self._printer_end, False)
        self._name = os.ttyname(self._host_end)
        try:
            if self._link_path is not None:
                self._link_path.symlink_to(self._name)
        except OSError:
            self._close_ends()
            raise
        self._engine.attach(self._send)

    def _hang_up(self) -> None:
        if self._printer_end is None:
            return
        self._watch(0)
        self._close_ends()
        self._engine.attach(None)
        if self._link_path is not None:
            self._link_path.unlink(missing_ok=True)

    def _close_ends(self) -> None:
        for end in (self._printer_end, self._host_end):
            if end is not None:
                os.close(end)
        self._printer_end = self._host_end = None

    def _watch(self, events: int) -> None:
        if self._printer_end is None or events == self._events:
            return
        if not self._events:
            self._selector.register(self._printer_end, events, self._ready)
        elif not events:
            self._selector.unregister(self._printer_end)
        else:
            self._selector.modify(self._printer_end, events, self._ready)
        self._events = events

    def _ready(self, events: int) -> None:
        if events & selectors.EVENT_WRITE:
            self._engine.link_is_writable()
        if not events & selectors.EVENT_READ or self._printer_end is None:
            return
        now_s = self._now_s()
        allowance = self._throttle.allowance(now_s) if self._throttle is not None else READ_BYTES_MAX
        count = min(self._engine.room, allowance)
        if not count:
            return
        try:
            data = os.read(self._printer_end, count)
        except BlockingIOError:
            return
        if self._throttle is not None:
            self._throttle.spend(len(data), now_s)
        self._engine.receive(data)

    def _send(self, data: bytes) -> int:
        if self._printer_end is None:
            return len(data)
        try:
            return os.write(self._printer_end, data)
        except BlockingIOError:
            return 0
