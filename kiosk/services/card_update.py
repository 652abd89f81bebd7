"""Updates of Vitale cards."""

from uuid import UUID

from sqlalchemy import Engine

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.cards import CardFile
from kiosk.ports import Clock, ServiceFailure, UpdateAnswer
from kiosk.services.visits import Gate


class EmbeddedCardUpdate:
    """The service on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock) -> None:
        """Take what the service works with."""
        self._engine = engine
        self._gate = gate
        self._clock = clock

    def open(self, token: str, card: CardFile, request_id: UUID) -> UpdateAnswer | ServiceFailure:
        """Open the update of a card, or go on with the one that was torn."""
        return ServiceFailure(FailureCode.SERVICE_UNAVAILABLE)

    def answer(self, token: str, update_id: str, number: int, response: bytes) -> UpdateAnswer | ServiceFailure:
        """Check what the card answered to a step and give the next."""
        return ServiceFailure(FailureCode.SERVICE_UNAVAILABLE)
