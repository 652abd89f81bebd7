"""Forms that attach children."""

from sqlalchemy import Engine

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.attachment import AttachmentChoice
from kiosk.ports import Clock, PreparedAttachment, ServiceFailure
from kiosk.services.visits import Gate


class EmbeddedAttachment:
    """The service on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock) -> None:
        """Take what the service works with."""
        self._engine = engine
        self._gate = gate
        self._clock = clock

    def prepare(self, token: str, choice: AttachmentChoice | None) -> PreparedAttachment | ServiceFailure:
        """Make the form."""
        return ServiceFailure(FailureCode.SERVICE_UNAVAILABLE)
