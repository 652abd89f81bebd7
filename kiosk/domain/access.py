"""Rules of the access codes: what a code may be, when an account locks, how often a provisional code is sent.

Source of the numbers: design of the product, after CNIL 2022-100 (three tries on an unlock code) and
NIST SP 800-63B (one-time secrets of six digits, ten minutes, used once).
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from kiosk.domain.nir import Nir


@dataclass(frozen=True, slots=True)
class CodePolicy:
    """Hold how long a definitive code is."""

    digits_min: int = 8
    digits_max: int = 13


@dataclass(frozen=True, slots=True)
class ProvisionalPolicy:
    """Hold the life of a provisional code and how often one is sent."""

    sms_digits: int = 6
    sms_life: timedelta = timedelta(minutes=10)
    adviser_digits: int = 8
    tries: int = 3
    short_window: timedelta = timedelta(minutes=15)
    sent_in_short_window: int = 3
    long_window: timedelta = timedelta(days=1)
    sent_in_long_window: int = 5


class CodeRefusal(enum.Enum):
    """Say why a code cannot be chosen."""

    NOT_DIGITS = "not-digits"
    LENGTH = "length"
    REPEATED = "repeated"
    SEQUENCE = "sequence"
    BIRTH_DATE = "birth-date"
    PART_OF_NIR = "part-of-nir"
    PROVISIONAL = "provisional"
    """The provisional code itself: others may have seen it."""


def refuse_code(
    code: str, policy: CodePolicy, birth_date: date | None, nir: Nir, lunar_birth: str | None = None
) -> CodeRefusal | None:
    """Say why a code is too easy to guess, or None if it may be chosen.

    Args:
        code: the digits typed.
        policy: the allowed length.
        birth_date: the birth date of the person, None where the card does not hold a civil one.
        nir: the NIR of the person.
        lunar_birth: the birth date where no calendar has it, AAAAMMJJ.
    """
    if not (code.isascii() and code.isdigit()):
        return CodeRefusal.NOT_DIGITS
    if not policy.digits_min <= len(code) <= policy.digits_max:
        return CodeRefusal.LENGTH
    if _is_repeated(code):
        return CodeRefusal.REPEATED
    if _is_sequence(code):
        return CodeRefusal.SEQUENCE
    dates = () if birth_date is None else _written_dates(birth_date)
    if lunar_birth is not None:
        dates = (*dates, lunar_birth, lunar_birth[6:] + lunar_birth[4:6] + lunar_birth[:4])
    if any(written in code for written in dates):
        return CodeRefusal.BIRTH_DATE
    if _shares_run(code, nir.value, run=6):
        return CodeRefusal.PART_OF_NIR
    return None


def _is_repeated(code: str) -> bool:
    """Find 11111111, 12121212 and 123123123: a pattern of at most four digits, repeated."""
    return any((code[:size] * len(code))[: len(code)] == code for size in range(1, 5) if size < len(code))


def _is_sequence(code: str) -> bool:
    """Find 12345678, 90123456 and 98765432: each digit follows the one before by the same step of one."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(code)}
    return steps in ({1}, {9})


def _written_dates(day: date) -> tuple[str, ...]:
    """Write a date the ways people make codes of it."""
    return tuple(day.strftime(form) for form in ("%d%m%Y", "%Y%m%d", "%m%d%Y", "%d%m%y", "%y%m%d"))


def _shares_run(code: str, text: str, run: int) -> bool:
    """Say whether a stretch of `run` characters of the code stands in the text."""
    return any(code[start : start + run] in text for start in range(len(code) - run + 1))


@dataclass(frozen=True, slots=True)
class Tries:
    """Count the wrong codes of an account.

    Attributes:
        failed: wrong codes since the last right one.
        locked: whether the account waits for a provisional code.
    """

    failed: int = 0
    locked: bool = False

    @property
    def left(self) -> int:
        """Give how many tries are left before the account locks."""
        return 0 if self.locked else TRIES_BEFORE_LOCK - self.failed


TRIES_BEFORE_LOCK = 3
"""Wrong codes that lock an account (CNIL 2022-100, case 3: unlock code of a device held by the person)."""


def after_wrong_code(tries: Tries) -> Tries:
    """Count a wrong code; the third locks, and a locked account stays locked."""
    if tries.locked:
        return tries
    failed = tries.failed + 1
    return Tries(failed, locked=failed >= TRIES_BEFORE_LOCK)


def after_right_code(tries: Tries) -> Tries:
    """Forget the wrong codes; a locked account does not open with its old code."""
    return tries if tries.locked else Tries()


def next_sending_at(sent: Sequence[datetime], now: datetime, policy: ProvisionalPolicy) -> datetime | None:
    """Say when the next provisional code may be sent: None for at once.

    Args:
        sent: when codes were sent to this person, in any order.
        now: the time of the request.
        policy: the windows and their numbers.
    """
    waits = []
    for window, limit in (
        (policy.short_window, policy.sent_in_short_window),
        (policy.long_window, policy.sent_in_long_window),
    ):
        recent = sorted(moment for moment in sent if moment > now - window)
        if len(recent) >= limit:
            waits.append(recent[-limit] + window)
    return max(waits, default=None)


@dataclass(frozen=True, slots=True)
class MaskedMobile:
    """Hold what is shown of a mobile number: its last two digits."""

    last_digits: str

    def __str__(self) -> str:
        """Write •• •• •• •• 12: the end alone, which only its owner recognises."""
        return f"•• •• •• •• {self.last_digits}"
