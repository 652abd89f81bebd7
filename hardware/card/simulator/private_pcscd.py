"""Run a pcscd of one's own: no root, no port, no system service, one virtual reader."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from hardware.card.simulator.build import build_library
from hardware.card.simulator.paths import BenchPaths

READER_NAME = "Lecteur virtuel"
"""What the reader is called; pcscd adds its numbers, "Lecteur virtuel 00 00"."""
_SBIN = "/usr/sbin:/sbin:/usr/local/sbin"
_STOP_S = 3.0

_EXEC = 'export LISTEN_PID=$$; exec "$@" 3<&0 0</dev/null'
"""Take the place of the shell with the listening socket, which came as standard input, as descriptor 3: the way that
systemd passes a socket (sd_listen_fds(3)), LISTEN_PID being the process's own number."""


class PcscdMissingError(RuntimeError):
    """Say that pcscd is not installed."""


class PrivatePcscd:
    """Start, stop, kill and freeze one pcscd; its clients find it by PCSCLITE_CSOCK_NAME."""

    def __init__(self, paths: BenchPaths, build_dir: Path) -> None:
        self._paths = paths
        self._build_dir = build_dir
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Give the process's number while it runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def start(self) -> None:
        """Start it. A client may connect at once: it is answered when pcscd is ready.

        Raises:
            PcscdMissingError: there is no pcscd.
            BuildError: the driver cannot be compiled.
            OSError: the folder of the sockets cannot be written to.
        """
        if self.pid is not None:
            return
        program = shutil.which("pcscd", path=f"{os.environ.get('PATH', '')}:{_SBIN}")
        if program is None:
            raise PcscdMissingError("pcscd is missing: apt-get install pcscd")
        driver = build_library("virtual_ifd", self._build_dir)
        shield = build_library("private_ipc", self._build_dir)
        self._end_leftover()
        config = self._write_reader_file(driver)
        self._paths.pcscd.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as listener, (self._paths.runtime / "pcscd.log").open("wb") as log:
            listener.bind(str(self._paths.pcscd))
            listener.listen(16)
            environment = dict(os.environ, LISTEN_FDS="1", LD_PRELOAD=str(shield))
            command = ["/bin/sh", "-c", _EXEC, "sh", program, "--foreground", "--info", "--config", str(config)]
            self._process = subprocess.Popen(  # noqa: S603 - every argument is ours
                command, stdin=listener.fileno(), stdout=log, stderr=log, env=environment, start_new_session=True
            )
        # Our copy of the socket is closed: with pcscd dead nobody listens, and its clients are refused at once.
        self._pid_file.write_text(str(self._process.pid))

    def stop(self) -> None:
        """End it in order, and by force if it does not."""
        self._end(signal.SIGTERM)
        self._paths.pcscd.unlink(missing_ok=True)

    def kill(self) -> None:
        """End it as a crash does."""
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """Stop it dead: it keeps its clients and answers none of them."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on after freeze()."""
        self._signal(signal.SIGCONT)

    @property
    def _pid_file(self) -> Path:
        return self._paths.runtime / "pcscd.pid"

    def _write_reader_file(self, driver: Path) -> Path:
        folder = self._paths.runtime / "readers"
        folder.mkdir(exist_ok=True)
        lines = (
            f'FRIENDLYNAME "{READER_NAME}"',
            f"DEVICENAME /dev/null:{self._paths.reader}",
            f"LIBPATH {driver.resolve()}",
            "CHANNELID 1",
        )
        (folder / "virtual").write_text("\n".join(lines) + "\n")
        return folder

    def _end_leftover(self) -> None:
        """End the pcscd of a bench that was killed: its number and its configuration folder must both be ours."""
        try:
            pid = int(self._pid_file.read_text())
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\x00")
        except (OSError, ValueError):
            return
        if os.fsencode(self._paths.runtime / "readers") in arguments:
            os.kill(pid, signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        self._signal(number)
        self._signal(signal.SIGCONT)
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
        self._pid_file.unlink(missing_ok=True)
