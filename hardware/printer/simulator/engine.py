"""The printer without its link: bytes in, bytes and paper out, on a clock that the caller moves."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from hardware.printer.simulator import responder
from hardware.printer.simulator.body import Body, BodyHooks
from hardware.printer.simulator.commands import EventKind, ReplyKind
from hardware.printer.simulator.fault_desk import FaultDesk
from hardware.printer.simulator.faults import Fault, FaultName
from hardware.printer.simulator.intake import Intake
from hardware.printer.simulator.interpreter import Interpreter
from hardware.printer.simulator.paper import Paper
from hardware.printer.simulator.profiles import Profile
from hardware.printer.simulator.replies import ReplyChannel, Transmit
from hardware.printer.simulator.reports import StatusReports
from hardware.printer.simulator.state import PrinterState
from hardware.printer.simulator.steps import Step
from hardware.printer.simulator.timers import Timers
from hardware.printer.simulator.tokenizer import Tokenizer
from hardware.printer.simulator.tokens import Command

EVENTS_MAX: Final = 200
"""Newest events kept."""

_CLEAR_BUFFERS: Final = bytes([8, 1, 3, 20, 1, 6, 2, 8])
"""Arguments of DLE DC4 fn 8: the fixed text keeps line noise from clearing a job."""

_POWER_OFF: Final = bytes([2, 1, 8])
"""Arguments of DLE DC4 fn 2."""


@dataclass(frozen=True, slots=True)
class PrinterEvent:
    """Hold something that went otherwise than a host would think.

    Attributes:
        code: the command, never its data.
    """

    kind: EventKind
    code: bytes = b""

    def __str__(self) -> str:
        """Name kind and command, as "unknown-command 1B 07"."""
        return f"{self.kind.value} {self.code.hex(' ').upper()}".strip()


class LinkBreak(Enum):
    """How a link broke."""

    CABLE = "cable"
    """TCP: RST; serial: a hang-up."""
    POWER = "power"
    """TCP: RST once it is on again; serial: nothing but silence."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Hold what can be chosen besides the profile.

    Attributes:
        legacy_realtime_in_data: whether DLE requests are obeyed inside image data, as the manuals say.
        clear_only_after_error: whether DLE ENQ 2 is ignored unless the cutter jammed, as on the TM-T88III.
        take_after_s: after which somebody takes the ticket from the mouth; None for nobody.
        seed: of random answers.
    """

    legacy_realtime_in_data: bool = True
    clear_only_after_error: bool = False
    take_after_s: float | None = None
    seed: int = 0


class PrinterEngine:
    """Play a printer.

    Nothing happens between two calls: `receive` takes bytes, `run_until` and `settle` move the machine time, answers
    leave through the function given to `attach`.

    Args:
        profile: the printer played.
        wall_clock: civil time, for the papers.
        options: what else can be chosen.
        cut_paper: called with each paper when it is cut.
    """

    def __init__(
        self,
        profile: Profile,
        wall_clock: Callable[[], datetime],
        options: EngineOptions | None = None,
        cut_paper: Callable[[Paper], None] = lambda _: None,
    ) -> None:
        self._profile = profile
        self._options = options if options is not None else EngineOptions()
        self.now_s = 0.0
        self._timers = Timers()
        self.body = Body(
            profile,
            self._timers,
            BodyHooks(
                now_s=lambda: self.now_s,
                wall_clock=wall_clock,
                answer_process_id=lambda data: self.reply(responder.process_id_answer(data), ReplyKind.PROCESS_ID),
                report=lambda kind: self.report(kind, b""),
                cut_paper=cut_paper,
                recovered=lambda: self.faults.forget(FaultName.CUTTER_JAM),
            ),
            self._options.take_after_s,
        )
        self.faults = FaultDesk(self.body, self._timers, self, cooling_s=profile.cooling_s)
        self.events: deque[PrinterEvent] = deque(maxlen=EVENTS_MAX)
        self._intake = Intake(
            profile.receive_buffer_bytes, legacy_realtime_in_data=self._options.legacy_realtime_in_data
        )
        self._tokenizer = Tokenizer()
        self._interpreter = Interpreter(profile, self)
        self._replies = ReplyChannel(self._options.seed)
        self._ignored_requests: set[int] = set()
        self._transmit: Transmit | None = None
        self._link_is_full = False
        self._broken: LinkBreak | None = None
        self._reports = StatusReports(self.state())

    # The link's side

    def attach(self, transmit: Transmit | None) -> None:
        """Send answers from now on through a function; None when there is nobody to send to."""
        self._transmit = transmit
        self._link_is_full = False

    def link_is_writable(self) -> None:
        """Say that the link takes bytes again after it refused some."""
        self._link_is_full = False

    @property
    def wants_to_write(self) -> bool:
        """Say whether answers wait for the link to take them."""
        return self._link_is_full

    @property
    def is_reachable(self) -> bool:
        """Say whether a host can connect."""
        faults = self.faults
        return self.body.is_powered and not faults.has(FaultName.UNPLUG) and not faults.has(FaultName.REFUSE_CONNECT)

    @property
    def room(self) -> int:
        """Give how many bytes the printer reads now; 0 is its flow control."""
        if not self.body.is_powered or self.faults.has(FaultName.STALL):
            return 0
        return self.faults.bytes_before_unplug(self._intake.room)

    @property
    def is_idle(self) -> bool:
        """Say whether everything received is done and everything answered is sent."""
        return self.body.mechanism.is_idle and not self._intake.held and not self._replies.is_waiting

    @property
    def bytes_per_s(self) -> int | None:
        """Give how fast it reads; None for as fast as it can."""
        slow = self.faults.active.get(FaultName.SLOW_LINK)
        return None if slow is None else slow.bytes_per_s

    def take_break(self) -> LinkBreak | None:
        """Say, once, whether the link broke, and how."""
        broken, self._broken = self._broken, None
        return broken

    def receive(self, data: bytes) -> int:
        """Take bytes from the host, at most `room`, and return how many were taken."""
        accepted = data[: self.room]
        for request in self._intake.accept(accepted):
            self._obey_at_once(request)
        self.faults.count_received(len(accepted))
        self._work(scripted_only=True)
        return len(accepted)

    # Time

    def next_due_s(self, *, scripted_only: bool = False) -> float | None:
        """Give the machine time at which something happens by itself; None if nothing will."""
        dues = [self.body.mechanism.deadline(), self._timers.next_due_s(scripted_only=scripted_only)]
        if not self._link_is_full:
            dues.append(self._replies.next_due_s(scripted_only=scripted_only))
        return min((due for due in dues if due is not None), default=None)

    def run_until(self, until_s: float) -> None:
        """Let the machine time pass up to a moment."""
        self._run(until_s, scripted_only=False)
        self.now_s = max(self.now_s, until_s)

    def settle(self) -> None:
        """Let everything happen that moving parts and scripts bring about, at once.

        What waits for people, for the head to cool or for a late answer does not happen.
        """
        self._run(None, scripted_only=True)

    def _run(self, until_s: float | None, *, scripted_only: bool) -> None:
        self._work(scripted_only=scripted_only)
        while True:
            due_s = self.next_due_s(scripted_only=scripted_only)
            if due_s is None or (until_s is not None and due_s > until_s):
                return
            self.now_s = max(self.now_s, due_s)
            self.body.mechanism.advance(self.now_s)
            self._timers.fire(self.now_s, scripted_only=scripted_only)
            self._work(scripted_only=scripted_only)

    def _work(self, *, scripted_only: bool) -> None:
        """Do everything that takes no time."""
        self._sense()
        while self._may_interpret():
            data = self._intake.take(self._tokenizer.need)
            if not data:
                break
            for token in self._tokenizer.feed(data):
                self._interpreter.obey(token)
        self._sense()
        if not self._link_is_full:
            self._link_is_full = self._replies.transmit(self.now_s, self._transmit, scripted_only=scripted_only)

    def _may_interpret(self) -> bool:
        mechanism = self.body.mechanism
        return (
            mechanism.planned_dots < self._profile.lookahead_mm * self._profile.dots_per_mm
            and not mechanism.cut_planned
            and self.body.is_online
        )

    def _sense(self) -> None:
        """Start or stop the mechanism, and tell the host what it asked to be told."""
        self.body.mechanism.update(self.now_s)
        state = self.state()
        if state.powered:
            for data, kind in self._reports.changes(state):
                self.reply(data, kind)

    # Requests obeyed as they arrive

    def _obey_at_once(self, request: Command) -> None:
        function = request.arguments[0]
        match request.code[1]:
            case 0x04:
                self._work(scripted_only=True)
                # The request itself waits in the buffer too, and is no data to print.
                held = max(0, self._intake.held - len(request.code) - len(request.arguments))
                answer = self._realtime_answer(function, self.body.state(held))
                if answer is not None:
                    self.reply(answer)
            case 0x05 if function in {1, 2}:
                recovered = self.body.request_recovery()
                if function == 2 and (recovered or not self._options.clear_only_after_error):
                    self._clear_buffers()
            case 0x14 if request.arguments == _CLEAR_BUFFERS:
                self.body.request_recovery()
                self._clear_buffers()
                self.reply(responder.BUFFERS_CLEARED)
            case 0x14 if request.arguments == _POWER_OFF and function not in self._ignored_requests:
                self.reply(responder.POWER_OFF_NOTICE)
                self._work(scripted_only=True)
                self.power_off()
            case _:
                pass

    def _realtime_answer(self, number: int, state: PrinterState) -> bytes | None:
        if self._profile.has_full_status:
            match number:
                case 17:
                    return responder.print_status(state)
                case 20:
                    return responder.full_status(state)
                case 21:
                    return bytes([responder.CUSTOM_ID])
                case _:
                    pass
        return responder.realtime_status(number, state)

    def _clear_buffers(self) -> None:
        self._intake.clear()
        self._tokenizer = Tokenizer()
        self._interpreter.clear()
        self.body.mechanism.drop_plan()

    # Power and cable

    def power_off(self) -> None:
        """Switch the printer off: the link breaks and everything in memory is lost."""
        self.body.power_off()
        self._intake.restart()
        self._tokenizer = Tokenizer()
        self._interpreter = Interpreter(self._profile, self)
        self._replies.clear()
        self._ignored_requests.clear()
        self._break(LinkBreak.POWER)

    def power_on(self) -> None:
        """Switch the printer on; it answers at once."""
        if not self.body.is_powered:
            self.body.power_on()
            self._reports = StatusReports(self.state())

    def power_cycle(self) -> None:
        """Switch the printer off and, after its start-up time, on."""
        self.power_off()
        self._timers.add(self.now_s + self._profile.boot_s, self.power_on, scripted=True)

    def break_link(self) -> None:
        """Pull the cable."""
        self._break(LinkBreak.CABLE)

    def _break(self, how: LinkBreak) -> None:
        self._broken = how
        self.attach(None)

    # What the interpreter may ask (commands.Machine)

    def plan(self, step: Step) -> None:
        """Have the mechanism do something after everything planned before."""
        self.body.plan(step)

    def reply(self, data: bytes, kind: ReplyKind = ReplyKind.STATUS) -> None:
        """Send an answer to the host."""
        self._replies.send(data, kind, self.now_s, self.faults.active)

    def state(self) -> PrinterState:
        """Give the state of this moment."""
        return self.body.state(self._intake.held)

    def answers_process_ids(self) -> bool:
        """Say whether GS ( H is answered."""
        return not self.faults.has(FaultName.NO_PROCESS_ID)

    def set_automatic_status(self, mask: int) -> None:
        """Send ASB at once and at each change in the mask; 0 for never."""
        report = self._reports.set_automatic(mask, self.state())
        if report is not None:
            self.reply(*report)

    def set_automatic_full_status(self, mask: int) -> None:
        """Send the full status at each change in the mask; 0 for never."""
        self._reports.set_full_status(mask)

    def set_offline_answer(self, mode: int) -> None:
        """Tell when the printer goes off-line: 0 never, 1 yes, 2 with its cause."""
        self._reports.offline_mode = mode

    def set_realtime_request(self, function: int, *, enabled: bool) -> None:
        """Obey or ignore a function of DLE DC4."""
        if enabled:
            self._ignored_requests.discard(function)
        else:
            self._ignored_requests.add(function)

    def report(self, kind: EventKind, code: bytes) -> None:
        """Note that something went otherwise than a host would think."""
        self.events.append(PrinterEvent(kind, code))

    # What the operator does

    def inject(self, fault: Fault) -> None:
        """Make something go wrong."""
        self.faults.inject(fault)
        self._work(scripted_only=True)

    def clear(self, name: FaultName) -> None:
        """Put a fault right."""
        self.faults.clear(name)
        self._work(scripted_only=True)

    def new_roll(self) -> None:
        """Put a full roll in."""
        self.faults.new_roll()
        self._work(scripted_only=True)

    def take_ticket(self) -> bool:
        """Take the newest paper; False if there is none to take."""
        taken = self.body.take_ticket()
        self._work(scripted_only=True)
        return taken
