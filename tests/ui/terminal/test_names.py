"""A card can hold anything; a greeting stays a greeting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.preferences import TextSize
from ui.terminal.names import shown_first_name, shown_full_name, shown_words


@pytest.mark.parametrize(
    ("on_card", "shown"),
    [
        ("MARIE", "Marie"),
        ("FRANÇOISE-ZOÉ", "Françoise-Zoé"),
        ("ANGE-MARIE", "Ange-Marie"),
        ("JEAN  PIERRE ", "Jean Pierre"),
        ("MAËLYS", "Maëlys"),
        ("D'ARTAGNAN", "D'Artagnan"),
        ("", ""),
    ],
)
def test_a_first_name_is_written_as_people_write_it(on_card, shown):
    assert shown_first_name(on_card) == shown


def test_control_bytes_are_left_out():
    assert shown_first_name("MA\x1b@\x1d\x00RIE\n") == "Ma@Rie"


def test_a_name_of_a_thousand_letters_is_cut_short():
    name = shown_first_name("A" * 1000)

    assert len(name) == 40
    assert name.endswith("…")


def test_a_name_written_from_right_to_left_cannot_turn_the_sentence():
    assert shown_first_name("מרים") == "\u2068מרים\u2069"
    assert shown_first_name("MARIE") == "Marie"


@given(st.text(max_size=200))
def test_whatever_is_on_the_card_the_name_is_short_and_printable(text):
    name = shown_first_name(text)

    assert len(name) <= 42
    assert all(character.isprintable() or character in "\u2068\u2069\u00a0" for character in name)


def test_a_full_name_is_first_name_and_name():
    assert shown_full_name("Marie", "DURAND", TextSize.NORMAL) == "Marie Durand"
    assert shown_full_name("Marie", "", TextSize.NORMAL) == "Marie"
    assert shown_full_name("Léa", "MOREL-BLANC", TextSize.LARGEST) == "Léa Morel-Blanc"


@pytest.mark.parametrize("size", TextSize)
def test_no_word_is_longer_than_a_line_of_large_texts(size):
    name = shown_full_name("W" * 60, "DE LA " + "M" * 60, size)
    longest = max(len(word) for word in name.split(" "))
    assert longest <= {TextSize.NORMAL: 20, TextSize.LARGE: 16, TextSize.LARGEST: 13}[size]
    assert name.count("…") == 2


def test_a_line_of_an_address_keeps_its_letters():
    assert shown_words("12 RUE DU PRÉ SAINT-GERVAIS", TextSize.LARGEST) == "12 RUE DU PRÉ SAINT-GERVAIS"
    assert len(shown_words("RUE " * 60, TextSize.NORMAL)) <= 38
