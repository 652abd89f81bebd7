"""Motor, head and blade: what takes time."""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from hardware.printer.simulator.profiles import Profile
from hardware.printer.simulator.steps import Advance, AnswerProcessId, Cut, Eject, Present, Retract, Step
from hardware.printer.simulator.strip import Strip

_ROUNDING: Final = 1e-3
"""Part of a dot row by which a deadline in floating-point seconds may miss a whole row, in months of running."""


@dataclass(order=True, slots=True)
class _Trigger:
    at_dots: int
    order: int
    action: Callable[[], None] = field(compare=False)


class Mechanism:
    """Carry out steps in order while it may move, and stop between two dot rows while it may not.

    Times are machine seconds that the caller passes in. The order of calls is: `update` whenever something that
    `may_move` looks at has changed or a step was added, `advance` when the time of `deadline` has come.

    Args:
        profile: speeds and distances.
        may_move: whether cover, paper and errors allow movement.
        finish: called after each step; it gets the step and returns False to have it done again (a blade that jams).
    """

    def __init__(self, profile: Profile, may_move: Callable[[], bool], finish: Callable[[Step], bool]) -> None:
        self._profile = profile
        self._may_move = may_move
        self._finish = finish
        self._plan: deque[Step] = deque()
        self._planned_dots = 0
        self._done_dots = 0
        self._since: float | None = None
        self._triggers: list[_Trigger] = []
        self._trigger_order = itertools.count()
        self.strip = Strip(profile.width_dots, profile.head_to_cutter_dots)
        self.roll_left_dots = profile.roll_mm * profile.dots_per_mm
        self.odometer_dots = 0
        """Rows that passed under the head since the printer was built."""

    @property
    def is_idle(self) -> bool:
        """Say whether everything planned is done."""
        return not self._plan

    @property
    def is_moving(self) -> bool:
        """Say whether a step is under way."""
        return self._since is not None

    @property
    def motor_on(self) -> bool:
        """Say whether the paper moves."""
        return self.is_moving and isinstance(self._plan[0], Advance)

    @property
    def presenter_moving(self) -> bool:
        """Say whether the rollers of the presenter turn."""
        return self.is_moving and isinstance(self._plan[0], Present | Retract | Eject)

    @property
    def planned_dots(self) -> int:
        """Give the rows that are prepared and not yet under the head."""
        return self._planned_dots - self._done_dots

    @property
    def cut_planned(self) -> bool:
        """Say whether a cut is still to come: nothing after it is prepared before it is done."""
        return any(isinstance(step, Cut) for step in self._plan)

    def add(self, step: Step) -> None:
        """Plan a step after the others."""
        self._plan.append(step)
        if isinstance(step, Advance):
            self._planned_dots += step.dots

    def add_next(self, step: Step) -> None:
        """Plan a step right after the one under way, before the others."""
        self._plan.insert(1, step)

    def drop_plan(self) -> None:
        """Forget everything planned; what is burnt stays on the paper."""
        self._plan.clear()
        self._planned_dots = self._done_dots = 0
        self._since = None

    def after(self, dots: int, action: Callable[[], None]) -> None:
        """Call something once that many more rows have passed."""
        heapq.heappush(self._triggers, _Trigger(self.odometer_dots + dots, next(self._trigger_order), action))

    def drop_triggers(self) -> None:
        """Forget what was to be called."""
        self._triggers.clear()

    def update(self, now: float) -> None:
        """Start, stop or go on, whichever the sensors ask for."""
        may_move = self._may_move()
        if self._since is not None and not may_move:
            self._move(now)
            self._since = None
        elif self._since is None and may_move and self._plan:
            self._since = now

    def deadline(self) -> float | None:
        """Give when `advance` has something to do; None while nothing moves."""
        if self._since is None:
            return None
        step = self._plan[0]
        if isinstance(step, Advance):
            return self._since + self._rows_to_next_stop(step) / self._profile.dots_per_s
        return self._since + self._duration_s(step)

    def advance(self, now: float) -> None:
        """Move on to a time, at most to the end of the step or to what was to be called."""
        if self._since is None:
            return
        step = self._plan[0]
        if isinstance(step, Advance):
            self._move(now)
            while self._triggers and self._triggers[0].at_dots <= self.odometer_dots:
                heapq.heappop(self._triggers).action()
            # What was called may have dropped the plan, or stopped the paper.
            if self._since is not None and self._done_dots >= step.dots:
                self._end_step(step, self._since)
        elif now >= self._since + self._duration_s(step):
            self._end_step(step, self._since + self._duration_s(step))

    def _end_step(self, step: Step, at: float) -> None:
        if not self._finish(step):
            self._since = None
            return
        if self._plan and self._plan[0] is step:
            self._plan.popleft()
            if isinstance(step, Advance):
                self._planned_dots -= step.dots
                self._done_dots = 0
        self._since = at if self._plan and self._may_move() else None

    def _move(self, now: float) -> None:
        """Pass under the head the rows for which there was time."""
        if self._since is None or not self._plan:
            return
        step = self._plan[0]
        if not isinstance(step, Advance):
            return
        rows = int((now - self._since) * self._profile.dots_per_s + _ROUNDING)
        rows = min(rows, self._rows_to_next_stop(step))
        if rows <= 0:
            return
        self.strip.feed(step, self._done_dots, rows)
        self._done_dots += rows
        self.odometer_dots += rows
        self.roll_left_dots -= rows
        self._since += rows / self._profile.dots_per_s

    def _rows_to_next_stop(self, step: Advance) -> int:
        stops = [step.dots - self._done_dots, self.roll_left_dots]
        if self._triggers:
            stops.append(self._triggers[0].at_dots - self.odometer_dots)
        return max(0, min(stops))

    def _duration_s(self, step: Step) -> float:
        match step:
            case Cut():
                return self._profile.cut_s
            case Present() | Retract() | Eject():
                return self._profile.present_s
            case AnswerProcessId() | Advance():
                return 0.0
