"""Money in whole cents."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

Cents = int
"""An amount of money in euro cents; negative for what is withheld."""


def share(base_cents: Cents, rate_percent: int) -> Cents:
    """Give the part of a base that a rate pays, rounded half up to the cent.

    Args:
        base_cents: the reimbursement base, zero or more.
        rate_percent: the rate, 0 to 100.

    Raises:
        ValueError: the base is negative or the rate is not a percentage.
    """
    if base_cents < 0:
        raise ValueError("a reimbursement base is not negative")
    if not 0 <= rate_percent <= 100:
        raise ValueError("a rate is between 0 and 100")
    exact = Decimal(base_cents) * rate_percent / 100
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
