import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.certificates import CertificateNumber, InvalidCertificateNumberError

numbers = st.builds(
    CertificateNumber,
    fund=st.from_regex(r"[0-9]{3}", fullmatch=True),
    year=st.integers(2000, 2099),
    sequence=st.integers(1, 2_000_000),
)


def test_a_number_is_fund_year_sequence_and_letter():
    assert str(CertificateNumber("751", 2026, 4812)) == "751-26-004812-H"


@given(numbers)
def test_what_is_written_is_read_back(number):
    assert CertificateNumber.parse(str(number)) == number
    assert CertificateNumber.parse(f" {str(number).lower()}\n") == number


@given(numbers, st.integers(0, 30), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_seen(number, place, digit):
    text = str(number)
    place %= len(text)
    if text[place].isdigit() and text[place] != digit:
        with pytest.raises(InvalidCertificateNumberError):
            CertificateNumber.parse(text[:place] + digit + text[place + 1 :])


@given(numbers, st.integers(0, 30))
def test_two_neighbours_swapped_are_seen(number, place):
    digits = str(number)
    place %= len(digits) - 1
    one, other = digits[place : place + 2]
    if one.isdigit() and other.isdigit() and one != other:
        with pytest.raises(InvalidCertificateNumberError):
            CertificateNumber.parse(digits[:place] + other + one + digits[place + 2 :])


@pytest.mark.parametrize(
    "text",
    ["", "751-26-004812", "751-26-004812-O", "751-26-4812-H", "75-26-004812-H", "٧٥١-26-004812-H", "751-26-004812-HH"],
)
def test_anything_else_is_no_number(text):
    with pytest.raises(InvalidCertificateNumberError):
        CertificateNumber.parse(text)
