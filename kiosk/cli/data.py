"""`kiosk data`: the data of the services."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.environment import CommandLine, ExitCode, end, pass_command_line
from kiosk.texts import format_number
from kiosk.texts import gettext as _

if TYPE_CHECKING:
    from kiosk.services.secrets import Secrets

_PEOPLE_MAX = 700_000
"""Nobody's NIRs are not endless, and some are left for the rounding of the last household."""


@click.group(
    "data",
    # Translators: command line, help of kiosk data
    help=_("Créer les données des services."),
)
def data() -> None:
    """Hold the commands of the data."""


@data.command(
    "generate",
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
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="AAAA-MM-JJ",
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
    metavar="DOSSIER",
    # Translators: command line, help of kiosk data generate --cards
    help=_("Écrire dans ce dossier les cartes, avec leurs codes, des vingt premières personnes assurées tirées."),
)
@pass_command_line
def generate(
    command_line: CommandLine,
    people: int,
    seed: int,
    today: datetime | None,
    database: str | None,
    cards: Path | None,
    *,
    replace: bool,
    create_secrets: bool,
) -> None:
    """Generate a database and say how much is in it."""
    from sqlalchemy.exc import ArgumentError, DBAPIError

    from kiosk.services.generator.cards import CardWriter
    from kiosk.services.generator.generate import DatabaseOpenError, DatabaseThereError, Order, generate_database

    settings = command_line.settings()
    secrets = _secrets(Path(settings.secrets.dir), create=create_secrets)
    day = date.today() if today is None else today.date()  # noqa: DTZ011 - the civil day of this machine
    writer = CardWriter(cards) if cards is not None else None
    try:
        generated = generate_database(
            database or settings.database.url,
            secrets,
            Order(people, seed, day),
            replace=replace,
            on_file=writer.write if writer is not None else lambda _file: None,
        )
    except DatabaseThereError:
        # Translators: command line, kiosk data generate
        end(ExitCode.FAILED, _("il y a déjà une base ; --replace la remplace."))
    except DatabaseOpenError:
        # Translators: command line, kiosk data generate
        end(ExitCode.FAILED, _("la base à remplacer est ouverte ; arrêter d’abord la borne."))
    except (ArgumentError, ValueError):
        # Translators: command line, kiosk data generate
        end(ExitCode.REFUSED, _("adresse de base refusée ; permis : sqlite:////CHEMIN"))
    except OSError as error:
        # Translators: command line, kiosk data generate
        end(ExitCode.FAILED, _("écriture impossible (%(reason)s)") % {"reason": error.strerror})
    except DBAPIError as error:
        # Translators: command line, kiosk data generate
        end(ExitCode.FAILED, _("écriture impossible (%(reason)s)") % {"reason": type(error.orig).__name__})
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


def _secrets(directory: Path, *, create: bool) -> Secrets:
    from kiosk.catalogue.failures import FailureCode
    from kiosk.services.secrets import create_secrets, load_secrets

    secrets = load_secrets(directory)
    if isinstance(secrets, FailureCode) and create:
        try:
            create_secrets(directory)
        except FileExistsError:
            # Translators: command line, kiosk data generate
            end(ExitCode.FAILED, _("secrets incomplets ou lisibles par d’autres dans %(dir)s") % {"dir": directory})
        except OSError as error:
            # Translators: command line, kiosk data generate
            end(ExitCode.FAILED, _("écriture impossible (%(reason)s)") % {"reason": error.strerror})
        secrets = load_secrets(directory)
    if isinstance(secrets, FailureCode):
        # Translators: command line, kiosk data generate
        sentence = _("secrets absents de %(dir)s, ou lisibles par d’autres ; --create-secrets les crée.")
        end(ExitCode.FAILED, sentence % {"dir": directory})
    return secrets
