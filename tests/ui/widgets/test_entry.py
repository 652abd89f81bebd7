"""An entry of a list shows date, title and amount in any size, and opens when it is touched."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from kiosk.session.preferences import TextSize
from ui.theme import Theme
from ui.widgets.entry import Entry, EntryText
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
)
LONG = EntryText("18 nov. 2026", "Très longue consultation " * 20, "Dr " * 100, "99 999,99 €", "payé 99 999,99 €")
WIDTH = 964


def shown(qtbot, text, size=TextSize.NORMAL, height=None):
    entry = Entry(Theme(text_size=size), text)
    qtbot.addWidget(entry)
    entry.resize(WIDTH, height or entry.heightForWidth(WIDTH))
    entry.show()
    return entry


def drawn(entry):
    """Give the texts that an entry draws, each with the place it takes."""
    found = []
    draw = FoldedText.draw

    def noted(text, painter, rect, colour):
        found.append((text.text, rect))
        draw(text, painter, rect, colour)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FoldedText, "draw", noted)
        entry.grab()
    return found


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


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("text", [SHORT, THIRD_PARTY, LONG])
def test_every_fact_is_drawn_whole_in_every_size(qtbot, text, size):
    entry = shown(qtbot, text, size)
    facts = [text.date, text.title, text.detail, text.amount, text.note]
    assert sorted(words for words, _rect in drawn(entry)) == sorted(fact for fact in facts if fact)


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("text", [SHORT, THIRD_PARTY, LONG])
def test_no_fact_lies_over_another_one_or_over_the_edge(qtbot, text, size):
    entry = shown(qtbot, text, size)
    places = [rect.toAlignedRect() for _words, rect in drawn(entry)]
    assert all(entry.rect().contains(place) for place in places)
    assert not any(one.adjusted(1, 1, -1, -1).intersects(other) for one, other in itertools.combinations(places, 2))


@given(words=st.text(alphabet="abc éW中 -", min_size=1, max_size=200).filter(str.strip))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_a_longer_text_never_makes_an_entry_lower(words):
    for size in TextSize:
        entry = Entry(Theme(text_size=size), replace(SHORT, title=words))
        longer = Entry(
            Theme(text_size=size), replace(SHORT, title=f"{words} {words}", detail=f"{SHORT.detail} {words}")
        )
        assert longer.heightForWidth(WIDTH) >= entry.heightForWidth(WIDTH)


def test_the_line_below_goes_with_the_entry_that_follows(qtbot):
    entry = shown(qtbot, SHORT)
    last = entry.grab().toImage()
    entry.set_last(is_last=False)
    assert entry.grab().toImage() != last
