from datetime import date

import pytest
from sqlalchemy import event

from kiosk.domain.payments import Deduction, DeductionKind, Payee
from kiosk.domain.statements import DayOfPayments, Patient, PersonFees
from kiosk.storage.batches import write_rows
from kiosk.storage.engine import reading, writing
from kiosk.storage.statements import list_fees, list_payment_days, list_payments_whole

OCTOBER, END = date(2026, 10, 1), date(2026, 10, 31)
MARIE = Patient(1, "Marie", date(1969, 5, 14))
LUCAS = Patient(3, "Lucas", date(2012, 3, 4))


def payment(number, paid_on, patient_id=1, payee="insured", cents=1900, file_id=1):
    return {
        "id": number,
        "file_id": file_id,
        "patient_id": patient_id,
        "paid_on": paid_on,
        "title": "Consultation médecin traitant",
        "professional": "Dr L. Martin",
        "payee": payee,
        "total_cents": cents,
        "paid_cents": 3000,
        "reference": f"0751 {number:012d}",
    }


def line(payment_id, position, code="GS"):
    return {
        "payment_id": payment_id,
        "position": position,
        "care_date": OCTOBER,
        "code": code,
        "label": "Consultation",
        "quantity": 1,
        "paid_cents": 3000,
        "base_cents": 3000,
        "rate_percent": 70,
        "reimbursed_cents": 2100,
    }


def withheld(payment_id, position, care_date, cents=200, kind="flat-fee"):
    return {
        "payment_id": payment_id,
        "position": position,
        "kind": kind,
        "care_date": care_date,
        "amount_cents": cents,
    }


@pytest.fixture
def connection(engine, marie):
    """Marie's file with two months of payments, and the file of her son who is insured himself by now."""
    del marie
    sons_file = {
        "id": 2,
        "insured_id": 3,
        "organism_id": 1,
        "management_code": "10",
        "address": "75019 PARIS",
        "mobile": None,
        "is_fictional": True,
    }
    with writing(engine) as connection:
        write_rows(
            connection,
            {
                "files": [sons_file],
                "payments": [
                    payment(1, date(2026, 9, 30)),
                    payment(2, OCTOBER, patient_id=3),
                    payment(3, date(2026, 10, 12), payee="professional", cents=5000),
                    payment(4, END),
                    payment(5, END, patient_id=3, cents=-100),
                    payment(6, date(2026, 11, 1)),
                    payment(7, date(2026, 10, 5), patient_id=3, file_id=2),
                ],
                "act_lines": [line(4, 1, "MEG"), line(4, 0), line(2, 0), line(6, 0), line(7, 0)],
                "deductions": [
                    withheld(1, 0, date(2025, 12, 31), 100),
                    withheld(1, 1, date(2026, 1, 1), 200),
                    withheld(4, 0, date(2026, 10, 28), 200),
                    withheld(4, 1, date(2026, 10, 28), 300, "franchise"),
                    withheld(6, 0, date(2026, 10, 29), 200),
                    withheld(7, 0, date(2026, 10, 2), 800),
                ],
            },
        )
    with reading(engine) as connection:
        yield connection


def test_days_count_all_payments_and_add_up_those_of_the_insured_person(connection):
    assert list_payment_days(connection, 1, OCTOBER, END) == (
        DayOfPayments(OCTOBER, 1, 1900),
        DayOfPayments(date(2026, 10, 12), 1, 0),
        DayOfPayments(END, 2, 1800),
    )
    assert list_payment_days(connection, 9, OCTOBER, END) == ()


def test_the_payments_of_a_month_come_whole_and_in_order(connection):
    payments = list_payments_whole(connection, 1, OCTOBER, END)
    assert [(one.detail.summary.payment_id, one.patient) for one in payments] == [
        (2, LUCAS),
        (3, MARIE),
        (4, MARIE),
        (5, LUCAS),
    ]
    fourth = payments[2].detail
    assert [one.code for one in fourth.lines] == ["GS", "MEG"]
    assert fourth.deductions == (
        Deduction(DeductionKind.FLAT_FEE, date(2026, 10, 28), 200),
        Deduction(DeductionKind.FRANCHISE, date(2026, 10, 28), 300),
    )
    assert (fourth.summary.payee, fourth.reference) == (Payee.INSURED, "0751 000000000004")
    assert payments[1].detail.lines == payments[1].detail.deductions == ()


def test_fees_are_those_of_the_cares_of_the_year_withheld_until_the_day(connection):
    assert list_fees(connection, 1, 2026, END) == (PersonFees(MARIE, 400, 300),)
    assert list_fees(connection, 1, 2026, date(2026, 11, 30)) == (PersonFees(MARIE, 600, 300),)
    assert list_fees(connection, 1, 2027, date(2027, 1, 31)) == ()


def test_fees_of_an_earlier_year_may_be_withheld_in_the_next(connection):
    assert list_fees(connection, 1, 2025, END) == (PersonFees(MARIE, 100, 0),)


QUESTIONS = {
    "days": lambda connection: list_payment_days(connection, 1, OCTOBER, END),
    "payments": lambda connection: list_payments_whole(connection, 1, OCTOBER, END),
    "fees": lambda connection: list_fees(connection, 1, 2026, END),
}


@pytest.fixture
def statements(engine, connection):
    """Ask a question and give the statements that it made, with their values."""

    def ask(question):
        kept = []

        def keep(_connection, _cursor, sql, parameters, *_others):
            kept.append((sql, parameters))

        event.listen(engine, "before_cursor_execute", keep)
        QUESTIONS[question](connection)
        event.remove(engine, "before_cursor_execute", keep)
        return kept

    return ask


@pytest.mark.parametrize(("question", "count"), [("days", 1), ("payments", 3), ("fees", 1)])
def test_the_number_of_statements_does_not_grow_with_the_payments(statements, question, count):
    assert len(statements(question)) == count


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_is_read_but_through_an_index(statements, connection, question):
    for sql, parameters in statements(question):
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        assert "INDEX ix_payments_file_id_paid_on_id (file_id=? AND paid_on>? AND paid_on<?)" in plan[0]
        assert not any(step.startswith("SCAN") for step in plan), plan


@pytest.mark.parametrize("question", ["days", "payments"])
def test_the_order_is_that_of_the_indexes(statements, connection, question):
    for sql, parameters in statements(question):
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        assert not any("TEMP B-TREE" in step for step in plan), plan
