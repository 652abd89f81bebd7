"""`kiosk demo`: the whole terminal on this machine."""

from __future__ import annotations

import os

import click

from kiosk.cli.environment import CommandLine, ExitCode, end, pass_command_line
from kiosk.cli.simulators import amid_simulators
from kiosk.texts import gettext as _


@click.command(
    "demo",
    # Translators: command line, help of kiosk demo
    help=_(
        "Montrer toute la borne sur cette machine : lecteur de carte, imprimante et téléphone virtuels, "
        "personnes fictives. Une seconde fenêtre tient les simulateurs."
    ),
)
@click.option(
    "--dock/--no-dock",
    default=True,
    # Translators: command line, help of kiosk demo --dock
    help=_("Ouvrir ou non la fenêtre des simulateurs."),
)
@pass_command_line
def demo(command_line: CommandLine, *, dock: bool) -> None:
    """Show the terminal amid its simulators."""
    settings = command_line.settings()
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        # Translators: command line, kiosk demo without a display
        end(ExitCode.FAILED, _("aucun écran ici ; « make tour » joue une visite sans écran."))
    from hardware.card.simulator.paths import runtime_dir
    from kiosk.app.demo import run_demo

    with amid_simulators():
        raise SystemExit(run_demo(settings, runtime_dir(), with_dock=dock))
