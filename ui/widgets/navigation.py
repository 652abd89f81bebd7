"""Where an arrow key leads: to the nearest control in its direction."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass


class Direction(enum.Enum):
    """Name the four arrows."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Box:
    """Hold the place of a control in its window, in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[float, float]:
        """Give the middle."""
        return self.left + self.width / 2, self.top + self.height / 2


def nearest(current: Box, others: Sequence[Box], direction: Direction) -> int | None:
    """Find the control that an arrow leads to.

    A control counts when it begins beyond the middle of the current one. What stands in the same row or column goes
    first; the distance across weighs double that along the arrow.

    Args:
        current: the focused control.
        others: the controls that can have the focus.
        direction: of the arrow.

    Returns:
        The index of the control, None where there is nothing in that direction.
    """
    best: tuple[float, int] | None = None
    for index, other in enumerate(others):
        distance = _distance(current, other, direction)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, index)
    return None if best is None else best[1]


def _distance(current: Box, other: Box, direction: Direction) -> float | None:
    here, there = current.centre, other.centre
    match direction:
        case Direction.LEFT:
            along, gap = here[0] - there[0], current.left - (other.left + other.width)
        case Direction.RIGHT:
            along, gap = there[0] - here[0], other.left - (current.left + current.width)
        case Direction.UP:
            along, gap = here[1] - there[1], current.top - (other.top + other.height)
        case Direction.DOWN:
            along, gap = there[1] - here[1], other.top - (current.top + current.height)
    if along <= 0 or gap < 0:
        return None
    horizontal = direction in (Direction.LEFT, Direction.RIGHT)
    if horizontal:
        apart = _apart(current.top, current.height, other.top, other.height)
        if apart > 0:
            return None
        return gap + 0.01 * abs(here[1] - there[1])
    apart = _apart(current.left, current.width, other.left, other.width)
    return gap + 2 * apart + 0.01 * abs(here[0] - there[0])


def _apart(start: int, length: int, other_start: int, other_length: int) -> int:
    """Give the space between two stretches, 0 where they overlap."""
    return max(0, other_start - (start + length), start - (other_start + other_length))
