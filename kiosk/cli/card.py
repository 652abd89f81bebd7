"""`kiosk card`: move the cards of a virtual reader that runs, from a second terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.environment import ExitCode, end
from kiosk.cli.groups import WholeHelpGroup
from kiosk.texts import gettext as _

if TYPE_CHECKING:
    from hardware.card.simulator.control import CardHostClient, State


class _RuntimeOption(click.Option):
    """The option --runtime, the same for every command of the group."""

    def __init__(self) -> None:
        super().__init__(
            ["--runtime"],
            type=click.Path(path_type=Path),
            # Translators: command line, name of an argument
            metavar=_("DOSSIER"),
            # Translators: command line, help of kiosk card --runtime
            help=_("Dossier du lecteur virtuel ; par défaut celui de « kiosk demo »."),
        )


def _with_runtime(command: click.Command) -> click.Command:
    command.params.append(_RuntimeOption())
    return command


@click.group(
    "card",
    cls=WholeHelpGroup,
    # Translators: command line, help of kiosk card
    help=_("Insérer, retirer, retourner ou remettre à neuf une carte du lecteur virtuel."),
)
def card() -> None:
    """Move the cards of a virtual reader."""


@_with_runtime
@card.command(
    "insert",
    # Translators: command line, help of kiosk card insert; NOM and FICHIER are the two forms of the argument
    help=_("Insérer une carte : son NOM (voir « kiosk card list ») ou le FICHIER .toml qui la décrit."),
)
# Translators: command line, name of the argument of kiosk card insert
@click.argument("name", metavar=_("NOM|FICHIER"))
def insert(name: str, runtime: Path | None) -> None:
    """Insert a card."""
    _check(name)
    _move(runtime, lambda client: client.insert(name))


@_with_runtime
@card.command(
    "remove",
    # Translators: command line, help of kiosk card remove
    help=_("Retirer la carte."),
)
def remove(runtime: Path | None) -> None:
    """Remove the card."""
    _move(runtime, lambda client: client.remove())


@_with_runtime
@card.command(
    "turn",
    # Translators: command line, help of kiosk card turn
    help=_("Retirer la carte et la remettre dans l’autre sens."),
)
def turn(runtime: Path | None) -> None:
    """Turn the card round."""
    _move(runtime, lambda client: client.turn())


@_with_runtime
@card.command(
    "reset",
    # Translators: command line, help of kiosk card reset; NOM and FICHIER are the two forms of the argument
    help=_("Remettre à neuf une carte qui a été mise à jour : son NOM, ou le FICHIER .toml qui la décrit."),
)
# Translators: command line, name of the argument of kiosk card reset
@click.argument("name", metavar=_("NOM|FICHIER"))
def reset(name: str, runtime: Path | None) -> None:
    """Make a card what its description says again."""
    _check(name)
    _move(runtime, lambda client: client.reset(name))


@_with_runtime
@card.command(
    "list",
    # Translators: command line, help of kiosk card list
    help=_("Montrer les cartes, et celle qui est dans le lecteur."),
)
def list_cards(runtime: Path | None) -> None:
    """Show the cards of the cast, and what is in the reader where one runs."""
    from hardware.card.simulator.control import NoCardHostError
    from hardware.card.simulator.scenario import card_names, load_scenario

    names = card_names()
    width = max(len(name) for name in names)
    for name in names:
        click.echo(f"{name:{width}}  {load_scenario(name).title}")
    try:
        state = _client(runtime).state()
    except NoCardHostError:
        return
    _say(state)


def _check(name: str) -> None:
    """Refuse a name that is of no card, and a file that describes none."""
    from hardware.card.simulator.scenario import ScenarioError, card_names, load_scenario

    if not name.endswith(".toml") and name not in card_names():
        # Translators: command line, kiosk card insert and reset; the names follow, separated by commas
        sentence = _("carte inconnue : %(name)s. Cartes : %(names)s.")
        end(ExitCode.REFUSED, sentence % {"name": name, "names": ", ".join(card_names())})
    try:
        load_scenario(name)
    except ScenarioError as error:
        # Translators: command line, kiosk card insert and reset; the reason is in English and names file and key
        end(ExitCode.REFUSED, _("carte refusée : %(reason)s") % {"reason": error})


def _client(runtime: Path | None) -> CardHostClient:
    from hardware.card.simulator.control import CardHostClient
    from hardware.card.simulator.paths import BenchPaths, runtime_dir

    return CardHostClient(BenchPaths(runtime or runtime_dir()).control)


def _move(runtime: Path | None, move: Callable[[CardHostClient], State]) -> None:
    from hardware.card.simulator.control import CardHostError, NoCardHostError
    from hardware.card.simulator.paths import runtime_dir

    try:
        state = move(_client(runtime))
    except NoCardHostError:
        # Translators: command line, kiosk card: nothing listens in the folder
        sentence = _("aucun lecteur virtuel ne répond dans %(folder)s. Lancez d’abord « kiosk demo ».")
        end(ExitCode.FAILED, sentence % {"folder": runtime or runtime_dir()})
    except CardHostError as error:
        end(ExitCode.FAILED, _("carte refusée : %(reason)s") % {"reason": error})
    _say(state)


def _say(state: State) -> None:
    if state.card is None:
        # Translators: command line, kiosk card: what is in the virtual reader
        click.echo(_("Lecteur vide."))
    elif state.turned:
        # Translators: command line, kiosk card: what is in the virtual reader
        click.echo(_("Dans le lecteur, à l’envers : %(card)s") % {"card": state.card})
    else:
        # Translators: command line, kiosk card: what is in the virtual reader
        click.echo(_("Dans le lecteur : %(card)s") % {"card": state.card})
