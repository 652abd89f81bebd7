"""What every subcommand needs: the settings that were asked for, and how to end."""

import enum
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn, TypeVar

import click

from kiosk.resources import is_production_install
from kiosk.settings import Settings
from kiosk.settings_file import SettingsError, load_settings
from kiosk.texts import gettext as _

_DEMO: Final = "demo"
"""The name of the option."""

F = TypeVar("F", bound=Callable[..., object])


class ExitCode(enum.IntEnum):
    """How a command ends; docs/cli.md says it to the reader."""

    DONE = 0
    """What was asked is done."""
    FAILED = 1
    """It could not be done; one line on the standard error says why."""
    REFUSED = 2
    """Arguments or settings are refused; one line says which and what is allowed."""


@dataclass(slots=True)
class CommandLine:
    """Hold where the settings come from.

    Attributes:
        config: the file of --config, None where there was none.
        is_demo: whether --demo was said.
    """

    config: Path | None = None
    is_demo: bool = False

    def settings(self) -> Settings:
        """Load the settings, or say what is wrong with them and end with REFUSED."""
        config = self._demo_settings() if self.is_demo else self.config
        loaded = load_settings(config, os.environ, production=is_production_install())
        if isinstance(loaded, SettingsError):
            end(ExitCode.REFUSED, loaded.sentence)
        return loaded.settings

    def hint(self) -> str:
        """Give a sentence to add where a file is missing while a demonstration has one; else nothing.

        A command that has no --demo says nothing of it.
        """
        command = click.get_current_context().command
        if self.is_demo or _DEMO not in {one.name for one in command.params} or running_demo() is None:
            return ""
        # Translators: command line, after a sentence that says that a file is missing
        return " " + _("Une démonstration tourne ici : --demo prend ses fichiers.")

    def _demo_settings(self) -> Path:
        if self.config is not None:
            # Translators: command line, two options that exclude each other
            end(ExitCode.REFUSED, _("--config et --demo s’excluent : gardez l’un des deux."))
        found = running_demo()
        if found is None:
            from hardware.card.simulator.paths import runtime_dir

            # Translators: command line, --demo where no demonstration runs; the folder is the one that it would use
            sentence = _("aucune démonstration ne tourne dans %(folder)s. Lancez d’abord « kiosk demo ».")
            end(ExitCode.REFUSED, sentence % {"folder": runtime_dir()})
        return found


def running_demo() -> Path | None:
    """Give the settings of the demonstration of this user, None while there is none."""
    from hardware.card.simulator.control import CardHostClient, NoCardHostError
    from hardware.card.simulator.paths import BenchPaths, runtime_dir
    from kiosk.app.sockets import settings_file

    runtime = runtime_dir()
    file = settings_file(runtime)
    if not file.exists():
        return None
    try:
        # One that was killed leaves its files behind.
        CardHostClient(BenchPaths(runtime).control).state()
    except NoCardHostError:
        return None
    return file


def _use_demo(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value:
        ctx.ensure_object(CommandLine).is_demo = True


def demo_option(command: F) -> F:
    """Let a command take the files of the demonstration that runs."""
    return click.option(
        f"--{_DEMO}",
        _DEMO,
        is_flag=True,
        expose_value=False,
        callback=_use_demo,
        # Translators: command line, help of --demo
        help=_("Prendre les fichiers de la démonstration qui tourne sur cette machine."),
    )(command)


pass_command_line = click.make_pass_decorator(CommandLine, ensure=True)
"""Give a subcommand the CommandLine as its first argument."""


def end(code: ExitCode, sentence: str) -> NoReturn:
    """Say one line on the standard error and end the process."""
    click.echo(f"kiosk: {sentence}", err=True)
    raise SystemExit(code)
