"""The link to a printer: what a TCP connection, a serial line, a USB device and a file have in common."""

from __future__ import annotations

import os
import select
from dataclasses import dataclass, field
from typing import Final, Protocol

READ_BYTES: Final = 4096


class LinkError(Exception):
    """The link cannot be opened, or has gone; the text says why and holds nothing that was sent."""


class Wake:
    """Interrupt a wait from another thread."""

    def __init__(self) -> None:
        self._event = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)

    def fileno(self) -> int:
        """Give the descriptor to wait on."""
        return self._event

    def set(self) -> None:
        """End the wait under way, or the next."""
        os.eventfd_write(self._event, 1)

    def wait(self, timeout_s: float) -> None:
        """Wait until the wake is set, for so long at most, and clear it."""
        poll = select.poll()
        poll.register(self._event, select.POLLIN)
        poll.poll(max(0.0, timeout_s) * 1000)
        self.clear()

    def clear(self) -> None:
        """Let the next wait last."""
        try:
            os.eventfd_read(self._event)
        except BlockingIOError:
            return

    def close(self) -> None:
        """Give the descriptor back."""
        os.close(self._event)


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Hold what went both ways in one exchange.

    Attributes:
        written: how many of the bytes the link took.
        received: what the printer said.
    """

    written: int = 0
    received: bytes = field(default=b"", repr=False)


class Transport(Protocol):
    """Carry bytes to one printer and back. One thread owns it.

    Attributes:
        answers: whether the printer can say anything over this link.
    """

    answers: bool

    def open(self, wake: Wake, timeout_s: float) -> None:
        """Open the link.

        Raises:
            LinkError: nobody is there, somebody else has it, or the time is over.
        """

    def exchange(self, data: memoryview, wake: Wake, timeout_s: float) -> Exchanged:
        """Write what the link takes of the data and read what it holds.

        Returns when something was written or received, when the wake is set, or when the time is over: a printer that
        does not take its data is seen as nothing written.

        Raises:
            LinkError: the printer or the line has gone.
        """

    def close(self, drain_s: float) -> None:
        """Let what was written reach the printer, for so long at most, and close; closing twice does nothing.

        A socket closed with unread answers is reset and takes the end of the ticket with it, so they are read first.
        """


@dataclass(frozen=True, slots=True)
class Readiness:
    """Say what a descriptor can do without waiting."""

    readable: bool
    writable: bool


def wait_ready(descriptor: int, *, to_write: bool, wake: Wake, timeout_s: float) -> Readiness:
    """Wait until a descriptor can be read, or written where that is wanted, the wake is set or the time is over.

    A hang-up counts as readable: reading then tells it.
    """
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | (select.POLLOUT if to_write else 0))
    poll.register(wake.fileno(), select.POLLIN)
    events = dict(poll.poll(max(0.0, timeout_s) * 1000)).get(descriptor, 0)
    return Readiness(
        readable=bool(events & ~select.POLLOUT),
        writable=bool(events & select.POLLOUT),
    )
