"""Birth dates as papers and screens show them: no more than is known."""

from __future__ import annotations

from kiosk.domain.births import known_month
from kiosk.domain.people import Beneficiary
from kiosk.texts import format_date_short


def birth_date_text(person: Beneficiary) -> str:
    """Write the birth date of a person in digits: "14/05/1969"; where only a part is known "05/1952", or "1952"."""
    lunar = person.lunar_birth
    if lunar is None:
        return format_date_short(person.birth_date)
    month = known_month(lunar)
    return lunar[:4] if month is None else f"{month:02d}/{lunar[:4]}"
