"""People as the fund knows them."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.nir import Nir


class Quality(enum.Enum):
    """Say what a person is on the file of the insured person (SNDS, beneficiary quality)."""

    INSURED = 1
    SPOUSE = 2
    CHILD = 3
    OTHER = 4


@dataclass(frozen=True, slots=True)
class Name:
    """Hold the names of a person.

    Attributes:
        usual: the name in use (nom d'usage), upper case.
        first: the first name in use.
        birth: the birth name where it differs, else None.
    """

    usual: str = field(repr=False)
    first: str = field(repr=False)
    birth: str | None = field(default=None, repr=False)

    @property
    def full(self) -> str:
        """Give "DURAND Marie"."""
        return f"{self.usual} {self.first}"


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Hold an address as its printed lines, the last one with postcode and town."""

    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """Hold one person of a file.

    Attributes:
        nir: the person's own NIR, None while it is not certified.
        birth_date: the civil date of birth, or what stands for one that no calendar has (births.civil_substitute).
        lunar_birth: that one as a card writes it, AAAAMMJJ; shown in its place (documents.births).
        rank: the rank among twins, 1 for a single birth.
    """

    name: Name
    birth_date: date = field(repr=False)
    quality: Quality
    nir: Nir | None = None
    rank: int = 1
    lunar_birth: str | None = field(default=None, repr=False)
