"""Follow the exchanges with a card that wait for their answers: pure, times are handed in."""

from __future__ import annotations

from collections import deque

from kiosk.domain.cards import Ticket


class Exchanges:
    """Hold what was sent to one card, in its order.

    Args:
        limit_s: what one exchange may take.
    """

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._waiting: deque[tuple[Ticket, int]] = deque()
        self._until_s: float | None = None

    @property
    def until_s(self) -> float | None:
        """Give the time by which the oldest must be answered, None where none waits."""
        return self._until_s

    def begin(self, ticket: Ticket, exchange_id: int, not_before_s: float) -> None:
        """Note a command that was sent.

        Args:
            ticket: of the card.
            exchange_id: of the command.
            not_before_s: when the card is free for it.
        """
        self._waiting.append((ticket, exchange_id))
        if self._until_s is None:
            self._until_s = not_before_s + self._limit_s

    def end(self, reader: str, insertion: int, exchange_id: int, now_s: float) -> Ticket | None:
        """Take an answer and give the ticket of its card, None where nobody waits for it any more."""
        if not self._waiting:
            return None
        ticket, expected_id = self._waiting[0]
        if (ticket.reader, ticket.insertion, expected_id) != (reader, insertion, exchange_id):
            return None
        self._waiting.popleft()
        self._until_s = now_s + self._limit_s if self._waiting else None
        return ticket

    def give_up(self) -> tuple[Ticket, ...]:
        """Wait for none any more, and give the ticket of each that waited."""
        tickets = tuple(ticket for ticket, _ in self._waiting)
        self._waiting.clear()
        self._until_s = None
        return tickets
