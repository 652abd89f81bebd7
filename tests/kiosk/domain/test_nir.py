import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.nir import InvalidNirError, Nir, nir_key

departments = st.one_of(
    st.sampled_from(["2A", "2B"]), st.integers(1, 99).map(lambda number: f"{number:02d}").filter(lambda d: d != "00")
)
months = st.sampled_from([*range(1, 13), *range(20, 43), *range(50, 100)])


@st.composite
def numbers(draw):
    sex, year, month = draw(st.integers(1, 8)), draw(st.integers(0, 99)), draw(months)
    commune, order = draw(st.integers(1, 999)), draw(st.integers(1, 999))
    return f"{sex}{year:02d}{month:02d}{draw(departments)}{commune:03d}{order:03d}"


@pytest.mark.parametrize(
    "text",
    [
        "269057568815764",
        "275062A98107361",  # born in Corse-du-Sud
        "103052B98207430",  # born in Haute-Corse
        "253072A07300443",
        "295109912611193",  # born abroad
        "255081416802538",  # the public specimen
    ],
)
def test_a_real_shape_with_its_key_is_a_nir(text):
    assert Nir(text).value == text


@given(numbers())
def test_every_number_is_a_nir_with_its_own_key(number):
    nir = Nir(number + nir_key(number))
    assert nir.number == number
    assert 1 <= int(nir.key) <= 97


@given(numbers(), st.integers(1, 97))
def test_every_other_key_is_refused(number, key):
    text = f"{number}{key:02d}"
    if f"{key:02d}" == nir_key(number):
        assert Nir(text).key == f"{key:02d}"
    else:
        with pytest.raises(InvalidNirError, match="key"):
            Nir(text)


@given(numbers(), st.integers(0, 12), st.sampled_from(string.digits))
def test_one_wrong_digit_is_seen(number, place, digit):
    altered = number[:place] + digit + number[place + 1 :]
    if altered == number or not number[place].isdigit():
        return
    with pytest.raises(InvalidNirError):
        Nir(altered + nir_key(number))


@given(numbers())
def test_what_people_type_is_read_back(number):
    nir = Nir(number + nir_key(number))
    assert Nir.parse(nir.formatted()) == nir
    assert Nir.parse(nir.formatted().replace(" ", "\u00a0").lower()) == nir
    assert Nir.parse(".".join(nir.value)) == nir


@given(st.text(min_size=4, max_size=20).filter(lambda text: not text.isdigit()))
def test_any_other_text_is_refused_without_being_repeated(text):
    with pytest.raises(InvalidNirError) as refusal:
        Nir(text)
    assert text not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "13 characters"),
        ("26905756881576", "13 characters"),
        ("2690575688157641", "13 characters"),
        ("969057568815764", "13 characters"),  # no sex 9
        ("069057568815764", "13 characters"),
        ("2690575688157é4", "13 characters"),
        ("٢٦٩٠٥٧٥٦٨٨١٥٧٦٤", "13 characters"),  # Arabic digits
        ("269137568815764", "month"),
        ("269007568815764", "month"),
        ("269457568815764", "month"),
        ("269050068815764", "department"),
        ("269057568815700", "key"),
        ("269057568815734", "key"),
    ],
)
def test_what_is_wrong_is_named(text, reason):
    with pytest.raises(InvalidNirError, match=reason):
        Nir(text)


def test_months_of_people_whose_birth_month_is_unknown_are_accepted():
    for month in (20, 42, 50, 99):
        number = f"269{month:02d}75688157"
        assert Nir(number + nir_key(number)).number == number


def test_the_nir_is_written_in_the_groups_people_know():
    assert Nir("269057568815764").formatted() == "2 69 05 75 688 157 64"
    assert Nir("275062A98107361").formatted() == "2 75 06 2A 981 073 61"


def test_the_masked_nir_tells_sex_year_and_month_only():
    masked = Nir("269057568815764").masked()
    assert masked == "2 69 05 ••• ••• ••"
    assert re.sub(r"\D", "", masked) == "26905"


def test_the_nir_is_not_in_its_repr():
    assert "688" not in repr(Nir("269057568815764"))


@pytest.mark.parametrize("number", ["", "269057568815", "26905756881576", "26905756881a7", "2A90575688157"])
def test_no_key_for_what_is_not_thirteen_characters(number):
    with pytest.raises(InvalidNirError, match="13 characters"):
        nir_key(number)
