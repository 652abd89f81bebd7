"""`kiosk data`: the data of the services."""

import logging

import click

from kiosk.cli.data_check import check
from kiosk.cli.data_generate import generate
from kiosk.cli.data_import import import_files
from kiosk.cli.groups import WholeHelpGroup
from kiosk.texts import gettext as _

_SILENT = logging.NullHandler()


@click.group(
    "data",
    cls=WholeHelpGroup,
    # Translators: command line, help of kiosk data
    help=_("Créer, importer et vérifier les données des services."),
)
def data() -> None:
    """Hold the commands of the data."""
    # They say themselves what has happened: without a handler, Python would write warnings of the log between it.
    logging.getLogger("kiosk").addHandler(_SILENT)


for _command in (generate, import_files, check):
    data.add_command(_command)
