"""Keep that certificates are on paper."""

from sqlalchemy import Engine

from kiosk.ports import Clock, ServiceFailure
from kiosk.services.answers import REFUSED, answered
from kiosk.services.visits import Gate
from kiosk.storage.certificates import set_printed
from kiosk.storage.engine import writing


class EmbeddedCertificates:
    """The service that certificates of all kinds share, on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock) -> None:
        """Take what the service works with."""
        self._engine = engine
        self._gate = gate
        self._clock = clock

    def confirm_printed(self, token: str, number: str) -> ServiceFailure | None:
        """Keep that a certificate is on paper."""
        return answered("certificates.confirm_printed", lambda: self._confirm_printed(token, number))

    def _confirm_printed(self, token: str, number: str) -> ServiceFailure | None:
        admitted = self._gate.admit(token)
        if admitted is None:
            return REFUSED
        with writing(self._engine) as connection:
            is_known = set_printed(connection, admitted.insured.file_id, number, self._clock.now())
        return None if is_known else REFUSED
