"""Monthly statements."""

from datetime import date

from sqlalchemy import Engine

from kiosk.catalogue.failures import FailureCode
from kiosk.ports import Clock, PreparedStatement, ServiceFailure
from kiosk.services.visits import Gate


class EmbeddedStatements:
    """The service on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock) -> None:
        """Take what the service works with."""
        self._engine = engine
        self._gate = gate
        self._clock = clock

    def prepare(self, token: str, month: date | None) -> PreparedStatement | ServiceFailure:
        """Make the statement of a month."""
        return ServiceFailure(FailureCode.SERVICE_UNAVAILABLE)
