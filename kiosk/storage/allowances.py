"""Questions about the daily allowances of a file."""

from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select

from kiosk.domain.allowances import AllowancePayment, Nature, PaidStoppage, Stoppage
from kiosk.domain.payments import Payee
from kiosk.domain.rights import Period
from kiosk.storage.schema.allowances import allowance_payments, stoppages

# The statement is made once: to make it takes longer than to execute it. It holds no values: the engine keeps it.

_PAID: Final = (
    select(
        allowance_payments,
        stoppages.c.nature,
        stoppages.c.first_day.label("stopped_on"),
        stoppages.c.last_day.label("stopped_until"),
        stoppages.c.waiting_days,
    )
    .join(stoppages, stoppages.c.id == allowance_payments.c.stoppage_id)
    .where(
        allowance_payments.c.file_id == bindparam("file_id"),
        allowance_payments.c.paid_on.between(bindparam("since"), bindparam("until")),
    )
    .order_by(
        stoppages.c.first_day.desc(),
        stoppages.c.id.desc(),
        allowance_payments.c.first_day,
        allowance_payments.c.id,
    )
)


def read_paid_stoppages(connection: Connection, file_id: int, period: Period) -> tuple[PaidStoppage, ...]:
    """List what was paid to or for the insured person of a file in a period, the latest stoppage first.

    Args:
        connection: to the database.
        file_id: of the file.
        period: of the days of payment; it has an end.
    """
    days = {"file_id": file_id, "since": period.start, "until": period.end}
    rows = connection.execute(_PAID, days).all()
    return tuple(
        _paid_stoppage(list(of_stoppage)) for _number, of_stoppage in groupby(rows, key=lambda row: row.stoppage_id)
    )


def _paid_stoppage(rows: list[Row[*tuple[Any, ...]]]) -> PaidStoppage:
    first = rows[0]
    return PaidStoppage(
        stoppage=Stoppage(Nature(first.nature), first.stopped_on, first.stopped_until, first.waiting_days),
        payments=tuple(
            AllowancePayment(
                first_day=row.first_day,
                last_day=row.last_day,
                paid_on=row.paid_on,
                daily_cents=row.daily_cents,
                days=row.days,
                gross_cents=row.gross_cents,
                csg_cents=row.csg_cents,
                crds_cents=row.crds_cents,
                net_cents=row.net_cents,
                payee=Payee(row.payee),
                employer=row.employer,
            )
            for row in rows
        ),
    )
