"""The daily-allowance certificate of a year."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection

from benchmarks.questions.asking import Cursor, Question, Subject
from benchmarks.questions.rights import rights_by_hand
from kiosk.domain.allowances import AllowancePayment, AllowancePeriod, Nature, PaidStoppage, Stoppage, period_of
from kiosk.domain.payments import Payee
from kiosk.domain.rights import RightsFile
from kiosk.storage.allowances import read_paid_stoppages
from kiosk.storage.registry import read_rights_file

_Answer = tuple[tuple[PaidStoppage, ...], RightsFile]

_PAID = (
    "SELECT s.id, s.nature, s.first_day, s.last_day, s.waiting_days, a.first_day, a.last_day, a.paid_on, a.daily_cents,"
    " a.days, a.gross_cents, a.csg_cents, a.crds_cents, a.net_cents, a.payee, a.employer FROM allowance_payments a"
    " JOIN stoppages s ON s.id = a.stoppage_id WHERE a.file_id = ? AND a.paid_on BETWEEN ? AND ?"
    " ORDER BY s.first_day DESC, s.id DESC, a.first_day, a.id"
)


def _asked(connection: Connection, subject: Subject) -> _Answer:
    period = period_of(AllowancePeriod.LAST_12_MONTHS, subject.today)
    return (
        read_paid_stoppages(connection, subject.file_id, period),
        read_rights_file(connection, subject.file_id, subject.today),
    )


def _by_hand(cursor: Cursor, subject: Subject) -> _Answer:
    period = period_of(AllowancePeriod.LAST_12_MONTHS, subject.today)
    assert period.end is not None
    rows = cursor.execute(_PAID, (subject.file_id, period.start.isoformat(), period.end.isoformat()))
    stoppages = tuple(_paid(list(of_stoppage)) for _number, of_stoppage in groupby(rows, key=lambda row: row[0]))
    return stoppages, rights_by_hand(cursor, subject)


def _paid(rows: list[Any]) -> PaidStoppage:
    _number, nature, first, last, waiting_days = rows[0][:5]
    stoppage = Stoppage(Nature(nature), date.fromisoformat(first), date.fromisoformat(last), waiting_days)
    return PaidStoppage(stoppage, tuple(map(_payment, rows)))


def _payment(row: Any) -> AllowancePayment:  # noqa: ANN401 - the driver has no types
    first, last, paid_on, daily, days, gross, csg, crds, net, payee, employer = row[5:]
    return AllowancePayment(
        date.fromisoformat(first),
        date.fromisoformat(last),
        date.fromisoformat(paid_on),
        daily,
        days,
        gross,
        csg,
        crds,
        net,
        Payee(payee),
        employer,
    )


ALLOWANCES: Final = Question("daily allowances", _asked, _by_hand)
