"""Certificates: what they attest, and their numbers of fund, year, sequence and check letter, "751-26-004812-H"."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
"""Twenty-three letters, without I, O and Q that are read as 1 and 0. 23 is prime: the letter shows one wrong digit and
two neighbours swapped."""

_SHAPE = re.compile(r"(?P<fund>\d{3})-(?P<year>\d{2})-(?P<sequence>\d{6,})-(?P<letter>[A-Z])")


class CertificateKind(enum.Enum):
    """Say what a certificate attests."""

    RIGHTS = "rights"
    ALLOWANCES = "allowances"
    THIRD_PARTY = "third-party"
    EHIC = "ehic"
    """The provisional replacement certificate of a European card."""


class InvalidCertificateNumberError(ValueError):
    """Say that a text is not the number of a certificate."""


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """Hold the number of a certificate.

    Attributes:
        fund: the three digits of the fund that issued it.
        year: the year of issue, four digits.
        sequence: from 1, never used twice by a fund in a year.
    """

    fund: str
    year: int
    sequence: int

    def __str__(self) -> str:
        """Write 751-26-004812-H."""
        year, sequence = f"{self.year % 100:02d}", f"{self.sequence:06d}"
        return f"{self.fund}-{year}-{sequence}-{_letter(self.fund, year, sequence)}"

    @classmethod
    def parse(cls, text: str) -> CertificateNumber:
        """Read a number as people type it, small letters and spaces around accepted; the century is the 21st.

        Raises:
            InvalidCertificateNumberError: the shape or the check letter is wrong.
        """
        shape = _SHAPE.fullmatch(text.strip().upper())
        if shape is None or not shape[0].isascii():
            raise InvalidCertificateNumberError("a certificate number is fund, year, sequence and a letter")
        if shape["letter"] != _letter(shape["fund"], shape["year"], shape["sequence"]):
            raise InvalidCertificateNumberError("the letter of the certificate number is wrong")
        return cls(fund=shape["fund"], year=2000 + int(shape["year"]), sequence=int(shape["sequence"]))


def _letter(fund: str, year: str, sequence: str) -> str:
    return _LETTERS[int(fund + year + sequence) % len(_LETTERS)]
