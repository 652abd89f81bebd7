"""Print on a real printer: one thread owns the link, asks the printer how it is, and carries jobs to it."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Final
from uuid import UUID

from hardware.printer import commands
from hardware.printer.conversation import Conversation, Pace
from hardware.printer.desk import JobDesk
from hardware.printer.encoder import Encoder
from hardware.printer.job_run import Waiting
from hardware.printer.journal import Journal
from hardware.printer.profiles import Dialect, Profile
from hardware.printer.transport import LinkError, Transport, Wake
from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.catalogue.logging import log_event
from kiosk.ports import Clock, PrinterEvent, PrinterFailed, PrinterReady, PrintJob

_LOGGER: Final = logging.getLogger(__name__)

_WAIT_MAX_S: Final = 1.0
"""After which a link that carries no answers is looked at again: a device file may have gone."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Hold every time that the driver waits.

    Attributes:
        pace: of the questions.
        waiting: of the jobs.
        connect_s: for a connection.
        retry_min_s: after the first failure to connect; doubled each time, up to the next.
        retry_max_s: idem, at most.
        warm_up_s: after the start, the time at which what the first ticket needs is loaded.
        drain_s: for the last answers when a connection is closed.
    """

    pace: Pace = field(default_factory=Pace)
    waiting: Waiting = field(default_factory=Waiting)
    connect_s: float = 2.0
    retry_min_s: float = 0.25
    retry_max_s: float = 2.0
    warm_up_s: float = 3.0
    drain_s: float = 0.5


class EscposPrinter:
    """Print tickets on an ESC/POS printer (a `kiosk.ports.TicketPrinter`).

    After the start the first event is PrinterReady or PrinterFailed. A printer that goes away, falls silent or talks
    nonsense is PrinterFailed, and PrinterReady by itself when it is back.
    """

    def __init__(
        self, transport: Transport, profile: Profile, journal: Journal, clock: Clock, timing: Timing | None = None
    ) -> None:
        self._transport = transport
        self._profile = profile
        self._journal = journal
        self._clock = clock
        self._timing = timing if timing is not None else Timing()
        self._encoder = Encoder(profile)
        self._wake = Wake()
        self._orders: deque[Callable[[JobDesk], None]] = deque()
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="printer", daemon=True)
        self._sink: Callable[[PrinterEvent], None] = lambda _: None
        self._told: PrinterReady | PrinterFailed | None = None
        self._failed_since_s = 0.0
        self._retry_s = self._timing.retry_min_s
        self._warm_up_at_s = inf

    def start(self, sink: Callable[[PrinterEvent], None]) -> None:
        """Begin to watch the printer; the sink is called from a thread of the printer's."""
        self._sink = sink
        self._warm_up_at_s = self._clock.monotonic_s() + self._timing.warm_up_s
        self._thread.start()

    def submit(self, job: PrintJob) -> None:
        """Take a job; its events follow. A job of which a byte was ever sent is not printed again."""
        self._order(lambda desk: desk.take(job))

    def abandon(self, job_id: UUID) -> None:
        """Take note that nobody waits for a job any more: what the printer cannot print of it is cleared."""
        self._order(lambda desk: desk.abandon(job_id))

    def unconfirmed_certificates(self) -> frozenset[str]:
        """Give the certificate numbers whose printing was never confirmed, power cuts included."""
        return self._journal.unconfirmed_certificates()

    def stop(self) -> None:
        """End; a job under way becomes UNKNOWN, one that waits is refused. No event comes after the return."""
        if self._is_stopping.is_set():
            return
        self._is_stopping.set()
        if self._thread.is_alive():
            self._wake.set()
            self._thread.join()
        self._journal.close()
        self._wake.close()

    def _run(self) -> None:
        desk = JobDesk(
            self._profile,
            self._encoder,
            self._journal,
            self._clock,
            self._timing.waiting,
            self._sink,
            answers=self._transport.answers,
        )
        while not self._is_stopping.is_set():
            if self._is_connected():
                self._serve(desk)
            else:
                self._refuse(desk, FailureCode.PRINTER_MISSING)
                self._wait_to_retry()
        self._take_orders(desk)
        desk.refuse_waiting(FailureCode.PRINT_REFUSED)

    def _is_connected(self) -> bool:
        try:
            self._transport.open(self._wake, self._timing.connect_s)
        except LinkError:
            return False
        return True

    def _wait_to_retry(self) -> None:
        # A new job ends the wait: it deserves an attempt before it is refused.
        self._wake.wait(self._retry_s)
        self._retry_s = min(self._retry_s * 2, self._timing.retry_max_s)

    def _serve(self, desk: JobDesk) -> None:
        """Talk to the printer until the link goes or is given up, or the driver stops."""
        conversation = Conversation(
            self._profile, self._timing.pace, self._clock.monotonic_s(), answers=self._transport.answers
        )
        if self._transport.answers and self._profile.dialect is not Dialect.CUSTOM:
            conversation.request(commands.ENABLE_ASB)
        silence: FailureCode | None = None
        try:
            while silence is None and not desk.wants_new_link and not self._is_stopping.is_set():
                self._turn(desk, conversation)
                silence = None if desk.is_printing else conversation.silence
        except LinkError:
            pass
        finally:
            desk.lose_link(silence or FailureCode.PRINTER_MISSING, conversation, self._clock.monotonic_s())
            self._transport.close(self._timing.drain_s)
        if silence is not None:
            self._refuse(desk, silence)
            self._wait_to_retry()

    def _turn(self, desk: JobDesk, conversation: Conversation) -> None:
        """Do what is due and move the bytes once."""
        self._wake.clear()
        self._take_orders(desk)
        now_s = self._clock.monotonic_s()
        desk.step(conversation, now_s)
        conversation.tick(now_s)
        if desk.wants_new_link:
            return
        self._announce(conversation)
        warm_up_at_s = self._warm_up_at_s if desk.is_idle else inf
        due_s = min(desk.due_s, conversation.next_due_s(now_s), warm_up_at_s, now_s + _WAIT_MAX_S)
        exchanged = self._transport.exchange(conversation.pending, self._wake, due_s - now_s)
        now_s = self._clock.monotonic_s()
        conversation.wrote(exchanged.written)
        desk.wrote(exchanged.written, conversation, now_s)
        desk.hears(conversation.heard(exchanged.received, now_s), conversation, now_s)
        if now_s >= self._warm_up_at_s and desk.is_idle:
            self._warm_up_at_s = inf
            self._encoder.warm_up()

    def _order(self, order: Callable[[JobDesk], None]) -> None:
        """Have the thread of the printer do something at its desk."""
        if not self._is_stopping.is_set():
            self._orders.append(order)
            self._wake.set()

    def _take_orders(self, desk: JobDesk) -> None:
        while self._orders:
            self._orders.popleft()(desk)

    def _refuse(self, desk: JobDesk, cause: FailureCode) -> None:
        """Say that nothing can be printed over this link, to the terminal and to every job that waits for it."""
        self._take_orders(desk)
        desk.refuse_waiting(cause)
        self._tell(PrinterFailed(cause))

    def _announce(self, conversation: Conversation) -> None:
        """Tell how the printer is, where that has changed."""
        if conversation.health is None:
            return
        self._retry_s = self._timing.retry_min_s
        failure = conversation.health.failure
        self._tell(PrinterFailed(failure) if failure is not None else PrinterReady())

    def _tell(self, event: PrinterReady | PrinterFailed) -> None:
        before = self._told
        if event == before:
            return
        self._told = event
        self._log(before, event)
        self._sink(event)

    def _log(self, before: PrinterReady | PrinterFailed | None, event: PrinterReady | PrinterFailed) -> None:
        now_s = self._clock.monotonic_s()
        if isinstance(event, PrinterFailed):
            gone = event.failure is FailureCode.PRINTER_MISSING
            log_event(_LOGGER, Event.PRINTER_LOST if gone else Event.PRINTER_FAULT, code=event.failure.value)
            if not isinstance(before, PrinterFailed):
                self._failed_since_s = now_s
        elif isinstance(before, PrinterFailed):
            duration_s = round(now_s - self._failed_since_s, 1)
            log_event(_LOGGER, Event.PRINTER_CLEARED, code=before.failure.value, duration_s=duration_s)
        elif before is None:
            log_event(_LOGGER, Event.PRINTER_CONNECTED)
