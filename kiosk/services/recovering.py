"""Services that are there as soon as their database and secrets are, and come back after them.

Importing this module is cheap: SQLAlchemy and cryptography are loaded when the services start, by the thread that asks.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import log_event
from kiosk.ports import Clock, Notifier, ServiceFailure, Services, UpdateAuthority
from kiosk.services.relayed import relayed_services

if TYPE_CHECKING:
    from kiosk.services.embedded import ServiceSettings

T = TypeVar("T")

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Running:
    """Hold services that run, and how to let go of what they hold."""

    services: Services
    close: Callable[[], None]


class RecoveringServices:
    """Start the services when they are first needed, and again after a failure that their check found.

    While they do not run, every order is answered with the failure code that keeps them down. Any thread may call.
    """

    def __init__(self, start: Callable[[], Running | FailureCode]) -> None:
        """Take what starts the services; nothing is started yet."""
        self._start = start
        self._lock = threading.Lock()
        self._running: Running | None = None
        self._reported: FailureCode | None = None

    def services(self) -> Services:
        """Give the services, to be used whether they run or not."""
        return relayed_services(self, self.check)

    def check(self) -> Sequence[FailureCode]:
        """Say what keeps the services from answering; try to start those that do not run."""
        with self._lock:
            running = self._started()
            if isinstance(running, FailureCode):
                return (running,)
            failures = running.services.check()
            if failures:
                self._stop()
                self._report(failures[0])
            return failures

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._stop()

    def ask(self, question: Callable[[Services], T]) -> T | ServiceFailure:
        """Put a question to the services, or answer with what keeps them down."""
        with self._lock:
            running = self._started()
        return ServiceFailure(running) if isinstance(running, FailureCode) else question(running.services)

    def _started(self) -> Running | FailureCode:
        if self._running is not None:
            return self._running
        outcome = self._start()
        if isinstance(outcome, FailureCode):
            self._report(outcome)
            return outcome
        self._running = outcome
        self._reported = None
        return outcome

    def _stop(self) -> None:
        if self._running is not None:
            self._running.close()
            self._running = None

    def _report(self, failure: FailureCode) -> None:
        """Log a failure once, not each time that it is found still there."""
        if failure is self._reported:
            return
        from kiosk.services.opening import DATABASE_FAILURES

        self._reported = failure
        if failure in DATABASE_FAILURES:
            log_event(_logger, Event.DATABASE_FAILED, code=failure.value)
        else:
            log_event(_logger, Event.SERVICE_FAILED, code=failure.value, operation="start")


def start_embedded(
    database: str,
    secrets_dir: Path,
    notifier: Notifier,
    clock: Clock,
    settings: ServiceSettings,
    authority: UpdateAuthority | None = None,
) -> Running | FailureCode:
    """Start the embedded services, or say what keeps them down.

    Args:
        database: the address, sqlite:////ABSOLUTE/PATH.
        secrets_dir: the folder of the secrets.
        notifier: sends text messages.
        clock: dates everything.
        settings: the surroundings.
        authority: updates cards; None where none is connected.
    """
    from kiosk.services.embedded import embedded_services
    from kiosk.services.opening import open_database
    from kiosk.services.secrets import load_secrets

    secrets = load_secrets(secrets_dir)
    if isinstance(secrets, FailureCode):
        return secrets
    opened = open_database(database, clock.now())
    if isinstance(opened, FailureCode):
        return opened
    return Running(embedded_services(opened, secrets, notifier, clock, settings, authority), opened.engine.dispose)
