"""Infer the events of a card reader from two of its states: pure, the same for the real reader and the simulator."""

from __future__ import annotations

from hardware.card.states import Failed, Presence, ReaderState, ReadOutcome, Watching
from kiosk.domain.cards import CardFault, CardKind, Ticket
from kiosk.ports import CardEvent, CardFaulted, CardInserted, CardRead, CardRemoved, ReaderFailed, ReaderReady


class CardTracker:
    """Follow one reader from its states and the outcomes of reading.

    A new boot begins when nobody can tell any more that the card is the same: the event counter alone tells it within
    a boot.
    """

    def __init__(self) -> None:
        self._state: ReaderState | None = None
        self._boot = 0
        self._reading = False

    @property
    def state(self) -> ReaderState | None:
        """Give the last state, None before the first."""
        return self._state

    @property
    def ticket(self) -> Ticket | None:
        """Give the ticket of the card that is in, None where there is none."""
        state = self._state
        if not isinstance(state, Watching) or not state.has_card:
            return None
        return Ticket(state.reader, self._boot, state.insertion)

    @property
    def reading(self) -> Ticket | None:
        """Give the ticket of the card that is being read."""
        return self.ticket if self._reading else None

    def observe(self, state: ReaderState) -> tuple[CardEvent, ...]:
        """Take the next state and say what has happened."""
        previous, before = self._state, self.ticket
        if state == previous:
            return ()
        events: list[CardEvent] = []
        if before is not None:
            events += self._card_left(before, state)
        self._state = state
        if isinstance(state, Failed):
            self._boot += 1
            return (*events, ReaderFailed(state.fault))
        if not isinstance(previous, Watching) or previous.reader != state.reader:
            events.append(ReaderReady(state.reader))
        return (*events, *self._card_came(state))

    def reread(self, ticket: Ticket) -> bool:
        """Begin to read the card of a ticket again; False where it is stale or being read."""
        if self._reading or not self.can_exchange(ticket):
            return False
        self._reading = True
        return True

    def can_exchange(self, ticket: Ticket) -> bool:
        """Say whether commands can be sent to the card of a ticket: False where it is stale, or nothing to be read."""
        state = self._state
        return ticket == self.ticket and isinstance(state, Watching) and state.is_read

    def read_ended(self, reader: str, insertion: int, outcome: ReadOutcome) -> tuple[CardEvent, ...]:
        """Take the outcome of reading; one that nobody waits for is stale and says nothing."""
        ticket = self.reading
        if ticket is None or (ticket.reader, ticket.insertion) != (reader, insertion):
            return ()
        self._reading = False
        if isinstance(outcome.result, CardFault):
            return (CardFaulted(ticket, outcome.result, outcome.status_word),)
        return (CardRead(ticket, outcome.result),)

    def _card_left(self, ticket: Ticket, following: ReaderState) -> list[CardEvent]:
        events: list[CardEvent] = []
        if self._reading and isinstance(following, Watching):
            fault = CardFault.SWAPPED if following.has_card else CardFault.REMOVED_DURING_READ
            events.append(CardFaulted(ticket, fault))
        self._reading = False
        return [*events, CardRemoved(ticket)]

    def _card_came(self, state: Watching) -> tuple[CardEvent, ...]:
        ticket = self.ticket
        if ticket is None:
            return ()
        inserted = CardInserted(ticket, state.kind)
        if state.is_read:
            self._reading = True
            return (inserted,)
        return (inserted, CardFaulted(ticket, _fault_at_sight(state)))


def _fault_at_sight(state: Watching) -> CardFault:
    """Name the fault of a card whose ATR, or want of one, says that there is nothing to read."""
    if state.presence is Presence.MUTE:
        return CardFault.MUTE
    return CardFault.VITALE1 if state.kind is CardKind.VITALE1 else CardFault.CPS_INSERTED
