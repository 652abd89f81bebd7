"""The line to the authority of card updates on a machine without one: it leads to the simulated authority."""

from pathlib import Path

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.card_update import CardImage
from kiosk.gateways.update_wire import Request, answer_of, ask
from kiosk.ports import AuthorityAnswer, UpdateOrder


class UpdateLine:
    """Ask the authority that listens on a socket."""

    def __init__(self, socket_path: Path) -> None:
        """Take the socket of the authority, which need not listen yet."""
        self._socket_path = socket_path

    def open(self, order: UpdateOrder) -> AuthorityAnswer | FailureCode:
        """Open a session with a card."""
        return self._ask(Request("open", order.update_id, opening=order))

    def answer(self, update_id: str, number: int, response: bytes) -> AuthorityAnswer | FailureCode:
        """Pass on what the card answered."""
        return self._ask(Request("answer", update_id, number=number, response=response))

    def write(self, update_id: str, target: CardImage) -> AuthorityAnswer | FailureCode:
        """Have the card written."""
        return self._ask(Request("write", update_id, target=target))

    def _ask(self, request: Request) -> AuthorityAnswer | FailureCode:
        return answer_of(ask(self._socket_path, request)) or FailureCode.UPDATE_UNAVAILABLE
