"""`kiosk data import`: CSV files into the database."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from kiosk.cli.data_report import left_out, written_down
from kiosk.cli.database import database_of, end_on_fault, end_on_other, unwritten_reason
from kiosk.cli.environment import CommandLine, ExitCode, end, pass_command_line
from kiosk.cli.progress import Advance, progress
from kiosk.cli.reasons import reason_of
from kiosk.texts import format_number, ngettext
from kiosk.texts import gettext as _

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError

    from kiosk.services.transfer.importing import Imported
    from kiosk.services.transfer.report import Report

_SHOWN: Final = 20


@click.command(
    "import",
    # Translators: command line, line of kiosk data import in the help of kiosk data
    short_help=_("Importer des fichiers CSV dans la base, tous ou aucun."),
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
    help=_("Partir d’une base vide. Ce que la borne a noté des mêmes personnes reste."),
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

    place = database_of(command_line, database)
    with written_down(report_path) as on_refusal:
        report = Report(_SHOWN, on_refusal)
        imported = _import(command_line, place, folder, report, replace=replace)
    if imported is None:
        for refusal in report.first:
            click.echo(str(refusal), err=True)
        _end_refused(report, report_path)
    click.echo(_said(imported))


def _said(imported: Imported) -> str:
    """Say what was done."""
    # Translators: command line, kiosk data import: how many lines were read
    read = ngettext("%(count)s ligne lue", "%(count)s lignes lues", imported.read)
    # Translators: command line, kiosk data import: how many lines were added
    added = ngettext("%(count)s ajoutée", "%(count)s ajoutées", imported.added)
    # Translators: command line, kiosk data import: how many lines were changed
    changed = ngettext("%(count)s changée", "%(count)s changées", imported.changed)
    # Translators: command line, kiosk data import: what was done, three parts that say how many lines
    return _("%(read)s ; %(added)s, %(changed)s.") % {
        "read": read % {"count": format_number(imported.read)},
        "added": added % {"count": format_number(imported.added)},
        "changed": changed % {"count": format_number(imported.changed)},
    }


def _import(
    command_line: CommandLine, place: tuple[str, Path], folder: Path, report: Report, *, replace: bool
) -> Imported | None:
    from pysqlite3 import dbapi2
    from sqlalchemy.exc import DBAPIError

    from kiosk.services.transfer.importing import NoFilesError, Onlooker, import_folder
    from kiosk.storage.replacing import DatabaseOpenError, ReplacingError
    from kiosk.storage.usable import FaultyDatabaseError

    address, file = place
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
            end(ExitCode.FAILED, _("la base est ouverte : %(file)s ; arrêtez d’abord la borne.") % {"file": file})
        except ReplacingError:
            end_on_other(file)
        except FaultyDatabaseError as error:
            end_on_fault(command_line, file, error.fault)
        except OSError as error:
            # Translators: command line, kiosk data import
            end(ExitCode.FAILED, _("lecture ou écriture impossible (%(reason)s)") % {"reason": reason_of(error)})
        except DBAPIError as error:
            _end_on_error(command_line, file, error)
        except dbapi2.DatabaseError as error:
            _end_on_error(command_line, file, DBAPIError("", (), error))


def _end_on_error(command_line: CommandLine, file: Path, error: DBAPIError) -> NoReturn:
    from pysqlite3 import dbapi2

    from kiosk.storage.faults import fault_of

    # While writing, an error of the disk says nothing about the database that is there.
    is_of_disk = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == dbapi2.SQLITE_IOERR
    fault = None if is_of_disk else fault_of(error)
    if fault is not None:
        end_on_fault(command_line, file, fault)
    # Translators: command line, kiosk data: a file cannot be written
    end(ExitCode.FAILED, _("écriture impossible (%(reason)s)") % {"reason": unwritten_reason(file, error)})


def _end_refused(report: Report, path: Path | None) -> NoReturn:
    # Translators: command line, kiosk data import: nothing was imported
    sentence = ngettext("%(count)s refus ; rien n’a changé.", "%(count)s refus ; rien n’a changé.", report.count)
    said = sentence % {"count": format_number(report.count)}
    end(ExitCode.FAILED, said + left_out(len(report.first), report.count, path))
