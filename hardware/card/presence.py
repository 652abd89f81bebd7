"""One presence of a card in a PC/SC reader: reach it, read it, and tell a failure from the card's leaving."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from hardware.card.apdu import ReadFault
from hardware.card.pcsc import PcscError, ScardConnection
from hardware.card.reading import MAX_RETRIES, RETRIED, read_with_retries
from hardware.card.states import ReadOutcome
from kiosk.domain.cards import CardFault

RETRY_PAUSE_S = 0.1
RESET_PAUSE_S = 0.02
"""How long after a failed exchange the news that the card has gone may take."""
LEAVE_WAIT_S = 0.5
"""How long a failed exchange waits for the news that the card, the reader or pcscd has gone, which explains it."""

_EXPLAINED_BY_LEAVING = (*RETRIED, CardFault.SERVICE_DOWN, CardFault.READER_UNPLUGGED, CardFault.NO_READER)


@dataclass(frozen=True, slots=True)
class CardPresence:
    """Name one presence of a card, by the event counter of its reader, and say when it has ended."""

    reader: str
    insertion: int
    ended: threading.Event = field(default_factory=threading.Event, compare=False)

    def is_of(self, reader: str, insertion: int) -> bool:
        """Say whether this is the presence that is meant."""
        return (self.reader, self.insertion) == (reader, insertion)

    def explains(self, fault: CardFault) -> bool:
        """Say whether the end of this presence, which the monitor tells, is behind a fault; it may come a bit later."""
        return fault in _EXPLAINED_BY_LEAVING and self.ended.wait(LEAVE_WAIT_S)


def connect(presence: CardPresence) -> ScardConnection | CardFault:
    """Connect to the card, exclusively, with the retries that a busy reader or bad contacts need."""
    fault = CardFault.COMMUNICATION
    for _ in range(1 + MAX_RETRIES):
        connection = ScardConnection.connect(presence.reader)
        if not isinstance(connection, PcscError):
            return connection
        fault = connection.fault
        if fault not in (*RETRIED, CardFault.READER_BUSY) or presence.ended.wait(RETRY_PAUSE_S):
            break
    return fault


def read_presence(presence: CardPresence, *, accept_specimens: bool) -> ReadOutcome | None:
    """Read the card of one presence; None where it has left meanwhile, which the monitor tells."""
    connection = connect(presence)
    if isinstance(connection, CardFault):
        return None if presence.explains(connection) else ReadOutcome(connection)
    outcome = read_with_retries(_Present(connection, presence), accept_specimens=accept_specimens)
    same = connection.events(presence.reader) == presence.insertion
    if not same and not isinstance(outcome.result, CardFault):
        # Read, but from which card? Only the counter can tell.
        outcome = ReadOutcome(CardFault.COMMUNICATION, None, outcome.apdus, outcome.duration_ms)
    explained = isinstance(outcome.result, CardFault) and presence.explains(outcome.result)
    connection.close(reset=not explained)
    return None if explained else outcome


class _Present:
    """Reach a card for as long as it is there: what has gone is not reset.

    pcscd takes a reset that fails on a reader that was unplugged for the sign of a mute card, and says so to everybody.
    """

    def __init__(self, connection: ScardConnection, presence: CardPresence) -> None:
        self._connection = connection
        self._presence = presence

    def transmit(self, command: bytes) -> bytes | ReadFault:
        return self._connection.transmit(command)

    def reset(self) -> ReadFault | None:
        if self._presence.ended.wait(RESET_PAUSE_S):
            return ReadFault(CardFault.COMMUNICATION)
        return self._connection.reset()
