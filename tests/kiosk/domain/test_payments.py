from datetime import date

import pytest

from kiosk.domain.payments import (
    ActLine,
    Deduction,
    DeductionKind,
    MonthTotal,
    Payee,
    PaymentDetail,
    PaymentsPage,
    PaymentSummary,
)


@pytest.mark.parametrize(
    ("page", "payments", "first"), [(0, 5, 0), (1, 5, 5), (2, 2, 10)], ids=["newest", "middle", "last"]
)
def test_a_page_knows_the_place_of_its_first_payment(page, payments, first):
    summary = PaymentSummary(7, date(2026, 11, 18), "Consultation", "Dr L. Martin", "Marie", Payee.INSURED, 1987, 3041)
    assert PaymentsPage((summary,) * payments, page, 3, (), 12).first == first


def test_a_list_without_payments_begins_at_its_beginning():
    assert PaymentsPage((), 0, 1, (), 0).first == 0


def test_no_amount_and_no_name_is_in_a_repr():
    day = date(2026, 11, 18)
    summary = PaymentSummary(7, day, "Consultation", "Dr L. Martin", "Marie", Payee.INSURED, 1987, 3041)
    line = ActLine(day, "GS", "Consultation", 1, 3041, 3000, 70, 2143)
    detail = PaymentDetail(summary, "0751 091680003072", (line,), (Deduction(DeductionKind.FLAT_FEE, day, 259),))
    text = repr((detail, PaymentsPage((summary,), 0, 1, (MonthTotal(date(2026, 11, 1), 5972),), 1)))
    for personal in ("Consultation", "Martin", "Marie", "1987", "3041", "3000", "2143", "259", "5972", "09168"):
        assert personal not in text
