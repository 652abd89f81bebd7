"""A terminal in a process of its own, the person before it, and the simulators around it."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from benchmarks.report import FOLDER
from kiosk.app.simulators import SimulatorOptions, Simulators
from kiosk.app.supervisor import window_command

CARD: Final = "family"
CODE: Final = "48151623"

_STOP_S: Final = 10.0
_PATIENCE_S: Final = 30.0
_LINES_TOLD: Final = 20
"""Of the log, where a step did not come."""


class StepMissingError(RuntimeError):
    """Say which step of a visit did not come."""


@contextmanager
def running_simulators(time_scale: float) -> Iterator[Simulators]:
    """Run the simulators in a folder of their own; 1 is a printer as fast as a real one, 0 one that takes no time."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        today = datetime.now().astimezone().date()
        with Simulators(Path(folder) / "kiosk", today, SimulatorOptions(time_scale=time_scale)) as simulators:
            yield simulators


def program_environment(simulators: Simulators, display: str | None) -> dict[str, str]:
    """Give the environment of a program amid simulators.

    Args:
        simulators: running.
        display: the value of DISPLAY; None for a window that is drawn nowhere.
    """
    # An installation has its bytecode; an environment that writes none would compile the sources at each start.
    unwanted = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE")
    kept = {key: value for key, value in os.environ.items() if key not in unwanted}
    return {
        **kept,
        "PYTHONPYCACHEPREFIX": str(FOLDER / "bytecode"),
        "XDG_RUNTIME_DIR": str(simulators.runtime.parent),
        **({"QT_QPA_PLATFORM": "offscreen"} if display is None else {"DISPLAY": display}),
    }


class Visitor:
    """Stand before a terminal that runs in a process with hands; use it in a `with`.

    Args:
        simulators: around the terminal.
        module: the program with hands.
        arguments: of the program.
        environment: of its process.
    """

    def __init__(
        self, simulators: Simulators, module: str, arguments: tuple[str, ...], environment: Mapping[str, str]
    ) -> None:
        self._simulators = simulators
        self._command = window_command(module, *arguments)
        self._environment = environment
        self._process: subprocess.Popen[str]

    def __enter__(self) -> Self:
        """Start the terminal."""
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            self._command, env=self._environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the terminal in order."""
        self._process.terminate()
        try:
            self._process.communicate(timeout=_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    @property
    def pid(self) -> int:
        """Give the number of the terminal's process."""
        return self._process.pid

    def insert(self, card: str = CARD) -> None:
        """Put a card in."""
        self._simulators.reader.insert(card)

    def remove(self) -> None:
        """Pull the card."""
        self._simulators.reader.remove()

    def press(self, text: str, status: str = "") -> None:
        """Press the button on which a text stands, and wait for a status where one is named."""
        self._order(f"press {text}", status)

    def type(self, digits: str, status: str = "") -> None:
        """Type digits and Enter, and wait for a status where one is named."""
        self._order(f"type {digits}", status)

    def wait_for(self, *signs: str) -> None:
        """Wait until each of some texts has stood in a line of the log, in any order.

        Raises:
            StepMissingError: the terminal ended before, or took too long and was ended.
        """
        assert self._process.stderr is not None
        missing, heard = set(signs), deque[str](maxlen=_LINES_TOLD)
        impatience = threading.Timer(_PATIENCE_S, self._process.kill)
        impatience.start()
        try:
            for line in self._process.stderr:
                heard.append(line)
                missing = {sign for sign in missing if sign not in line}
                if not missing:
                    return
        finally:
            impatience.cancel()
        raise StepMissingError(f"never said: {', '.join(sorted(missing))}; last:\n{''.join(heard)}")

    def wait_until_in_service(self) -> None:
        """Wait until reader, printer and services have reported."""
        self.wait_for("READER_ADDED", "PRINTER_CONNECTED", "DATABASE_OPENED")

    def reaches(self, status: str) -> None:
        """Wait until a visit has come to a status."""
        self.wait_for(f'"to_status": "{status}"')

    def _order(self, order: str, status: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()
        if status:
            self.reaches(status)
