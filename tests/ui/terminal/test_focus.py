"""The focus of a window finds its controls, their order and their names."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.terminal.focus import Focus
from ui.widgets.navigation import Direction


@pytest.fixture
def window(app, qtbot):
    del app
    window = QWidget()
    column = QVBoxLayout(window)
    for place in ("upper", "lower"):
        area = QWidget(objectName=place)
        row = QVBoxLayout(area)
        for number in range(2):
            row.addWidget(QPushButton(objectName=f"{place}-{number}"))
        column.addWidget(area)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def focus(window):
    # The lower half comes first.
    return Focus(window, lambda: [window.findChild(QWidget, "lower"), window.findChild(QWidget, "upper")])


def part(window, name):
    return window.findChild(QWidget, name)


def names(controls):
    return [control.objectName() for control in controls]


def test_the_controls_are_those_that_can_be_used_place_by_place(window, focus):
    assert names(focus.controls()) == ["lower-0", "lower-1", "upper-0", "upper-1"]
    part(window, "lower-1").setEnabled(False)
    part(window, "upper-0").hide()
    assert names(focus.controls()) == ["lower-0", "upper-1"]


def test_tab_follows_the_order_once_it_is_set(window, focus):
    focus.order()
    focus.give(part(window, "lower-1"))
    window.focusNextPrevChild(True)
    assert focus.name() == "upper-0"


def test_a_control_is_found_by_its_place_and_by_its_name(window, focus):
    assert focus.first_of(part(window, "upper")) is part(window, "upper-0")
    assert focus.find("upper-1") is part(window, "upper-1")
    part(window, "upper-1").setEnabled(False)
    assert focus.find("upper-1") is None
    assert focus.find("") is None


def test_what_has_the_focus_is_named_where_it_is(window, focus):
    focus.give(part(window, "upper-1"))
    assert focus.name() == focus.name(part(window, "upper")) == "upper-1"
    assert focus.name(part(window, "lower")) == ""
    focus.give(None)
    assert window.hasFocus()
    assert focus.name() == ""


def test_an_arrow_leads_on_from_the_focus_else_to_the_first_control(window, focus):
    focus.give(None)
    focus.follow(Direction.DOWN, None)
    assert focus.name() == "lower-0"
    focus.follow(Direction.UP, None)
    assert focus.name() == "upper-1"
    focus.give(None)
    focus.follow(Direction.DOWN, part(window, "upper-0"))
    assert focus.name() == "upper-0"


def test_an_arrow_does_nothing_where_there_is_no_control(window):
    part(window, "upper-1").setFocus()
    Focus(window, list).follow(Direction.DOWN, None)
    assert part(window, "upper-1").hasFocus()
