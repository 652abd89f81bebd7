from datetime import date

import pytest

from kiosk.domain.law import Parameter, UnknownActError

BEFORE, AFTER = date(2024, 5, 14), date(2024, 5, 15)


def test_the_flat_fee_doubled_on_15_may_2024(law):
    assert [law.value(Parameter.FLAT_FEE_CENTS, day) for day in (BEFORE, AFTER)] == [100, 200]


def test_the_tariff_of_a_consultation_follows_its_dates(law):
    days = (date(2023, 10, 31), date(2023, 11, 1), date(2024, 12, 21), date(2024, 12, 22))
    assert [law.tariff("GS", day) for day in days] == [2500, 2650, 2650, 3000]


def test_medicines_have_no_tariff(law):
    assert law.tariff("PH7", AFTER) is None


def test_the_rate_of_a_doctor_is_lower_outside_the_pathway(law):
    act = law.act("GS")
    assert (law.rate(act.rate, AFTER), law.rate(act.rate_outside, AFTER)) == (70, 30)


def test_every_parameter_has_a_value_today(law):
    assert all(law.value(parameter, date(2026, 11, 21)) >= 0 for parameter in Parameter)


def test_every_act_has_a_rate_today(law):
    assert all(0 < law.rate(act.rate, date(2026, 11, 21)) <= 100 for act in law.acts.values())


def test_a_code_out_of_the_nomenclature_is_named(law):
    with pytest.raises(UnknownActError, match="no act ZZZ"):
        law.act("ZZZ")
