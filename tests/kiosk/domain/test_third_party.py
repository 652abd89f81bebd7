"""Who advances no fees, by which contract, and until when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import Organism, Period
from kiosk.domain.third_party import (
    Cover,
    CoveredPerson,
    Manager,
    NotCovered,
    ThirdPartyFile,
    covered_until,
    not_covered,
    renewal_window,
)

TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)
THIS_YEAR = (date(2026, 3, 1), date(2027, 2, 28))
LUCIE = Beneficiary(Name("GARCIA", "Lucie"), date(1988, 6, 14), Quality.INSURED, Nir("288067570810160"))
NOE = Beneficiary(Name("GARCIA", "Noé"), date(2017, 2, 23), Quality.CHILD)


def file_of(*people):
    organism = Organism("01", "751", "0117", "CPAM de Paris", PostalAddress(("75948 PARIS CEDEX 19",)))
    persons = tuple(CoveredPerson(person, True, covers) for person, covers in people)
    return ThirdPartyFile(Nir("288067570810160"), organism, PostalAddress(()), persons)


@pytest.fixture
def cover(law):
    return lambda code, first_day, last_day: Cover(law.contracts[code], first_day, last_day)


def test_which_contracts_there_are_is_data(law):
    assert set(law.contracts) == {"91", "92", "93", "G89", "P89"}
    assert {code: law.contracts[code].period.end is None for code in law.contracts} == {
        "91": False,
        "92": False,
        "93": False,
        "G89": True,
        "P89": True,
    }
    assert "sans participation" in law.contracts["G89"].label
    assert "avec participation" in law.contracts["P89"].label
    assert [law.contracts[code].label[-1] for code in ("91", "92", "93")] == ["A", "B", "C"]


@pytest.mark.parametrize("code", ["G89", "P89"])
def test_a_contract_frees_from_its_first_to_its_last_day(cover, code):
    contract = cover(code, *THIS_YEAR)
    days = (date(2026, 2, 28), date(2026, 3, 1), TODAY, date(2027, 2, 28), date(2027, 3, 1))
    assert [contract.frees_on(day) for day in days] == [False, True, True, True, False]


def test_an_aid_to_insurance_freed_from_july_2015_on_whenever_it_was_granted(cover):
    contract = cover("92", date(2015, 1, 1), date(2015, 12, 31))
    days = (date(2015, 6, 30), date(2015, 7, 1), date(2015, 12, 31))
    assert [contract.frees_on(day) for day in days] == [False, True, True]
    assert (contract.freed_from, contract.freed_until) == (date(2015, 7, 1), date(2015, 12, 31))


def test_an_aid_to_insurance_frees_nobody_today_even_if_a_record_says_so(cover):
    assert not cover("92", date(2018, 1, 1), date(2030, 12, 31)).frees_on(TODAY)


def test_all_who_are_covered_are_on_the_certificate_each_with_the_own_contract(cover):
    mine, his = cover("P89", *THIS_YEAR), cover("P89", date(2026, 6, 1), date(2027, 1, 31))
    file = file_of((LUCIE, (mine,)), (NOE, (his,)))
    assert [(person.person.name.first, one) for person, one in file.covered_on(TODAY)] == [
        ("Lucie", mine),
        ("Noé", his),
    ]
    assert covered_until([mine, his]) == date(2027, 1, 31)


def test_a_child_can_be_covered_alone(cover):
    file = file_of((LUCIE, ()), (NOE, (cover("G89", *THIS_YEAR),)))
    assert [person.person for person, _ in file.covered_on(TODAY)] == [NOE]


def test_of_two_contracts_that_run_the_one_that_ends_last_counts(cover):
    old, new = cover("P89", date(2025, 12, 1), date(2026, 11, 30)), cover("G89", date(2026, 11, 1), date(2027, 10, 31))
    file = file_of((LUCIE, (new, old)))
    assert file.covered_on(TODAY)[0][1] is new


def test_a_contract_that_is_renewed_already_ends_with_its_last_year(cover):
    this_year = cover("P89", date(2025, 12, 15), date(2026, 12, 14))
    next_year = cover("P89", date(2026, 12, 15), date(2027, 12, 14))
    year_after = cover("P89", date(2027, 12, 15), date(2028, 12, 14))
    ((lucie, joined),) = file_of((LUCIE, (year_after, next_year, this_year))).covered_on(TODAY)
    assert (joined.freed_from, joined.freed_until) == (date(2025, 12, 15), date(2028, 12, 14))
    assert lucie.is_to_be_renewed(joined)


def test_a_day_without_contract_ends_it(cover):
    this_year = cover("P89", date(2025, 12, 15), date(2026, 12, 14))
    after_a_gap = cover("P89", date(2026, 12, 16), date(2027, 12, 14))
    ((lucie, current),) = file_of((LUCIE, (this_year, after_a_gap))).covered_on(TODAY)
    assert current is this_year
    assert lucie.is_to_be_renewed(current)


def test_a_contract_of_another_kind_that_follows_is_another_one_but_nothing_has_to_be_asked_for(cover):
    this_year = cover("P89", date(2025, 12, 15), date(2026, 12, 14))
    free_next_year = cover("G89", date(2026, 12, 15), date(2027, 12, 14))
    ((lucie, current),) = file_of((LUCIE, (this_year, free_next_year))).covered_on(TODAY)
    assert current is this_year
    assert not lucie.is_to_be_renewed(current)


def test_a_contract_of_another_manager_is_another_one(cover):
    this_year = replace(cover("P89", *THIS_YEAR), manager=Manager("Mutuelle A", PostalAddress(())))
    next_year = replace(this_year, first_day=date(2027, 3, 1), last_day=date(2028, 2, 29), manager=None)
    assert not this_year.is_renewed_by(next_year)
    assert this_year.is_followed_by(next_year)


def test_a_contract_that_ended_yesterday_covers_no_more_and_says_until_when(cover):
    file = file_of((LUCIE, (cover("G89", date(2025, 11, 21), YESTERDAY),)))
    assert file.covered_on(YESTERDAY)
    assert file.covered_on(TODAY) == ()
    assert not_covered(file, TODAY) == NotCovered(YESTERDAY)


def test_the_contract_that_ended_last_is_told(cover):
    aid, c2s = cover("92", date(2017, 1, 1), date(2018, 12, 31)), cover("P89", date(2023, 1, 1), date(2023, 12, 31))
    file = file_of((LUCIE, (aid, c2s)))
    assert not_covered(file, TODAY).ended_on == date(2023, 12, 31)
    assert file.ended_before(TODAY) == (c2s, aid)


def test_who_never_had_one_is_told_nothing_of_an_end(cover):
    assert not_covered(file_of((LUCIE, ())), TODAY) == NotCovered()
    still_to_come = cover("G89", TODAY + timedelta(days=9), date(2027, 11, 30))
    assert not_covered(file_of((LUCIE, (still_to_come,))), TODAY) == NotCovered()


def test_a_contract_that_never_freed_is_not_told_as_ended(cover):
    before_2015 = cover("91", date(2014, 1, 1), date(2014, 12, 31))
    assert not_covered(file_of((LUCIE, (before_2015,))), TODAY) == NotCovered()


def test_the_next_year_is_asked_for_from_four_to_two_months_before_the_end(cover):
    assert renewal_window(cover("G89", *THIS_YEAR), 4, 2) == Period(date(2026, 10, 28), date(2026, 12, 28))


def test_nobody_asks_again_for_a_contract_that_is_no_more_given(law):
    renewable = {code for code, contract in law.contracts.items() if contract.is_renewable}
    assert renewable == {"G89", "P89"}


def test_a_cover_stays_out_of_a_log(cover):
    file = file_of((LUCIE, (cover("G89", *THIS_YEAR),)))
    shown = repr(file) + repr(not_covered(file_of((LUCIE, (cover("G89", date(2025, 1, 1), YESTERDAY),))), TODAY))
    assert "GARCIA" not in shown
    assert "288067570810160" not in shown
    assert str(YESTERDAY) not in shown
