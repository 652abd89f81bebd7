from datetime import date

import pytest

from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import BeneficiaryRights, Organism, Period, RightsFile, covered_stretch

TODAY = date(2026, 11, 21)
OPEN = Period(date(2026, 1, 1), None)
ADDRESS = PostalAddress(("75948 PARIS CEDEX 19",))
PARIS = Organism("01", "751", "0117", "CPAM de Paris", ADDRESS)


def file_with(period):
    marie = Beneficiary(Name("DURAND", "Marie"), date(1969, 5, 14), Quality.INSURED)
    rights = BeneficiaryRights(marie, period, has_declared_doctor=True)
    return RightsFile(Nir("269057568815764"), PARIS, "10", ADDRESS, (rights,))


@pytest.mark.parametrize(
    ("day", "covered"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_both_ends_of_a_period_belong_to_it(day, covered):
    period = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert period.covers(day) is covered
    assert file_with(period).has_rights_on(day) is covered


def test_a_period_without_end_goes_on():
    assert Period(date(2026, 1, 1), None).covers(date(2099, 1, 1))


def test_a_person_who_never_had_rights_has_none():
    assert not file_with(None).has_rights_on(date(2026, 11, 21))


def test_an_organism_is_written_as_scheme_fund_and_centre():
    assert PARIS.code == "01 751 0117"


@pytest.mark.parametrize(
    ("periods", "covered"),
    [
        ((), None),
        ((Period(date(2020, 1, 1), date(2021, 1, 1)),), None),
        ((Period(date(2027, 1, 1), None),), None),
        ((OPEN, Period(date(2026, 6, 1), date(2026, 7, 1))), OPEN),
        (
            (Period(date(2026, 1, 1), date(2026, 12, 31)), Period(date(2026, 6, 1), date(2026, 7, 1))),
            Period(date(2026, 1, 1), date(2026, 12, 31)),
        ),
        (
            (Period(date(2019, 1, 1), date(2019, 12, 31)), Period(date(2026, 11, 21), date(2026, 11, 21))),
            Period(TODAY, TODAY),
        ),
        ((OPEN, Period(date(2027, 1, 1), date(2027, 12, 31))), OPEN),
    ],
)
def test_the_days_covered_without_a_gap(periods, covered):
    assert covered_stretch(periods, TODAY) == covered
    assert covered_stretch(tuple(reversed(periods)), TODAY) == covered
