"""How long the terminal takes from its start to the settled attract screen, and what it takes of the memory.

Beside it, in turns on the same screen: Chromium in kiosk mode on one static file, where it is installed, and a bare
window of Qt. The attract screen comes when card reader, printer and services have reported.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.pixels import WatchedDisplay
from benchmarks.processes import MIB, adopt_orphans, cpu_s, end, end_all, newcomers, processes_below, pss_bytes
from benchmarks.reception import CODE, Visitor, program_environment, running_simulators
from benchmarks.report import Report, median
from kiosk.app.simulators import Simulators
from kiosk.app.supervisor import python_command, window_command

TERMINAL: Final = "terminal"
SUPERVISED: Final = "`kiosk run`"
BARE: Final = "bare Qt window"
CHROMIUM: Final = "Chromium"

TIME_RATIO: Final = 0.5
MEMORY_RATIO: Final = 0.4

QUIET_S: Final = 1.0
"""Longer than any pause between two steps of a start."""

_HERE: Final = Path(__file__).resolve().parent
_CHROMIUM_FLAGS: Final = (
    "--kiosk",
    "--no-sandbox",  # without which it refuses to run as root
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(slots=True)
class Program:
    """Hold what is started and what was measured of it.

    Attributes:
        command: that starts it.
        has_profile: whether it takes an empty folder as its profile, before its last argument.
        text_s: from each start to the first text on the screen.
        settled_s: from each start to the last change.
        cpu_s: of its processes then.
        memory_bytes: idem.
    """

    command: tuple[str, ...]
    has_profile: bool = False
    text_s: list[float] = field(default_factory=list)
    settled_s: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)
    memory_bytes: list[float] = field(default_factory=list)

    def forget(self) -> None:
        """Forget what was measured."""
        for values in (self.text_s, self.settled_s, self.cpu_s, self.memory_bytes):
            values.clear()


class Bench:
    """Start programs one after the other on one screen."""

    def __init__(self, display: WatchedDisplay, simulators: Simulators) -> None:
        self._display = display
        self._simulators = simulators
        self._environment = program_environment(simulators, display.name)

    def start_once(self, program: Program) -> None:
        """Start a program, wait until it has settled, and stop it."""
        self._display.wait_bare()
        known = {process.pid for process in processes_below()}
        with tempfile.TemporaryDirectory(prefix="profile-", ignore_cleanup_errors=True) as profile:
            options = (f"--user-data-dir={profile}",) if program.has_profile else ()
            begun_s = time.monotonic()
            process = subprocess.Popen(  # noqa: S603 - our own commands
                (*program.command[:-1], *options, program.command[-1]), env=self._environment, stderr=subprocess.DEVNULL
            )
            settled = self._display.settle(QUIET_S)
            program.text_s.append(settled.text_s - begun_s)
            program.settled_s.append(settled.last_s - begun_s)
            program.cpu_s.append(cpu_s(newcomers(known)))
            program.memory_bytes.append(pss_bytes(newcomers(known)))
            end(process)
            end_all(newcomers(known))

    def memory_after_visit(self, settings: Path) -> int:
        """Let a terminal serve one person, both lines of the menu and a ticket; give what it takes then."""
        self._display.wait_bare()
        known = {process.pid for process in processes_below()}
        with Visitor(self._simulators, "benchmarks.hands", ("--config", str(settings)), self._environment) as visitor:
            visitor.wait_until_in_service()
            visitor.insert()
            visitor.reaches("AskingCode")
            visitor.type(CODE, "Menu")
            visitor.press("Mes derniers remboursements", "ShowingPayments")
            visitor.press("Menu", "Menu")
            visitor.press("Attestation de droits", "ShowingRights")
            visitor.press("Imprimer", "Printed")
            visitor.press("Terminer", "TakeCard")
            visitor.remove()
            self._display.settle(QUIET_S)
            return pss_bytes(newcomers(known))


def _report(programs: Mapping[str, Program], after_visit_bytes: Mapping[str, int]) -> Report:
    has_chromium = CHROMIUM in programs
    report = Report("startup", "Start-up and memory", (*programs, "terminal ÷ Chromium", "reach"))

    def add(what: str, shown: Mapping[str, str], ratio: float, reach: float | None = None) -> None:
        report.add(
            what,
            *(shown[name] for name in programs),
            f"{ratio:.2f}" if has_chromium else "Chromium is not installed",
            "" if reach is None else f"≤ {reach:.2f}",
            is_met=ratio <= reach if has_chromium and reach is not None else None,
        )

    def add_times(what: str, values_s: Mapping[str, float], reach: float | None = None) -> None:
        ratio = values_s[TERMINAL] / values_s.get(CHROMIUM, 1.0)
        add(what, {name: f"{value_s:.2f} s" for name, value_s in values_s.items()}, ratio, reach)

    def add_memory(what: str, values: Mapping[str, float], reach: float | None = None) -> None:
        ratio = values[TERMINAL] / values.get(CHROMIUM, 1.0)
        add(what, {name: f"{value / MIB:.0f} MiB" for name, value in values.items()}, ratio, reach)

    settled_bytes = {name: median(program.memory_bytes) for name, program in programs.items()}
    add_times("start → first text", {name: median(program.text_s) for name, program in programs.items()})
    add_times("start → settled", {name: median(program.settled_s) for name, program in programs.items()}, TIME_RATIO)
    add_times("processor time, a second later", {name: median(program.cpu_s) for name, program in programs.items()})
    add_memory("memory, settled", settled_bytes)
    add_memory("memory after a visit", {**settled_bytes, **after_visit_bytes}, MEMORY_RATIO)
    report.note("medians; memory is the proportional set size (PSS) of all processes of a program, added up")
    report.note(
        "the terminal is settled when its attract screen stands still: reader, printer and services have reported"
    )
    return report


def _programs(settings: Path) -> dict[str, Program]:
    config = ("--config", str(settings))
    programs = {
        TERMINAL: Program(window_command("kiosk.app.terminal", *config)),
        SUPERVISED: Program(python_command("kiosk.cli", *config, "run")),
        BARE: Program((sys.executable, str(_HERE / "bare_window.py"))),
    }
    chromium = shutil.which("chromium")
    if chromium is not None:
        page = (_HERE / "static_page.html").as_uri()
        programs[CHROMIUM] = Program((chromium, *_CHROMIUM_FLAGS, page), has_profile=True)
    return programs


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="starts of each program (default: %(default)s)")
    rounds: int = parser.parse_args().rounds
    adopt_orphans()
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        WatchedDisplay(Path(folder)) as display,
        running_simulators(time_scale=0.0) as simulators,
    ):
        settings = simulators.write_settings()
        # As large as the page of the browser, without the frame of a window.
        settings.write_text(settings.read_text(encoding="utf-8").replace("fullscreen = false", "fullscreen = true"))
        bench, programs = Bench(display, simulators), _programs(settings)
        for program in programs.values():
            # Once for the caches: bytecode, and pages of files.
            bench.start_once(program)
            program.forget()
        for _ in range(rounds):
            for program in programs.values():
                bench.start_once(program)
        after_visit_bytes = {TERMINAL: bench.memory_after_visit(settings)}
    raw = {"programs": {name: asdict(program) for name, program in programs.items()}, "after_visit": after_visit_bytes}
    _report(programs, after_visit_bytes).close(raw)


if __name__ == "__main__":
    main()
