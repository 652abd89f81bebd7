"""Birth dates as papers and screens show them: no more than is known."""

from __future__ import annotations

from kiosk.domain.people import Beneficiary
from kiosk.texts import format_birth_date


def birth_date_text(person: Beneficiary) -> str:
    """Write the birth date of a person in digits: "14/05/1969"; where only a part is known "05/1952", or "1952"."""
    return format_birth_date(person.birth_date, person.lunar_birth)
