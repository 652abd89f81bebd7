from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from kiosk.domain.allowances import Nature
from kiosk.domain.payments import Payee
from kiosk.domain.rights import Period
from kiosk.storage import allowances
from kiosk.storage.allowances import read_paid_stoppages
from kiosk.storage.batches import write_rows
from kiosk.storage.engine import reading, writing

AUTUMN = Period(date(2026, 8, 22), date(2026, 11, 21))


def stoppage(number, first_day, last_day, nature="illness", waiting_days=3):
    return {
        "id": number,
        "file_id": 1,
        "nature": nature,
        "first_day": first_day,
        "last_day": last_day,
        "waiting_days": waiting_days,
    }


def payment(number, stoppage_id, first_day, paid_on, **changes):
    row = {
        "id": number,
        "file_id": 1,
        "stoppage_id": stoppage_id,
        "first_day": first_day,
        "last_day": first_day.replace(day=first_day.day + 6),
        "paid_on": paid_on,
        "daily_cents": 3000,
        "days": 7,
        "gross_cents": 21000,
        "csg_cents": 1302,
        "crds_cents": 105,
        "net_cents": 19593,
        "payee": "insured",
        "employer": None,
    }
    return row | changes


@pytest.fixture
def write(engine, marie):
    del marie

    def write(**rows):
        with writing(engine) as connection:
            write_rows(connection, rows)

    return write


@pytest.fixture
def paid(engine, write):
    write(
        stoppages=[
            stoppage(1, date(2026, 9, 1), date(2026, 9, 20)),
            stoppage(2, date(2026, 8, 1), date(2026, 8, 10), nature="work", waiting_days=0),
            stoppage(3, date(2025, 1, 6), date(2025, 1, 31)),
        ],
        allowance_payments=[
            payment(1, 1, date(2026, 9, 11), date(2026, 9, 21)),
            payment(2, 1, date(2026, 9, 4), date(2026, 9, 14)),
            payment(3, 2, date(2026, 8, 1), date(2026, 8, 22), payee="employer", employer="Société Exemple"),
            payment(
                4,
                2,
                date(2026, 8, 8),
                date(2026, 8, 21),
                last_day=date(2026, 8, 10),
                days=3,
                gross_cents=9000,
                csg_cents=558,
                crds_cents=45,
                net_cents=8397,
            ),
            payment(5, 3, date(2025, 1, 9), date(2025, 1, 20)),
        ],
    )
    with reading(engine) as connection:
        yield lambda period=AUTUMN, file_id=1: read_paid_stoppages(connection, file_id, period)


def test_payments_are_those_of_the_days_of_payment_both_ends_included(paid):
    assert [one.net_cents for of_stoppage in paid() for one in of_stoppage.payments] == [19593, 19593, 19593]
    assert [len(one.payments) for one in paid(Period(date(2026, 8, 21), date(2026, 9, 14)))] == [1, 2]
    assert paid(Period(date(2025, 2, 1), date(2026, 8, 20))) == ()


def test_they_stand_under_their_stoppage_the_latest_first_and_in_the_order_of_their_days(paid):
    illness, work = paid()
    assert (illness.stoppage.nature, illness.stoppage.first_day, illness.stoppage.waiting_days) == (
        Nature.ILLNESS,
        date(2026, 9, 1),
        3,
    )
    assert [one.first_day for one in illness.payments] == [date(2026, 9, 4), date(2026, 9, 11)]
    assert (work.stoppage.nature, work.stoppage.waiting) == (Nature.WORK, None)


def test_the_employer_who_was_paid_is_there(paid):
    (payment,) = paid()[1].payments
    assert (payment.payee, payment.employer) == (Payee.EMPLOYER, "Société Exemple")


def test_another_file_has_none(paid):
    assert paid(file_id=2) == ()


@pytest.mark.parametrize("change", [{"gross_cents": 21001}, {"net_cents": 19594}, {"last_day": date(2026, 9, 1)}])
def test_a_payment_that_does_not_add_up_is_not_kept(write, change):
    write(stoppages=[stoppage(1, date(2026, 9, 1), date(2026, 9, 20))])
    with pytest.raises(IntegrityError):
        write(allowance_payments=[payment(1, 1, date(2026, 9, 4), date(2026, 9, 14), **change)])


def test_the_question_is_answered_from_an_index(engine, paid):
    statement = allowances._PAID.compile(engine)  # noqa: SLF001 - the very statement that is asked
    values = {"file_id": 1, "since": "2026-08-22", "until": "2026-11-21"}
    with reading(engine) as connection:
        parameters = tuple(values[name] for name in statement.positiontup)
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    del paid
    assert any("ix_allowance_payments_file_id_paid_on" in step for step in plan)
    assert not any(step.startswith("SCAN") for step in plan)
