"""Opening hours in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Final

from kiosk.session.preferences import TextSize
from kiosk.texts import format_hour
from kiosk.texts import gettext as _
from ui.terminal.screen import ScreenContext, WeekHours

Periods = tuple[tuple[time, time], ...]

_LONGEST: Final = {TextSize.NORMAL: 370, TextSize.LARGE: 130, TextSize.LARGEST: 84}
"""Characters of the hours that a screen has room for, in each text size. The longest week of two periods a day has some
360 characters."""

_LONGEST_AT_FIRST: Final = 70
"""The same for the attract screen in the largest texts: there is more on it than on any other."""

_SHORTEST_SPAN: Final = 3
"""Days that follow one another are named by the first and the last from so many on."""


def hours_text(context: ScreenContext, *, is_attract: bool = False) -> str:
    """Say when the reception point is open: the whole week, where it is too long for the screen only this day.

    The day is named, so that what is said stays true after midnight.

    Args:
        context: holds the hours, the day and the text size.
        is_attract: whether the attract screen says it, which has the least room.
    """
    longest = _LONGEST[context.preferences.text_size]
    if is_attract and context.preferences.text_size is TextSize.LARGEST:
        longest = _LONGEST_AT_FIRST
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
    """Say when the reception point is open: "Accueil ouvert du lundi au vendredi 9 h – 16 h, le samedi 9 h – 12 h".

    Each day is said once. The hours of most days come first, then the others by their first day.
    """
    days_of: dict[Periods, list[int]] = {}
    for day, periods in enumerate(hours):
        if periods:
            days_of.setdefault(periods, []).append(day)
    if not days_of:
        return _unknown()
    # Sorting keeps the order of the week among equals.
    groups = sorted(days_of.items(), key=lambda group: -len(group[1]))
    parts = [f"{_days(days)} {_periods(periods)}" for periods, days in groups[:1] + sorted(groups[1:], key=_first_day)]
    # Translators: opening hours; the days and hours follow, "du lundi au vendredi 9 h – 16 h, le samedi 9 h – 12 h"
    return _("Accueil ouvert %(hours)s") % {"hours": ", ".join(parts)}


def _first_day(group: tuple[Periods, list[int]]) -> int:
    return group[1][0]


def _unknown() -> str:
    # Translators: opening hours, where none are known or they are too long for the screen
    return _("Demandez les horaires à l’accueil")


def _days(days: Sequence[int]) -> str:
    """Name days: "du lundi au mercredi et le vendredi"; two days that follow one another are named singly."""
    names = _day_names()
    said: list[str] = []
    for run in _runs(days):
        if len(run) < _SHORTEST_SPAN:
            # Translators: opening hours, one day
            said += [_("le %(day)s") % {"day": names[day]} for day in run]
        else:
            # Translators: opening hours, days that follow one another
            said.append(_("du %(first)s au %(last)s") % {"first": names[run[0]], "last": names[run[-1]]})
    return _and().join(part for part in (", ".join(said[:-1]), said[-1]) if part)


def _runs(days: Sequence[int]) -> list[list[int]]:
    """Part days, in their order, where one is left out."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _periods(periods: Periods) -> str:
    return _and().join(f"{format_hour(opens)}\u00a0–\u00a0{format_hour(closes)}" for opens, closes in periods)


def _and() -> str:
    # Translators: opening hours, between two periods of a day, and before the last one of several days
    return _(" et ")


def _day_names() -> tuple[str, ...]:
    # Spelt out here: the attract screen must not wait for Babel's locale data.
    return (_("lundi"), _("mardi"), _("mercredi"), _("jeudi"), _("vendredi"), _("samedi"), _("dimanche"))
