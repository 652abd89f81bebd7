"""`kiosk tour`: visits without a screen, with a picture of every step."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kiosk.cli.environment import ExitCode, end
from kiosk.cli.simulators import amid_simulators
from kiosk.texts import gettext as _


@click.command(
    "tour",
    # Translators: command line, help of kiosk tour
    help=_("Jouer une visite de chaque démarche sans écran et en garder une image par étape, avec index.html."),
)
# Translators: command line, name of an argument
@click.argument("directory", type=click.Path(path_type=Path), default=Path("build/tour"), metavar=_("[DOSSIER]"))
def tour(directory: Path) -> None:
    """Play the tour into a directory, made anew."""
    from kiosk.app.display import VirtualDisplay

    with amid_simulators(), VirtualDisplay() as display:
        # Before Qt is loaded: it reads them once.
        os.environ.update(DISPLAY=display.name, QT_QPA_PLATFORM="xcb")
        from kiosk.app.stage import StepMissingError
        from kiosk.app.tour.run import run_tour

        try:
            page = run_tour(directory)
        except StepMissingError as error:
            # Translators: command line, kiosk tour; the step that did not come follows
            end(ExitCode.FAILED, _("il manque une étape : %(step)s") % {"step": error})
    click.echo(str(page))
