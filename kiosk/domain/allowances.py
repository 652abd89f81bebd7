"""Daily allowances (indemnités journalières): what replaces wages while a person cannot work."""

from __future__ import annotations

import enum


class AllowancePeriod(enum.Enum):
    """Name a period that a certificate can be about."""

    LAST_3_MONTHS = "last-3-months"
    LAST_6_MONTHS = "last-6-months"
    LAST_12_MONTHS = "last-12-months"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"
