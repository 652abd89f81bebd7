from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain.nir import Nir
from kiosk.domain.payments import Deduction, DeductionKind, Payee
from kiosk.domain.people import Name, Quality
from kiosk.domain.reimbursement import Care
from kiosk.domain.rights import Period
from kiosk.services.generator.model import CareEvent, ExemptionFact, MemberFacts, PersonFacts
from kiosk.services.generator.settling import Settlement, consulting_day, working_day

NIR = Nir("269057568815764")
SEEN = date(2026, 11, 9)


@pytest.fixture
def settle(world):
    def settle(*events, **facts):
        person = PersonFacts(1, Name("DURAND", "Marie"), date(1969, 5, 14), NIR, **facts)
        member = MemberFacts(person, Quality.INSURED, True, (Period(date(2026, 1, 1), None),))
        return [one.detail for one in Settlement([member], world.law, "751", 100).settle(events)]

    return settle


def event(day, code="GS", cents=3000, *, third_party=False, covered=True):
    paid_on = date(2026, 11, day)
    care = Care(SEEN, code, cents, is_third_party=third_party)
    return CareEvent(0, paid_on, "Soins", "Dr L. Martin", (care,), covered)


def test_what_a_professional_was_paid_for_is_withheld_from_the_next_payment(settle):
    pharmacy, doctor = settle(event(12, "PH7", 1000, third_party=True), event(13))
    assert (pharmacy.summary.payee, pharmacy.summary.total_cents, pharmacy.deductions) == (Payee.PROFESSIONAL, 650, ())
    assert doctor.deductions == (
        Deduction(DeductionKind.FRANCHISE, SEEN, 100),
        Deduction(DeductionKind.FLAT_FEE, SEEN, 200),
    )
    assert doctor.summary.total_cents == 1800


def test_what_one_person_owes_is_not_withheld_from_the_payments_of_another(world):
    born = (date(1969, 5, 14), date(1966, 2, 20))
    people = [PersonFacts(number, Name("DURAND", "X"), day, NIR) for number, day in enumerate(born, start=1)]
    members = [MemberFacts(one, Quality.INSURED, True, ()) for one in people]
    hers, his, hers_again = (
        event(12, "PH7", 1000, third_party=True),
        replace(event(13, "END"), patient=1),
        event(14, "END"),
    )
    payments = Settlement(members, world.law, "751", 100).settle((hers, his, hers_again))
    assert [(one.patient_id, len(one.detail.deductions)) for one in payments] == [(1, 0), (2, 0), (1, 1)]


def test_payments_are_settled_in_their_order_and_numbered(settle):
    payments = settle(event(13), event(12, "PH7", 1000, third_party=True))
    assert [one.summary.payment_id for one in payments] == [100, 101]
    assert [one.summary.paid_on.day for one in payments] == [12, 13]
    assert payments[0].reference == "0751 263160000100"


def test_an_exemption_covers_what_it_was_granted_for(settle):
    exemption = ExemptionFact("41", 100, Period(date(2026, 1, 1), date(2026, 12, 31)))
    covered, other = settle(event(12), event(13, covered=False), exemption=exemption)
    assert [one.lines[0].rate_percent for one in (covered, other)] == [100, 70]


def test_a_maternity_covers_everything(settle):
    (payment,) = settle(event(12), maternities=(Period(date(2026, 9, 1), date(2026, 12, 12)),))
    assert (payment.lines[0].rate_percent, payment.deductions) == (100, ())


def test_transfers_leave_on_working_days():
    assert working_day(date(2026, 11, 20)) == date(2026, 11, 20)
    assert working_day(date(2026, 11, 21)) == working_day(date(2026, 11, 22)) == date(2026, 11, 20)


def test_care_is_given_on_saturdays_but_not_on_sundays():
    assert consulting_day(date(2026, 11, 21)) == date(2026, 11, 21)
    assert consulting_day(date(2026, 11, 22)) == date(2026, 11, 21)
