"""Monthly statements."""

from datetime import date

from sqlalchemy import Connection, Engine

from kiosk.documents.statements import statement_document
from kiosk.domain.law import Parameter
from kiosk.domain.statements import (
    Patient,
    Statement,
    StatementMonth,
    YearOfFees,
    add_up_months,
    chosen_month,
    last_day,
    make_statement,
    year_of_fees,
    years_of,
)
from kiosk.ports import Clock, PreparedStatement, ServiceFailure
from kiosk.services.answers import REFUSED, answered
from kiosk.services.months import listed_months
from kiosk.services.paper_issue import issue_now
from kiosk.services.visits import Gate
from kiosk.storage.engine import reading
from kiosk.storage.law import parameter_on
from kiosk.storage.registry import Insured
from kiosk.storage.statements import list_fees, list_payment_days, list_payments_whole


class EmbeddedStatements:
    """The statements service on the database of this process.

    The months are those of the last payments, and count alike: a payment that is dated ahead is shown from its day on.
    """

    def __init__(self, engine: Engine, gate: Gate, clock: Clock) -> None:
        """Take what the service works with."""
        self._engine = engine
        self._gate = gate
        self._clock = clock

    def prepare(self, token: str, month: date | None) -> PreparedStatement | ServiceFailure:
        """Make the statement of a month, given by its first day.

        None, or a month that is not among the last ones any more, gives the newest one that is not empty.
        """
        return answered("statements.prepare", lambda: self._prepare(token, month))

    def _prepare(self, token: str, wanted: date | None) -> PreparedStatement | ServiceFailure:
        admitted = self._gate.admit(token)
        if admitted is None:
            return REFUSED
        now = self._clock.now()
        insured = admitted.insured
        with reading(self._engine) as connection:
            months, statement = read_statement(connection, insured, wanted, now.date())
        document = statement_document(insured.name, insured.nir, statement, issue_now(admitted, now))
        return PreparedStatement(months, statement.month, document)


def read_statement(
    connection: Connection, insured: Insured, wanted: date | None, today: date
) -> tuple[tuple[StatementMonth, ...], Statement]:
    """Give the months that have a statement, newest first, and the statement of the one that is wanted.

    Args:
        connection: to the database.
        insured: whose payments.
        wanted: the first day of the month; see `EmbeddedStatements.prepare`.
        today: the last day whose payments are shown.
    """
    listed = listed_months(connection, today)
    months = add_up_months(listed, list_payment_days(connection, insured.file_id, listed[-1], today))
    month = chosen_month(months, wanted)
    until = min(last_day(month), today)
    payments = list_payments_whole(connection, insured.file_id, month, until)
    years = [_read_year(connection, insured, year, until) for year in years_of(month, payments)]
    return months, make_statement(month, until, insured.person_id, payments, years)


def _read_year(connection: Connection, insured: Insured, year: int, until: date) -> YearOfFees:
    last = min(until, date(year, 12, 31))
    caps_cents = (
        parameter_on(connection, Parameter.FLAT_FEE_YEAR_CAP_CENTS, last),
        parameter_on(connection, Parameter.FRANCHISE_YEAR_CAP_CENTS, last),
    )
    owner = Patient(insured.person_id, insured.name.first, insured.birth_date, insured.lunar_birth)
    return year_of_fees(year, until, caps_cents, list_fees(connection, insured.file_id, year, until), owner)
