"""A card can hold anything; a greeting stays a greeting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.terminal.names import shown_first_name


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
