"""The NIR, the number that identifies a person to the French social security.

Thirteen characters (sex, year, month, department, commune, order) and a key of two digits.
Source: INSEE, répertoire national d'identification des personnes physiques; SNDS, IR_NIR_V.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from stdnum.exceptions import ValidationError
from stdnum.fr import nir as stdnum_nir

_NUMBER = re.compile(
    r"(?P<sex>[1-8])(?P<year>\d{2})(?P<month>\d{2})(?P<place>(?:2[AB]|\d{2})\d{3})(?P<order>\d{3})", re.ASCII
)
_SHAPE = re.compile(_NUMBER.pattern + r"(?P<key>\d{2})", re.ASCII)

_REAL_MONTHS = range(1, 13)
_UNKNOWN_MONTHS = (*range(20, 43), *range(50, 100))
"""Months given to people whose month of birth is not known (SNDS, IR_NIR_V)."""

MASK = "•"


class InvalidNirError(ValueError):
    """Say that a text is not a NIR, without repeating the text."""


@dataclass(frozen=True, slots=True, order=True)
class Nir:
    """Hold a NIR with its key, as fifteen characters without spaces; Corsican departments keep their letter."""

    value: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what is not a NIR.

        Raises:
            InvalidNirError: the shape, the month, the department or the key is wrong.
        """
        shape = _SHAPE.fullmatch(self.value)
        if shape is None:
            raise InvalidNirError("a NIR is 13 characters and a key of 2 digits")
        month = int(shape["month"])
        if month not in _REAL_MONTHS and month not in _UNKNOWN_MONTHS:
            raise InvalidNirError("the month of the NIR does not exist")
        if shape["place"].startswith("00"):
            raise InvalidNirError("the department of the NIR does not exist")
        try:
            stdnum_nir.validate(self.value)
        except ValidationError:
            raise InvalidNirError("the key of the NIR is wrong") from None

    @classmethod
    def parse(cls, text: str) -> Nir:
        """Read a NIR as people write it: spaces, dots and small letters are accepted.

        Raises:
            InvalidNirError: the text is not a NIR.
        """
        return cls(re.sub(r"[\s.\u00a0]", "", text).upper())

    @property
    def number(self) -> str:
        """Give the thirteen characters without the key."""
        return self.value[:13]

    @property
    def key(self) -> str:
        """Give the two digits of the key."""
        return self.value[13:]

    def formatted(self) -> str:
        """Write the NIR in the groups people know: 2 69 05 75 688 157 64."""
        v = self.value
        return f"{v[0]} {v[1:3]} {v[3:5]} {v[5:7]} {v[7:10]} {v[10:13]} {v[13:]}"

    def masked(self) -> str:
        """Write the NIR so that only its owner recognises it: 2 69 05 ••• ••• ••."""
        v = self.value
        return f"{v[0]} {v[1:3]} {v[3:5]} {MASK * 3} {MASK * 3} {MASK * 2}"


def nir_key(number: str) -> str:
    """Compute the key of the thirteen characters of a NIR: 97 − (number mod 97), with 2A as 19 and 2B as 18.

    Raises:
        InvalidNirError: the number has not the thirteen characters of a NIR.
    """
    if _NUMBER.fullmatch(number) is None:
        raise InvalidNirError("a NIR without its key is 13 characters")
    return str(stdnum_nir.calc_check_digits(number))
