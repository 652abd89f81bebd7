"""`kiosk data generate`: fictional people."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from kiosk.cli.database import database_of, end_on_other, unwritten_reason
from kiosk.cli.day import Day
from kiosk.cli.environment import CommandLine, ExitCode, demo_option, end, pass_command_line
from kiosk.cli.progress import progress
from kiosk.cli.reasons import reason_of
from kiosk.texts import format_number
from kiosk.texts import gettext as _

if TYPE_CHECKING:
    from kiosk.services.generator.generate import Generated, Onlooker, Order
    from kiosk.services.secrets import Secrets

_PEOPLE_MAX = 3_000_000
"""Nobody's NIRs are not endless."""


@click.command(
    "generate",
    # Translators: command line, line of kiosk data generate in the help of kiosk data
    short_help=_("Créer une base, ou des fichiers CSV, de personnes fictives."),
    # Translators: command line, help of kiosk data generate
    help=_(
        "Créer une base de personnes fictives : celles de la démonstration, et autant d’autres que demandé, avec "
        "leurs familles, leurs droits, deux ans de paiements et leurs codes. La même graine donne les mêmes personnes."
    ),
)
@click.option(
    "--people",
    type=click.IntRange(0, _PEOPLE_MAX),
    default=1000,
    show_default=True,
    metavar="N",
    # Translators: command line, help of kiosk data generate --people
    help=_("Nombre de personnes, en plus de celles de la démonstration."),
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=1,
    show_default=True,
    metavar="S",
    # Translators: command line, help of kiosk data generate --seed
    help=_("Graine."),
)
@click.option(
    "--today",
    type=Day(),
    # Translators: command line, name of an argument
    metavar=_("AAAA-MM-JJ"),
    # Translators: command line, help of kiosk data generate --today
    help=_("Dernier jour des données ; sinon aujourd’hui."),
)
@click.option(
    "--database",
    metavar="URL",
    # Translators: command line, help of kiosk data generate --database
    help=_("Adresse de la base, sqlite:////CHEMIN ; sinon celle des réglages."),
)
@click.option(
    "--csv",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    # Translators: command line, name of an argument
    metavar=_("DOSSIER"),
    # Translators: command line, help of kiosk data generate --csv
    help=_("Écrire dans ce dossier les fichiers que lit « kiosk data import », au lieu d’une base."),
)
@click.option(
    "--replace",
    is_flag=True,
    # Translators: command line, help of kiosk data generate --replace
    help=_("Remplacer la base qui est là."),
)
@click.option(
    "--create-secrets",
    is_flag=True,
    # Translators: command line, help of kiosk data generate --create-secrets
    help=_("Créer aussi les secrets (poivre, clés) dans [secrets] dir, s’ils n’y sont pas."),
)
@click.option(
    "--cards",
    type=click.Path(path_type=Path, file_okay=False),
    # Translators: command line, name of an argument
    metavar=_("DOSSIER"),
    # Translators: command line, help of kiosk data generate --cards
    help=_(
        "Écrire dans ce dossier les cartes, avec leurs codes, des vingt premières personnes assurées tirées. Seule une "
        "borne qui a ces données connaît ces personnes."
    ),
)
@click.option(
    "--workers",
    type=click.IntRange(0, 64),
    metavar="N",
    # Translators: command line, help of kiosk data generate --workers
    help=_("Nombre de processus qui tirent les personnes ; sinon un par cœur. Les données sont les mêmes."),
)
@demo_option
@pass_command_line
def generate(
    command_line: CommandLine,
    people: int,
    seed: int,
    today: date | None,
    database: str | None,
    folder: Path | None,
    cards: Path | None,
    workers: int | None,
    *,
    replace: bool,
    create_secrets: bool,
) -> None:
    """Generate a database or files, and say how much is in them."""
    from kiosk.services.generator.cards import CardWriter
    from kiosk.services.generator.generate import Onlooker, Order

    place = database_of(command_line, database) if folder is None else None
    # The demonstration's own database is open: its secrets help only where something else is written.
    hint = command_line.hint() if folder is not None or database is not None else ""
    secrets = _secrets(command_line, hint, create=create_secrets)
    day = today or date.today()  # noqa: DTZ011 - the civil day of this machine
    order = Order(people, seed, day, workers=workers)
    writer = CardWriter(cards) if cards is not None else None
    # Translators: command line, before the progress bar of kiosk data generate
    with progress(_("Personnes"), people) as advance:
        onlooker = Onlooker(
            on_file=writer.write if writer is not None else lambda _file: None,
            on_people=lambda more: advance(more, more),
        )
        if folder is not None:
            generated = _files(folder, secrets, order, onlooker)
        elif place is not None:
            generated = _database(command_line, *place, secrets, order, onlooker, replace=replace)
    # Translators: command line, kiosk data generate: how much was created
    done = _("%(people)s personnes, %(files)s dossiers, %(payments)s paiements.")
    click.echo(
        done
        % {
            "people": format_number(generated.people),
            "files": format_number(generated.files),
            "payments": format_number(generated.payments),
        }
    )


def _database(
    command_line: CommandLine,
    address: str,
    file: Path,
    secrets: Secrets,
    order: Order,
    onlooker: Onlooker,
    *,
    replace: bool,
) -> Generated:
    from pysqlite3 import dbapi2
    from sqlalchemy.exc import DBAPIError

    from kiosk.services.generator.generate import generate_database
    from kiosk.storage.replacing import DatabaseOpenError, DatabaseThereError, ReplacingError

    try:
        return generate_database(address, secrets, order, replace=replace, onlooker=onlooker)
    except DatabaseThereError:
        # Translators: command line, kiosk data generate
        end(ExitCode.FAILED, _("il y a déjà une base : %(file)s ; --replace la remplace.") % {"file": file})
    except DatabaseOpenError:
        if command_line.is_demo:
            # Translators: command line, kiosk data generate --demo without another place to write to
            sentence = _("la démonstration tient sa base ouverte : %(file)s. Écrivez ailleurs : --csv ou --database.")
        else:
            # Translators: command line, kiosk data generate
            sentence = _("la base est ouverte : %(file)s ; arrêtez d’abord la borne.")
        end(ExitCode.FAILED, sentence % {"file": file})
    except ReplacingError:
        end_on_other(file)
    except OSError as error:
        _end_unwritten(reason_of(error))
    except DBAPIError as error:
        _end_unwritten(unwritten_reason(file, error))
    except dbapi2.DatabaseError as error:
        _end_unwritten(unwritten_reason(file, DBAPIError("", (), error)))


def _files(folder: Path, secrets: Secrets, order: Order, onlooker: Onlooker) -> Generated:
    from kiosk.services.generator.generate import generate_files

    try:
        return generate_files(folder, secrets, order, onlooker=onlooker)
    except FileExistsError:
        # Translators: command line, kiosk data generate --csv
        end(ExitCode.FAILED, _("il y a déjà de tels fichiers dans %(dir)s") % {"dir": folder})
    except OSError as error:
        _end_unwritten(reason_of(error))


def _secrets(command_line: CommandLine, hint: str, *, create: bool) -> Secrets:
    from kiosk.catalogue.failures import FailureCode
    from kiosk.services.secrets import create_secrets, load_secrets

    directory = Path(command_line.settings().secrets.dir)
    secrets = load_secrets(directory)
    if isinstance(secrets, FailureCode) and create:
        try:
            create_secrets(directory)
        except FileExistsError:
            # Translators: command line, kiosk data generate
            end(ExitCode.FAILED, _("secrets incomplets ou lisibles par d’autres dans %(dir)s") % {"dir": directory})
        except OSError as error:
            _end_unwritten(reason_of(error))
        secrets = load_secrets(directory)
    if isinstance(secrets, FailureCode):
        # Translators: command line, kiosk data generate; code is that of a failure
        sentence = _("%(code)s : secrets absents de %(dir)s, ou lisibles par d’autres ; --create-secrets les crée.")
        end(ExitCode.FAILED, sentence % {"code": secrets, "dir": directory} + hint)
    return secrets


def _end_unwritten(reason: str) -> NoReturn:
    # Translators: command line, kiosk data: a file cannot be written
    end(ExitCode.FAILED, _("écriture impossible (%(reason)s)") % {"reason": reason})
