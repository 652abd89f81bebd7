"""Full third-party-payment certificates."""

from uuid import UUID

from sqlalchemy import Engine

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.third_party import NotCovered
from kiosk.ports import Clock, PreparedThirdParty, ServiceFailure
from kiosk.services.issuing import Signer
from kiosk.services.visits import Gate


class EmbeddedThirdParty:
    """The service on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock, signer: Signer) -> None:
        """Take what the service works with."""
        self._engine = engine
        self._gate = gate
        self._clock = clock
        self._signer = signer

    def prepare(
        self, token: str, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedThirdParty | NotCovered | ServiceFailure:
        """Number, sign and keep a certificate, or say that there is no cover."""
        return ServiceFailure(FailureCode.SERVICE_UNAVAILABLE)
