"""What every subcommand needs: the settings that were asked for, and how to end."""

import enum
import os
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from kiosk.resources import is_production_install
from kiosk.settings import Settings
from kiosk.settings_file import SettingsError, load_settings


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
    """Hold what was said before the subcommand.

    Attributes:
        config: the file of --config, None where there was none.
    """

    config: Path | None = None

    def settings(self) -> Settings:
        """Load the settings, or say what is wrong with them and end with REFUSED."""
        loaded = load_settings(self.config, os.environ, production=is_production_install())
        if isinstance(loaded, SettingsError):
            end(ExitCode.REFUSED, loaded.sentence)
        return loaded.settings


pass_command_line = click.make_pass_decorator(CommandLine, ensure=True)
"""Give a subcommand the CommandLine as its first argument."""


def end(code: ExitCode, sentence: str) -> NoReturn:
    """Say one line on the standard error and end the process."""
    click.echo(f"kiosk: {sentence}", err=True)
    raise SystemExit(code)
