"""The way back of a visit leads to the places at which its screens were left."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.cards import Ticket
from ui.terminal.focus_memory import FocusMemory, Place

TICKET, OTHER = Ticket("reader", 1, 7), Ticket("reader", 1, 8)


class Menu:
    """Stands for a screen."""


class Listed(Menu):
    """Stands for another one."""


class Detail(Menu):
    """Stands for a third one."""


def remembering(ticket=TICKET):
    memory = FocusMemory()
    memory.follow(ticket)
    return memory


def test_a_screen_that_was_not_left_has_no_place():
    assert remembering().go(None, Menu) == ""


def test_the_way_back_leads_to_each_place():
    memory = remembering()
    assert memory.go(Place(Menu, "line"), Listed) == ""
    assert memory.go(Place(Listed, "third"), Detail) == ""
    assert memory.go(Place(Detail, "back"), Listed) == "third"
    assert memory.go(Place(Listed, "third"), Menu) == "line"


def test_a_screen_behind_is_reached_at_once_and_what_lay_between_is_forgotten():
    memory = remembering()
    memory.go(Place(Menu, "line"), Listed)
    memory.go(Place(Listed, "third"), Detail)
    assert memory.go(Place(Detail, "finish"), Menu) == "line"
    assert memory.go(Place(Menu, "line"), Listed) == ""


def test_nothing_outlasts_the_visit():
    for following in (None, OTHER):
        memory = remembering()
        memory.go(Place(Menu, "line"), Listed)
        memory.follow(following)
        memory.follow(TICKET)
        assert memory.go(Place(Listed, "third"), Menu) == ""


def test_nothing_is_kept_of_nobody():
    memory = remembering(None)
    memory.go(Place(Menu, "line"), Listed)
    memory.follow(TICKET)
    assert memory.go(None, Menu) == ""


@given(st.lists(st.sampled_from([Menu, Listed, Detail])))
def test_the_way_is_never_longer_than_there_are_screens(visited):
    memory, shown = remembering(), Menu
    places = 0
    for screen in visited:
        if screen is not shown:
            places = places + 1 if memory.go(Place(shown, "x"), screen) == "" else 0
            shown = screen
        assert places <= 2
