"""What the fund reimburses for an act, and what it withholds.

Source: code de la sécurité sociale, L160-13 (ticket modérateur, participation forfaitaire, franchises) and its
decrees; the amounts are in the dated tables of `kiosk.domain.law`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.law import CareKind, Law, Parameter
from kiosk.domain.money import Cents, share
from kiosk.domain.payments import ActLine, Deduction, DeductionKind

ADULT_AGE = 18
"""Nothing is withheld for a person who is younger on the day of the care."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Hold what changes the reimbursement of a person on the day of a care.

    Attributes:
        has_full_cover: whether an exemption of the ticket modérateur covers this care.
        has_c2s: whether the person has the complémentaire santé solidaire.
        is_maternity: whether the care lies between the sixth month of pregnancy and the 12th day after birth.
    """

    birth_date: date = field(repr=False)
    has_full_cover: bool = field(default=False, repr=False)
    has_c2s: bool = field(default=False, repr=False)
    is_maternity: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class Care:
    """Hold one act as it was charged.

    Attributes:
        code: the mnemonic of the act.
        quantity: the number or the coefficient of the act, by which its tariff is multiplied.
        charged_cents: the price.
        professional: who gave the care, for the daily cap of flat fees.
        units: boxes, acts or journeys that a fee is withheld for.
        in_pathway: whether the care lies in the coordinated pathway (parcours de soins).
        is_third_party: whether the fund pays the professional (tiers payant): the person pays the rest only.
    """

    care_date: date
    code: str
    charged_cents: Cents = field(repr=False)
    professional: str = field(default="", repr=False)
    quantity: int = 1
    units: int = 1
    in_pathway: bool = True
    is_third_party: bool = False


def reimburse(care: Care, situation: Situation, law: Law) -> ActLine:
    """Compute the line of an act: base, rate and what the rate gives, before anything is withheld.

    Raises:
        UnknownActError: the nomenclature has no such code.
        NoValueAtDateError: the tariff or the rate starts after the care.
    """
    act = law.act(care.code)
    tariff = law.tariff(care.code, care.care_date)
    base = care.charged_cents if tariff is None else min(tariff * care.quantity, care.charged_cents)
    if situation.has_c2s or situation.has_full_cover or situation.is_maternity:
        rate = 100
    elif act.rate_outside is not None and not care.in_pathway:
        rate = law.rate(act.rate_outside, care.care_date)
    else:
        rate = law.rate(act.rate, care.care_date)
    return ActLine(
        care_date=care.care_date,
        code=care.code,
        label=act.label,
        quantity=care.quantity,
        paid_cents=care.charged_cents,
        base_cents=base,
        rate_percent=rate,
        reimbursed_cents=share(base, rate),
    )


def paid_by_person(care: Care, line: ActLine, situation: Situation) -> Cents:
    """Give what the person paid for an act: all of it, the rest under third-party payment, nothing with the C2S."""
    if situation.has_c2s:
        return 0
    return care.charged_cents - line.reimbursed_cents if care.is_third_party else care.charged_cents


@dataclass(frozen=True, slots=True)
class _Fee:
    """Hold which parameters rule the fee of a kind of care."""

    kind: DeductionKind
    amount: Parameter
    day_cap: Parameter | None
    year_cap: Parameter
    is_capped_by_professional: bool = False


_FLAT_FEE = _Fee(
    DeductionKind.FLAT_FEE,
    Parameter.FLAT_FEE_CENTS,
    Parameter.FLAT_FEE_DAY_CAP_CENTS,
    Parameter.FLAT_FEE_YEAR_CAP_CENTS,
    is_capped_by_professional=True,
)
_FEES = {
    CareKind.DOCTOR: _FLAT_FEE,
    CareKind.IMAGING: _FLAT_FEE,
    CareKind.BIOLOGY: _FLAT_FEE,
    CareKind.MEDICINE: _Fee(
        DeductionKind.FRANCHISE, Parameter.MEDICINE_FRANCHISE_CENTS, None, Parameter.FRANCHISE_YEAR_CAP_CENTS
    ),
    CareKind.PARAMEDICAL: _Fee(
        DeductionKind.FRANCHISE,
        Parameter.PARAMEDICAL_FRANCHISE_CENTS,
        Parameter.PARAMEDICAL_FRANCHISE_DAY_CAP_CENTS,
        Parameter.FRANCHISE_YEAR_CAP_CENTS,
    ),
    CareKind.TRANSPORT: _Fee(
        DeductionKind.FRANCHISE,
        Parameter.TRANSPORT_FRANCHISE_CENTS,
        Parameter.TRANSPORT_FRANCHISE_DAY_CAP_CENTS,
        Parameter.FRANCHISE_YEAR_CAP_CENTS,
    ),
}
"""CareKind.OTHER has no entry: nothing is withheld."""


class FeeLedger:
    """Add up what one person owes in flat fees and franchises, under the caps of the day and of the year.

    Cares are charged in any order; a year's cap counts the calendar year of the care.
    """

    def __init__(self) -> None:
        """Start with nothing owed."""
        self._by_year: defaultdict[tuple[DeductionKind, int], Cents] = defaultdict(int)
        self._by_day: defaultdict[tuple[Parameter, date, str], Cents] = defaultdict(int)

    def charge(self, care: Care, situation: Situation, law: Law) -> Deduction | None:
        """Count the fee of a care and give it, None where nothing is owed.

        Raises:
            UnknownActError: the nomenclature has no such code.
            NoValueAtDateError: a fee or a cap starts after the care.
        """
        fee = _FEES.get(law.act(care.code).kind)
        if fee is None or _is_free_of_fees(situation, care.care_date):
            return None
        day = care.care_date
        year_key = (fee.kind, day.year)
        room = law.value(fee.year_cap, day) - self._by_year[year_key]
        due = min(law.value(fee.amount, day) * care.units, room)
        if fee.day_cap is not None:
            day_key = (fee.day_cap, day, care.professional if fee.is_capped_by_professional else "")
            due = min(due, law.value(fee.day_cap, day) - self._by_day[day_key])
            self._by_day[day_key] += max(due, 0)
        if due <= 0:
            return None
        self._by_year[year_key] += due
        return Deduction(kind=fee.kind, care_date=day, amount_cents=due)


def _is_free_of_fees(situation: Situation, day: date) -> bool:
    return situation.has_c2s or situation.is_maternity or age_on(situation.birth_date, day) < ADULT_AGE


def age_on(birth_date: date, day: date) -> int:
    """Give the age in whole years; a person born on 29 February is a year older on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def withhold(gross_cents: Cents, due: Sequence[Deduction]) -> tuple[tuple[Deduction, ...], tuple[Deduction, ...]]:
    """Withhold what is due from a payment, oldest care first, without going below zero.

    Args:
        gross_cents: what the rates give for the payment.
        due: what is owed, earlier cares that the fund paid to a professional included.

    Returns:
        What is withheld from this payment, then what is left for a later one. One deduction may be split between both.
    """
    left = gross_cents
    withheld: list[Deduction] = []
    carried: list[Deduction] = []
    for deduction in sorted(due, key=lambda one: one.care_date):
        now = min(deduction.amount_cents, left)
        left -= now
        if now:
            withheld.append(Deduction(deduction.kind, deduction.care_date, now))
        if now < deduction.amount_cents:
            carried.append(Deduction(deduction.kind, deduction.care_date, deduction.amount_cents - now))
    return tuple(withheld), tuple(carried)
