"""The command `kiosk`: finds its subcommands by name and imports only the one that is asked for.

The subcommand NAME is the click command `NAME` of `kiosk.cli.NAME`. Importing that module must stay cheap: what is
heavy (Qt, SQLAlchemy, PC/SC) is imported inside the command. A module that is not there is not offered.
"""

import functools
import gettext as standard_gettext
import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from kiosk import __version__
from kiosk.catalogue.model import N_
from kiosk.cli.environment import CommandLine
from kiosk.cli.groups import commands_heading
from kiosk.resources import resource_path
from kiosk.texts import Language, set_language
from kiosk.texts import gettext as _

T = TypeVar("T")

COMMANDS: Final[Mapping[str, str]] = {
    # Translators: command line, one line for each command of kiosk
    "demo": N_("Montrer toute la borne sur cette machine, avec un lecteur et une imprimante virtuels."),
    "run": N_("Faire tourner la borne."),
    "tour": N_("Jouer une visite sans écran et en garder une image par étape."),
    "gallery": N_("Dessiner tous les écrans, dans chaque langue, palette et taille de texte."),
    "data": N_("Créer, importer et vérifier les données des services."),
    "card": N_("Insérer, retirer ou retourner une carte du lecteur virtuel."),
    "printer": N_("Faire tourner l’imprimante virtuelle."),
    "verify": N_("Vérifier la signature d’une attestation."),
}
"""Every subcommand with its line of help, in the order of `kiosk --help`."""

_SHOWS_WRONG_SETTINGS: Final = frozenset({"run"})
"""Commands that go on with settings that are refused: the terminal says it on its screen and waits for right ones."""


class LazyGroup(click.Group):
    """A group whose subcommands are modules of this package, imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands that are there."""
        del ctx
        return [name for name in COMMANDS if importlib.util.find_spec(f"{__name__}.{name}") is not None]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command and return it, None when there is no such command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(importlib.import_module(f"{__name__}.{cmd_name}"), cmd_name)
        _take_config(command, is_checked=cmd_name not in _SHOWS_WRONG_SETTINGS)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of the commands without importing any of them."""
        rows = [(name, _(COMMANDS[name])) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section(commands_heading()):
                formatter.write_dl(rows)


def _keep_config(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    del param
    if value is not None:
        ctx.ensure_object(CommandLine).config = value


def _config_option() -> click.Option:
    return click.Option(
        ["--config"],
        type=click.Path(path_type=Path),
        # Translators: command line, name of an argument
        metavar=_("FICHIER"),
        expose_value=False,
        callback=_keep_config,
        # Translators: command line, help of --config
        help=_("Réglages (TOML) ; sinon ceux de l’utilisateur, puis /etc/kiosk/kiosk.toml."),
    )


def _take_config(command: click.Command, *, is_checked: bool) -> None:
    """Let a command and those under it take --config, wherever it is written.

    Args:
        command: the command.
        is_checked: whether a file that was asked for and is refused ends the command, even if it needs no setting.
    """
    if not any("--config" in parameter.opts for parameter in command.params):
        command.params.append(_config_option())
        if is_checked and command.callback is not None:
            command.callback = _with_config_checked(command.callback)
    if isinstance(command, click.Group):
        for under in command.commands.values():
            _take_config(under, is_checked=is_checked)


def _with_config_checked(callback: Callable[..., T]) -> Callable[..., T]:
    @functools.wraps(callback)
    def checked(*arguments: Any, **options: Any) -> T:  # noqa: ANN401 - whatever the command takes
        line = click.get_current_context().ensure_object(CommandLine)
        if line.config is not None:
            line.settings()
        return callback(*arguments, **options)

    return checked


def language_of(environ: Mapping[str, str]) -> Language:
    """Return the language that the environment asks for: English if it says so, else French."""
    wanted = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "en" if wanted.startswith("en") else "fr"


def build(language: Language) -> click.Group:
    """Return the command `kiosk` with its help in a language."""
    set_language(language)
    # click asks the standard gettext for its own sentences, which goes by LANGUAGE before all else.
    os.environ["LANGUAGE"] = language
    standard_gettext.bindtextdomain("click", str(resource_path("assets/locale")))
    standard_gettext.textdomain("click")
    group = LazyGroup(
        "kiosk",
        params=[_config_option()],
        # Translators: command line, help of the command itself
        help=_("Borne multiservices : la borne, ses simulateurs et ses données."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    # Translators: command line, help of --version
    return click.version_option(
        __version__, prog_name="kiosk", message="%(prog)s %(version)s", help=_("Dire la version.")
    )(group)


def main(arguments: list[str] | None = None) -> Any:  # noqa: ANN401 - click's own signature
    """Run the command line and end the process with its exit code."""
    command = build(language_of(os.environ))
    return command.main(arguments if arguments is not None else sys.argv[1:], prog_name="kiosk", obj=CommandLine())
