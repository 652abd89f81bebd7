from datetime import date, timedelta

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.text import plain_text
from kiosk.domain.payments import Payee
from kiosk.ports import ServiceFailure
from kiosk.services.payments import PAYMENTS_A_PAGE

REFUSED = ServiceFailure(FailureCode.SERVICE_REFUSED)


@pytest.fixture
def token(log_in):
    return log_in("family")


def all_payments(services, token):
    first = services.payments.page(token, 0)
    return [one for number in range(first.page_count) for one in services.payments.page(token, number).payments]


def test_the_newest_payments_come_first(services, token):
    page = services.payments.page(token, 0)
    assert [(one.paid_on, one.title, one.total_cents) for one in page.payments] == [
        (date(2026, 11, 18), "Consultation médecin traitant", 1900),
        (date(2026, 11, 12), "Pharmacie", 1356),
        (date(2026, 11, 5), "Analyses de biologie", 2716),
        (date(2026, 10, 27), "Consultation cardiologue", 4000),
        (date(2026, 10, 14), "Soins dentaires", 1735),
    ]


def test_the_pages_hold_every_payment_of_six_months_once(services, token):
    payments = all_payments(services, token)
    assert len(payments) == 20
    assert len({one.payment_id for one in payments}) == 20
    assert payments == sorted(payments, key=lambda one: (one.paid_on, one.payment_id), reverse=True)
    assert min(one.paid_on for one in payments) >= date(2026, 6, 1)


def test_a_page_out_of_range_is_the_nearest_one(services, token):
    last = services.payments.page(token, 3)
    assert (last.page, last.page_count, len(last.payments)) == (3, 4, PAYMENTS_A_PAGE)
    assert (last.payment_count, last.first) == (20, 15)
    assert services.payments.page(token, 99) == last
    assert services.payments.page(token, -1) == services.payments.page(token, 0)


def test_the_chart_shows_six_months_of_what_the_person_received(services, token):
    page = services.payments.page(token, 0)
    assert [month.month for month in page.months] == [date(2026, number, 1) for number in range(6, 12)]
    own = [one for one in all_payments(services, token) if one.payee is Payee.INSURED]
    for month in page.months:
        assert month.total_cents == sum(one.total_cents for one in own if one.paid_on.replace(day=1) == month.month)


def test_a_month_without_payment_is_shown_as_nothing(services, log_in):
    months = services.payments.page(log_in("rights-ended"), 0).months
    assert [month.total_cents for month in months] == [0, 0, 1700, 0, 0, 0]


def test_in_january_the_months_begin_in_august(visitor, services, clock):
    clock.go_on(days=62)
    token = visitor("family").log_in("48151623")
    months = [month.month for month in services.payments.page(token, 0).months]
    assert months == [date(2026, number, 1) for number in range(8, 13)] + [date(2027, 1, 1)]


def test_payments_dated_ahead_wait_for_their_day(visitor, services, clock):
    clock.go_on(days=-31)
    token = visitor("family").log_in("48151623")
    payments = all_payments(services, token)
    assert payments[0].paid_on == date(2026, 10, 14)
    assert services.payments.page(token, 0).months[-1].month == date(2026, 10, 1)
    assert "12/11/2026" not in plain_text(services.payments.list_document(token))


def test_somebody_without_payments_has_one_empty_page(visitor, services, clock):
    clock.go_on(days=400)
    page = services.payments.page(visitor("family").log_in("48151623"), 0)
    assert (page.payments, page.page, page.page_count) == ((), 0, 1)


def test_a_payment_adds_up(services, token):
    for summary in all_payments(services, token):
        detail = services.payments.detail(token, summary.payment_id)
        assert detail.summary == summary
        gross = sum(line.reimbursed_cents for line in detail.lines)
        assert summary.total_cents == gross - sum(one.amount_cents for one in detail.deductions)


def test_what_was_deferred_is_withheld_later_with_its_own_date(services, token):
    withheld = [
        (detail.summary.paid_on, one.care_date)
        for summary in all_payments(services, token)
        for detail in [services.payments.detail(token, summary.payment_id)]
        for one in detail.deductions
        if one.care_date not in {line.care_date for line in detail.lines}
    ]
    assert withheld
    assert all(care_date < paid_on - timedelta(days=3) for paid_on, care_date in withheld)


def test_the_payments_of_somebody_else_are_not_shown(services, visitor, token):
    maries_payment = services.payments.page(token, 0).payments[0].payment_id
    paul = visitor("exemption").log_in("70914253")
    assert services.payments.detail(paul, maries_payment) == REFUSED
    assert services.payments.detail_document(paul, maries_payment) == REFUSED


def test_the_list_is_printed_whole(services, token):
    text = plain_text(services.payments.list_document(token)).replace("\u00a0", " ")
    assert "SPÉCIMEN" in text
    assert "18/11" in text
    assert "26/06" in text
    assert "Pharmacie du Canal" in text
    assert "2 69 05 ••• ••• ••" in text
    assert "2 69 05 75 688" not in text


def test_a_payment_is_printed_with_its_lines(services, token):
    payment = services.payments.page(token, 0).payments[1]
    text = plain_text(services.payments.detail_document(token, payment.payment_id))
    assert "Médicaments à 65" in text
    assert "13,56" in text
    assert "0751" in text


@pytest.mark.parametrize("token", ["", "nothing", "\0", "é" * 5000])
def test_without_a_token_nothing_is_shown(services, token):
    assert services.payments.page(token, 0) == REFUSED
    assert services.payments.detail(token, 1) == REFUSED
    assert services.payments.list_document(token) == REFUSED
    assert services.payments.detail_document(token, 1) == REFUSED
