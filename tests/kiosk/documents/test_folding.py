"""Lines folded as a French typesetter folds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.characters import ELLIPSIS, as_printed, cell_width, safe_text
from kiosk.documents.folding import fold, fold_evenly

NBSP = "\u00a0"

safe_texts = st.one_of(st.text(max_size=200), st.text(alphabet="aé -’«»:;!?€%\u00a0\u2011中", max_size=200)).map(
    safe_text
)


def without_spaces(text):
    return as_printed(text).replace(" ", "").replace(NBSP, "")


@given(safe_texts, st.integers(4, 40), st.integers(0, 2))
def test_every_line_fits_and_nothing_is_lost(text, width, hang):
    lines = fold(text, width, hang=hang)
    assert all(cell_width(line) <= width - (hang if index else 0) for index, line in enumerate(lines))
    assert without_spaces("".join(lines)) == without_spaces(text)


@given(safe_texts, st.integers(4, 40))
def test_an_even_fold_has_as_many_lines_and_loses_nothing(text, width):
    even = fold_evenly(text, width)
    assert len(even) == len(fold(text, width))
    assert without_spaces("".join(even)) == without_spaces(text)
    assert all(cell_width(line) <= width for line in even)


@given(safe_texts, st.integers(4, 40), st.integers(1, 5))
def test_a_text_with_too_many_lines_ends_with_an_ellipsis(text, width, lines_max):
    lines = fold(text, width, lines_max=lines_max)
    assert len(lines) <= lines_max
    assert all(cell_width(line) <= width for line in lines)
    if len(fold(text, width)) > lines_max:
        assert lines[-1].endswith(ELLIPSIS)


def test_an_even_fold_never_cuts_a_word_that_fitted():
    assert fold_evenly("anticonstitutionnel ou non", 20) == ["anticonstitutionnel", "ou non"]


def test_a_column_too_narrow_for_a_wide_character_is_refused():
    with pytest.raises(ValueError, match="2 cells"):
        fold("中文", 1)


def test_a_liaison_stays_whole():
    assert fold("Comment va-t-il ?", 14) == ["Comment", "va-t-il ?"]


def test_french_punctuation_stays_with_its_word():
    text = "Vous pouvez poser toutes vos questions à l’accueil : une personne vous répond « tout de suite » ! Oui ?"
    for columns in range(24, 80):
        for line in fold(safe_text(text), columns):
            assert line[0] not in ":!?»"
            assert line[-1] != "«"


def test_a_compound_name_breaks_after_its_hyphen():
    assert fold(safe_text("Madame Françoise-Zoé SAINT-ANDRÉ"), 24) == [
        "Madame Françoise-Zoé",
        "SAINT-ANDRÉ",
    ]
    assert fold(safe_text("Monsieur et Madame Jean-Christophe"), 24) == [
        "Monsieur et Madame Jean-",
        "Christophe",
    ]


def test_a_number_with_hyphens_does_not_break():
    assert fold(safe_text("Document numéro 751-26-004812-K"), 24) == ["Document numéro", "751-26-004812-K"]


def test_an_unbreakable_hyphen_does_not_break_and_is_printed_as_a_hyphen():
    assert fold(safe_text("Monsieur et Madame Jean\u2011Luc"), 24) == ["Monsieur et Madame", "Jean-Luc"]


def test_a_word_longer_than_the_line_is_split():
    assert fold(safe_text("A" * 50), 24) == ["A" * 24, "A" * 24, "AA"]


def test_a_chain_of_words_longer_than_the_line_breaks_between_its_words():
    chain = NBSP.join(["douze"] * 6)
    assert fold(safe_text(chain), 24) == [NBSP.join(["douze"] * 4), NBSP.join(["douze"] * 2)]
