"""`kiosk gallery`: every screen in every language, palette and size."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.texts import gettext as _


@click.command(
    "gallery",
    # Translators: command line, help of kiosk gallery
    help=_("Dessiner tous les écrans, dans chaque langue, palette et taille de texte."),
)
# Translators: command line, name of an argument
@click.argument("directory", type=click.Path(path_type=Path), default=Path("build/gallery"), metavar=_("[DOSSIER]"))
# Translators: command line, name of an argument
@click.argument("names", nargs=-1, metavar=_("[ÉCRAN]…"))
def gallery(directory: Path, names: tuple[str, ...]) -> None:
    """Draw the gallery; names choose screens by the beginning of their names."""
    from ui.terminal.gallery import main

    raise SystemExit(main([str(directory), *names]))
