"""Opening hours in words."""

from __future__ import annotations

from collections import Counter
from datetime import date, time
from typing import Final

from kiosk.session.preferences import TextSize
from kiosk.texts import format_hour
from kiosk.texts import gettext as _
from ui.terminal.screen import ScreenContext, WeekHours

Periods = tuple[tuple[time, time], ...]

_LONGEST: Final = {TextSize.NORMAL: 360, TextSize.LARGE: 130, TextSize.LARGEST: 70}
"""Characters of the hours that every screen has room for, in each text size. The longest week of two periods a day has
some 340 characters."""


def hours_text(context: ScreenContext) -> str:
    """Say when the reception point is open: the whole week, where it is too long for the screen only this day.

    The day is named, so that what is said stays true after midnight.
    """
    longest = _LONGEST[context.preferences.text_size]
    for text in (opening_text(context.hours), day_text(context.hours, context.now().date())):
        if len(text) <= longest:
            return text
    return _unknown()


def day_text(hours: WeekHours, day: date) -> str:
    """Say the hours of one day: "Accueil ouvert ce jeudi 9 h – 12 h"."""
    periods, name = hours[day.weekday()], _day_names()[day.weekday()]
    if not any(hours):
        return _unknown()
    if not periods:
        # Translators: opening hours of today, where the reception point is closed; the name of the day comes in
        return _("Accueil fermé ce %(day)s") % {"day": name}
    # Translators: opening hours of today; the name of the day and the hours come in, "jeudi", "9 h – 12 h"
    return _("Accueil ouvert ce %(day)s %(hours)s") % {"day": name, "hours": _periods(periods)}


def opening_text(hours: WeekHours) -> str:
    """Say when the reception point is open: "Accueil ouvert du lundi au vendredi 9 h – 16 h, jeudi 9 h – 12 h".

    The hours of most days come first, with the days they span; days with other hours follow.
    """
    open_days = [day for day, periods in enumerate(hours) if periods]
    if not open_days:
        return _unknown()
    usual = Counter(hours[day] for day in open_days).most_common(1)[0][0]
    usual_days = [day for day in open_days if hours[day] == usual]
    first, last = usual_days[0], usual_days[-1]
    unbroken = all(hours[day] for day in range(first, last + 1))
    parts = [f"{_span(first, last) if unbroken else _list(usual_days)} {_periods(usual)}"]
    parts += [f"{_day_names()[day]} {_periods(hours[day])}" for day in open_days if hours[day] != usual]
    # Translators: opening hours; the days and hours follow, "du lundi au vendredi 9 h – 16 h, jeudi 9 h – 12 h"
    return _("Accueil ouvert %(hours)s") % {"hours": ", ".join(parts)}


def _unknown() -> str:
    # Translators: opening hours, where none are known or they are too long for the screen
    return _("Demandez les horaires à l’accueil")


def _span(first: int, last: int) -> str:
    names = _day_names()
    if first == last:
        # Translators: opening hours, one day only
        return _("le %(day)s") % {"day": names[first]}
    # Translators: opening hours, days that follow one another
    return _("du %(first)s au %(last)s") % {"first": names[first], "last": names[last]}


def _list(days: list[int]) -> str:
    return ", ".join(_day_names()[day] for day in days)


def _periods(periods: Periods) -> str:
    # Translators: opening hours, between two periods of a day
    return _(" et ").join(f"{format_hour(opens)}\u00a0–\u00a0{format_hour(closes)}" for opens, closes in periods)


def _day_names() -> tuple[str, ...]:
    # Spelt out here: the attract screen must not wait for Babel's locale data.
    return (_("lundi"), _("mardi"), _("mercredi"), _("jeudi"), _("vendredi"), _("samedi"), _("dimanche"))
