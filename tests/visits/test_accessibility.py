"""Every screen of a visit as assistive technology and a keypad meet it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kiosk.session.statuses import CardProblem, Reading, TakeCard
from tests.visits import ways
from tests.visits.hands import MOST_CONTROLS

WITHOUT_CONTROLS = (Reading, CardProblem, TakeCard)
"""There is nothing to do but to move the card: the keys reach the two buttons of the header."""


@pytest.fixture(params=ways.WAYS, ids=lambda way: way.__name__.removeprefix("to_").replace("_", "-"))
def shown(visit, request):
    """A terminal at each of its screens."""
    request.param(visit)
    visit.texts()
    visit.window.activateWindow()
    return visit


def visible(visit, kind):
    return [widget for widget in visit.window.findChildren(kind) if widget.isVisible()]


def spoken(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def controls_of(visit):
    return [
        widget
        for widget in visible(visit, QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
    ]


def test_every_control_is_called_what_stands_on_it(shown):
    for button in visible(shown, QAbstractButton):
        assert button.text(), f"{button.objectName()} has no text"
        assert spoken(button) == button.accessibleName() == button.text()


def test_every_text_is_read_as_it_stands(shown):
    for label in visible(shown, QLabel):
        assert label.text(), f"{type(label).__name__} says nothing"
        assert spoken(label) == label.text()


def test_the_focus_begins_where_there_is_something_to_do(shown):
    focused = shown.window.focusWidget()
    screen = shown.window.screen_shown()
    if isinstance(shown.status, WITHOUT_CONTROLS):
        assert not [one for one in controls_of(shown) if screen.isAncestorOf(one)]
        return
    assert focused in controls_of(shown)
    assert screen.isAncestorOf(focused)
    assert shown.window.focus_frame().isVisible()


def test_tab_comes_to_every_control_and_to_the_first_one_again(shown):
    controls = controls_of(shown)
    met = []
    for _ in range(MOST_CONTROLS):
        shown.key(Qt.Key.Key_Tab)
        focused = shown.window.focusWidget()
        if met and focused is met[0]:
            break
        met.append(focused)
    assert len(met) == len(controls)
    assert set(met) == set(controls)


def test_shift_tab_goes_the_same_way_back(shown):
    forth, back = [], []
    for _ in range(3):
        shown.key(Qt.Key.Key_Tab)
        forth.append(shown.window.focusWidget())
    for _ in range(2):
        shown.key(Qt.Key.Key_Backtab)
        back.append(shown.window.focusWidget())
    assert back == [forth[1], forth[0]]
