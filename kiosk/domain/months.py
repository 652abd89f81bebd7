"""Months counted from a day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """Give the same day some months later, or earlier where their number is negative.

    A month that has no such day gives its last one: three months after 30 November 2026 are 28 February.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def last_of_months(first: date, months: int) -> date:
    """Give the last day of whole months, 20/11/2027 for twelve months from 21/11/2026.

    A month that has no such day ends them with its last one: twelve months from 29 February end on 28 February.
    """
    following = months_later(first, months)
    return following - timedelta(days=1) if following.day == first.day else following
