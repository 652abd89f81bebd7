"""A screen where there is none: Xvfb with a window manager."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

STOP_S = 5.0


class DisplayError(RuntimeError):
    """Say why there is no virtual screen."""


class VirtualDisplay:
    """Run Xvfb and openbox; use it in a `with`. No socket listens beyond this machine's own.

    A window manager is needed: without one a full-screen window stays small and focus is lost when a window closes.

    Args:
        width_px: of the screen.
        height_px: of the screen.
        pixels_dir: the folder in which Xvfb keeps its pixels, for whoever looks at them from outside (Xvfb(1), -fbdir).

    Attributes:
        name: for the DISPLAY variable, once it runs.
    """

    def __init__(self, width_px: int = 1080, height_px: int = 2048, pixels_dir: Path | None = None) -> None:
        self._size = f"{width_px}x{height_px}x24"
        self._pixels = () if pixels_dir is None else ("-fbdir", str(pixels_dir))
        self._exits = contextlib.ExitStack()
        self.name = ""

    def __enter__(self) -> Self:
        """Start both and wait until the screen can be used.

        Raises:
            DisplayError: Xvfb or openbox is missing, or Xvfb ends.
        """
        with self._exits:
            number_read, number_write = os.pipe()
            try:
                server = self._run(
                    "Xvfb",
                    "-displayfd",
                    str(number_write),
                    "-screen",
                    "0",
                    self._size,
                    "-nolisten",
                    "tcp",
                    *self._pixels,
                    pass_fds=(number_write,),
                )
            finally:
                os.close(number_write)
            with os.fdopen(number_read) as numbers:
                # Xvfb writes its number when it is ready; the pipe ends with the process.
                number = numbers.readline().strip()
            if not number:
                raise DisplayError(f"Xvfb ended with status {server.wait()}")
            self.name = f":{number}"
            self._run("openbox", environment={**os.environ, "DISPLAY": self.name})
            self._exits = self._exits.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop both."""
        self._exits.close()

    def _run(
        self, program: str, *arguments: str, pass_fds: tuple[int, ...] = (), environment: dict[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        path = shutil.which(program)
        if path is None:
            raise DisplayError(f"{program} is missing: apt-get install xvfb openbox")
        process = subprocess.Popen(  # noqa: S603 - found on the path, given our own arguments
            [path, *arguments],
            pass_fds=pass_fds,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._exits.callback(_end, process)
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
