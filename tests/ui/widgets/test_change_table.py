"""What was and what is, beside each other or, in larger texts, under each other."""

import pytest

from kiosk.session.preferences import TextSize
from ui.palette import NORMAL
from ui.theme import ScreenMetrics, Theme
from ui.widgets.change_table import Change, ChangeTable
from ui.widgets.text import Text

CHANGES = (Change("Caisse", "751", "931"), Change("Médecin traitant", "Déclaré", "Déclaré"))
HELD = (Change("Caisse", "751"),)


@pytest.fixture
def shown(app, qtbot):
    del app

    def shown(changes, size=TextSize.NORMAL):
        table = ChangeTable(Theme(NORMAL, ScreenMetrics(), size), changes)
        qtbot.addWidget(table)
        return [(text.text(), text.font().bold()) for text in table.findChildren(Text)]

    return shown


@pytest.fixture
def texts_of(shown):
    return lambda *asked: [text for text, _bold in shown(*asked)]


@pytest.fixture
def bold_of(shown):
    return lambda *asked: [text for text, is_bold in shown(*asked) if is_bold]


def test_two_values_stand_under_two_headings(texts_of):
    assert texts_of(CHANGES) == ["Avant", "Après", "Caisse", "751", "931", "Médecin traitant", "Déclaré", "Déclaré"]


def test_one_value_needs_no_heading(texts_of):
    assert texts_of(HELD) == ["Caisse", "751"]


@pytest.mark.parametrize("size", [TextSize.LARGE, TextSize.LARGEST])
def test_in_larger_texts_only_what_changed_is_said_twice(texts_of, size):
    assert texts_of(CHANGES, size) == [
        "Caisse",
        "Avant\u00a0: 751",
        "Après\u00a0: 931",
        "Médecin traitant",
        "Déclaré",
    ]


def test_what_changed_is_bold_and_what_stayed_is_not(bold_of):
    assert bold_of(CHANGES) == ["Après", "931"]


@pytest.mark.parametrize("size", [TextSize.LARGE, TextSize.LARGEST])
def test_in_larger_texts_too_only_what_changed_is_bold(bold_of, size):
    assert bold_of(CHANGES, size) == ["Après\u00a0: 931"]


@pytest.mark.parametrize("size", list(TextSize))
def test_where_nothing_was_changed_the_values_stand_out_from_their_names(bold_of, size):
    assert bold_of(HELD, size) == ["751"]


def test_only_another_value_is_a_change():
    assert [change.is_changed for change in (*CHANGES, *HELD)] == [True, False, False]
