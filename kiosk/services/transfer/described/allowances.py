"""The tables of the daily allowances."""

from typing import Final

from kiosk.domain.allowances import Nature
from kiosk.domain.payments import Payee
from kiosk.services.transfer.described.common import CENTS, day, number, one_of
from kiosk.services.transfer.kinds import Choice, Text, Whole
from kiosk.services.transfer.specification import Described, TableDescribed
from kiosk.storage.schema import allowances

TABLES: Final = (
    TableDescribed(
        allowances.stoppages,
        "A stoppage of work of an insured person.",
        (
            number("number of the stoppage"),
            number("the file", "file_id"),
            Described("nature", one_of(Nature), "why", "illness"),
            day("first_day", "first day without work", "2026-09-01"),
            day("last_day", "last day, included", "2026-09-10"),
            Described("waiting_days", Whole(0, 99), "first days that are not paid", "3", "days"),
        ),
    ),
    TableDescribed(
        allowances.allowance_payments,
        "What was paid for days of a stoppage.",
        (
            number("number of the payment"),
            number("the file", "file_id"),
            number("the stoppage", "stoppage_id"),
            day("first_day", "first day that is paid", "2026-09-04"),
            day("last_day", "last day, included", "2026-09-10"),
            day("paid_on", "day of the transfer", "2026-09-15"),
            Described("daily_cents", CENTS, "gross allowance of a day", "3000", "cents"),
            Described("days", Whole(1, 366), "days that are paid", "7", "days"),
            Described("gross_cents", CENTS, "daily_cents × days", "21000", "cents"),
            Described("csg_cents", CENTS, "CSG withheld", "1302", "cents"),
            Described("crds_cents", CENTS, "CRDS withheld", "105", "cents"),
            Described("net_cents", CENTS, "gross less CSG and CRDS", "19593", "cents"),
            Described(
                "payee",
                Choice((Payee.INSURED.value, Payee.EMPLOYER.value)),
                "to whom (employer: subrogation)",
                "insured",
            ),
            Described("employer", Text(), "name of the employer who was paid; empty for the person", "Société Exemple"),
        ),
    ),
)
