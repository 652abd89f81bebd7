"""What a name may do to a printer or a screen: nothing but be shown."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.characters import cell_width, clusters, safe_text

NBSP = "\u00a0"


@given(st.text(alphabet=st.characters(codec=None)))
def test_nothing_is_left_to_obey(text):
    assert not [c for c in safe_text(text) if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}]


@given(st.text())
def test_a_safe_text_is_left_as_it_is(text):
    safe = safe_text(text)
    assert safe_text(safe) == safe


@given(st.text())
def test_a_text_is_the_sum_of_its_clusters(text):
    safe = safe_text(text)
    assert "".join(clusters(safe)) == safe
    assert sum(cell_width(cluster) for cluster in clusters(safe)) == cell_width(safe)


def test_letters_and_accents_are_composed():
    assert safe_text("Ine\u0300s") == "In\u00e8s"


def test_french_spaces_are_made_unbreakable():
    assert safe_text("Oui ! Non ? « Peut-être » : 5 % ou 3 €") == (
        f"Oui{NBSP}! Non{NBSP}? «{NBSP}Peut-être{NBSP}»{NBSP}: 5{NBSP}% ou 3{NBSP}€"
    )


def test_line_breaks_and_runs_of_spaces_become_one_space():
    assert safe_text(" 12 \r\n RUE\u2028DES\u2003\tEXEMPLES ") == "12 RUE DES EXEMPLES"


def test_wide_characters_take_two_cells_and_accents_none():
    assert cell_width("中文") == 4
    assert cell_width("e\u0323\u0301") == 1


def test_a_pile_of_accents_is_cut_down():
    assert len(safe_text("Z" + "\u0301" * 1000)) == 5


def test_an_accent_without_a_letter_is_dropped():
    assert safe_text("\u0301abc \u0323d") == "abc d"


def test_printer_commands_in_a_name_lose_their_control_bytes():
    assert safe_text("DUR\x1bp0\x10\x14\x01AND\x1dV\x00\r\nMarie") == "DURp0ANDV Marie"


def test_an_unassigned_or_private_character_is_shown_as_unknown():
    assert safe_text("A\ue000B\uffffC") == "A\ufffdB\ufffdC"


def test_a_lone_surrogate_and_a_right_to_left_override_leave():
    assert safe_text("Marie\ud800 \u202eDURAND") == "Marie DURAND"
