"""What a question is, and about whom it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from sqlalchemy import Connection

from kiosk.domain.law import Parameter
from kiosk.storage.registry import Insured


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold whose visit it is, and when.

    Attributes:
        serial: of the Vitale card.
        today: the day of the visit.
    """

    insured: Insured = field(repr=False)
    serial: str = field(repr=False)
    today: date

    @property
    def file_id(self) -> int:
        """Give the number of the file."""
        return self.insured.file_id


class Cursor(Protocol):
    """Execute statements, as the driver does; the rows follow."""

    def execute(self, sql: str, parameters: tuple[object, ...]) -> Any:  # noqa: ANN401 - the driver has no types
        """Execute a statement."""


@dataclass(frozen=True, slots=True)
class Question:
    """Hold a question in both ways; they give the same values.

    Attributes:
        asked: as the service asks, through SQLAlchemy.
        by_hand: from SQL written by hand.
    """

    name: str
    asked: Callable[[Connection, Subject], object]
    by_hand: Callable[[Cursor, Subject], object]


_PARAMETER = "SELECT value FROM parameters WHERE name = ? AND valid_from <= ? ORDER BY valid_from DESC LIMIT 1"


def parameter_by_hand(cursor: Cursor, parameter: Parameter, day: date) -> int:
    """Ask for one dated value."""
    (value,) = cursor.execute(_PARAMETER, (parameter.value, day.isoformat())).fetchone()
    return int(value)
