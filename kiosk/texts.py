"""Texts that people read: translation of the French msgids, and dates and amounts as a language writes them.

One catalogue, domain "kiosk", serves screens, paper, command line and pages. French needs no file: its texts are the
msgids. Babel is imported at first use (40 ms), which is after the first frame of the terminal.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Final, Literal

from kiosk.resources import resource_path

Language = Literal["fr", "en"]
"""A language that the terminal can be put in."""

DOMAIN: Final = "kiosk"

_REGIONS: Final[dict[Language, str]] = {"fr": "fr_FR", "en": "en_GB"}
_NARROW_NO_BREAK_SPACE: Final = "\u202f"
_NO_BREAK_SPACE: Final = "\u00a0"


class FrenchTexts(_gettext.NullTranslations):
    """Return the msgids, which are French: zero is singular, as one is."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the singular for 0 and 1, the plural from 2 on."""
        return msgid1 if abs(n) < 2 else msgid2


_Spoken = tuple[Language, _gettext.NullTranslations]


class _Current:
    """Hold the language that the process speaks. A change is one assignment, so that any thread may read."""

    def __init__(self) -> None:
        self.state: _Spoken = ("fr", FrenchTexts())


_current: Final = _Current()

_spoken_here: Final[ContextVar[_Spoken | None]] = ContextVar("spoken_here", default=None)
"""What `speaking` asked for: seen by the code that runs inside it only, not by other threads."""


def load_texts(language: Language, folder: Path | None = None) -> _gettext.NullTranslations:
    """Return the texts of a language; a text without translation stays French.

    Args:
        language: the language wanted.
        folder: where LANGUAGE/LC_MESSAGES/kiosk.mo is; by default assets/locale.
    """
    if language == "fr":
        return FrenchTexts()
    where = folder if folder is not None else resource_path("assets/locale")
    texts = _gettext.translation(DOMAIN, str(where), languages=[language], fallback=True)
    if not isinstance(texts, _gettext.GNUTranslations):
        return FrenchTexts()
    texts.add_fallback(FrenchTexts())
    return texts


def set_language(language: Language) -> None:
    """Put the process in a language; texts asked for from now on are in it."""
    _current.state = (language, load_texts(language))


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language inside the block, in this thread only, whatever the process speaks."""
    token = _spoken_here.set((language, load_texts(language)))
    try:
        yield
    finally:
        _spoken_here.reset(token)


def current_language() -> Language:
    """Return the language that is spoken: that of the innermost `speaking`, else that of the process."""
    return _spoken()[0]


def gettext(message: str) -> str:
    """Translate a text."""
    return _spoken()[1].gettext(message)


def pgettext(context: str, message: str) -> str:
    """Translate a text whose French has another meaning elsewhere; the context tells the two apart."""
    return _spoken()[1].pgettext(context, message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a text that depends on a number; the number is put in by the caller."""
    return _spoken()[1].ngettext(singular, plural, n)


def format_amount(cents: int) -> str:
    """Write an amount of euro cents, 190000 as "1 900,00 €"; its spaces are U+00A0."""
    from babel.numbers import format_currency

    return _printable(format_currency(Decimal(cents) / 100, "EUR", locale=_region()))


def format_euros(cents: int) -> str:
    """Write an amount of euro cents in whole euros, rounded half up: 11850 as "119 €"."""
    from babel.numbers import format_currency

    euros = (Decimal(cents) / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    pattern = "#,##0\u00a0¤" if current_language() == "fr" else "¤#,##0"
    return _printable(format_currency(euros, "EUR", pattern, locale=_region(), currency_digits=False))


def format_number(number: int) -> str:
    """Write a whole number with its groups of thousands, 12500 as "12 500"."""
    from babel.numbers import format_decimal

    return _printable(format_decimal(number, locale=_region()))


def format_percent(percent: int) -> str:
    """Write a percentage, 70 as "70 %"."""
    from babel.numbers import format_percent as babel_percent

    return _printable(babel_percent(Decimal(percent) / 100, locale=_region()))


def format_date(day: date) -> str:
    """Write a date with its month abbreviated, "18 nov. 2026"."""
    return _date(day, "medium")


def format_date_long(day: date) -> str:
    """Write a date with its month in full, "18 novembre 2026"."""
    return _date(day, "long")


def format_date_short(day: date) -> str:
    """Write a date in digits, "18/11/2026"."""
    return _date(day, "dd/MM/y")


def format_birth_date(day: date, lunar: str | None) -> str:
    """Write a birth date in digits as far as it is known: "14/05/1969"; of a lunar date "05/1952", or "1952" alone.

    Args:
        day: the birth date, or what stands for it where only a part is known.
        lunar: the date as a card writes it where no calendar has it, AAAAMMJJ.
    """
    if lunar is None:
        return format_date_short(day)
    year, month = lunar[:4], lunar[4:6]
    return f"{month}/{year}" if "01" <= month <= "12" else year


def format_day_month(day: date) -> str:
    """Write a date with its month in full and without its year, "18 novembre"."""
    return _date(day, "d MMMM")


def format_month(month: date) -> str:
    """Write the month of a date with its year, "novembre 2026"."""
    return _date(month, "MMMM y")


def format_month_name(month: date) -> str:
    """Write the month of a date in full and without its year, "novembre"."""
    return _date(month, "LLLL")


def format_month_short(month: date) -> str:
    """Write the month of a date, abbreviated and without its year, "nov."."""
    return _date(month, "MMM")


def format_weekday_short(day: date) -> str:
    """Write the day of the week of a date, abbreviated, "lun."."""
    return _date(day, "EEE")


def format_date_weekday(day: date) -> str:
    """Write a date with its day of the week behind it, "23 novembre 2026, lundi"."""
    return f"{format_date_long(day)}, {_date(day, 'EEEE')}"


def format_time(moment: time) -> str:
    """Write a time of the day on 24 hours, "09:05"."""
    return moment.strftime("%H:%M")


def format_hour(moment: time) -> str:
    """Write an opening hour, "9 h" or "9 h 30" in French, "9:00" in English."""
    if current_language() != "fr":
        return f"{moment.hour}:{moment.minute:02d}"
    hour = f"{moment.hour}{_NO_BREAK_SPACE}h"
    return f"{hour}{_NO_BREAK_SPACE}{moment.minute:02d}" if moment.minute else hour


def _spoken() -> _Spoken:
    return _spoken_here.get() or _current.state


def _region() -> str:
    return _REGIONS[current_language()]


def _date(day: date, pattern: str) -> str:
    from babel.dates import format_date as babel_date

    text = _printable(babel_date(day, pattern, locale=_region()))
    # French writes the first day of a month as an ordinal; the locale data of CLDR have no pattern for it.
    if day.day == 1 and current_language() == "fr" and text.startswith("1 "):
        return f"1er{text[1:]}"
    return text


def _printable(text: str) -> str:
    # Neither the font of the screen nor code page 1252 has U+202F.
    return text.replace(_NARROW_NO_BREAK_SPACE, _NO_BREAK_SPACE)
