"""The printed number of a certificate: 751-26-004812-B.

Fund (3 digits), year of issue (2), place in the year (6 digits, up to 9 in a fund that issues more than a million) and
a check letter, which is the rank of the other digits modulo 23 among 23 letters that cannot be taken for digits.
Since 23 is prime and 10 generates its multiplicative group, every wrong digit and every exchange of two digits
changes the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"
"""The Latin letters without I, O and U."""

_SEQUENCE_DIGITS = 6
_SEQUENCE_MAX = 999_999_999

_FUND = re.compile(r"\d{3}", re.ASCII)
_WRITTEN = re.compile(r"(?P<fund>\d{3})(?P<year>\d{2})(?P<sequence>\d{6}|[1-9]\d{6,8})(?P<letter>[A-Z])", re.ASCII)
_SEPARATORS = re.compile(r"[\s\u00a0\u2010-\u2015-]")


class InvalidCertificateNumberError(ValueError):
    """Say that a text is not the number of a certificate."""


@dataclass(frozen=True, slots=True, order=True)
class CertificateNumber:
    """Hold the number of a certificate.

    Attributes:
        fund: the three digits of the fund that issues it.
        year: the last two digits of the year of issue.
        sequence: its place among those of the fund in the year, from 1.

    Raises:
        InvalidCertificateNumberError: a component is out of its range.
    """

    fund: str
    year: int
    sequence: int

    def __post_init__(self) -> None:
        """Refuse what cannot be printed as a number."""
        if not _FUND.fullmatch(self.fund):
            raise InvalidCertificateNumberError("a fund has three digits")
        if not 0 <= self.year <= 99:
            raise InvalidCertificateNumberError("a year has two digits")
        if not 1 <= self.sequence <= _SEQUENCE_MAX:
            raise InvalidCertificateNumberError(f"a place in the year is between 1 and {_SEQUENCE_MAX}")

    @classmethod
    def parse(cls, text: str) -> CertificateNumber:
        """Read a number as people type it: small letters, other hyphens, spaces or none.

        Raises:
            InvalidCertificateNumberError: the shape or the check letter is wrong.
        """
        written = _WRITTEN.fullmatch(_SEPARATORS.sub("", text).upper())
        if written is None:
            raise InvalidCertificateNumberError("a certificate number looks like 751-26-004812-B")
        number = cls(written["fund"], int(written["year"]), int(written["sequence"]))
        if written["letter"] != number.check_letter:
            raise InvalidCertificateNumberError("the check letter of the certificate number is wrong")
        return number

    @property
    def check_letter(self) -> str:
        """Give the letter that makes a mistyped number noticed."""
        return _LETTERS[int(f"{self.fund}{self.year:02d}{self._sequence_digits}") % len(_LETTERS)]

    @property
    def _sequence_digits(self) -> str:
        return f"{self.sequence:0{_SEQUENCE_DIGITS}d}"

    def __str__(self) -> str:
        """Write the number as it is printed."""
        return f"{self.fund}-{self.year:02d}-{self._sequence_digits}-{self.check_letter}"
