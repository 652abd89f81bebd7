"""`kiosk printer`: play a ticket printer, and act on one that plays, from a second terminal."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kiosk.cli.environment import ExitCode, end
from kiosk.texts import gettext as _

if TYPE_CHECKING:
    from hardware.printer.simulator import PrinterControl

DIALECTS: Final = ("epson-tm", "custom-kiosk", "generic")
"""Names of the profiles of hardware.printer.simulator, known here without importing Pillow for the help."""

FAULTS: Final = (
    *("paper-out", "near-end", "cover-open", "cutter-jam", "head-hot", "unrecoverable", "power-cycle"),
    *("ticket-not-taken", "presenter-jam"),
    *("unplug", "stall", "refuse-connect", "slow-link"),
    *("late-replies", "fragmented-replies", "merged-replies", "duplicated-replies", "asb-between-replies"),
    *("stale-id", "no-process-id", "silence", "nonsense"),
)
"""Names of the faults of hardware.printer.simulator, idem: mechanism, presenter, link, answers."""


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


def _with_control(command: click.Command) -> click.Command:
    command.params.append(_ControlOption())
    return command


@click.group(
    "printer",
    # Translators: command line, help of kiosk printer
    help=_("Faire tourner l’imprimante virtuelle."),
)
def printer() -> None:
    """Play a printer, or act on one."""


@_with_control
@printer.command(
    "serve",
    # Translators: command line, help of kiosk printer serve
    help=_("Simuler une imprimante de tickets sur cette machine, jusqu’à Ctrl-C."),
)
# Translators: command line, help of kiosk printer serve --port
@click.option("--port", type=click.IntRange(0, 65535), default=9100, show_default=True, help=_("Port TCP, 0 : libre."))
@click.option(
    "--serial",
    type=click.Path(path_type=Path),
    # Translators: command line, name of an argument
    metavar=_("LIEN"),
    # Translators: command line, help of kiosk printer serve --serial
    help=_("Simuler un port série au lieu du réseau ; LIEN mène au terminal."),
)
@click.option(
    "--dialect",
    type=click.Choice(DIALECTS),
    default=DIALECTS[0],
    show_default=True,
    # Translators: command line, help of kiosk printer serve --dialect
    help=_("Imprimante simulée."),
)
@click.option(
    "--time-scale",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    # Translators: command line, help of kiosk printer serve --time-scale
    help=_("Durée réelle d’une seconde de la machine ; 0 : instantané."),
)
@click.option(
    "--papers",
    type=click.Path(path_type=Path, file_okay=False),
    # Translators: command line, name of an argument
    metavar=_("DOSSIER"),
    # Translators: command line, help of kiosk printer serve --papers
    help=_("Garder chaque papier, en PNG et en texte."),
)
@click.option(
    "--take-after",
    type=click.FloatRange(min=0),
    # Translators: command line, name of an argument
    metavar=_("SECONDES"),
    # Translators: command line, help of kiosk printer serve --take-after
    help=_("Prendre de soi-même le ticket présenté, après ce délai."),
)
def serve(
    *,
    port: int,
    serial: Path | None,
    dialect: str,
    time_scale: float,
    papers: Path | None,
    take_after: float | None,
    control: Path | None,
) -> None:
    """Play a printer until SIGINT or SIGTERM."""
    from hardware.card.simulator.paths import ensure_private_directory
    from hardware.printer.simulator import PROFILES, EngineOptions, SerialLine, TcpPort, VirtualPrinter

    socket_path = control or control_socket()
    try:
        if control is None:
            ensure_private_directory(socket_path.parent)
        virtual = VirtualPrinter(
            PROFILES[dialect],
            link=SerialLine(serial) if serial is not None else TcpPort(port),
            time_scale=time_scale,
            options=EngineOptions(take_after_s=take_after),
            papers_dir=papers,
            control_path=socket_path,
        )
    except OSError as error:
        # Translators: command line, kiosk printer serve: it cannot start; the reason comes from the system
        end(ExitCode.FAILED, _("l’imprimante simulée ne démarre pas : %(reason)s") % {"reason": error})
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    with virtual:
        # Translators: command line, kiosk printer serve, the first line; nobody must take it for a real printer
        click.echo(_("Imprimante SIMULÉE, aucun vrai papier : %(dialect)s") % {"dialect": dialect})
        click.echo(f'[printer] url = "{virtual.url}"')
        # Translators: command line, kiosk printer serve; the path of a socket follows
        click.echo(_("Commande : %(path)s — Ctrl-C pour arrêter.") % {"path": socket_path})
        stop.wait()


@_with_control
@printer.command(
    "inject",
    # Translators: command line, help of kiosk printer inject; PANNE is the argument
    help=_("Provoquer une PANNE : %(faults)s.") % {"faults": ", ".join(FAULTS)},
)
# Translators: command line, name of the argument of kiosk printer inject
@click.argument("fault", metavar=_("PANNE"), type=click.Choice(FAULTS))
# Translators: command line, help of kiosk printer inject --after-mm
@click.option("--after-mm", type=float, metavar="MM", help=_("Après tant de millimètres de papier."))
# Translators: command line, help of kiosk printer inject --after-bytes
@click.option("--after-bytes", type=int, metavar="N", help=_("Après tant d’octets reçus (unplug)."))
# Translators: command line, help of kiosk printer inject --for
@click.option("--for", "for_s", type=float, metavar=_("SECONDES"), help=_("Pendant ce temps seulement."))
# Translators: command line, help of kiosk printer inject --count
@click.option("--count", type=int, metavar="N", help=_("Nombre de coupes bloquées (cutter-jam)."))
# Translators: command line, help of kiosk printer inject --delay
@click.option("--delay", "delay_s", type=float, metavar=_("SECONDES"), help=_("Retard des réponses (late-replies)."))
# Translators: command line, help of kiosk printer inject --bytes-per-s
@click.option("--bytes-per-s", type=int, metavar="N", help=_("Débit du lien (slow-link)."))
def inject(fault: str, control: Path | None, **quantities: float | None) -> None:
    """Make something go wrong."""
    from hardware.printer.simulator import Fault, FaultName

    given: dict[str, Any] = {name: value for name, value in quantities.items() if value is not None}
    try:
        wanted = Fault(FaultName(fault), **given)
    except ValueError as error:
        # Translators: command line, kiosk printer inject; the reason is in English
        end(ExitCode.REFUSED, _("panne refusée : %(reason)s") % {"reason": error})
    _act(control, lambda client: client.inject(wanted))


@_with_control
@printer.command(
    "clear",
    # Translators: command line, help of kiosk printer clear
    help=_("Réparer une panne, ou toutes."),
)
@click.argument("fault", metavar=_("[PANNE]"), type=click.Choice(FAULTS), required=False)
def clear(fault: str | None, control: Path | None) -> None:
    """Put a fault right, or all of them."""
    from hardware.printer.simulator import FaultName

    _act(control, lambda client: client.clear(None if fault is None else FaultName(fault)))


@_with_control
@printer.command(
    "new-roll",
    # Translators: command line, help of kiosk printer new-roll
    help=_("Mettre un rouleau neuf."),
)
def new_roll(control: Path | None) -> None:
    """Put a full roll in."""
    _act(control, lambda client: client.new_roll())


@_with_control
@printer.command(
    "take",
    # Translators: command line, help of kiosk printer take
    help=_("Prendre le ticket."),
)
def take(control: Path | None) -> None:
    """Take the newest paper."""
    _act(control, lambda client: client.take())


@_with_control
@printer.command(
    "state",
    # Translators: command line, help of kiosk printer state
    help=_("Montrer l’état de l’imprimante virtuelle."),
)
def state(control: Path | None) -> None:
    """Show sensors, counters and faults."""
    _act(control, lambda _client: None)


def _act(control: Path | None, act: Callable[[PrinterControl], object]) -> None:
    """Do something to the printer and show how it is then."""
    from hardware.printer.simulator import ControlError, PrinterControl

    path = control or control_socket()
    try:
        with PrinterControl(path) as client:
            act(client)
            look = client.state()
    except OSError:
        # Translators: command line, kiosk printer: nothing listens on the socket
        sentence = _("aucune imprimante virtuelle ne répond sur %(path)s. Lancez d’abord « kiosk printer serve ».")
        end(ExitCode.FAILED, sentence % {"path": path})
    except ControlError as error:
        # Translators: command line, kiosk printer; the reason is in English
        end(ExitCode.FAILED, _("demande refusée : %(reason)s") % {"reason": error})
    for name, value in look["state"].items():
        click.echo(f"{name:20} {_plain(value)}")
    for name in ("active", "waiting", "papers", "events"):
        click.echo(f"{name:20} {_plain(look[name])}")


def _plain(value: object) -> str:
    """Write a value of the state for a person."""
    if isinstance(value, bool):
        return "yes" if value else "-"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    return str(value)
