"""What happens at a given machine time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Timer:
    """Hold something to do at a time.

    Attributes:
        due_s: machine seconds.
        scripted: whether an instantaneous clock jumps to it; what waits for people or for heat to go does not.
    """

    due_s: float
    action: Callable[[], None] = field(repr=False)
    scripted: bool


class Timers:
    """Hold what is to happen; of two at the same time, the one added first comes first."""

    def __init__(self) -> None:
        self._timers: list[Timer] = []

    def add(self, due_s: float, action: Callable[[], None], *, scripted: bool) -> Timer:
        """Plan something."""
        timer = Timer(due_s, action, scripted)
        self._timers.append(timer)
        return timer

    def cancel(self, timer: Timer) -> None:
        """Have it not happen; one that has happened is none of them any more."""
        if timer in self._timers:
            self._timers.remove(timer)

    def cancel_all(self) -> None:
        """Have nothing happen."""
        self._timers.clear()

    def next_due_s(self, *, scripted_only: bool) -> float | None:
        """Give when the next is due; None if there is none."""
        return min((timer.due_s for timer in self._timers if timer.scripted or not scripted_only), default=None)

    def fire(self, now_s: float, *, scripted_only: bool) -> None:
        """Do what is due."""
        due = [timer for timer in self._timers if timer.due_s <= now_s and (timer.scripted or not scripted_only)]
        for timer in sorted(due, key=lambda timer: timer.due_s):
            # One of them may have cancelled a later one.
            if timer in self._timers:
                self._timers.remove(timer)
                timer.action()
