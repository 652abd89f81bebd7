"""Show the whole terminal on this machine: simulators, supervised terminal and dock."""

from __future__ import annotations

import signal
import subprocess
from datetime import datetime
from pathlib import Path

from kiosk.app.simulators import SimulatorOptions, Simulators
from kiosk.app.supervisor import supervise, window_command
from kiosk.settings import Settings
from kiosk.texts import current_language
from ui.dock.size import WIDTH_PX

STOP_S = 5.0
"""What the dock may take to close before it is killed."""

GAP_PX = 24
"""Between the windows of dock and terminal: their frames, and a little more."""


def run_demo(settings: Settings, runtime: Path, *, with_dock: bool) -> int:
    """Run until the terminal's window is closed; give the exit status.

    Raises:
        BenchError: another demonstration runs, or pcscd does not come up.
        BuildError: the driver of the virtual reader cannot be compiled.
        PcscdMissingError: pcscd is not installed.
        OSError: the folder of the sockets cannot be used.
    """
    today = datetime.now().astimezone().date()
    with Simulators(runtime, today, SimulatorOptions(), settings) as simulators:
        config = simulators.write_settings()
        dock = _start_dock(runtime, simulators) if with_dock else None
        # The dock stands at the left edge of the monitor, the terminal beside it.
        beside = ("--free-left-px", str(WIDTH_PX + GAP_PX)) if with_dock else ()
        try:
            return supervise(
                window_command("kiosk.app.terminal", "--config", str(config), *beside), ("--windowed", *beside)
            )
        finally:
            if dock is not None:
                _end(dock)


def _start_dock(runtime: Path, simulators: Simulators) -> subprocess.Popen[bytes]:
    arguments = (str(runtime), str(simulators.reader.pcscd.pid), "--language", current_language())
    command = window_command("kiosk.app.dock", *arguments)
    # A group of its own: Ctrl-C does not reach it, the demonstration ends it.
    return subprocess.Popen(command, process_group=0)  # noqa: S603 - our own command


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
