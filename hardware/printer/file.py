"""A printer behind a file: /dev/usb/lp0, a pipe, or a file that keeps the bytes."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from hardware.printer.transport import Exchanged, LinkError, Wake, wait_ready


class FileTransport:
    """Write to a file. Nothing ever comes back, so nothing more is known than that the bytes were taken."""

    answers = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def open(self, wake: Wake, timeout_s: float) -> None:  # noqa: ARG002 - a file opens at once
        """Open for writing at the end; a new file is readable by its owner only, for tickets are personal.

        Raises:
            LinkError: not allowed, no such device or folder, or nobody reads the pipe.
        """
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
        try:
            self._descriptor = os.open(self._path, flags, 0o600)
        except OSError as error:
            raise LinkError(f"not opened: {error.strerror}") from error

    def exchange(self, data: memoryview, wake: Wake, timeout_s: float) -> Exchanged:
        """Write; the bytes of a plain file are on the disk at the return.

        Raises:
            LinkError: the device was unplugged, the reader has gone, or the disk is full.
        """
        if self._descriptor is None:
            raise LinkError("not open")
        if not self._path.exists():
            raise LinkError("lost: the file has gone")
        if not data:
            # A plain file is always ready; only the wake can end this wait.
            wait_ready(wake.fileno(), to_write=False, wake=wake, timeout_s=timeout_s)
            return Exchanged()
        ready = wait_ready(self._descriptor, to_write=True, wake=wake, timeout_s=timeout_s)
        if not (ready.writable or ready.readable):  # an error counts as readable: writing then tells it
            return Exchanged()
        try:
            written = os.write(self._descriptor, data)
            if stat.S_ISREG(os.fstat(self._descriptor).st_mode):
                os.fsync(self._descriptor)
        except BlockingIOError:
            return Exchanged()
        except OSError as error:
            raise LinkError(f"lost: {errno.errorcode.get(error.errno or 0, 'error')}") from error
        return Exchanged(written)

    def close(self, drain_s: float) -> None:  # noqa: ARG002 - the system keeps what a file took
        """Close."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)
