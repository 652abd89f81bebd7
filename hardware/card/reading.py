"""Read a card over a connection, with the retries that a card with dirty contacts needs."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from hardware.card.apdu import ReadFault
from hardware.card.states import ReadOutcome
from hardware.card.vitale2 import read_card_file
from kiosk.domain.cards import CardFault, CardFile

MAX_RETRIES = 3

OPTIONAL_UNTIL_S = 0.75
"""Until when a file is begun that a visit can do without. One takes at most four exchanges, the mandatory files six:
what is begun by then ends well within the 1.5 s of a read, and a card that needs 0.2 s an exchange is still read."""

RETRIED = (CardFault.COMMUNICATION, CardFault.MUTE, CardFault.UNPOWERED)
"""Faults that a reset may cure."""


class Connection(Protocol):
    """Reach one card."""

    def transmit(self, command: bytes) -> bytes | ReadFault:
        """Send one command and give the whole answer."""

    def reset(self) -> ReadFault | None:
        """Reset the card; None where it answers again."""


def read_with_retries(
    connection: Connection, *, accept_specimens: bool, monotonic_s: Callable[[], float] = time.monotonic
) -> ReadOutcome:
    """Read the card; a failed exchange is begun again from a reset, at most three times."""
    begun_s = monotonic_s()
    counted = _Counted(connection)

    def read() -> CardFile | ReadFault:
        return read_card_file(
            counted.transmit,
            accept_specimens=accept_specimens,
            has_time=lambda: monotonic_s() - begun_s < OPTIONAL_UNTIL_S,
        )

    outcome = read()
    for _ in range(MAX_RETRIES):
        if not isinstance(outcome, ReadFault) or outcome.fault not in RETRIED:
            break
        dead = connection.reset()
        outcome = dead or read()
    duration_ms = round((monotonic_s() - begun_s) * 1000)
    if isinstance(outcome, ReadFault):
        return ReadOutcome(outcome.fault, outcome.status_word, counted.apdus, duration_ms)
    return ReadOutcome(outcome, None, counted.apdus, duration_ms)


class _Counted:
    """Count the commands that go through."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.apdus = 0

    def transmit(self, command: bytes) -> bytes | ReadFault:
        self.apdus += 1
        return self._connection.transmit(command)
