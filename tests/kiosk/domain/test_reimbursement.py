from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.payments import Deduction, DeductionKind
from kiosk.domain.reimbursement import Care, FeeLedger, Situation, age_on, paid_by_person, reimburse, withhold

DAY = date(2026, 11, 16)
ADULT = Situation(birth_date=date(1969, 5, 14))
CHILD = Situation(birth_date=date(2012, 3, 4))
C2S = Situation(birth_date=date(1984, 1, 1), has_c2s=True)


def paid_out(law, care, situation=ADULT, ledger=None):
    line = reimburse(care, situation, law)
    deduction = (ledger or FeeLedger()).charge(care, situation, law)
    return line.reimbursed_cents - (deduction.amount_cents if deduction else 0)


def consultation(charged=3000, **more):
    return Care(**{"care_date": DAY, "code": "GS", "charged_cents": charged, "professional": "Dr L. Martin"} | more)


def test_a_consultation_in_the_pathway_pays_19_euros_of_30(law):
    line = reimburse(consultation(), ADULT, law)
    assert (line.paid_cents, line.base_cents, line.rate_percent, line.reimbursed_cents) == (3000, 3000, 70, 2100)
    assert paid_out(law, consultation()) == 1900


def test_what_is_charged_above_the_tariff_is_not_reimbursed(law):
    line = reimburse(consultation(3500), ADULT, law)
    assert (line.paid_cents, line.base_cents, line.reimbursed_cents) == (3500, 3000, 2100)
    assert paid_out(law, consultation(3500)) == 1900


def test_outside_the_pathway_7_euros_of_30_are_paid(law):
    outside = consultation(in_pathway=False)
    assert reimburse(outside, ADULT, law).rate_percent == 30
    assert paid_out(law, outside) == 700


def test_a_box_of_medicine_at_65_percent(law):
    box = Care(DAY, "PH7", 1240)
    assert reimburse(box, ADULT, law).reimbursed_cents == 806
    assert paid_out(law, box) == 706


def test_being_outside_the_pathway_changes_nothing_for_medicines(law):
    assert reimburse(Care(DAY, "PH7", 1240, in_pathway=False), ADULT, law).rate_percent == 65


def test_at_the_yearly_cap_only_what_is_left_is_withheld(law):
    ledger = FeeLedger()
    for week in range(24):
        ledger.charge(consultation(care_date=date(2026, 1, 1) + timedelta(weeks=week)), ADULT, law)
    ledger.charge(consultation(care_date=date(2024, 5, 1)), ADULT, law)  # one euro, of another year
    # 48 euros in 24 weeks: the 25th act reaches the cap of 50, the 26th owes nothing.
    assert ledger.charge(consultation(care_date=date(2026, 9, 1)), ADULT, law).amount_cents == 200
    assert ledger.charge(consultation(care_date=date(2026, 9, 2)), ADULT, law) is None


def test_with_49_euros_used_the_next_act_owes_one_euro(law):
    ledger = FeeLedger()
    for day in range(1, 50):  # 49 acts at one euro, in the year of the change
        ledger.charge(consultation(care_date=date(2024, 1, 1) + timedelta(days=day)), ADULT, law)
    assert paid_out(law, consultation(care_date=date(2024, 6, 1)), ledger=ledger) == 1855 - 100


def test_a_new_year_starts_with_nothing_used(law):
    ledger = FeeLedger()
    for day in range(25):
        ledger.charge(consultation(care_date=date(2025, 12, 1) + timedelta(days=day)), ADULT, law)
    assert ledger.charge(consultation(care_date=date(2025, 12, 31)), ADULT, law) is None
    assert ledger.charge(consultation(care_date=date(2026, 1, 1)), ADULT, law).amount_cents == 200


def test_flat_fees_of_a_day_are_capped_for_each_professional(law):
    ledger = FeeLedger()
    of_one = [ledger.charge(consultation(units=3), ADULT, law) for _ in range(3)]
    assert [one.amount_cents if one else 0 for one in of_one] == [600, 200, 0]
    assert ledger.charge(consultation(professional="Dr A. Nguyen"), ADULT, law).amount_cents == 200


def test_paramedical_franchises_of_a_day_are_capped_for_all_professionals(law):
    ledger = FeeLedger()
    acts = [Care(DAY, "AMI", 945, professional=name, quantity=3, units=3) for name in ("M. Blanc", "Mme Noir")]
    assert [ledger.charge(act, ADULT, law).amount_cents for act in acts] == [300, 100]


def test_transport_franchises_of_a_day_stop_at_eight_euros(law):
    ledger = FeeLedger()
    journeys = [ledger.charge(Care(DAY, "TXI", 3000, professional=name), ADULT, law) for name in ("A", "B", "C")]
    assert [one.amount_cents if one else 0 for one in journeys] == [400, 400, 0]


def test_medicines_have_no_cap_of_a_day(law):
    assert FeeLedger().charge(Care(DAY, "PH7", 20000, units=12), ADULT, law).amount_cents == 1200


def test_franchises_of_all_kinds_share_the_yearly_cap(law):
    ledger = FeeLedger()
    ledger.charge(Care(DAY, "PH7", 90000, units=48), ADULT, law)
    journey = ledger.charge(Care(DAY, "TXI", 4000), ADULT, law)
    assert (journey.kind, journey.amount_cents) == (DeductionKind.FRANCHISE, 200)
    assert ledger.charge(consultation(), ADULT, law).kind is DeductionKind.FLAT_FEE


def test_nothing_is_withheld_for_a_child(law):
    assert paid_out(law, consultation(), CHILD) == 2100


def test_a_person_owes_fees_from_the_18th_birthday_on(law):
    young = Situation(birth_date=date(2008, 11, 16))
    assert FeeLedger().charge(consultation(care_date=DAY - timedelta(days=1)), young, law) is None
    assert FeeLedger().charge(consultation(care_date=DAY), young, law).amount_cents == 200


def test_with_the_c2s_everything_is_covered_and_nothing_is_paid(law):
    care = consultation(is_third_party=True)
    line = reimburse(care, C2S, law)
    assert (line.rate_percent, line.reimbursed_cents, paid_by_person(care, line, C2S)) == (100, 3000, 0)
    assert FeeLedger().charge(consultation(), C2S, law) is None


def test_during_maternity_everything_is_covered_and_nothing_withheld(law):
    mother = Situation(birth_date=date(1993, 8, 9), is_maternity=True)
    assert paid_out(law, consultation(), mother) == 3000


def test_an_exemption_covers_the_rate_but_not_the_fees(law):
    exempt = Situation(birth_date=date(1958, 11, 2), has_full_cover=True)
    assert reimburse(consultation(in_pathway=False), exempt, law).rate_percent == 100
    assert paid_out(law, consultation(), exempt) == 2800


def test_under_third_party_payment_the_person_pays_the_rest(law):
    care = consultation(is_third_party=True)
    line = reimburse(care, ADULT, law)
    assert (line.paid_cents, line.reimbursed_cents, paid_by_person(care, line, ADULT)) == (3000, 2100, 900)


def test_without_it_the_person_pays_everything_first(law):
    care = consultation(3500)
    assert paid_by_person(care, reimburse(care, ADULT, law), ADULT) == 3500


def test_a_coefficient_multiplies_the_tariff(law):
    analyses = Care(DAY, "B", 4860, quantity=180)
    line = reimburse(analyses, ADULT, law)
    assert (line.base_cents, line.reimbursed_cents) == (4860, 2916)
    assert paid_out(law, analyses) == 2716


@pytest.mark.parametrize("code", ["END", "GHS", "SF", "MEG"])
def test_nothing_is_withheld_for_dentists_midwives_hospitals_and_supplements(law, code):
    assert FeeLedger().charge(Care(DAY, code, 2892), ADULT, law) is None


@pytest.mark.parametrize(
    ("day", "code", "reimbursed"),
    [
        (date(2023, 10, 31), "GS", 1750),
        (date(2023, 11, 1), "GS", 1855),
        (date(2024, 12, 21), "GS", 1855),
        (date(2024, 12, 22), "GS", 2100),
        (date(2023, 10, 14), "END", 2100),
        (date(2023, 10, 15), "END", 1800),
        (date(2023, 10, 14), "TXI", 1950),
        (date(2023, 10, 15), "TXI", 1650),
    ],
)
def test_the_tariff_and_the_rate_are_those_of_the_day_of_the_care(law, day, code, reimbursed):
    assert reimburse(consultation(care_date=day, code=code), ADULT, law).reimbursed_cents == reimbursed


@pytest.mark.parametrize(("code", "rate"), [("PH1", 100), ("PH7", 65), ("PH4", 30), ("PH2", 15), ("GHS", 80)])
def test_the_rates_of_medicines_and_of_the_hospital(law, code, rate):
    assert reimburse(Care(DAY, code, 1000), ADULT, law).reimbursed_cents == 10 * rate


def test_a_child_under_six_is_seen_for_35_euros(law):
    young = Situation(birth_date=date(2022, 1, 1))
    lines = [
        reimburse(consultation(code=code, charged=cents), young, law) for code, cents in (("GS", 3000), ("MEG", 500))
    ]
    assert [line.reimbursed_cents for line in lines] == [2100, 350]


@pytest.mark.parametrize(
    ("day", "code", "fee"),
    [
        (date(2024, 3, 30), "PH7", 50),
        (date(2024, 3, 31), "PH7", 100),
        (date(2024, 3, 30), "AMI", 50),
        (date(2024, 3, 31), "AMI", 100),
        (date(2024, 3, 30), "TXI", 200),
        (date(2024, 3, 31), "TXI", 400),
        (date(2024, 5, 14), "GS", 100),
        (date(2024, 5, 15), "GS", 200),
    ],
)
def test_the_fee_is_that_of_the_day_of_the_care(law, day, code, fee):
    assert FeeLedger().charge(consultation(care_date=day, code=code), ADULT, law).amount_cents == fee


@given(st.lists(st.tuples(st.integers(0, 700), st.integers(1, 6)), max_size=60))
def test_the_yearly_cap_holds_whatever_the_order(law, cares):
    ledger, by_year = FeeLedger(), {}
    for days, units in cares:
        day = date(2025, 1, 1) + timedelta(days=days)
        deduction = ledger.charge(consultation(care_date=day, units=units), ADULT, law)
        if deduction is not None:
            by_year[day.year] = by_year.get(day.year, 0) + deduction.amount_cents
    assert all(0 < used <= 5000 for used in by_year.values())


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 16), date(2026, 11, 15), 17),
        (date(2008, 11, 16), date(2026, 11, 16), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_ages(born, day, age):
    assert age_on(born, day) == age


def owed(*amounts):
    return [
        Deduction(DeductionKind.FLAT_FEE, DAY - timedelta(days=back), amount) for back, amount in enumerate(amounts)
    ]


def test_the_oldest_care_is_withheld_first():
    withheld, carried = withhold(300, owed(200, 200))
    assert [(one.care_date, one.amount_cents) for one in withheld] == [(DAY - timedelta(days=1), 200), (DAY, 100)]
    assert [(one.care_date, one.amount_cents) for one in carried] == [(DAY, 100)]


@given(st.integers(0, 10_000), st.lists(st.integers(1, 800), max_size=20))
def test_what_is_owed_is_withheld_or_carried_and_no_payment_is_negative(gross, amounts):
    withheld, carried = withhold(gross, owed(*amounts))
    total = sum(one.amount_cents for one in withheld)
    assert 0 <= total <= gross
    assert total + sum(one.amount_cents for one in carried) == sum(amounts)
    assert not carried or total == gross
    assert all(one.amount_cents > 0 for one in withheld + carried)
