"""Make the parts of a terminal from its settings. Importing this module takes time: it comes after the first frame."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hardware.card.pcsc_reader import PcscCardReader
from hardware.card.simulator.paths import BenchPaths, ensure_private_directory
from hardware.printer.driver import EscposPrinter
from hardware.printer.journal import Journal
from hardware.printer.profiles import Dialect, find_profile
from hardware.printer.url import transport_to
from hardware.sound.player import AplaySounder
from kiosk.app.sockets import AUTHORITY_SOCKET, PHONE_SOCKET
from kiosk.catalogue.failures import FailureCode
from kiosk.domain.access import CodePolicy
from kiosk.gateways.no_sms import NoSms
from kiosk.gateways.outbox import Outbox
from kiosk.gateways.update_line import UpdateLine
from kiosk.ports import CardReader, Clock, Notifier, Sounder, TicketPrinter, UpdateAuthority
from kiosk.services.recovering import RecoveringServices, Running, start_embedded
from kiosk.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold the equipment and the services of a terminal, not started yet."""

    reader: CardReader
    printer: TicketPrinter
    services: RecoveringServices
    sounder: Sounder


def code_policy(settings: Settings) -> CodePolicy:
    """Give how long a definitive code is."""
    return CodePolicy(settings.access.code_digits_min, settings.access.code_digits_max)


def notifier_of(settings: Settings, simulators: Path) -> Notifier:
    """Give what sends text messages: the simulated telephone where simulators are allowed, else nothing.

    Args:
        settings: say whether simulators are allowed.
        simulators: the folder of the telephone's socket. Where another user could have put a socket there, nothing is
            sent: the codes would be theirs.
    """
    if not settings.terminal.simulators:
        return NoSms()
    try:
        ensure_private_directory(simulators)
    except OSError:
        return NoSms()
    return Outbox(simulators / PHONE_SOCKET)


def authority_of(settings: Settings, simulators: Path) -> UpdateAuthority | None:
    """Give what updates cards: the simulated authority where simulators are allowed, else nothing.

    Args:
        settings: say whether simulators are allowed.
        simulators: the folder of the authority's socket; one that another user could write to is not used, since the
            content of cards goes there.
    """
    if not settings.terminal.simulators:
        return None
    try:
        ensure_private_directory(simulators)
    except OSError:
        return None
    return UpdateLine(simulators / AUTHORITY_SOCKET)


def make_parts(settings: Settings, clock: Clock, simulators: Path) -> Parts:
    """Make the parts; nothing is opened or started yet.

    Args:
        settings: all of them, places included.
        clock: the clock of everything.
        simulators: the folder of the simulators' sockets, used where the settings allow simulators.

    Raises:
        PrinterUrlError: the address of the printer names none.
        UnknownProfileError: the profile of the printer is not known.
    """
    has_simulators = settings.terminal.simulators
    pcscd = BenchPaths(simulators).pcscd
    return Parts(
        reader=PcscCardReader(
            name_part=settings.reader.name,
            accept_specimens=has_simulators,
            environment={"PCSCLITE_CSOCK_NAME": str(pcscd)} if has_simulators else None,
        ),
        printer=EscposPrinter(
            transport_to(settings.printer.url),
            find_profile(settings.printer.profile, Dialect(settings.printer.dialect)),
            Journal(Path(settings.paths.state) / "print-jobs.db"),
            clock,
        ),
        services=RecoveringServices(lambda: _start_services(settings, clock, simulators)),
        sounder=AplaySounder(),
    )


def _start_services(settings: Settings, clock: Clock, simulators: Path) -> Running | FailureCode:
    # Loads SQLAlchemy and cryptography in the thread of the services, while reader and printer report themselves.
    from kiosk.services.access import AccessPolicy
    from kiosk.services.embedded import ServiceSettings

    return start_embedded(
        settings.database.url,
        Path(settings.secrets.dir),
        notifier_of(settings, simulators),
        clock,
        ServiceSettings(
            terminal_id=settings.terminal.id,
            public_url=settings.public.url,
            policy=AccessPolicy(code=code_policy(settings)),
        ),
        authority_of(settings, simulators),
    )
