"""Kinds of values that several tables have."""

import enum
from typing import Final

from kiosk.services.transfer.kinds import Choice, Day, Shape, Whole
from kiosk.services.transfer.specification import Described

NUMBER: Final = Whole(1, 2**53)
"""A row's number. Other programs keep numbers as doubles, which are exact up to here."""

CENTS: Final = Whole()
PERCENT: Final = Whole(0, 100)
NAME: Final = Shape(r"[a-z0-9]+(?:-[a-z0-9]+)*", "small letters, digits and hyphens")
DIGEST: Final = Shape(r"[0-9a-f]{64}", "64 hexadecimal digits")
REQUEST_ID: Final = Shape(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID, in small letters")
CONTRACT: Final = Shape(r"[A-Z]?\d{2}", "2 digits, a capital letter before them or not")
SERIAL: Final = Shape(r"\d{21}", "21 digits")


def one_of(names: type[enum.Enum]) -> Choice:
    """Allow the values of an enumeration."""
    return Choice(tuple(one.value for one in names))


def number(meaning: str, name: str = "id", example: str = "1") -> Described:
    """Describe the number of a line, or one that names a line elsewhere."""
    return Described(name, NUMBER, meaning, example)


def day(name: str, meaning: str, example: str) -> Described:
    """Describe a day."""
    return Described(name, Day(), meaning, example)
