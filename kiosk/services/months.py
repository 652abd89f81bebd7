"""Which months of payments a terminal shows."""

from datetime import date

from sqlalchemy import Connection

from kiosk.domain.law import Parameter
from kiosk.domain.statements import last_months
from kiosk.storage.law import parameter_on


def listed_months(connection: Connection, today: date) -> tuple[date, ...]:
    """Give the first days of the months that are listed, newest first, the current one included."""
    return last_months(today, parameter_on(connection, Parameter.LAST_PAYMENTS_MONTHS, today))
