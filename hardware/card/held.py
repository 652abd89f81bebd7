"""Hold a card for exchanges: one exclusive connection from the first command to the release."""

from __future__ import annotations

from hardware.card import apdu
from hardware.card.apdu import ReadFault, Response
from hardware.card.pcsc import ScardConnection
from hardware.card.presence import CardPresence, connect
from kiosk.domain.cards import CardFault


class HeldCard:
    """Hold no card, or that of one presence. One thread uses it."""

    def __init__(self) -> None:
        self._presence: CardPresence | None = None
        self._connection: ScardConnection | None = None

    def exchange(self, presence: CardPresence, command: bytes) -> Response | CardFault | None:
        """Send one command; None where the card has left meanwhile, which the monitor tells.

        A failed exchange is not tried again, since nobody knows what the card made of it: the connection ends with it.
        """
        if presence.ended.is_set():
            return None
        connection = self._take(presence)
        answer = connection if isinstance(connection, CardFault) else apdu.exchange(connection.transmit, command)
        if isinstance(answer, Response):
            return answer
        fault = answer.fault if isinstance(answer, ReadFault) else answer
        explained = presence.explains(fault)
        self.release()
        return None if explained else fault

    def release(self) -> None:
        """Let go of the card; one that has gone is not reset."""
        presence, connection = self._presence, self._connection
        self._presence = self._connection = None
        if presence is not None and connection is not None:
            connection.close(reset=not presence.ended.is_set())

    def _take(self, presence: CardPresence) -> ScardConnection | CardFault:
        if self._connection is not None and self._presence == presence:
            return self._connection
        self.release()
        connection = connect(presence)
        if isinstance(connection, CardFault):
            return connection
        self._presence, self._connection = presence, connection
        if connection.events(presence.reader) != presence.insertion:
            return CardFault.COMMUNICATION  # another card: it is told nothing
        return connection
