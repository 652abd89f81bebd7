"""A card reader without PC/SC, straight on the card engine: the same port, the same events, in microseconds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import assert_never

import msgspec

from hardware.card import apdu
from hardware.card.apdu import ReadFault
from hardware.card.atr import classify_atr
from hardware.card.reading import read_with_retries
from hardware.card.simulator.memory import CardMemories, is_same_card
from hardware.card.simulator.player import CardPlayer, Pulled, Reply, Silence
from hardware.card.simulator.scenario import Scenario, load_scenario
from hardware.card.states import Failed, Presence, ReaderState, ReadOutcome, Watching
from hardware.card.tracker import CardTracker
from kiosk.domain.cards import CardFault, Ticket
from kiosk.ports import CardAnswered, CardEvent, CardFaulted

READER = "Lecteur en mémoire"
MAX_ATR = 33
_CONVENTIONS = (0x3B, 0x3F)
"""First byte of an ATR: direct and inverse convention. Source: ISO/IEC 7816-3."""


class InProcessCardReader:
    """Play scenarios to the sink, in the thread that moves the card; a delay is counted, not waited for.

    Args:
        read_deadline_s: what reading, or one exchange, may take by the card's own delays.
        accept_specimens: whether virtual cards are read.
    """

    def __init__(self, *, read_deadline_s: float = 1.5, accept_specimens: bool = True) -> None:
        self._read_deadline_s = read_deadline_s
        self._accept_specimens = accept_specimens
        self._lock = threading.RLock()
        self._sink: Callable[[CardEvent], None] | None = None
        self._tracker = CardTracker()
        self._scenario: Scenario | None = None
        self._memories = CardMemories()
        self._player: CardPlayer | None = None
        self._held: _PlayedConnection | None = None
        self._insertion = 0
        self._failed: CardFault | None = None

    def start(self, sink: Callable[[CardEvent], None]) -> None:
        """Begin to watch."""
        with self._lock:
            self._sink = sink
            self._tracker = CardTracker()
            self._look()

    def reread(self, ticket: Ticket) -> None:
        """Read the same card again."""
        with self._lock:
            if self._tracker.reread(ticket):
                self._read()

    def exchange(self, ticket: Ticket, exchange_id: int, command: bytes) -> None:
        """Send one command to the card."""
        with self._lock:
            player = self._player
            if self._sink is None or player is None or not self._tracker.can_exchange(ticket):
                return
            held = self._held = self._held or _PlayedConnection(player)
            held.begin(self._read_deadline_s)
            answer = apdu.exchange(held.transmit, command)
            if held.pulled is not None:
                self._leave(held.pulled)
            elif isinstance(answer, ReadFault):
                self._held = None
                self._emit(CardFaulted(ticket, answer.fault))
            else:
                response = answer.data + answer.status_word.to_bytes(2)
                self._emit(CardAnswered(ticket, exchange_id, response))

    def release(self, ticket: Ticket) -> None:
        """End the exchanges with a card."""
        with self._lock:
            if self._tracker.can_exchange(ticket):
                self._held = None

    def stop(self) -> None:
        """End watching."""
        with self._lock:
            self._sink = None

    def insert(self, card: str | Scenario) -> None:
        """Put in a card of the cast, a scenario file by its path, or a scenario."""
        with self._lock:
            self.remove()
            self._put_in(load_scenario(card) if isinstance(card, str) else card)
            self._insertion += 1
            self._look()

    def remove(self) -> None:
        """Take the card out."""
        with self._lock:
            if self._scenario is not None:
                self._put_in(None)
                self._insertion += 1
                self._look()

    def turn(self) -> None:
        """Turn the card round."""
        with self._lock:
            if self._scenario is not None:
                self.insert(msgspec.structs.replace(self._scenario, mute=not self._scenario.mute))

    def reset(self, card: str | Scenario) -> None:
        """Make a card what its scenario says again, whatever an update has written on it; it is taken out first."""
        with self._lock:
            scenario = load_scenario(card) if isinstance(card, str) else card
            if self._scenario is not None and is_same_card(self._scenario, scenario):
                self.remove()
            self._memories.reset(scenario)

    def unplug(self) -> None:
        """Pull the cable of the reader."""
        self.fail(CardFault.READER_UNPLUGGED)

    def plug(self) -> None:
        """Put the cable back."""
        self.fail(None)

    def fail(self, fault: CardFault | None) -> None:
        """Have the reader or the service behind it fail, or come back (None)."""
        with self._lock:
            self._failed = fault
            self._look()

    def _put_in(self, scenario: Scenario | None) -> None:
        self._scenario, self._held = scenario, None
        self._player = None if scenario is None else CardPlayer(scenario, self._memories.of(scenario))

    def _leave(self, pulled: Pulled) -> None:
        """Have the card pulled out, and the next put in where one follows at once."""
        self._insertion += 1 if pulled.next_card is None else 2
        self._put_in(None if pulled.next_card is None else load_scenario(pulled.next_card))
        self._look()

    def _look(self) -> None:
        if self._sink is None:
            return
        reading_before = self._tracker.reading
        for event in self._tracker.observe(self._state()):
            self._emit(event)
        if self._tracker.reading not in (None, reading_before):
            self._read()

    def _state(self) -> ReaderState:
        if self._failed is not None:
            return Failed(self._failed)
        if self._scenario is None:
            return Watching(READER, self._insertion, Presence.ABSENT)
        atr = b"" if self._scenario.mute else self._scenario.atr_bytes
        mute = not atr or len(atr) > MAX_ATR
        return Watching(READER, self._insertion, Presence.MUTE if mute else Presence.PRESENT, classify_atr(atr))

    def _read(self) -> None:
        scenario, player, insertion = self._scenario, self._player, self._insertion
        if scenario is None or player is None:
            return
        self._held = None
        connection = _PlayedConnection(player)
        connection.begin(self._read_deadline_s)
        if scenario.atr_bytes[0] in _CONVENTIONS:
            outcome = read_with_retries(
                connection, accept_specimens=self._accept_specimens, monotonic_s=connection.monotonic_s
            )
        else:
            outcome = ReadOutcome(CardFault.PROTOCOL)
        if connection.pulled is not None:
            self._leave(connection.pulled)
            return
        for event in self._tracker.read_ended(READER, insertion, outcome):
            self._emit(event)

    def _emit(self, event: CardEvent) -> None:
        if self._sink is not None:
            self._sink(event)


class _PlayedConnection:
    """Reach a played card, adding up its delays."""

    def __init__(self, player: CardPlayer) -> None:
        self._player = player
        self._now_s = self._until_s = 0.0
        self.pulled: Pulled | None = None
        self._player.power_up()

    def begin(self, deadline_s: float) -> None:
        """Give the card so much time for what follows."""
        self._until_s = self._now_s + deadline_s

    def monotonic_s(self) -> float:
        """Give the time as the delays of the card make it."""
        return self._now_s

    def transmit(self, command: bytes) -> bytes | ReadFault:
        if self.pulled is not None:
            return ReadFault(CardFault.COMMUNICATION)
        outcome = self._player.transmit(command)
        match outcome:
            case Reply():
                self._now_s += outcome.delay_s
                return outcome.data if self._now_s < self._until_s else ReadFault(CardFault.DEADLINE)
            case Silence():
                return ReadFault(CardFault.DEADLINE)
            case Pulled():
                self.pulled = outcome
                return ReadFault(CardFault.COMMUNICATION)
            case _:
                assert_never(outcome)

    def reset(self) -> ReadFault | None:
        if self.pulled is not None:
            return ReadFault(CardFault.COMMUNICATION)
        self._player.power_up()
        return None
