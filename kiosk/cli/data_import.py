"""`kiosk data import`: CSV files into the database."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from kiosk.cli.data_report import written_down
from kiosk.cli.environment import CommandLine, ExitCode, end, pass_command_line
from kiosk.cli.progress import Advance, progress
from kiosk.texts import format_number, ngettext
from kiosk.texts import gettext as _

if TYPE_CHECKING:
    from kiosk.services.transfer.importing import Imported
    from kiosk.services.transfer.report import Report

_SHOWN: Final = 20


@click.command(
    "import",
    # Translators: command line, help of kiosk data import
    help=_(
        "Importer les fichiers CSV de DOSSIER, un par table (docs/data.md les décrit). Tout est vérifié d’abord ; une "
        "seule ligne refusée, et rien ne change. Les lignes sont ajoutées ou changées selon leur clé, jamais retirées."
    ),
)
# Translators: command line, name of an argument
@click.argument("folder", metavar=_("DOSSIER"), type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option(
    "--database",
    metavar="URL",
    # Translators: command line, help of kiosk data import --database
    help=_("Adresse de la base, sqlite:////CHEMIN ; sinon celle des réglages."),
)
@click.option(
    "--replace",
    is_flag=True,
    # Translators: command line, help of kiosk data import --replace
    help=_("Partir d’une base vide au lieu de celle qui est là."),
)
@click.option(
    "--report",
    "report_path",
    type=click.Path(path_type=Path, dir_okay=False),
    # Translators: command line, name of an argument
    metavar=_("FICHIER"),
    # Translators: command line, help of kiosk data import --report
    help=_("Écrire dans ce fichier tous les refus ; sinon les premiers sont affichés."),
)
@pass_command_line
def import_files(
    command_line: CommandLine, folder: Path, database: str | None, report_path: Path | None, *, replace: bool
) -> None:
    """Import files and say what changed, or what is refused."""
    from kiosk.services.transfer.report import Report

    address = database or command_line.settings().database.url
    with written_down(report_path) as on_refusal:
        report = Report(_SHOWN, on_refusal)
        imported = _import(address, folder, report, replace=replace)
    if imported is None:
        for refusal in report.first:
            click.echo(str(refusal), err=True)
        _end_refused(report, report_path)
    # Translators: command line, kiosk data import: what was done
    done = _("%(read)s lignes lues ; %(added)s ajoutées, %(changed)s changées.")
    click.echo(
        done
        % {
            "read": format_number(imported.read),
            "added": format_number(imported.added),
            "changed": format_number(imported.changed),
        }
    )


def _import(address: str, folder: Path, report: Report, *, replace: bool) -> Imported | None:
    from pysqlite3 import dbapi2
    from sqlalchemy.exc import ArgumentError, DBAPIError

    from kiosk.services.transfer.importing import NoFilesError, Onlooker, import_folder
    from kiosk.storage.replacing import DatabaseOpenError
    from kiosk.storage.usable import FaultyDatabaseError

    with contextlib.ExitStack() as stack:
        bar: list[Advance] = []

        def begin(total: int) -> None:
            # Translators: command line, before the progress bar of kiosk data import
            bar.append(stack.enter_context(progress(_("Lignes"), total)))

        onlooker = Onlooker(on_total=begin, on_progress=lambda size, rows: bar[0](size, rows))
        try:
            return import_folder(address, folder, report, replace=replace, onlooker=onlooker)
        except NoFilesError:
            # Translators: command line, kiosk data import
            end(ExitCode.FAILED, _("aucun fichier CSV dans %(dir)s") % {"dir": folder})
        except DatabaseOpenError:
            # Translators: command line, kiosk data import
            end(ExitCode.FAILED, _("la base est ouverte ; arrêter d’abord la borne."))
        except FaultyDatabaseError as error:
            # Translators: command line, kiosk data import; reason is a word of the log
            end(ExitCode.FAILED, _("base inutilisable (%(reason)s)") % {"reason": error.fault.value})
        except (ArgumentError, ValueError):
            # Translators: command line, kiosk data import
            end(ExitCode.REFUSED, _("adresse de base refusée ; permis : sqlite:////CHEMIN"))
        except OSError as error:
            # Translators: command line, kiosk data import
            end(ExitCode.FAILED, _("lecture ou écriture impossible (%(reason)s)") % {"reason": error.strerror})
        except (DBAPIError, dbapi2.DatabaseError) as error:
            # Translators: command line, kiosk data import
            end(ExitCode.FAILED, _("écriture impossible (%(reason)s)") % {"reason": type(error).__name__})


def _end_refused(report: Report, path: Path | None) -> NoReturn:
    # Translators: command line, kiosk data import: nothing was imported
    sentence = ngettext("%(count)s refus ; rien n’a changé.", "%(count)s refus ; rien n’a changé.", report.count)
    said = sentence % {"count": format_number(report.count)}
    if path is None and report.count > len(report.first):
        # Translators: command line, kiosk data import, after the number of refusals
        said += " " + _("--report FICHIER les écrit tous.")
    end(ExitCode.FAILED, said)
