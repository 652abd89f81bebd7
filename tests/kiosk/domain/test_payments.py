from datetime import date

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


def test_no_amount_and_no_name_is_in_a_repr():
    day = date(2026, 11, 18)
    summary = PaymentSummary(7, day, "Consultation", "Dr L. Martin", "Marie", Payee.INSURED, 1987, 3041)
    line = ActLine(day, "GS", "Consultation", 1, 3041, 3000, 70, 2143)
    detail = PaymentDetail(summary, "0751 091680003072", (line,), (Deduction(DeductionKind.FLAT_FEE, day, 259),))
    text = repr((detail, PaymentsPage((summary,), 0, 1, (MonthTotal(date(2026, 11, 1), 5972),))))
    for personal in ("Consultation", "Martin", "Marie", "1987", "3041", "3000", "2143", "259", "5972", "09168"):
        assert personal not in text
