"""`kiosk run`: the terminal, supervised."""

from __future__ import annotations

import click

from kiosk.cli.environment import CommandLine, pass_command_line
from kiosk.texts import gettext as _


@click.command(
    "run",
    # Translators: command line, help of kiosk run
    help=_("Faire tourner la borne : un superviseur sans interface la relance si elle se fige ou s’arrête."),
)
@pass_command_line
def run(command_line: CommandLine) -> None:
    """Supervise the terminal until it ends well or gets SIGTERM."""
    from kiosk.app.logs import log_to_stderr
    from kiosk.app.supervisor import supervise, window_command

    log_to_stderr()
    config = [] if command_line.config is None else ["--config", str(command_line.config)]
    raise SystemExit(supervise(window_command("kiosk.app.terminal", *config)))
