"""European cards."""

from sqlalchemy import Engine

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.cards import CardFile
from kiosk.domain.ehic import EhicOffer
from kiosk.ports import Clock, EhicChanged, EhicReceipt, EhicRequest, ServiceFailure
from kiosk.services.issuing import Signer
from kiosk.services.visits import Gate


class EmbeddedEhic:
    """The service on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock, signer: Signer) -> None:
        """Take what the service works with."""
        self._engine = engine
        self._gate = gate
        self._clock = clock
        self._signer = signer

    def offer(self, token: str, card: CardFile) -> EhicOffer | ServiceFailure:
        """Say who can have a European card, and where it is sent."""
        return ServiceFailure(FailureCode.SERVICE_UNAVAILABLE)

    def order(
        self, token: str, card: CardFile, request: EhicRequest, unconfirmed: frozenset[str]
    ) -> EhicReceipt | EhicChanged | ServiceFailure:
        """Order cards, all or none."""
        return ServiceFailure(FailureCode.SERVICE_UNAVAILABLE)
