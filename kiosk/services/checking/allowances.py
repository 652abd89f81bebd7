"""Rules about the daily allowances."""

from typing import Final

from kiosk.services.checking.rule import Rule

_STOPPAGE: Final = ("id",)
_PAYMENT: Final = ("id",)

RULES: Final = (
    Rule(
        "stoppage-waiting",
        "stoppages",
        _STOPPAGE,
        "the waiting days are days of the stoppage",
        "SELECT id FROM stoppages WHERE waiting_days > julianday(last_day) - julianday(first_day) + 1",
    ),
    Rule(
        "allowance-stoppage",
        "allowance_payments",
        _PAYMENT,
        "the days that are paid lie in the stoppage, after its waiting days, and the stoppage is of the same file",
        """
        SELECT a.id FROM allowance_payments a JOIN stoppages s ON s.id = a.stoppage_id
        WHERE a.file_id <> s.file_id OR a.last_day > s.last_day
            OR julianday(a.first_day) < julianday(s.first_day) + s.waiting_days
        """,
    ),
    Rule(
        "allowance-days",
        "allowance_payments",
        _PAYMENT,
        "every day from the first to the last is paid, and none before it is over",
        """
        SELECT id FROM allowance_payments
        WHERE days <> julianday(last_day) - julianday(first_day) + 1 OR paid_on < last_day
        """,
    ),
    Rule(
        "allowance-overlap",
        "allowance_payments",
        _PAYMENT,
        "no day of a file is paid twice",
        """
        SELECT id FROM (
            SELECT id, first_day, row_number() OVER days AS place, lag(last_day) OVER days AS last_before
            FROM allowance_payments WINDOW days AS (PARTITION BY file_id ORDER BY first_day)
        ) WHERE place > 1 AND first_day <= last_before
        """,
    ),
    Rule(
        "allowance-gross",
        "allowance_payments",
        _PAYMENT,
        "the gross amount is the daily allowance by the days",
        "SELECT id FROM allowance_payments WHERE gross_cents <> daily_cents * days",
    ),
    Rule(
        "allowance-net",
        "allowance_payments",
        _PAYMENT,
        "the net amount is the gross amount less CSG and CRDS",
        "SELECT id FROM allowance_payments WHERE net_cents <> gross_cents - csg_cents - crds_cents",
    ),
    Rule(
        "allowance-charges",
        "allowance_payments",
        _PAYMENT,
        "CSG and CRDS are what the law says on the day of the payment, rounded half up",
        """
        SELECT a.id FROM allowance_payments a
        JOIN values_of_law csg ON csg.name = 'allowance-csg-per-mille'
            AND csg.first_day <= a.paid_on AND a.paid_on < csg.next_day
        JOIN values_of_law crds ON crds.name = 'allowance-crds-per-mille'
            AND crds.first_day <= a.paid_on AND a.paid_on < crds.next_day
        WHERE a.csg_cents <> (a.gross_cents * csg.value + 500) / 1000
            OR a.crds_cents <> (a.gross_cents * crds.value + 500) / 1000
        """,
    ),
    Rule(
        "allowance-payee",
        "allowance_payments",
        _PAYMENT,
        "the employer is named if, and only if, the employer is paid",
        "SELECT id FROM allowance_payments WHERE (payee = 'employer') <> (employer IS NOT NULL)",
    ),
)
