"""Every screen of a visit as assistive technology and a keypad meet it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kiosk.session.statuses import CardProblem, Reading, TakeCard, UpdatingCard
from tests.visits import ways
from tests.visits.hands import MOST_CONTROLS

WITHOUT_CONTROLS = (Reading, CardProblem, TakeCard, UpdatingCard)
"""There is nothing to do but to move the card, or to leave it in: the keys reach the buttons of the header."""


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


def test_what_is_read_aloud_is_what_stands_on_the_screen(shown):
    for button in visible(shown, QAbstractButton):
        assert button.text(), f"{button.objectName()} has no text"
        assert spoken(button) == button.accessibleName()
        # A tile says its title first, then what stands below it.
        assert button.accessibleName().startswith(button.text())
    for label in visible(shown, QLabel):
        assert label.text(), f"{type(label).__name__} says nothing"
        assert spoken(label) == label.text()


def test_keys_begin_where_there_is_something_to_do_and_come_to_everything(shown):
    controls = controls_of(shown)
    screen = shown.window.screen_shown()
    if isinstance(shown.status, WITHOUT_CONTROLS):
        assert not [one for one in controls if screen.isAncestorOf(one)]
    else:
        begun = shown.window.focusWidget()
        assert begun in controls
        assert screen.isAncestorOf(begun)
        assert shown.window.focus_frame().isVisible()

    forth = goes_round(shown, Qt.Key.Key_Tab)
    assert len(forth) == len(controls)
    assert set(forth) == set(controls)

    back = goes_round(shown, Qt.Key.Key_Backtab)
    start = forth.index(back[0])
    assert back == [forth[(start - step) % len(forth)] for step in range(len(forth))]


def goes_round(visit, key):
    """Press a key until the focus comes to where it was first, and give where it was on the way."""
    met = []
    for _ in range(MOST_CONTROLS):
        visit.key(key)
        focused = visit.window.focusWidget()
        if met and focused is met[0]:
            break
        met.append(focused)
    return met
