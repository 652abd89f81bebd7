"""Birth dates whose month or day no calendar has ("dates lunaires"): of some people only the year, or month, is known.

A card writes them as eight digits, AAAAMMJJ, with the unknown part out of the calendar: 19520000.
Source: GIE SESAM-Vitale, cahier des charges SESAM-Vitale, "date de naissance lunaire".
"""

from __future__ import annotations

from datetime import date, timedelta

_LENGTH = 8


def calendar_day(text: str) -> date | None:
    """Read AAAAMMJJ; None for a lunar date, and for what is no eight digits."""
    if not _has_shape(text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def is_lunar(text: str) -> bool:
    """Say whether these are eight digits with a year, and no day of the calendar."""
    return _has_shape(text) and int(text[:4]) > 0 and calendar_day(text) is None


def known_month(text: str) -> int | None:
    """Give the month of a lunar date, None where that is unknown too."""
    month = int(text[4:6])
    return month if 1 <= month <= 12 else None


def civil_substitute(text: str) -> date:
    """Give the day that stands for a lunar date where an age is computed: the last one that it may have been.

    Source: CNAV, circulaire 2006/13, 1 (31 December where only the year is known); instruction générale relative à
    l'état civil, 2 November 2004. A known month is taken to its last day likewise: nobody counts as older than is sure.

    Raises:
        ValueError: the text is no lunar date.
    """
    if not is_lunar(text):
        raise ValueError("not a birth date out of the calendar")
    year, month = int(text[:4]), known_month(text)
    if month is None or month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def may_be(text: str, day: date) -> bool:
    """Say whether a day is one that a lunar date may have been.

    Identity documents have a day for everybody, 1 January or 31 December by the rule of their time.
    """
    return is_lunar(text) and day.year == int(text[:4]) and known_month(text) in (None, day.month)


def _has_shape(text: str) -> bool:
    return len(text) == _LENGTH and text.isascii() and text.isdecimal()
