"""Rights to the health insurance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, PostalAddress


@dataclass(frozen=True, slots=True)
class Period:
    """Hold a period of days, both ends included; an end of None is open."""

    start: date
    end: date | None

    def covers(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Organism:
    """Hold the fund that manages a file: scheme (régime, 2 digits), fund (caisse, 3) and centre (4)."""

    scheme: str
    fund: str
    centre: str
    name: str
    address: PostalAddress

    @property
    def code(self) -> str:
        """Give "01 751 0117"."""
        return f"{self.scheme} {self.fund} {self.centre}"


@dataclass(frozen=True, slots=True)
class Exemption:
    """Hold an exemption of the ticket modérateur, without its medical motive.

    The motive is open to care establishments only (CNAM, API de droits): it is not even held here.
    """

    rate_percent: int
    period: Period


@dataclass(frozen=True, slots=True)
class BeneficiaryRights:
    """Hold the rights of one person on a file.

    Attributes:
        period: when the rights apply, None if they never did.
        has_declared_doctor: whether a treating doctor (médecin traitant) is declared; who it is stays in the file.
        exemption: the current exemption, shown only when the person asks for it.
    """

    person: Beneficiary
    period: Period | None
    has_declared_doctor: bool
    exemption: Exemption | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RightsFile:
    """Hold the rights of the insured person and of the persons attached."""

    insured_nir: Nir
    organism: Organism
    management_code: str
    address: PostalAddress
    people: tuple[BeneficiaryRights, ...]

    @property
    def insured(self) -> BeneficiaryRights:
        """Give the insured person, always the first of the file."""
        return self.people[0]

    def has_rights_on(self, day: date) -> bool:
        """Say whether the insured person has rights on a day."""
        period = self.insured.period
        return period is not None and period.covers(day)


def covered_stretch(periods: Iterable[Period], day: date) -> Period | None:
    """Give the days around a day that are covered without a gap, None where the day itself is not.

    Rights that are prolonged are two periods, one from the day after the other's end.
    """
    ordered = sorted(periods, key=lambda period: period.start)
    stretch: Period | None = None
    for period in ordered:
        if stretch is not None and (stretch.end is None or period.start <= stretch.end + timedelta(days=1)):
            ends = (stretch.end, period.end)
            last = None if None in ends else max(end for end in ends if end is not None)
            stretch = Period(stretch.start, last)
        elif stretch is not None and stretch.covers(day):
            break
        else:
            stretch = period
    return stretch if stretch is not None and stretch.covers(day) else None
