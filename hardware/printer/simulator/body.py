"""The body of the printer: sensors, roll, mechanism, presenter and counters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hardware.printer.simulator.commands import EventKind
from hardware.printer.simulator.mechanism import Mechanism
from hardware.printer.simulator.paper import QUIET_ZONE_MODULES, PackedPicture, Paper, PaperPlace, on_white
from hardware.printer.simulator.profiles import Profile
from hardware.printer.simulator.state import MechanicalError, PrinterState
from hardware.printer.simulator.steps import Advance, AnswerProcessId, Cut, Eject, Present, Retract, Step
from hardware.printer.simulator.timers import Timer, Timers
from hardware.printer.simulator.tray import Tray

ABANDONED_S: Final = 10.0
"""After which the presenter deals with a ticket that nobody takes, where FS P gave no time."""


@dataclass(frozen=True, slots=True)
class BodyHooks:
    """Hold what the body calls.

    Attributes:
        now_s: machine time.
        wall_clock: civil time, for the papers.
        answer_process_id: everything before this id is on paper.
        report: something happened that a host would not expect.
        cut_paper: a paper was cut.
        recovered: the trouble in the way of the blade is over.
    """

    now_s: Callable[[], float]
    wall_clock: Callable[[], datetime]
    answer_process_id: Callable[[bytes], None]
    report: Callable[[EventKind], None]
    cut_paper: Callable[[Paper], None]
    recovered: Callable[[], None]


class Body:
    """Move paper, cut it, present it, and know what the sensors see.

    Args:
        profile: the printer played.
        timers: of the machine.
        hooks: what to call.
        take_after_s: after which somebody takes a ticket from the mouth; None for nobody.
    """

    def __init__(self, profile: Profile, timers: Timers, hooks: BodyHooks, take_after_s: float | None) -> None:
        self._profile = profile
        self._timers = timers
        self._hooks = hooks
        self._take_after_s = take_after_s
        self.mechanism = Mechanism(profile, lambda: self.is_online, self._finish)
        self.tray = Tray(hooks.cut_paper)
        self._powered = True
        self._cover_open = False
        self._error = MechanicalError.NONE
        self._presenter_jam = False
        self._cuts_to_jam = 0
        self._presentations_to_jam = 0
        self._nobody_takes = False
        self._presented = Present()
        self._mouth_timer: Timer | None = None
        self._first_step_s: float | None = None
        self._cuts = 0
        self._retracts = 0
        self._power_ups = 1

    @property
    def dots_per_mm(self) -> int:
        """Give the resolution of head and motor."""
        return self._profile.dots_per_mm

    @property
    def is_powered(self) -> bool:
        """Say whether the printer is switched on."""
        return self._powered

    @property
    def is_online(self) -> bool:
        """Say whether nothing keeps the printer from printing."""
        return (
            self._powered
            and not self._cover_open
            and self.mechanism.roll_left_dots > 0
            and self._error is MechanicalError.NONE
        )

    @property
    def is_broken(self) -> bool:
        """Say whether only the power switch helps."""
        return MechanicalError.UNRECOVERABLE in self._error

    def state(self, buffered_bytes: int) -> PrinterState:
        """Give what sensors and counters say now."""
        mechanism = self.mechanism
        place = self.tray.ticket_place
        roll_left_mm = mechanism.roll_left_dots // self.dots_per_mm
        return PrinterState(
            powered=self._powered,
            cover_open=self._cover_open,
            paper_end=mechanism.roll_left_dots <= 0,
            paper_near_end=roll_left_mm < self._profile.near_end_mm,
            error=self._error,
            presenter_jam=self._presenter_jam,
            motor_on=mechanism.motor_on,
            ticket_in_presenter=place is PaperPlace.IN_PRESENTER,
            ticket_at_mouth=place is PaperPlace.AT_MOUTH,
            presenter_moving=mechanism.presenter_moving,
            buffered_bytes=buffered_bytes,
            roll_left_mm=roll_left_mm,
            cuts=self._cuts,
            printed_mm=mechanism.odometer_dots // self.dots_per_mm,
            retracts=self._retracts,
            power_ups=self._power_ups,
        )

    def plan(self, step: Step) -> None:
        """Do something after everything planned before."""
        if isinstance(step, Advance) and self._first_step_s is None:
            self._first_step_s = self._hooks.now_s()
        self.mechanism.add(step)

    # What people and accidents do

    def end_roll(self) -> None:
        """Let the roll end here."""
        self.mechanism.roll_left_dots = 0

    def new_roll(self) -> None:
        """Put a full roll in; a paper that was being printed goes on on it."""
        self.mechanism.strip.join_new_roll()
        self.mechanism.roll_left_dots = self._profile.roll_mm * self.dots_per_mm

    def thin_roll(self) -> None:
        """Use the roll up to where the near-end sensor sees its core."""
        left = self._profile.near_end_mm * self.dots_per_mm - 1
        self.mechanism.roll_left_dots = min(self.mechanism.roll_left_dots, left)

    def set_cover(self, *, is_open: bool) -> None:
        """Open or close the cover."""
        self._cover_open = is_open

    def overheat(self) -> None:
        """Stop until the head is cool."""
        self._error |= MechanicalError.HEAD_HOT

    def cool_down(self) -> None:
        """Go on with a cool head."""
        self._error &= ~MechanicalError.HEAD_HOT

    def break_down(self) -> None:
        """Stop until the power is switched off and on."""
        self._error |= MechanicalError.UNRECOVERABLE

    def jam_cuts(self, count: int) -> None:
        """Let the next cuts jam."""
        self._cuts_to_jam = count

    def free_cutter(self) -> None:
        """Take what jams the blade away and close the cover again: the printer tries the cut once more."""
        self._cuts_to_jam = 0
        self._error &= ~MechanicalError.CUTTER

    def jam_presenter(self) -> None:
        """Let the next ticket jam on its way to the mouth."""
        self._presentations_to_jam = 1

    def free_presenter(self) -> None:
        """Pull the jammed ticket out by hand."""
        self._presentations_to_jam = 0
        if self._presenter_jam:
            self._presenter_jam = False
            self._error &= ~MechanicalError.RECOVERABLE
            self.tray.move_last(PaperPlace.TAKEN)

    def request_recovery(self) -> bool:
        """Try again after an error that a request can end (DLE ENQ); say whether there was one.

        A ticket that jams the presenter must be pulled out first.
        """
        if MechanicalError.CUTTER not in self._error:
            return False
        self._error &= ~MechanicalError.CUTTER
        return True

    def take_ticket(self) -> bool:
        """Take the newest paper from the mouth or the tray; False if there is none."""
        if self.tray.newest_place not in {PaperPlace.AT_MOUTH, PaperPlace.OUT}:
            return False
        self._leave_mouth(PaperPlace.TAKEN)
        return True

    def set_nobody_takes(self, *, nobody: bool) -> None:
        """Have nobody take tickets: the presenter deals with them when their time is over."""
        self._nobody_takes = nobody
        if self.tray.ticket_place is PaperPlace.AT_MOUTH:
            self._wait_for_taking()

    def power_off(self) -> None:
        """Lose everything that is not on paper."""
        self._powered = False
        self.mechanism.drop_plan()
        self._error = MechanicalError.RECOVERABLE if self._presenter_jam else MechanicalError.NONE
        self._stop_mouth_timer()

    def power_on(self) -> None:
        """Wake up; the blade goes home, the counters are kept."""
        self._powered = True
        self._power_ups += 1

    # What the mechanism does

    def _finish(self, step: Step) -> bool:
        match step:
            case Advance():
                return True
            case AnswerProcessId(process_id):
                self._hooks.answer_process_id(process_id)
                return True
            case Cut():
                return self._finish_cut()
            case Present():
                self._finish_present(step)
                return True
            case Retract():
                if self.tray.ticket_place is not None:
                    self._retract()
                return True
            case Eject():
                if self.tray.ticket_place is not None:
                    self._leave_mouth(PaperPlace.TAKEN)
                return True

    def _finish_cut(self) -> bool:
        if self._cuts_to_jam:
            self._cuts_to_jam -= 1
            self._error |= MechanicalError.CUTTER
            return False
        self._cuts += 1
        self._hooks.recovered()
        piece = self.mechanism.strip.cut()
        if piece is None:
            return True
        if self.tray.ticket_place is not None:
            self._hooks.report(EventKind.TICKET_PUSHED_OUT)
            self._leave_mouth(PaperPlace.TAKEN)
        if piece.cut_through:
            self._hooks.report(EventKind.CUT_THROUGH_LINE)
        if any(symbol.kind == "QR" and symbol.quiet_modules < QUIET_ZONE_MODULES for symbol in piece.symbols):
            self._hooks.report(EventKind.NARROW_QUIET_ZONE)
        now_s = self._hooks.now_s()
        started_s = now_s if self._first_step_s is None else self._first_step_s
        self._first_step_s = None
        self.tray.add(
            Paper(
                number=self.tray.count + 1,
                picture=PackedPicture.pack(on_white(piece.ink)),
                lines=piece.lines,
                symbols=piece.symbols,
                printed_at=self._hooks.wall_clock(),
                printing_s=now_s - started_s,
                length_mm=piece.ink.height / self.dots_per_mm,
                place=PaperPlace.IN_PRESENTER if self._profile.has_presenter else PaperPlace.OUT,
                seams_dots=piece.seams_dots,
            )
        )
        if self._profile.presents_after_cut:
            self.mechanism.add_next(Present())
        return True

    def _finish_present(self, step: Present) -> None:
        place = self.tray.ticket_place
        if place is None:
            return
        if place is PaperPlace.IN_PRESENTER and self._presentations_to_jam:
            self._presentations_to_jam = 0
            self._presenter_jam = True
            self._error |= MechanicalError.RECOVERABLE
            return
        self._presented = step
        self.tray.move_last(PaperPlace.AT_MOUTH)
        self._wait_for_taking()

    def _wait_for_taking(self) -> None:
        self._stop_mouth_timer()
        now_s = self._hooks.now_s()
        timeout_s = self._presented.timeout_s
        if self._nobody_takes:
            due_s = now_s + (ABANDONED_S if timeout_s is None else timeout_s)
            self._mouth_timer = self._timers.add(due_s, self._give_up, scripted=True)
        elif self._take_after_s is not None and (timeout_s is None or self._take_after_s < timeout_s):
            self._mouth_timer = self._timers.add(now_s + self._take_after_s, self._taken, scripted=True)
        elif timeout_s is not None:
            self._mouth_timer = self._timers.add(now_s + timeout_s, self._give_up, scripted=False)

    def _taken(self) -> None:
        self._leave_mouth(PaperPlace.TAKEN)

    def _give_up(self) -> None:
        if self._presented.retract:
            self._retract()
        else:
            self._leave_mouth(PaperPlace.TAKEN)

    def _retract(self) -> None:
        self._retracts += 1
        self._leave_mouth(PaperPlace.RETRACTED)

    def _leave_mouth(self, place: PaperPlace) -> None:
        self._stop_mouth_timer()
        self.tray.move_last(place)

    def _stop_mouth_timer(self) -> None:
        if self._mouth_timer is not None:
            self._timers.cancel(self._mouth_timer)
            self._mouth_timer = None
