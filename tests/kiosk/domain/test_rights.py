from datetime import date

import pytest

from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import BeneficiaryRights, Organism, Period, RightsFile

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
