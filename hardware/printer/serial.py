"""A printer on a serial line."""

from __future__ import annotations

import contextlib
import enum
import os
import select
import time
from typing import TYPE_CHECKING, Final

from hardware.printer.transport import READ_BYTES, Exchanged, LinkError, Wake, wait_ready

if TYPE_CHECKING:
    from serial import Serial

_DRAIN_STEP_MS: Final = 20


class FlowControl(enum.Enum):
    """Say how the printer asks to wait; without it a full receive buffer loses bytes."""

    RTS_CTS = "rtscts"
    XON_XOFF = "xonxoff"
    NONE = "none"


class SerialTransport:
    """Talk to a printer over a serial line, 8 bits, no parity, one stop bit."""

    answers = True

    def __init__(self, path: str, baud: int, flow: FlowControl = FlowControl.RTS_CTS) -> None:
        self._path = path
        self._baud = baud
        self._flow = flow
        self._port: Serial | None = None

    def open(self, wake: Wake, timeout_s: float) -> None:  # noqa: ARG002 - a serial line opens at once
        """Open the line for this process alone and throw away what came before.

        Raises:
            LinkError: no such line, or another program has it.
        """
        from serial import Serial, SerialException

        try:
            self._port = Serial(
                self._path,
                self._baud,
                timeout=0,
                write_timeout=0,
                rtscts=self._flow is FlowControl.RTS_CTS,
                xonxoff=self._flow is FlowControl.XON_XOFF,
                exclusive=True,
            )
            self._port.reset_input_buffer()
        except (SerialException, OSError, ValueError) as error:
            raise LinkError(f"not opened: {type(error).__name__}") from error

    def exchange(self, data: memoryview, wake: Wake, timeout_s: float) -> Exchanged:
        """Write and read.

        Raises:
            LinkError: the line has gone: an adapter was unplugged.
        """
        if self._port is None:
            raise LinkError("not open")
        descriptor = self._port.fileno()
        ready = wait_ready(descriptor, to_write=bool(data), wake=wake, timeout_s=timeout_s)
        try:
            written = os.write(descriptor, data) if ready.writable else 0
            received = os.read(descriptor, READ_BYTES) if ready.readable else None
        except OSError as error:
            raise LinkError(f"lost: {error.strerror}") from error
        if received == b"":
            raise LinkError("lost: hung up")
        return Exchanged(written, received or b"")

    def close(self, drain_s: float) -> None:
        """Wait until the last byte has left, for so long at most, and close."""
        port, self._port = self._port, None
        if port is None:
            return
        end_s = time.monotonic() + drain_s
        poll = select.poll()
        poll.register(port.fileno(), select.POLLIN)
        with contextlib.closing(port), contextlib.suppress(OSError):
            # The kernel has no event for a line that has emptied; answers that come meanwhile are read away.
            while port.out_waiting and time.monotonic() < end_s:
                if poll.poll(_DRAIN_STEP_MS) and not os.read(port.fileno(), READ_BYTES):
                    break
            # What a stopped printer did not take must not be printed into the next person's ticket.
            port.reset_output_buffer()
