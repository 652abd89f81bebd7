"""The buttons that turn pages lead to where there is something, and say where one is."""

import pytest

from kiosk.session.preferences import TextSize
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.pages import Pager
from ui.widgets.text import Text


@pytest.fixture
def pager(app, qtbot):
    del app
    pager = Pager(Theme(), 0, 3, "Avant", "Suite")
    qtbot.addWidget(pager)
    pager.resize(968, 104)
    pager.show()
    pager.activateWindow()
    qtbot.waitUntil(pager.isActiveWindow)
    return pager


def leads(pager):
    return [pager.findChild(Button, name).isEnabled() for name in ("previous-page", "next-page")]


def where(pager):
    return pager.findChild(Text).text()


def test_it_says_the_page_and_leads_to_those_beside_it(pager):
    turned = []
    pager.turned.connect(turned.append)
    assert (where(pager), leads(pager)) == ("Page 1 sur 3", [False, True])

    pager.show_page(1, 3)
    assert (where(pager), leads(pager)) == ("Page 2 sur 3", [True, True])
    pager.findChild(Button, "previous-page").click()
    pager.findChild(Button, "next-page").click()

    assert turned == [0, 2]


def test_it_can_say_something_else(pager):
    pager.show_page(1, 3, "4 à 5 sur 17")
    assert where(pager) == "4 à 5 sur 17"


def test_the_focus_goes_to_the_button_that_leads_back(pager):
    pager.findChild(Button, "next-page").setFocus()
    pager.show_page(2, 3)
    assert pager.findChild(Button, "previous-page").hasFocus()
    pager.show_page(0, 3)
    assert pager.findChild(Button, "next-page").hasFocus()


def test_the_height_is_told_before_a_text_is_shown(app):
    del app
    pager = Pager(Theme(text_size=TextSize.LARGEST), 0, 3, "Récents", "Anciens")
    short, long = (pager.height_with(text, 968) for text in ("1 sur 2", "101 à 103 sur 118"))
    assert short < long
    assert where(pager) == "Page 1 sur 3"
