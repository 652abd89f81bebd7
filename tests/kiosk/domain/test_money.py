from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.money import share

bases = st.integers(0, 10_000_000)
rates = st.integers(0, 100)


@given(bases, rates)
def test_a_share_is_within_half_a_cent_of_the_exact_amount(base, rate):
    assert abs(share(base, rate) - Fraction(base * rate, 100)) <= Fraction(1, 2)


@given(bases, rates)
def test_half_a_cent_is_rounded_up(base, rate):
    if (base * rate) % 100 == 50:
        assert share(base, rate) == (base * rate) // 100 + 1


@given(bases, rates)
def test_a_share_lies_between_nothing_and_the_base(base, rate):
    assert 0 <= share(base, rate) <= base


@given(bases)
def test_a_full_rate_gives_the_base_and_no_rate_gives_nothing(base):
    assert (share(base, 100), share(base, 0)) == (base, 0)


@given(bases, bases, rates)
def test_a_greater_base_never_gives_less(one, other, rate):
    assert (share(one, rate) <= share(other, rate)) or one > other


@pytest.mark.parametrize(
    ("base", "rate", "expected"),
    [(3000, 70, 2100), (2892, 60, 1735), (1240, 65, 806), (5, 10, 1), (15, 10, 2), (25, 30, 8), (2240, 65, 1456)],
)
def test_amounts_worked_by_hand(base, rate, expected):
    assert share(base, rate) == expected


@pytest.mark.parametrize(
    ("base", "rate", "expected"),
    [
        (10, 15, 2),
        (10, 35, 4),
        (10, 55, 6),
        (10, 65, 7),
        (5, 30, 2),
        (5, 70, 4),
        (1, 60, 1),
        (1, 40, 0),
        (2450, 70, 1715),
        (4999, 65, 3249),
        (33, 15, 5),
        (3_333_333, 15, 500_000),
    ],
)
def test_the_cents_of_each_rate_are_rounded_half_up(base, rate, expected):
    assert share(base, rate) == expected


def test_a_negative_base_is_a_bug():
    with pytest.raises(ValueError, match="not negative"):
        share(-1, 70)


@pytest.mark.parametrize("rate", [-1, 101])
def test_a_rate_that_is_no_percentage_is_a_bug(rate):
    with pytest.raises(ValueError, match="between 0 and 100"):
        share(100, rate)
