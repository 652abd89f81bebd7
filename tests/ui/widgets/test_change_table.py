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
def texts_of(app, qtbot):
    del app

    def texts_of(changes, size=TextSize.NORMAL):
        table = ChangeTable(Theme(NORMAL, ScreenMetrics(), size), changes)
        qtbot.addWidget(table)
        return [text.text() for text in table.findChildren(Text)]

    return texts_of


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


def test_only_another_value_is_a_change():
    assert [change.is_changed for change in (*CHANGES, *HELD)] == [True, False, False]
