"""Statements: whose care, whose money, which month; every payment once and to the cent."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.payments import Deduction, DeductionKind, Payee, PaymentDetail, PaymentSummary
from kiosk.domain.reimbursement import Care, FeeLedger, Situation, reimburse, withhold
from kiosk.domain.statements import (
    DayOfPayments,
    Patient,
    PatientPayment,
    PersonFees,
    StatementMonth,
    add_up_months,
    chosen_month,
    last_day,
    last_months,
    make_statement,
    year_of_fees,
    years_of,
)

MARIE = Patient(1, "Marie", date(1969, 5, 14))
MARC = Patient(2, "Marc", date(1966, 2, 20))
LUCAS = Patient(3, "Lucas", date(2012, 3, 4))
TODAY = date(2026, 11, 21)
OCTOBER = date(2026, 10, 1)
END = date(2026, 10, 31)


def paid(number, patient=MARIE, day=OCTOBER, total_cents=1900, payee=Payee.INSURED, lines=(), deductions=()):
    summary = PaymentSummary(number, day, "Soins", "Dr L. Martin", patient.first_name, payee, total_cents, 3000)
    return PatientPayment(patient, PaymentDetail(summary, f"0751 {number}", tuple(lines), tuple(deductions)))


def of_october(*payments, years=()):
    return make_statement(OCTOBER, END, MARIE.person_id, payments, years)


class Fund:
    """Pays as the law says, and withholds from each payment what a person owes."""

    def __init__(self, law):
        self.law = law
        self.ledgers = {}
        self.owed = {}
        self.number = 0

    def pay(self, patient, *cares, **situation):
        """Pay some cares of a person at once, three days after the last of them."""
        self.number += 1
        facts = Situation(patient.birth_date, **situation)
        lines = [reimburse(care, facts, self.law) for care in cares]
        ledger = self.ledgers.setdefault(patient, FeeLedger())
        due = [fee for care in cares if (fee := ledger.charge(care, facts, self.law)) is not None]
        gross = sum(line.reimbursed_cents for line in lines)
        day = max(care.care_date for care in cares) + timedelta(days=3)
        if cares[0].is_third_party:
            self.owed.setdefault(patient, []).extend(due)
            return paid(self.number, patient, day, gross, Payee.PROFESSIONAL, lines)
        withheld, self.owed[patient] = withhold(gross, [*self.owed.get(patient, ()), *due])
        net = gross - sum(one.amount_cents for one in withheld)
        return paid(self.number, patient, day, net, lines=lines, deductions=withheld)


@pytest.fixture
def fund(law):
    return Fund(law)


def care(day, code="GS", cents=3000, **more):
    return Care(date(2026, 10, day), code, cents, professional="Dr L. Martin", **more)


# The worked lines


def test_the_worked_lines_make_a_statement_that_adds_up(fund):
    outside = care(7, in_pathway=False)
    statement = of_october(
        fund.pay(MARIE, care(1)),
        fund.pay(MARIE, care(5, cents=3500)),
        fund.pay(MARIE, outside),
        fund.pay(MARIE, care(9, "PH7", 1240)),
    )
    (marie,) = statement.people
    assert [payment.summary.total_cents for payment in marie.payments] == [1900, 1900, 700, 706]
    assert statement.own_cents == marie.total_cents == 5206


def test_the_cap_is_crossed_inside_one_statement(fund):
    for week in range(24):  # 48 euros from January on
        fund.pay(MARIE, Care(date(2026, 1, 5) + timedelta(weeks=week), "GS", 3000))
    payments = [fund.pay(MARIE, care(day)) for day in (6, 13, 20)]
    withheld = [sum(one.amount_cents for one in payment.detail.deductions) for payment in payments]
    assert withheld == [200, 0, 0]
    assert of_october(*payments).own_cents == 1900 + 2100 + 2100


def test_with_49_euros_used_the_next_act_of_the_statement_bears_one_euro(fund, law):
    ledger = fund.ledgers[MARIE] = FeeLedger()
    day = date(2024, 1, 2)
    for _ in range(49):  # at one euro an act, until 14 May 2024
        ledger.charge(Care(day, "GS", 2650, professional=str(day)), Situation(MARIE.birth_date), law)
        day += timedelta(days=2)
    first, second = (fund.pay(MARIE, Care(date(2024, 6, number), "GS", 2650)) for number in (3, 4))
    assert [one.amount_cents for one in first.detail.deductions] == [100]
    assert second.detail.deductions == ()
    assert (first.detail.summary.total_cents, second.detail.summary.total_cents) == (1855 - 100, 1855)


def test_a_child_bears_nothing_beside_an_adult_who_does(fund):
    statement = of_october(fund.pay(LUCAS, care(6)), fund.pay(MARIE, care(6)))
    assert [(part.patient, part.total_cents) for part in statement.people] == [(MARIE, 1900), (LUCAS, 2100)]


def test_with_the_c2s_all_is_paid_to_the_professional_and_nothing_withheld(fund):
    payments = [fund.pay(MARIE, care(day, is_third_party=True), has_c2s=True) for day in (6, 8)]
    statement = of_october(*payments)
    assert statement.people == ()
    assert [one.detail.summary.total_cents for one in statement.to_professionals] == [3000, 3000]
    assert not any(fund.owed.values())


def test_the_fee_of_what_a_professional_was_paid_for_is_deferred_with_its_own_date(fund):
    pharmacy, doctor = fund.pay(MARIE, care(2, "PH7", 1240, is_third_party=True, units=2)), fund.pay(MARIE, care(13))
    assert pharmacy.detail.deductions == ()
    assert doctor.detail.deductions == (
        Deduction(DeductionKind.FRANCHISE, date(2026, 10, 2), 200),
        Deduction(DeductionKind.FLAT_FEE, date(2026, 10, 13), 200),
    )
    assert of_october(pharmacy, doctor).own_cents == 2100 - 400


# Parting payments


def test_payments_are_parted_by_whose_money_it_is():
    statement = of_october(
        paid(1), paid(2, payee=Payee.PROFESSIONAL, total_cents=700), paid(3, payee=Payee.EMPLOYER, total_cents=9)
    )
    assert statement.own_cents == 1900
    assert [one.detail.summary.payment_id for one in statement.to_professionals] == [2]
    assert [one.detail.summary.payment_id for one in statement.to_employer] == [3]
    assert statement.payment_count == 3


def test_the_insured_person_stands_first_then_the_oldest_and_payments_by_day():
    statement = of_october(
        paid(5, LUCAS, date(2026, 10, 9)),
        paid(4, MARC, date(2026, 10, 2)),
        paid(3, MARIE, date(2026, 10, 30)),
        paid(2, MARIE, date(2026, 10, 8)),
        paid(1, MARIE, date(2026, 10, 30)),
    )
    assert [part.patient for part in statement.people] == [MARIE, MARC, LUCAS]
    assert [one.summary.payment_id for one in statement.people[0].payments] == [2, 1, 3]


def test_persons_of_the_same_name_and_birth_date_stay_apart():
    other = Patient(9, "Marie", MARIE.birth_date)
    statement = of_october(paid(1, MARIE), paid(2, other))
    assert [part.patient.person_id for part in statement.people] == [1, 9]


def test_an_empty_month_is_a_statement_too():
    statement = of_october()
    assert (statement.own_cents, statement.payment_count, statement.people) == (0, 0, ())


def test_a_month_goes_on_until_its_last_day():
    assert make_statement(OCTOBER, date(2026, 10, 30), 1, (), ()).is_going_on
    assert not make_statement(OCTOBER, END, 1, (), ()).is_going_on


# Months


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (TODAY, date(2026, 11, 1), date(2026, 6, 1)),
        (date(2027, 1, 1), date(2027, 1, 1), date(2026, 8, 1)),
        (date(2027, 5, 31), date(2027, 5, 1), date(2026, 12, 1)),
    ],
)
def test_the_last_six_months_are_counted_from_the_current_one_back(today, first, last):
    months = last_months(today, 6)
    assert (len(months), months[0], months[-1]) == (6, first, last)
    assert all(after == last_day(before) + timedelta(days=1) for after, before in pairwise(months))


def test_a_month_ends_with_its_last_day():
    assert [last_day(date(year, 2, 1)).day for year in (2026, 2028)] == [28, 29]


def test_months_without_payments_are_listed_empty():
    months = add_up_months([date(2026, 11, 1), OCTOBER], [DayOfPayments(date(2026, 11, 3), 2, 500)])
    assert months == (StatementMonth(date(2026, 11, 1), 2, 500), StatementMonth(OCTOBER, 0, 0))


MONTHS = (
    StatementMonth(date(2026, 11, 1), 0, 0),
    StatementMonth(OCTOBER, 1, 0),
    StatementMonth(date(2026, 9, 1), 3, 900),
)


def test_the_newest_month_with_a_payment_is_shown_first():
    assert chosen_month(MONTHS, None) == OCTOBER


@pytest.mark.parametrize("wanted", [date(2026, 11, 1), date(2026, 9, 1)])
def test_a_listed_month_is_shown_even_if_it_is_empty(wanted):
    assert chosen_month(MONTHS, wanted) == wanted


@pytest.mark.parametrize("wanted", [date(2026, 8, 1), date(2026, 9, 2), date(2030, 1, 1)])
def test_a_month_that_is_not_listed_any_more_gives_way_to_the_newest(wanted):
    assert chosen_month(MONTHS, wanted) == OCTOBER


def test_without_any_payment_the_current_month_is_shown():
    assert chosen_month(MONTHS[:1], None) == date(2026, 11, 1)


# Yearly caps


def test_the_caps_are_those_of_the_year_of_the_month():
    assert years_of(OCTOBER, [paid(1)]) == (2026,)


def test_in_january_the_caps_of_earlier_cares_are_told_too():
    late = paid(1, deductions=[Deduction(DeductionKind.FLAT_FEE, date(2026, 12, 30), 200)])
    assert years_of(date(2027, 1, 1), [late]) == (2026, 2027)


def test_a_year_lists_the_insured_person_in_any_case_and_first():
    year = year_of_fees(2026, END, (5000, 5000), [PersonFees(MARC, 200, 100)], MARIE)
    assert year.people == (PersonFees(MARIE), PersonFees(MARC, 200, 100))


# Every payment once


payments_of_months = st.lists(
    st.builds(
        paid,
        number=st.integers(1, 10**9),
        patient=st.sampled_from([MARIE, MARC, LUCAS]),
        day=st.dates(date(2026, 6, 1), TODAY),
        total_cents=st.integers(-50_000, 500_000),
        payee=st.sampled_from(Payee),
    ),
    max_size=40,
    unique_by=lambda one: one.detail.summary.payment_id,
)


@given(payments_of_months)
def test_the_months_add_up_to_the_payments_and_each_statement_to_its_month(payments):
    days = Counter(), Counter()
    for one in payments:
        summary = one.detail.summary
        days[0][summary.paid_on] += 1
        days[1][summary.paid_on] += summary.total_cents if summary.payee is Payee.INSURED else 0
    listed = add_up_months(last_months(TODAY, 6), (DayOfPayments(day, days[0][day], days[1][day]) for day in days[0]))
    own = [one.detail.summary for one in payments if one.detail.summary.payee is Payee.INSURED]
    assert sum(month.own_cents for month in listed) == sum(summary.total_cents for summary in own)
    assert sum(month.payment_count for month in listed) == len(payments)
    for month in listed:
        of_month = [one for one in payments if one.detail.summary.paid_on.replace(day=1) == month.month]
        statement = make_statement(month.month, last_day(month.month), MARIE.person_id, of_month, ())
        assert (statement.own_cents, statement.payment_count) == (month.own_cents, month.payment_count)
        assert sum(part.total_cents for part in statement.people) == statement.own_cents


@given(payments_of_months)
def test_no_payment_is_lost_or_doubled(payments):
    statement = of_october(*payments)
    own = [(part.patient, one) for part in statement.people for one in part.payments]
    others = [(one.patient, one.detail) for one in (*statement.to_professionals, *statement.to_employer)]
    assert {detail.summary.payment_id: patient for patient, detail in own + others} == {
        one.detail.summary.payment_id: one.patient for one in payments
    }
    assert len(own + others) == len(payments)
