"""Turn what keeps the database from answering into the answer of a service."""

import logging
from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy.exc import DBAPIError

from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import log_event
from kiosk.ports import ServiceFailure
from kiosk.storage.faults import DatabaseFault, fault_of

T = TypeVar("T")

REFUSED: Final = ServiceFailure(FailureCode.SERVICE_REFUSED)
"""The visit is over or was never accepted; which one is not said."""

_logger = logging.getLogger(__name__)


def failure_code(fault: DatabaseFault) -> FailureCode:
    """Give the failure code of a fault of the database."""
    return FailureCode[fault.value]


def answered(operation: str, work: Callable[[], T]) -> T | ServiceFailure:
    """Give the answer of a piece of work, or why the database could not.

    Nothing of a failed piece of work is kept: each writes in one transaction. Other errors are bugs and pass through.

    Args:
        operation: for the log, "payments.page".
        work: what asks the database.
    """
    try:
        return work()
    except DBAPIError as error:
        fault = fault_of(error)
        if fault is None:
            raise
        code = failure_code(fault)
        log_event(
            _logger, Event.SERVICE_FAILED, code=code.value, operation=operation, error=type(error.orig).__qualname__
        )
        return ServiceFailure(code)
