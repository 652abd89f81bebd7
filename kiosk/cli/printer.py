"""`kiosk printer`: play a ticket printer, and act on one that plays, from a second terminal."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kiosk.cli.environment import ExitCode, end
from kiosk.cli.groups import WholeHelpGroup
from kiosk.cli.printer_control import ask, control_socket, with_control
from kiosk.cli.reasons import reason_of
from kiosk.texts import gettext as _

if TYPE_CHECKING:
    from hardware.printer.simulator import PrinterControl
    from hardware.printer.simulator.paper import Paper

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


@click.group(
    "printer",
    cls=WholeHelpGroup,
    # Translators: command line, help of kiosk printer
    help=_("Faire tourner l’imprimante virtuelle."),
)
def printer() -> None:
    """Play a printer, or act on one."""


@with_control
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
        end(ExitCode.FAILED, _("l’imprimante simulée ne démarre pas : %(reason)s") % {"reason": reason_of(error)})
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


@with_control
@printer.command(
    "inject",
    # Translators: command line, line of kiosk printer inject in the help of kiosk printer; PANNE is the argument
    short_help=_("Provoquer une PANNE."),
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


@with_control
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


@with_control
@printer.command(
    "new-roll",
    # Translators: command line, help of kiosk printer new-roll
    help=_("Mettre un rouleau neuf."),
)
def new_roll(control: Path | None) -> None:
    """Put a full roll in."""
    _act(control, lambda client: client.new_roll())


@with_control
@printer.command(
    "take",
    # Translators: command line, help of kiosk printer take
    help=_("Prendre le ticket."),
)
def take(control: Path | None) -> None:
    """Take the newest paper."""
    _act(control, lambda client: client.take())


@with_control
@printer.command(
    "qr",
    # Translators: command line, help of kiosk printer qr
    help=_("Écrire le texte du code QR du dernier papier, pour « kiosk verify »."),
)
def qr(control: Path | None) -> None:
    """Write what the QR codes of the newest paper say, one a line."""
    papers = ask(control, _newest_paper)
    codes = [text for paper in papers for text in paper.qr_texts]
    if not codes:
        # Translators: command line, kiosk printer qr: nothing was printed, or the newest paper bears no code
        end(ExitCode.FAILED, _("le dernier papier n’a pas de code QR.") if papers else _("rien n’est encore imprimé."))
    for code in codes:
        click.echo(code)


def _newest_paper(client: PrinterControl) -> Sequence[Paper]:
    count = client.state()["papers"]
    return client.papers(count - 1) if count else ()


@with_control
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

    def act_and_look(client: PrinterControl) -> dict[str, Any]:
        act(client)
        return client.state()

    look = ask(control, act_and_look)
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
