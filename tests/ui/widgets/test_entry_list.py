"""A page of entries is shown in parts where they have no room, and each part can be reached."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.preferences import TextSize
from kiosk.texts import speaking
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.entry import Entry, EntryText
from ui.widgets.entry_list import EntryList, ListPage, parted
from ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("app")

MIDDLE = ListPage(1, 3, 5, 15)
ALONE = ListPage(0, 1, 0, 5)
TEXT = EntryText("18 nov. 2026", "Consultation", "Dr L. Martin · Marie", "19,00 €", "payé 30,00 €")


@pytest.fixture
def make_list(qtbot):
    def make(page=MIDDLE, height=1000, size=TextSize.NORMAL, count=5, start=0):
        theme = Theme(text_size=size)
        entries = [Entry(theme, TEXT, name=f"entry-{place}") for place in range(count)]
        made = EntryList(theme, entries, page, ("Plus récents", "Plus anciens"), start=start)
        qtbot.addWidget(made)
        made.resize(968, height)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return make


def seen(made):
    return [entry.objectName() for entry in made.findChildren(Entry) if entry.isVisible()]


def where(made):
    (text,) = [text.text() for text in made.findChildren(Text) if text.isVisible()]
    return text


def turn(made, name):
    made.findChild(Button, name).click()


NAMES = [f"entry-{place}" for place in range(5)]


def test_entries_that_have_room_are_all_seen(make_list):
    made = make_list()
    assert seen(made) == NAMES
    assert where(made) == "Page 2 sur 3"


def test_a_single_page_has_no_buttons(make_list):
    made = make_list(ALONE)
    assert not made.findChild(Button, "next-page").isVisible()
    assert not made.findChild(Button, "previous-page").isVisible()


def test_without_room_they_are_shown_in_parts_about_equally_long(make_list):
    made = make_list(ALONE, height=500)
    leafed = []
    made.leafed.connect(lambda: leafed.append(where(made)))
    assert (seen(made), where(made)) == (NAMES[:3], "1 à 3 sur 5")

    turn(made, "next-page")
    assert (seen(made), leafed) == (NAMES[3:], ["4 à 5 sur 5"])
    assert not made.findChild(Button, "next-page").isEnabled()

    turn(made, "previous-page")
    assert seen(made) == NAMES[:3]
    assert not made.findChild(Button, "previous-page").isEnabled()


def test_a_part_of_one_entry_has_one_number(make_list):
    made = make_list(height=330, start=4)
    assert where(made) == "10 sur 15"
    with speaking("en"):
        turn(made, "previous-page")
        assert where(made) == "9 of 15"


def test_before_the_first_part_and_after_the_last_one_other_pages_are_wanted(make_list):
    made = make_list(height=650)
    wanted = []
    made.left.connect(wanted.append)

    turn(made, "previous-page")
    turn(made, "next-page")
    turn(made, "next-page")

    assert wanted == [-1, 1]


def test_the_first_and_the_last_page_of_all_lead_nowhere_else(make_list):
    first, last = make_list(ListPage(0, 2, 0, 10)), make_list(ListPage(1, 2, 5, 10))
    assert [first.findChild(Button, name).isEnabled() for name in ("previous-page", "next-page")] == [False, True]
    assert [last.findChild(Button, name).isEnabled() for name in ("previous-page", "next-page")] == [True, False]


def test_it_can_begin_at_its_end(make_list):
    made = make_list(height=650, start=-1)
    assert seen(made) == NAMES[3:]
    assert made.first_seen == 3


def test_an_entry_is_found_by_its_name(make_list):
    made = make_list(height=650)
    made.reveal("entry-4")
    assert "entry-4" in seen(made)
    made.reveal("print")
    assert "entry-4" in seen(made)


def test_the_focus_stays_on_the_button_and_goes_to_the_other_one_at_the_end(make_list):
    made = make_list(ALONE, height=500)
    made.findChild(Button, "next-page").setFocus()
    turn(made, "next-page")
    assert made.findChild(Button, "previous-page").hasFocus()


def test_a_focus_on_an_entry_that_goes_out_of_sight_goes_to_the_first_one_seen(make_list):
    made = make_list(height=1000)
    made.findChild(Entry, "entry-0").setFocus()
    made.show_entry(4)
    assert made.findChild(Entry, "entry-0").hasFocus()
    made.resize(968, 650)
    assert made.findChild(Entry, "entry-3").hasFocus()


def test_what_is_left_over_does_not_spread_two_entries_over_the_page(make_list):
    made = make_list(ListPage(2, 3, 10, 12), height=1200, count=2)
    assert {entry.height() for entry in made.findChildren(Entry)} == {168}


@pytest.mark.parametrize("size", TextSize)
def test_nothing_lies_over_anything_else_in_any_size(make_list, size):
    made = make_list(height=1260, size=size)
    entries = [entry for entry in made.findChildren(Entry) if entry.isVisible()]
    buttons = made.findChild(Button, "next-page").parentWidget()
    assert not any(entry.is_cut() for entry in entries)
    assert all(one.geometry().bottom() < other.geometry().top() for one, other in itertools.pairwise(entries))
    assert entries[-1].parentWidget().geometry().bottom() < buttons.geometry().top()
    assert made.rect().contains(buttons.geometry())


@given(st.lists(st.integers(1, 300), max_size=12), st.integers(1, 1000))
def test_every_entry_is_in_one_part_and_no_part_is_higher_than_its_room(heights, room):
    parts = parted(heights, room)
    assert [place for part in parts for place in part] == list(range(len(heights)))
    assert all(sum(heights[place] for place in part) <= room or len(part) == 1 for part in parts)
