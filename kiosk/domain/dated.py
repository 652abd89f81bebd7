"""Values that the law changes at a date: tariffs, rates, fees, caps and delays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


class NoValueAtDateError(LookupError):
    """Say that a dated table starts after the date asked for."""


# Without slots: in Python 3.11 a frozen generic dataclass with slots cannot be made as DatedValue[int](…).
@dataclass(frozen=True)
class DatedValue(Generic[T]):
    """Hold a value and the first day on which it applies."""

    valid_from: date
    value: T


class DatedTable(Generic[T]):
    """Answer which value applied on a day."""

    def __init__(self, name: str, values: Iterable[DatedValue[T]]) -> None:
        """Keep the values in the order of their dates.

        Args:
            name: what the values are, for the error text.
            values: the values, in any order.

        Raises:
            ValueError: two values start on the same day.
        """
        self._name = name
        self._values = sorted(values, key=lambda dated: dated.valid_from)
        self._starts = [dated.valid_from for dated in self._values]
        if len(set(self._starts)) != len(self._starts):
            raise ValueError(f"{name}: two values start on the same day")

    @property
    def values(self) -> tuple[DatedValue[T], ...]:
        """Give all values, the earliest first."""
        return tuple(self._values)

    def at(self, day: date) -> T:
        """Give the value that applied on a day.

        Raises:
            NoValueAtDateError: the table starts later.
        """
        index = bisect_right(self._starts, day)
        if index == 0:
            raise NoValueAtDateError(f"{self._name}: no value on {day.isoformat()}")
        return self._values[index - 1].value
