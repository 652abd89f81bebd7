"""Open the database of the services, or give the failure code that keeps it closed."""

import logging
import time
from datetime import datetime
from typing import Final

from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import log_event
from kiosk.domain.law import Law
from kiosk.resources import resource_path
from kiosk.services.answers import failure_code
from kiosk.services.law_file import read_law
from kiosk.storage.faults import DatabaseFault
from kiosk.storage.opening import Opened
from kiosk.storage.opening import open_database as open_storage

DATABASE_FAILURES: Final = frozenset(failure_code(fault) for fault in DatabaseFault)

_logger = logging.getLogger(__name__)


def own_law() -> Law:
    """Give the values of the law that this program brings along."""
    return read_law(resource_path("config/tariffs.toml"))


def open_database(address: str, now: datetime) -> Opened | FailureCode:
    """Open a database; where it is older, bring its schema and the names of the law's values up to this program's.

    Args:
        address: sqlite:////ABSOLUTE/PATH, or another address of SQLAlchemy's.
        now: the time of this machine.
    """
    started_s = time.monotonic()
    opened = open_storage(address, now, law=own_law)
    if isinstance(opened, DatabaseFault):
        return failure_code(opened)
    duration_ms = round((time.monotonic() - started_s) * 1000)
    if opened.upgraded_from is not None:
        log_event(_logger, Event.DATABASE_MIGRATED, revision=opened.revision, duration_ms=duration_ms)
    size = None if opened.path is None else opened.path.stat().st_size
    log_event(_logger, Event.DATABASE_OPENED, revision=opened.revision, size=size, duration_ms=duration_ms)
    return opened
