"""Full third-party payment (tiers payant intégral): people who advance no fees at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class NotCovered:
    """Say that a person has no cover now that frees of every advance of fees.

    Attributes:
        ended_on: the last day of the last cover, None where there never was one.
    """

    ended_on: date | None = field(default=None, repr=False)
