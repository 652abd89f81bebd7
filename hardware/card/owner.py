"""Judge the card process: what it says, whether it still lives, when it is killed and started again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import assert_never

from hardware.card import wire
from hardware.card.child import CardChild
from hardware.card.exchanges import Exchanges
from hardware.card.states import Failed, ReaderState, ReadOutcome, Watching
from hardware.card.tracker import CardTracker
from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import log_event
from kiosk.domain.cards import CardFault, CardFile, Ticket
from kiosk.ports import (
    CardAnswered,
    CardEvent,
    CardFaulted,
    CardInserted,
    CardRead,
    CardRemoved,
    ReaderFailed,
    ReaderReady,
)

_LOG = logging.getLogger(__name__)
_PROCESS = "card"


@dataclass(frozen=True, slots=True)
class CardLimits:
    """Hold how long the card process may take.

    Attributes:
        start_s: from its start to its first sign; importing takes 0.1 s on a machine that is not busy.
        silence_s: beyond the time within which it promised to speak: then it is killed.
        gone_s: idem: then pcscd counts as hung and the card as gone.
        read_s: to read a card.
        exchange_s: to answer one command.
        first_pause_s: before it is started again a second time, the first being at once; doubled each time.
        last_pause_s: longest such pause.
    """

    start_s: float = 5.0
    silence_s: float = 0.15
    gone_s: float = 0.4
    read_s: float = 1.5
    exchange_s: float = 1.5
    first_pause_s: float = 0.05
    last_pause_s: float = 1.0


class CardOwner:
    """Own the card process: all of it runs in one thread, times are handed in."""

    def __init__(
        self,
        settings: wire.Settings,
        environment: Mapping[str, str],
        limits: CardLimits,
        sink: Callable[[CardEvent], None],
    ) -> None:
        self._settings = settings
        self._environment = environment
        self._limits = limits
        self._sink = sink
        self._tracker = CardTracker()
        self.child: CardChild | None = None
        self._pause_s = 0.0
        self._start_at_s = 0.0
        self._kill_at_s = 0.0
        self._gone_at_s: float | None = None
        self._read_until_s: float | None = None
        self._exchanges = Exchanges(limits.exchange_s)

    @property
    def child_pid(self) -> int | None:
        """Give the number of the card process while there is one."""
        return None if self.child is None else self.child.pid

    def wait_s(self, now_s: float) -> float:
        """Give the time until something is due."""
        due = [self._start_at_s if self.child is None else self._kill_at_s]
        times = (self._gone_at_s, self._read_until_s, self._exchanges.until_s)
        due += [at_s for at_s in times if at_s is not None]
        return max(0.0, min(due) - now_s)

    def listen(self, child: CardChild, now_s: float) -> None:
        """Take what the process says."""
        messages = child.receive()
        if messages is None:
            code = child.kill()
            log_event(_LOG, Event.PROCESS_DIED, process=_PROCESS, pid=child.pid, exit_code=code)
            self._restart_later(now_s)
            return
        for message in messages:
            self._take(message, now_s)

    def reread(self, ticket: Ticket, now_s: float) -> None:
        """Have a card read again."""
        if not self._tracker.reread(ticket):
            log_event(_LOG, Event.CARD_ANSWER_STALE, operation="reread")
            return
        self._read_until_s = now_s + self._limits.read_s
        self._order_read()

    def exchange(self, ticket: Ticket, exchange_id: int, command: bytes, now_s: float) -> None:
        """Send a command to a card."""
        if not self._tracker.can_exchange(ticket):
            log_event(_LOG, Event.CARD_ANSWER_STALE, operation="exchange")
        elif self.child is None:
            self._tell(CardFaulted(ticket, CardFault.COMMUNICATION))
        else:
            self._exchanges.begin(ticket, exchange_id, max(now_s, self._read_until_s or now_s))
            self.child.send(wire.Exchange(ticket.reader, ticket.insertion, exchange_id, command))

    def release(self, ticket: Ticket) -> None:
        """Let go of a card that exchanges were made with; a process that has ended has let go of it."""
        if self._tracker.can_exchange(ticket) and self.child is not None:
            self.child.send(wire.Release(ticket.reader, ticket.insertion))

    def judge(self, now_s: float) -> None:
        """Start, kill or give up what has passed its time."""
        if self._exchanges.until_s is not None and now_s >= self._exchanges.until_s:
            self._give_up_exchanges(CardFault.DEADLINE)
            self._kill(now_s, self._limits.exchange_s)
        reading = self._tracker.reading
        if reading is not None and self._read_until_s is not None and now_s >= self._read_until_s:
            outcome = ReadOutcome(CardFault.DEADLINE, None, 0, round(self._limits.read_s * 1000))
            self._ended(reading.reader, reading.insertion, outcome)
            self._kill(now_s, self._limits.read_s)
        if self.child is not None and now_s >= self._kill_at_s:
            self._kill(now_s, self._limits.silence_s)
        if self._gone_at_s is not None and now_s >= self._gone_at_s:
            self._gone_at_s = None
            self._observe(Failed(CardFault.SERVICE_HUNG), now_s)
        if self.child is None and now_s >= self._start_at_s:
            self._start(now_s)

    def end(self) -> None:
        """End the process."""
        if self.child is not None:
            pid, code = self.child.pid, self.child.stop()
            self.child = None
            log_event(_LOG, Event.PROCESS_STOPPED, process=_PROCESS, pid=pid, exit_code=code)

    def _start(self, now_s: float) -> None:
        ticket = self._tracker.ticket
        settings = self._settings
        if ticket is not None and self._tracker.reading is None:
            known = (ticket.reader, ticket.insertion)
            settings = wire.Settings(settings.name_part, settings.accept_specimens, *known)
        self.child = CardChild(settings, self._environment)
        self._kill_at_s = now_s + self._limits.start_s
        if self._tracker.state is None and self._gone_at_s is None:
            self._gone_at_s = now_s + self._limits.start_s
        log_event(_LOG, Event.PROCESS_STARTED, process=_PROCESS, pid=self.child.pid)

    def _kill(self, now_s: float, after_s: float) -> None:
        child = self.child
        if child is None:
            return
        log_event(_LOG, Event.PROCESS_FROZEN, process=_PROCESS, pid=child.pid, duration_s=after_s)
        child.kill()
        self._restart_later(now_s)

    def _restart_later(self, now_s: float) -> None:
        self.child = None
        self._give_up_exchanges(CardFault.COMMUNICATION)
        self._start_at_s = now_s + self._pause_s
        longer_s = max(self._pause_s * 2, self._limits.first_pause_s)
        self._pause_s = min(longer_s, self._limits.last_pause_s)

    def _take(self, message: wire.FromChild, now_s: float) -> None:
        match message:
            case wire.Hello():
                self._kill_at_s = now_s + self._limits.silence_s + self._pause_s  # more patience each time
                if self._tracker.state is None:
                    self._gone_at_s = now_s + self._limits.gone_s
            case wire.Beat(next_within_s=within_s):
                self._pause_s = 0.0
                self._kill_at_s = now_s + within_s + self._limits.silence_s
                self._gone_at_s = now_s + within_s + self._limits.gone_s
            case wire.SeenReader() | wire.SeenFailure():
                self._observe(wire.state_of(message), now_s)
            case wire.ReadEnded():
                self._ended(message.reader, message.insertion, message.outcome)
            case wire.ExchangeEnded():
                self._exchange_ended(message, now_s)
            case _:
                assert_never(message)

    def _observe(self, state: ReaderState, now_s: float) -> None:
        before = self._tracker.reading
        for event in self._tracker.observe(state):
            if isinstance(event, CardRemoved):
                self._exchanges.give_up()  # their card has left: that is their answer
            self._tell(event)
        reading = self._tracker.reading
        if reading is None:
            self._read_until_s = None
        elif reading != before:
            self._read_until_s = now_s + self._limits.read_s
            known = self.child.settings if self.child is not None else None
            if known is not None and (known.known_reader, known.known_insertion) == (reading.reader, reading.insertion):
                self._order_read()  # the process was told not to read this one by itself

    def _order_read(self) -> None:
        reading = self._tracker.reading
        if reading is not None and self.child is not None:
            self.child.send(wire.Read(reading.reader, reading.insertion))

    def _ended(self, reader: str, insertion: int, outcome: ReadOutcome) -> None:
        kind = self._tracker.state.kind.value if isinstance(self._tracker.state, Watching) else None
        events = self._tracker.read_ended(reader, insertion, outcome)
        if not events:
            log_event(_LOG, Event.CARD_ANSWER_STALE, operation="read")
            return
        self._read_until_s = None
        measured = {"card_kind": kind, "apdus": outcome.apdus, "duration_ms": outcome.duration_ms}
        if isinstance(outcome.result, CardFile):
            log_event(_LOG, Event.CARD_READ, people=len(outcome.result.people), **measured)
        else:
            word = None if outcome.status_word is None else f"{outcome.status_word:04X}"
            log_event(_LOG, Event.CARD_FAULT, code=_code(outcome.result), status_word=word, **measured)
        for event in events:
            self._sink(event)

    def _exchange_ended(self, message: wire.ExchangeEnded, now_s: float) -> None:
        ticket = self._exchanges.end(message.reader, message.insertion, message.exchange_id, now_s)
        if ticket is None:
            log_event(_LOG, Event.CARD_ANSWER_STALE, operation="exchange")
        elif message.response is not None:
            self._tell(CardAnswered(ticket, message.exchange_id, message.response))
        else:
            self._tell(CardFaulted(ticket, message.fault or CardFault.COMMUNICATION))

    def _give_up_exchanges(self, fault: CardFault) -> None:
        for ticket in self._exchanges.give_up():
            self._tell(CardFaulted(ticket, fault))

    def _tell(self, event: CardEvent) -> None:
        _log(event)
        self._sink(event)


def _log(event: CardEvent) -> None:
    match event:
        case ReaderReady(reader=reader):
            log_event(_LOG, Event.CARD_SERVICE_UP)
            log_event(_LOG, Event.READER_ADDED, reader=reader)
        case ReaderFailed(fault=(CardFault.SERVICE_DOWN | CardFault.SERVICE_HUNG) as fault):
            log_event(_LOG, Event.CARD_SERVICE_DOWN, code=_code(fault))
        case ReaderFailed(fault=fault):
            log_event(_LOG, Event.READER_LOST, code=_code(fault))
        case CardInserted(kind=kind):
            log_event(_LOG, Event.CARD_INSERTED, card_kind=kind.value)
        case CardFaulted(fault=fault):
            log_event(_LOG, Event.CARD_FAULT, code=_code(fault))
        case CardRemoved():
            log_event(_LOG, Event.CARD_REMOVED)
        case CardRead() | CardAnswered():
            pass  # reading is logged with its measures where it ended, a command by whom it is of
        case _:
            assert_never(event)


def _code(fault: CardFault) -> FailureCode:
    """Give the failure code of a fault; the fault's value is its name in the catalogue."""
    return FailureCode[fault.value]
