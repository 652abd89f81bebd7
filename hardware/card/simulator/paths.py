"""Say where the virtual reader keeps its sockets."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

MAX_SOCKET_PATH = 107
"""Bytes of an AF_UNIX address, its end aside (unix(7))."""


class RuntimeDirectoryError(OSError):
    """Say why the folder of the sockets cannot be used."""


def runtime_dir() -> Path:
    """Give the default folder of the sockets: $XDG_RUNTIME_DIR/kiosk, else /tmp/kiosk-UID."""
    session = os.environ.get("XDG_RUNTIME_DIR")
    return Path(session) / "kiosk" if session else Path(f"/tmp/kiosk-{os.getuid()}")  # noqa: S108 - checked below


def ensure_private_directory(path: Path) -> None:
    """Make the folder, for this user alone; one that somebody else prepared under that name is refused.

    Raises:
        RuntimeDirectoryError: it belongs to another user, others may write to it, or it is no folder.
        OSError: it cannot be made.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
        raise RuntimeDirectoryError(f"{path}: must be a folder of this user's that nobody else may write to")


@dataclass(frozen=True, slots=True)
class BenchPaths:
    """Name what lies in the folder of a virtual reader."""

    runtime: Path

    @property
    def control(self) -> Path:
        """The socket that takes insert, remove and the rest."""
        return self.runtime / "card"

    @property
    def reader(self) -> Path:
        """The socket between the driver of the reader and the card host."""
        return self.runtime / "ifd"

    @property
    def pcscd(self) -> Path:
        """The socket of the private pcscd, PCSCLITE_CSOCK_NAME for its clients."""
        return self.runtime / "pcscd.comm"

    def check(self) -> None:
        """Refuse a folder whose sockets could not be opened.

        Raises:
            RuntimeDirectoryError: the path of a socket is too long.
        """
        longest = max((self.control, self.reader, self.pcscd), key=lambda path: len(os.fsencode(path)))
        if len(os.fsencode(longest)) > MAX_SOCKET_PATH:
            raise RuntimeDirectoryError(f"{longest}: longer than the {MAX_SOCKET_PATH} bytes of a socket's address")
