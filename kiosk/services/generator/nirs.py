"""NIRs that nobody has, each with its right key.

Births in Paris are registered in the communes 056 and 101 to 120 of department 75: the communes 200 to 999 of 75 do
not exist. Source: INSEE, code officiel géographique.
"""

from typing import Final

from kiosk.domain.nir import Nir, nir_key

_COMMUNES: Final = range(200, 1000)
_ORDERS: Final = range(1, 1000)

CAPACITY: Final = len(_COMMUNES) * len(_ORDERS)
"""How many people can have a NIR of their own."""

_STRIDE: Final = 387_001
"""Prime and no divisor of CAPACITY: neighbours in the data get NIRs that do not follow each other."""


class NoNirLeftError(ValueError):
    """Say that there are no more NIRs that nobody has."""


class FictionalNirs:
    """Give out NIRs one after the other, each place of birth and order once."""

    def __init__(self, taken: frozenset[str]) -> None:
        """Take the places and orders, six digits, that are given already."""
        self._taken = taken
        self._next = 0

    def next(self, *, is_woman: bool, year: int, month: int) -> Nir:
        """Give the next NIR.

        Raises:
            NoNirLeftError: all are given.
        """
        while self._next < CAPACITY:
            place = self._next * _STRIDE % CAPACITY
            self._next += 1
            end = f"{_COMMUNES[place // len(_ORDERS)]:03d}{_ORDERS[place % len(_ORDERS)]:03d}"
            if end not in self._taken:
                number = f"{2 if is_woman else 1}{year % 100:02d}{month:02d}75{end}"
                return Nir(number + nir_key(number))
        raise NoNirLeftError(f"no more than {CAPACITY} fictional people")


def place_and_order(nir: Nir) -> str:
    """Give the six digits of a NIR that name the commune of birth and the order in its register."""
    return nir.number[7:]
