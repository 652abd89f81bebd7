"""Everything around a terminal, simulated at its lowest seam: card reader, printer, telephone, authority, people.

The terminal itself is the real one: it reads the virtual card through a real pcscd, prints over TCP, and asks services
on a real database.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from hardware.card.simulator.bench import VirtualReaderBench
from hardware.card.simulator.paths import BenchPaths, ensure_private_directory
from hardware.printer.simulator.server import TcpPort, VirtualPrinter
from kiosk.app.seed import seed
from kiosk.app.sockets import AUTHORITY_SOCKET, PHONE_SOCKET, PRINTER_SOCKET, STATE_FOLDER, settings_file
from kiosk.gateways.simulators.phone import PhoneBench
from kiosk.gateways.simulators.update_authority import UpdateAuthorityBench
from kiosk.settings import Settings

ANSWER_S = 0.12
"""What an answer of the authority takes: an update with its thirty commands then takes a few seconds, as a network and
a chip that writes would have it."""


@dataclass(frozen=True, slots=True)
class SimulatorOptions:
    """Choose how the simulators behave.

    Attributes:
        time_scale: 1 for a printer and an authority as fast as real ones, 0 for those that take no time.
        people: how many fictional people the fund knows beside the cast.
        papers: the folder in which each paper is saved, None for none.
    """

    time_scale: float = 1.0
    people: int = 40
    papers: Path | None = None


def cache_dir(environ: Mapping[str, str]) -> Path:
    """Give where the compiled driver of the virtual reader is kept between two runs."""
    base = environ.get("XDG_CACHE_HOME") or str(Path(environ.get("HOME") or "/") / ".cache")
    return Path(base) / "kiosk"


class Simulators:
    """Run the simulators; use it in a `with`.

    Args:
        runtime: the folder of the sockets, for this user alone; its path is short (AF_UNIX).
        today: the day from which the fictional payments and rights are counted.
        options: how they behave.
        settings: taken over into the terminal's settings, where not about simulators.

    Attributes:
        reader: the virtual reader and its pcscd.
        printer: the virtual printer.
        phone: the telephones of everybody.
        authority: updates the virtual cards.
    """

    def __init__(
        self, runtime: Path, today: date, options: SimulatorOptions | None = None, settings: Settings | None = None
    ) -> None:
        self._runtime = runtime
        self._today = today
        self._options = options or SimulatorOptions()
        self._settings = settings or Settings()
        self._state = runtime / STATE_FOLDER
        self._exits = contextlib.ExitStack()
        self.reader = VirtualReaderBench(runtime, cache_dir(os.environ))
        self.phone = PhoneBench(runtime / PHONE_SOCKET)
        self.authority = UpdateAuthorityBench(runtime / AUTHORITY_SOCKET, ANSWER_S * self._options.time_scale)
        self.printer: VirtualPrinter

    @property
    def runtime(self) -> Path:
        """Give the folder of the sockets."""
        return self._runtime

    @property
    def settings(self) -> Settings:
        """Give the settings of a terminal amid these simulators."""
        base = self._settings
        replace = msgspec.structs.replace
        return replace(
            base,
            terminal=replace(base.terminal, simulators=True, fullscreen=False),
            printer=replace(base.printer, url=self.printer.url, profile="default", dialect="epson"),
            database=replace(base.database, url=f"sqlite:///{self._state}/kiosk.db"),
            secrets=replace(base.secrets, dir=str(self._state / "secrets")),
            paths=replace(base.paths, state=str(self._state)),
        )

    def __enter__(self) -> Self:
        """Start everything.

        Raises:
            BenchError: another demonstration runs in this folder, or pcscd does not come up.
            BuildError: the driver of the virtual reader cannot be compiled.
            PcscdMissingError: pcscd is not installed.
            OSError: the folder cannot be used.
        """
        BenchPaths(self._runtime).check()
        ensure_private_directory(self._runtime)
        with self._exits:
            self._exits.enter_context(self.reader)
            # What a demonstration that was killed has left; the reader's lock says that nobody uses it.
            shutil.rmtree(self._state, ignore_errors=True)
            self._state.mkdir(mode=0o700)
            self._exits.callback(shutil.rmtree, self._state, ignore_errors=True)
            self.printer = self._exits.enter_context(
                VirtualPrinter(
                    link=TcpPort(0),
                    time_scale=self._options.time_scale,
                    papers_dir=self._options.papers,
                    control_path=self._runtime / PRINTER_SOCKET,
                )
            )
            self._exits.enter_context(self.phone)
            self._exits.enter_context(self.authority)
            seed(self.settings, self._today, self._options.people)
            self._exits = self._exits.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop everything and forget the data."""
        self._exits.close()

    def write_settings(self) -> Path:
        """Write the settings as a file for another process, and give its path."""
        path = settings_file(self._runtime)
        path.write_text(settings_as_toml(self.settings), encoding="utf-8")
        return path


def settings_as_toml(settings: Settings) -> str:
    """Write settings as TOML: JSON writes strings, numbers and booleans the same way."""
    lines = []
    for section, values in msgspec.to_builtins(settings).items():
        lines.append(f"[{section}]")
        lines += [f"{key} = {msgspec.json.encode(value).decode()}" for key, value in values.items()]
    return "\n".join(lines) + "\n"
