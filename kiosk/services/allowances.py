"""Daily-allowance certificates."""

from uuid import UUID

from sqlalchemy import Engine

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.allowances import AllowancePeriod
from kiosk.ports import Clock, NoAllowance, PreparedAllowances, ServiceFailure
from kiosk.services.issuing import Signer
from kiosk.services.visits import Gate


class EmbeddedAllowances:
    """The service on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock, signer: Signer) -> None:
        """Take what the service works with."""
        self._engine = engine
        self._gate = gate
        self._clock = clock
        self._signer = signer

    def prepare(
        self, token: str, choice: AllowancePeriod, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedAllowances | NoAllowance | ServiceFailure:
        """Number, sign and keep a certificate."""
        return ServiceFailure(FailureCode.SERVICE_UNAVAILABLE)
