"""Monthly statements: what was paid in a month, person by person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.money import Cents


@dataclass(frozen=True, slots=True)
class StatementMonth:
    """Hold what a list shows of a month.

    Attributes:
        month: its first day.
        payment_count: how many payments it has, those to professionals included.
        own_cents: what was paid to the insured person.
    """

    month: date
    payment_count: int
    own_cents: Cents = field(repr=False)
