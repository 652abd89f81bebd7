"""An entry of a list shows date, title and amount in any size, and opens when it is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from kiosk.session.preferences import TextSize
from ui.theme import TextRole, Theme
from ui.widgets.entry import Entry, EntryText, clamped
from ui.widgets.text import FoldedText

pytestmark = pytest.mark.usefixtures("app")

SHORT = EntryText("18 nov. 2026", "Consultation", "Dr L. Martin · Marie", "19,00 €", "payé 30,00 €")
THIRD_PARTY = EntryText(
    "12 nov. 2026",
    "Pharmacie",
    "",
    "13,56 €",
    "payé directement au professionnel",
    is_received=False,
    note_matters=True,
)
LONG = EntryText("18 nov. 2026", "Très longue consultation " * 20, "Dr " * 100, "99 999,99 €", "payé 99 999,99 €")
WIDTH = 964


def shown(qtbot, text, size=TextSize.NORMAL, height=None):
    entry = Entry(Theme(text_size=size), text)
    qtbot.addWidget(entry)
    entry.resize(WIDTH, height or entry.heightForWidth(WIDTH))
    entry.show()
    return entry


def folded(text):
    theme = Theme()
    return FoldedText(text, theme.font(TextRole.BODY), theme.line_height(TextRole.BODY))


def test_everything_is_its_accessible_name_and_its_text():
    assert SHORT.whole == "18 nov. 2026, Consultation, Dr L. Martin · Marie, 19,00 €, payé 30,00 €"
    assert THIRD_PARTY.whole == "12 nov. 2026, Pharmacie, 13,56 €, payé directement au professionnel"


def test_an_entry_is_named_by_all_that_it_says(qtbot):
    entry = shown(qtbot, SHORT)
    assert entry.text() == entry.accessibleName() == SHORT.whole


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("text", [SHORT, THIRD_PARTY, LONG])
def test_nothing_is_cut_at_the_height_it_asks_for(qtbot, text, size):
    entry = shown(qtbot, text, size)
    assert not entry.is_cut()
    assert entry.height() >= 104


@pytest.mark.parametrize("size", TextSize)
def test_a_height_below_what_it_asks_for_cuts(qtbot, size):
    entry = shown(qtbot, THIRD_PARTY, size)
    entry.resize(WIDTH, entry.heightForWidth(WIDTH) - 1)
    assert entry.is_cut()


def test_a_narrow_entry_is_cut(qtbot):
    entry = shown(qtbot, SHORT)
    entry.resize(500, 200)
    assert entry.is_cut()


@pytest.mark.parametrize("size", TextSize)
def test_it_draws_something_in_every_size(qtbot, size):
    picture = shown(qtbot, LONG, size, height=260).grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, WIDTH, 3) for y in range(0, 260, 3)}) > 10


def test_it_opens_by_touch_and_by_key(qtbot):
    entry = shown(qtbot, SHORT)
    opened = []
    entry.clicked.connect(lambda: opened.append(True))
    qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert opened == [True, True]


def test_a_text_that_fits_is_left_as_it_is():
    text = folded("Consultation")
    assert clamped(text, 600, 1) is text


@given(st.text(alphabet="abc éW中 ", max_size=400), st.integers(1, 3))
def test_a_clamped_text_has_no_more_lines_than_it_may(text, lines):
    short = clamped(folded(text), 300, lines)
    assert short.line_count(300) <= lines
    assert short.text == text or short.text.endswith("…")
