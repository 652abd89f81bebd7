"""NIRs that nobody has, each with its right key.

Births in Paris are registered in the communes 056 and 101 to 120 of department 75, those around it in the communes 001
to 081 of the departments 92, 93 and 94: the communes 200 to 999 of the four do not exist. Source: INSEE, code officiel
géographique.
"""

from collections.abc import Iterator
from typing import Final

from kiosk.domain.nir import Nir, nir_key

_DEPARTMENTS: Final = ("75", "92", "93", "94")
_COMMUNES: Final = range(200, 1000)
_ORDERS: Final = range(1, 1000)
_A_DEPARTMENT: Final = len(_COMMUNES) * len(_ORDERS)
_SPARE: Final = 1000
"""Places kept for who would get one that is taken."""

CAPACITY: Final = len(_DEPARTMENTS) * _A_DEPARTMENT - _SPARE
"""How many people can have a NIR of their own."""

_STRIDE: Final = 387_001
"""Prime and no divisor of the places of a department: neighbours in the data get NIRs that do not follow each other."""


class NoNirLeftError(ValueError):
    """Say that there are no more NIRs that nobody has."""


class FictionalNirs:
    """Give out NIRs one after the other, each place of birth and order once."""

    def __init__(self, taken: frozenset[str], first: int = 0) -> None:
        """Take what is given already.

        Args:
            taken: the places and orders, eight digits.
            first: how many NIRs were given out before: the same one has always the same place.
        """
        spare = (place for place in _last_places() if place not in taken)
        self._instead = dict(zip(sorted(taken), spare, strict=False))
        self._next = first

    def next(self, *, is_woman: bool, year: int, month: int) -> Nir:
        """Give the next NIR.

        Raises:
            NoNirLeftError: all are given.
        """
        if self._next >= CAPACITY:
            raise NoNirLeftError(f"no more than {CAPACITY} fictional people")
        place = _place(self._next)
        self._next += 1
        number = f"{2 if is_woman else 1}{year % 100:02d}{month:02d}{self._instead.get(place, place)}"
        return Nir(number + nir_key(number))


def place_and_order(nir: Nir) -> str:
    """Give the eight digits of a NIR that name department and commune of birth and the order in its register."""
    return nir.number[5:]


def _place(index: int) -> str:
    department, rest = divmod(index, _A_DEPARTMENT)
    commune, order = divmod(rest * _STRIDE % _A_DEPARTMENT, len(_ORDERS))
    return f"{_DEPARTMENTS[department]}{_COMMUNES[commune]:03d}{_ORDERS[order]:03d}"


def _last_places() -> Iterator[str]:
    return (_place(CAPACITY + index) for index in range(_SPARE))
