"""The sockets that simulators listen on."""

import contextlib
import socket
from pathlib import Path


def remove_dead_socket(path: Path, deadline_s: float) -> None:
    """Remove the socket of a process that was killed; beside one that still answers nobody can listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line, contextlib.suppress(FileNotFoundError):
        line.settimeout(deadline_s)
        try:
            line.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
