"""`kiosk data check`: what must be true of the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kiosk.cli.data_report import left_out, written_down
from kiosk.cli.database import database_of, end_on_fault
from kiosk.cli.environment import CommandLine, ExitCode, demo_option, end, pass_command_line
from kiosk.cli.progress import progress
from kiosk.texts import format_number, ngettext
from kiosk.texts import gettext as _

if TYPE_CHECKING:
    from kiosk.services.checking.rule import Violation

_SHOWN: Final = 50


@click.command(
    "check",
    # Translators: command line, line of kiosk data check in the help of kiosk data
    short_help=_("Vérifier les règles que les données suivent, sans les changer."),
    # Translators: command line, help of kiosk data check
    help=_(
        "Vérifier les règles que les données suivent (docs/data.md les énonce), sans les changer. Chaque manquement "
        "nomme la table, la ligne et la règle."
    ),
)
@click.option(
    "--database",
    metavar="URL",
    # Translators: command line, help of kiosk data check --database
    help=_("Adresse de la base, sqlite:////CHEMIN ; sinon celle des réglages."),
)
@click.option(
    "--report",
    "report_path",
    type=click.Path(path_type=Path, dir_okay=False),
    # Translators: command line, name of an argument
    metavar=_("FICHIER"),
    # Translators: command line, help of kiosk data check --report
    help=_("Écrire dans ce fichier tous les manquements ; sinon les premiers sont affichés."),
)
@demo_option
@pass_command_line
def check(command_line: CommandLine, database: str | None, report_path: Path | None) -> None:
    """Check a database and say what is wrong in it."""
    from pysqlite3 import dbapi2
    from sqlalchemy.exc import DBAPIError

    from kiosk.services.checking.check import all_rules, check_database
    from kiosk.storage.faults import fault_of

    _address, path = database_of(command_line, database)
    _refuse_unusable(command_line, path)
    rules = all_rules()
    shown: list[Violation] = []
    # Translators: command line, before the progress bar of kiosk data check
    with written_down(report_path) as write_down, progress(_("Règles"), len(rules)) as advance:

        def keep(violation: Violation) -> None:
            write_down(violation)
            if len(shown) < _SHOWN:
                shown.append(violation)

        try:
            count = check_database(path, rules, keep, lambda: advance(1, 1))
        except dbapi2.DatabaseError as error:
            fault = fault_of(DBAPIError("", (), error))
            if fault is None:
                raise
            end_on_fault(command_line, path, fault)
    for violation in shown:
        click.echo(str(violation))
    # Translators: command line, kiosk data check: what was found
    found = ngettext("%(rules)s règles, %(count)s manquement.", "%(rules)s règles, %(count)s manquements.", count)
    said = found % {"rules": format_number(len(rules)), "count": format_number(count)}
    click.echo(said + left_out(len(shown), count, report_path))
    if count:
        raise SystemExit(ExitCode.FAILED)


def _refuse_unusable(command_line: CommandLine, path: Path) -> None:
    from kiosk.storage.faults import DatabaseFault
    from kiosk.storage.state import SchemaState
    from kiosk.storage.usable import FaultyDatabaseError, schema_of

    try:
        state = schema_of(path)
    except FaultyDatabaseError as error:
        end_on_fault(command_line, path, error.fault)
    if state is SchemaState.EMPTY:
        end_on_fault(command_line, path, DatabaseFault.MISSING)
    if state is SchemaState.OLDER:
        # Translators: command line, kiosk data check: the database has the tables of an older program
        sentence = _("%(file)s vient d’un programme plus ancien. Démarrez d’abord la borne : elle la met à jour.")
        end(ExitCode.FAILED, sentence % {"file": path})
