"""No card updates: what a terminal in service has as long as no authority is connected."""

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.card_update import CardImage
from kiosk.ports import AuthorityAnswer, UpdateOrder


class NoUpdateAuthority:
    """Refuse every update: the terminal has no keys of its own, and invents none."""

    def open(self, order: UpdateOrder) -> AuthorityAnswer | FailureCode:
        """Answer UPDATE_NOT_CONNECTED."""
        del order
        return FailureCode.UPDATE_NOT_CONNECTED

    def answer(self, update_id: str, number: int, response: bytes) -> AuthorityAnswer | FailureCode:
        """Answer UPDATE_NOT_CONNECTED."""
        del update_id, number, response
        return FailureCode.UPDATE_NOT_CONNECTED

    def write(self, update_id: str, target: CardImage) -> AuthorityAnswer | FailureCode:
        """Answer UPDATE_NOT_CONNECTED."""
        del update_id, target
        return FailureCode.UPDATE_NOT_CONNECTED
