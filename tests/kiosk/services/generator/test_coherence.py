"""What is generated could be true, and is of nobody."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import islice

import pytest

from kiosk.domain.access import CodePolicy, refuse_code
from kiosk.domain.mobiles import can_receive_codes
from kiosk.domain.payments import Payee
from kiosk.domain.people import Name, Quality
from kiosk.domain.reimbursement import age_on
from kiosk.services.generator.care import draw_cares
from kiosk.services.generator.cast import cast_cards
from kiosk.services.generator.chunks import fictional_files
from kiosk.services.generator.model import PersonFacts
from kiosk.services.generator.names import read_names

TODAY = date(2026, 11, 21)
CAST = len(cast_cards())


@pytest.fixture
def people(files):
    return {member.person.person_id: member.person for file in files for member in file.members}


@pytest.fixture
def drawn(files):
    return files[CAST:]


@pytest.fixture
def payments(files):
    return [payment for file in files for payment in file.payments]


def test_the_cast_is_always_there_and_as_many_others_as_asked(files, people):
    assert [file.insured.name.full for file in files[:CAST]][:3] == ["DURAND Marie", "MARTIN Paul", "PETIT Jade"]
    cast = {member.person.person_id for file in files[:CAST] for member in file.members}
    assert len(people) == len(cast) + 300


def test_nobody_has_these_nirs(drawn):
    for file in drawn:
        for member in file.members:
            number = member.person.nir.number
            assert number[5:7] == "75"
            assert 200 <= int(number[7:10]) <= 999
            assert 1 <= int(number[10:13]) <= 999


def test_every_nir_is_given_once_and_says_when_its_owner_was_born(people):
    assert len({person.nir for person in people.values()}) == len(people)
    for person in people.values():
        month = f"{person.birth_date:%m}" if person.lunar_birth is None else "20"  # of somebody whose month is unknown
        assert person.nir.number[1:5] == f"{person.birth_date:%y}{month}"


def test_the_numbers_of_rows_are_given_once(files, payments):
    assert len({file.file_id for file in files}) == len(files)
    assert len({file.card.serial for file in files}) == len(files)
    assert len({payment.detail.summary.payment_id for payment in payments}) == len(payments)


def test_a_file_begins_with_its_insured_adult(files):
    for file in files:
        first, *others = file.members
        assert first.quality is Quality.INSURED
        assert age_on(first.person.birth_date, TODAY) >= 18
        assert all(other.quality is not Quality.INSURED for other in others)


def test_children_of_two_insured_parents_are_on_both_files(drawn):
    files_of = defaultdict(list)
    for file in drawn:
        for member in file.members:
            files_of[member.person.person_id].append(file)
    shared = [of_person for of_person in files_of.values() if len(of_person) == 2]
    assert shared
    for first, second in shared:
        assert first.address == second.address
        assert second.known_before
        assert not first.known_before


def test_brothers_and_sisters_have_names_of_their_own(drawn):
    for file in drawn:
        children = [member.person for member in file.members if member.quality is Quality.CHILD]
        assert len({child.name.first for child in children}) == len(children)
        assert len({child.name.usual for child in children}) <= 1


def test_twins_have_ranks(world):
    people = [
        member.person
        for file in fictional_files(world, people=1500, seed=2)
        for member in file.members
        if member.quality is Quality.CHILD
    ]
    second = [child for child in people if child.rank == 2]
    assert second
    for child in second:
        assert any(other.rank == 1 and other.birth_date == child.birth_date for other in people)


def test_mobiles_are_of_the_ranges_kept_for_fiction(files):
    mobiles = [file.mobile_e164 for file in files if file.mobile_e164 is not None]
    assert len(mobiles) < len(files)
    for mobile in mobiles:
        assert mobile[:8] in ("+3363998", "+3370005")
        assert can_receive_codes(mobile)


def test_codes_are_such_as_may_be_chosen(files):
    accounts = [(file.insured, file.account) for file in files if file.account is not None]
    assert CAST < len(accounts) < len(files)
    for person, account in accounts:
        assert refuse_code(account.code, CodePolicy(), person.birth_date, person.nir) is None


def test_every_payment_adds_up(payments):
    for payment in payments:
        summary, lines = payment.detail.summary, payment.detail.lines
        gross = sum(line.reimbursed_cents for line in lines)
        assert summary.total_cents == gross - sum(one.amount_cents for one in payment.detail.deductions) >= 0
        assert all(0 <= line.reimbursed_cents <= line.base_cents <= line.paid_cents for line in lines)


def test_nothing_is_withheld_from_a_professional(payments):
    to_professionals = [one.detail for one in payments if one.detail.summary.payee is Payee.PROFESSIONAL]
    assert to_professionals
    assert not any(detail.deductions for detail in to_professionals)
    assert any(detail.deductions for detail in (one.detail for one in payments))


def test_nothing_is_later_than_today_or_on_a_weekend(payments):
    for payment in payments:
        paid_on = payment.detail.summary.paid_on
        assert TODAY - timedelta(days=731) <= paid_on <= TODAY
        assert paid_on.weekday() < 5
        assert all(line.care_date <= paid_on and line.care_date.weekday() < 6 for line in payment.detail.lines)


def test_no_payment_is_for_somebody_who_was_not_born(payments, people):
    for payment in payments:
        born = people[payment.patient_id].birth_date
        assert all(born <= line.care_date for line in payment.detail.lines)


def test_the_yearly_caps_hold_for_every_person(payments):
    owed = Counter()
    for payment in payments:
        for one in payment.detail.deductions:
            owed[payment.patient_id, one.kind, one.care_date.year] += one.amount_cents
    assert owed
    assert all(cents <= 5000 for cents in owed.values())


def test_rights_are_of_many_kinds(drawn):
    periods = [period for file in drawn for member in file.members for period in member.periods]
    assert any(period.end is None for period in periods)
    assert any(period.end is not None and period.end < TODAY for period in periods)
    assert any(period.end is not None and period.end > TODAY for period in periods)
    assert any(len(member.periods) == 2 for file in drawn for member in file.members)
    assert all(period.end is None or period.start <= period.end for period in periods)


def test_schemes_and_exemptions_are_of_some(files, people):
    covers = [person.covers for person in people.values() if person.covers]
    assert 0 < len(covers) < len(people) / 3
    assert {cover.contract for of_person in covers for cover in of_person} >= {"G89", "P89"}
    assert 0 < sum(person.exemption is not None for person in people.values()) < len(people) / 2
    assert {file.management_code for file in files} >= {"10", "11", "89"}


def test_with_the_c2s_nothing_is_paid_in_advance(files):
    for file in files:
        people = {member.person.person_id: member.person for member in file.members}
        for payment in file.payments:
            patient = people[payment.patient_id]
            if all(patient.is_freed_on(line.care_date) for line in payment.detail.lines):
                assert payment.detail.summary.payee is Payee.PROFESSIONAL
                assert payment.detail.summary.paid_cents == 0


def test_somebody_born_today_has_had_no_care(world):
    newborn = PersonFacts(1, Name("ROUX", "Rose"), TODAY, None)
    assert draw_cares(random.Random(1), world, read_names().professionals, newborn, 0, TODAY) == []


def test_people_are_drawn_as_they_are_asked_for(world):
    drawn = fictional_files(world, people=500_000, seed=1)
    assert len(list(islice(drawn, 20))) == 20


def test_the_same_seed_gives_the_same_people(world):
    assert list(fictional_files(world, 60, seed=3)) == list(fictional_files(world, 60, seed=3))


def test_another_seed_gives_others_but_the_same_cast(world, files):
    others = list(fictional_files(world, 60, seed=3))
    assert others[:CAST] == list(files[:CAST])
    assert others[CAST].insured.name != files[CAST].insured.name or others[CAST].payments != files[CAST].payments
