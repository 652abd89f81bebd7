"""The way from `kiosk printer` to a printer that plays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kiosk.cli.environment import ExitCode, end
from kiosk.texts import gettext as _

if TYPE_CHECKING:
    from hardware.printer.simulator import PrinterControl

T = TypeVar("T")


def control_socket() -> Path:
    """Give the default path of the control socket, beside the sockets of the virtual card reader."""
    from hardware.card.simulator.paths import runtime_dir
    from kiosk.app.sockets import PRINTER_SOCKET

    return runtime_dir() / PRINTER_SOCKET


class _ControlOption(click.Option):
    """The option --control, the same for every command of the group."""

    def __init__(self) -> None:
        super().__init__(
            ["--control"],
            type=click.Path(path_type=Path),
            metavar="SOCKET",
            # Translators: command line, help of kiosk printer --control
            help=_("Socket de commande de l’imprimante ; par défaut celle de « kiosk demo »."),
        )


def with_control(command: click.Command) -> click.Command:
    """Let a command say which printer it acts on."""
    command.params.append(_ControlOption())
    return command


def ask(control: Path | None, question: Callable[[PrinterControl], T]) -> T:
    """Ask the printer something, or end with why it does not answer."""
    from hardware.printer.simulator import ControlError, PrinterControl

    path = control or control_socket()
    try:
        with PrinterControl(path) as client:
            return question(client)
    except OSError:
        # Translators: command line, kiosk printer: nothing listens on the socket
        sentence = _(
            "aucune imprimante virtuelle ne répond sur %(path)s. Lancez « kiosk demo » ou « kiosk printer serve »."
        )
        end(ExitCode.FAILED, sentence % {"path": path})
    except ControlError as error:
        # Translators: command line, kiosk printer; the reason is in English
        end(ExitCode.FAILED, _("demande refusée : %(reason)s") % {"reason": error})
