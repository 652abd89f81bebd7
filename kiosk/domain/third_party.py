"""Full third-party payment (tiers payant intégral): people who advance no fees at all.

Two schemes gave or give it: the aide à la complémentaire santé (ACS, contracts A, B and C) until 2020, and since
November 2019 the complémentaire santé solidaire (C2S), without or with a participation in its cost. Which contracts
there are is data: config/tariffs.toml, then the database. Source: SNDS, BEN_CTA_TYP and acs.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kiosk.domain.months import months_later
from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, PostalAddress
from kiosk.domain.rights import Organism, Period


@dataclass(frozen=True, slots=True)
class Contract:
    """Describe a kind of contract that frees from advancing fees.

    Attributes:
        code: "G89", "P89", "91" (SNDS).
        label: what the person reads.
        period: when contracts of this kind gave full third-party payment; without end they still do.
    """

    code: str
    label: str
    period: Period

    @property
    def is_renewable(self) -> bool:
        """Say whether the next one can be asked for: contracts of this kind are still given."""
        return self.period.end is None


@dataclass(frozen=True, slots=True)
class Manager:
    """Hold the body that pays what the fund does not, where it is not the fund itself."""

    name: str = field(repr=False)
    address: PostalAddress


@dataclass(frozen=True, slots=True)
class Cover:
    """Hold one contract of a person.

    Attributes:
        first_day: the first day of the contract.
        last_day: the last one.
        manager: None where the fund itself manages the contract.
    """

    contract: Contract
    first_day: date
    last_day: date
    manager: Manager | None = None

    def frees_on(self, day: date) -> bool:
        """Say whether nothing is advanced on a day: the contract runs, and contracts of its kind give that."""
        return self.first_day <= day <= self.last_day and self.contract.period.covers(day)

    @property
    def freed_until(self) -> date:
        """Give the last day on which nothing is advanced."""
        end = self.contract.period.end
        return self.last_day if end is None else min(self.last_day, end)

    @property
    def freed_from(self) -> date:
        """Give the first day on which nothing is advanced."""
        return max(self.first_day, self.contract.period.start)

    def is_followed_by(self, other: Cover) -> bool:
        """Say whether another contract goes on where this one ends, without a day between."""
        return other.freed_from <= self.freed_until + timedelta(days=1) and other.freed_until > self.freed_until

    def is_renewed_by(self, other: Cover) -> bool:
        """Say whether another contract is this one for another year: of the same kind, with the same manager."""
        return self.is_followed_by(other) and (other.contract, other.manager) == (self.contract, self.manager)


@dataclass(frozen=True, slots=True)
class CoveredPerson:
    """Hold a person of a file with the contracts of today and of earlier.

    Attributes:
        has_declared_doctor: whether a treating doctor (médecin traitant) is declared; who it is stays in the file.
        covers: all contracts of the person, in any order.
    """

    person: Beneficiary
    has_declared_doctor: bool
    covers: tuple[Cover, ...] = field(repr=False)

    def cover_on(self, day: date) -> Cover | None:
        """Give the contract that frees from advancing fees on a day; of several the one that ends last.

        The years for which it is renewed already are part of it.
        """
        current = [cover for cover in self.covers if cover.frees_on(day)]
        if not current:
            return None
        cover = max(current, key=lambda one: one.freed_until)
        for later in sorted(self.covers, key=lambda one: one.first_day):
            if cover.is_renewed_by(later):
                cover = replace(cover, last_day=later.last_day)
        return cover

    def is_to_be_renewed(self, cover: Cover) -> bool:
        """Say whether the person has to ask for another year: the kind is still given, and nothing follows yet."""
        return cover.contract.is_renewable and not any(cover.is_followed_by(other) for other in self.covers)


@dataclass(frozen=True, slots=True)
class ThirdPartyFile:
    """Hold the contracts of the insured person and of the persons attached."""

    insured_nir: Nir
    organism: Organism
    address: PostalAddress
    people: tuple[CoveredPerson, ...]

    @property
    def insured(self) -> Beneficiary:
        """Give the insured person, always the first of the file."""
        return self.people[0].person

    def covered_on(self, day: date) -> tuple[tuple[CoveredPerson, Cover], ...]:
        """Give the persons who advance nothing on a day, each with the contract that gives it."""
        found = ((person, person.cover_on(day)) for person in self.people)
        return tuple((person, cover) for person, cover in found if cover is not None)

    def ended_before(self, day: date) -> tuple[Cover, ...]:
        """Give the contracts of the insured person that had ended before a day, the latest first."""
        ended = (cover for cover in self.people[0].covers if cover.freed_from <= cover.freed_until < day)
        return tuple(sorted(ended, key=lambda cover: cover.freed_until, reverse=True))


@dataclass(frozen=True, slots=True)
class NotCovered:
    """Say that a person has no cover now that frees of every advance of fees.

    Attributes:
        ended_on: the last day of the last cover, None where there never was one.
    """

    ended_on: date | None = field(default=None, repr=False)


def not_covered(file: ThirdPartyFile, day: date) -> NotCovered:
    """Say since when the insured person of a file has no cover."""
    ended = file.ended_before(day)
    return NotCovered(ended[0].freed_until if ended else None)


def covered_until(covers: Iterable[Cover]) -> date:
    """Give the last day on which all the persons of a certificate advance nothing.

    Raises:
        ValueError: there is no cover.
    """
    return min(cover.freed_until for cover in covers)


def renewal_window(cover: Cover, opens_months: int, closes_months: int) -> Period:
    """Give the days on which a contract is asked for again, so that the next one follows without a gap.

    Args:
        cover: the contract that ends; its kind is renewable.
        opens_months: how long before its end the first of these days is, from the dated table.
        closes_months: how long before its end the last one is.
    """
    end = cover.freed_until
    return Period(months_later(end, -opens_months), months_later(end, -closes_months))
