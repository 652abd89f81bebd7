from datetime import date, timedelta

import pytest

from kiosk.domain.payments import ActLine, Deduction, DeductionKind, Payee
from kiosk.storage.batches import write_rows
from kiosk.storage.engine import reading, writing
from kiosk.storage.payments import DayTotal, count_payments, list_payments, own_totals, read_payment

FIRST = date(2026, 6, 1)
LAST = date(2026, 11, 30)


def payment(number, paid_on, payee="insured", cents=1900):
    return {
        "id": number,
        "file_id": 1,
        "patient_id": 3,
        "paid_on": paid_on,
        "title": "Consultation médecin traitant",
        "professional": "Dr L. Martin",
        "payee": payee,
        "total_cents": cents,
        "paid_cents": 3000,
        "reference": f"0751 {number:012d}",
    }


@pytest.fixture
def connection(engine, marie):
    del marie
    paid = [FIRST + timedelta(days=10 * number) for number in range(12)]
    rows = [payment(number, day) for number, day in enumerate(paid, start=1)]
    rows += [
        payment(20, paid[11]),  # on the same day as number 12
        payment(21, paid[0], payee="professional", cents=5000),
        payment(22, FIRST - timedelta(days=1)),
    ]
    line = {
        "payment_id": 12,
        "care_date": paid[10],
        "code": "GS",
        "label": "Consultation médecin traitant",
        "quantity": 1,
        "paid_cents": 3000,
        "base_cents": 3000,
        "rate_percent": 70,
        "reimbursed_cents": 2100,
    }
    withheld = {"payment_id": 12, "position": 0, "kind": "flat-fee", "care_date": paid[10], "amount_cents": 200}
    with writing(engine) as connection:
        write_rows(
            connection,
            {
                "payments": rows,
                "act_lines": [{**line, "position": 1, "code": "MEG"}, {**line, "position": 0}],
                "deductions": [withheld],
            },
        )
    with reading(engine) as connection:
        yield connection


def test_payments_are_counted_from_a_day_on(connection):
    assert count_payments(connection, 1, FIRST, LAST) == 14
    assert count_payments(connection, 2, FIRST, LAST) == 0


def test_the_newest_come_first_and_pages_do_not_overlap(connection):
    pages = [list_payments(connection, 1, FIRST, LAST, limit=5, offset=5 * page) for page in range(3)]
    numbers = [one.payment_id for page in pages for one in page]
    assert numbers == [20, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 21, 1]
    assert numbers == [one.payment_id for one in list_payments(connection, 1, FIRST, LAST)]


def test_the_patient_is_named_by_the_first_name(connection):
    assert {one.patient for one in list_payments(connection, 1, FIRST, LAST)} == {"Lucas"}


def test_only_what_went_to_the_insured_person_is_added_up(connection):
    totals = own_totals(connection, 1, FIRST, LAST)
    assert totals[0] == DayTotal(FIRST, 1900)
    assert totals[-1] == DayTotal(FIRST + timedelta(days=110), 3800)
    assert own_totals(connection, 2, FIRST, LAST) == ()


def test_a_payment_has_its_lines_and_deductions_in_order(connection):
    detail = read_payment(connection, 1, 12)
    day = FIRST + timedelta(days=100)
    assert [line.code for line in detail.lines] == ["GS", "MEG"]
    assert detail.lines[0] == ActLine(day, "GS", "Consultation médecin traitant", 1, 3000, 3000, 70, 2100)
    assert detail.deductions == (Deduction(DeductionKind.FLAT_FEE, day, 200),)
    assert (detail.summary.payee, detail.reference) == (Payee.INSURED, "0751 000000000012")


def test_a_payment_of_another_file_is_not_given(connection):
    assert read_payment(connection, 2, 12) is None
    assert read_payment(connection, 1, 99) is None


def test_the_list_is_read_from_the_index(connection):
    plan = connection.exec_driver_sql(
        "EXPLAIN QUERY PLAN SELECT * FROM payments WHERE file_id = 1 AND paid_on >= '2026-06-01' "
        "ORDER BY paid_on DESC, id DESC LIMIT 5"
    ).fetchall()
    assert "ix_payments_file_id_paid_on_id" in str(plan)
    assert "TEMP B-TREE" not in str(plan)


def test_nothing_after_the_last_day_counts(connection):
    twelfth = FIRST + timedelta(days=110)
    assert count_payments(connection, 1, FIRST, twelfth) == 14
    assert count_payments(connection, 1, FIRST, twelfth - timedelta(days=1)) == 12
    before = list_payments(connection, 1, FIRST, twelfth - timedelta(days=1))
    assert max(one.paid_on for one in before) == twelfth - timedelta(days=10)
    assert own_totals(connection, 1, FIRST, FIRST) == (DayTotal(FIRST, 1900),)
