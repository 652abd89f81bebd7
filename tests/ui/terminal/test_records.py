"""Texts of records are shown without anything that a screen would obey."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ui.terminal.records import LONGEST, shown

ISOLATE, END_ISOLATE = "\u2068", "\u2069"


def test_an_ordinary_label_is_shown_as_it_is():
    assert shown("Consultation médecin traitant") == "Consultation médecin traitant"


def test_a_text_of_a_thousand_characters_ends_in_an_ellipsis():
    text = shown("A" * 1000)
    assert text == "A" * (LONGEST - 1) + "…"


def test_a_shorter_limit_can_be_asked_for():
    assert shown("abcdefgh", 5) == "abcd…"


def test_a_name_from_right_to_left_cannot_turn_what_stands_beside_it():
    assert shown("שרה לוי") == f"{ISOLATE}שרה לוי{END_ISOLATE}"


@given(st.text(max_size=300))
def test_nothing_that_a_screen_would_obey_is_left(text):
    kept = shown(text)
    inner = kept.removeprefix(ISOLATE).removesuffix(END_ISOLATE)
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in inner)
    assert len(inner) <= LONGEST
