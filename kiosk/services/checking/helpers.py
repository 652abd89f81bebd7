"""Functions and tables that the rules use in their SQL."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, Final

from kiosk.domain.certificates import CertificateNumber, InvalidCertificateNumberError
from kiosk.domain.mobiles import can_receive_codes
from kiosk.domain.months import last_of_months, months_later
from kiosk.domain.nir import InvalidNirError, Nir

_TEMPORARY: Final = (
    # An interval [first_day, next_day) for each value of the law.
    """
    CREATE TEMP TABLE act_rates AS
    SELECT a.code, r.valid_from AS first_day, r.percent,
        coalesce(lead(r.valid_from) OVER (PARTITION BY a.code, r.name ORDER BY r.valid_from), '9999-12-31') AS next_day
    FROM acts a JOIN rates r ON r.name IN (a.rate, a.rate_outside)
    """,
    "CREATE INDEX temp.act_rates_code ON act_rates (code)",
    """
    CREATE TEMP TABLE act_tariffs AS
    SELECT act_code AS code, valid_from AS first_day, cents,
        coalesce(lead(valid_from) OVER (PARTITION BY act_code ORDER BY valid_from), '9999-12-31') AS next_day
    FROM tariffs
    """,
    "CREATE INDEX temp.act_tariffs_code ON act_tariffs (code)",
    """
    CREATE TEMP TABLE values_of_law AS
    SELECT name, valid_from AS first_day, value,
        coalesce(lead(valid_from) OVER (PARTITION BY name ORDER BY valid_from), '9999-12-31') AS next_day
    FROM parameters
    """,
    "CREATE INDEX temp.values_of_law_name ON values_of_law (name)",
)


def prepare(connection: Any) -> None:  # noqa: ANN401 - pysqlite3 has no types
    """Give a connection what the rules use; the database itself is only read."""
    for name, function, arity in (
        ("is_nir", _is_nir, 1),
        ("is_certificate_number", _is_certificate_number, 1),
        ("is_mobile", can_receive_codes, 1),
        ("matches", _matches, 2),
        ("months_later", _months_later, 2),
        ("last_of_months", _last_of_months, 2),
    ):
        connection.create_function(name, arity, function, deterministic=True)
    for statement in _TEMPORARY:
        connection.execute(statement)


def _is_nir(text: str) -> bool:
    try:
        Nir(text)
    except InvalidNirError:
        return False
    return True


def _is_certificate_number(text: str) -> bool:
    try:
        return str(CertificateNumber.parse(text)) == text
    except InvalidCertificateNumberError:
        return False


def _months_later(day: str, months: int) -> str | None:
    return _counted(months_later, day, months)


def _last_of_months(first: str, months: int) -> str | None:
    return _counted(last_of_months, first, months)


def _counted(count: Callable[[date, int], date], day: str, months: int) -> str | None:
    """Count from a day as the services do; None from what is no day, of which another rule speaks."""
    try:
        return count(date.fromisoformat(day), months).isoformat()
    except ValueError:
        return None


def _matches(pattern: str, value: object) -> bool:
    return isinstance(value, str) and _compiled(pattern).fullmatch(value) is not None


@lru_cache(maxsize=100)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)
