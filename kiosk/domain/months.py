"""Months counted from a day."""

from __future__ import annotations

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """Give the same day some months later, or earlier where their number is negative.

    A month that has no such day gives its last one: three months after 30 November 2026 are 28 February.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
