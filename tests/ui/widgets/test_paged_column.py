"""Blocks that do not fit under one another go to the next page, whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.paged_column import PagedColumn

pytestmark = pytest.mark.usefixtures("app")


class Block(QWidget):
    def __init__(self, height):
        super().__init__()
        self._height = height

    def sizeHint(self):  # noqa: N802 - Qt's name
        hint = super().sizeHint()
        hint.setHeight(self._height)
        return hint


@pytest.fixture
def column_of(qtbot):
    def make(heights, height=1000, page=0):
        blocks = [Block(block) for block in heights]
        column = PagedColumn(Theme(), blocks, "Début", "Suite", page=page)
        qtbot.addWidget(column)
        column.resize(900, height)
        column.show()
        return column, blocks

    return make


def seen(blocks):
    return [index for index, block in enumerate(blocks) if block.isVisible()]


def button(column, name):
    return column.findChild(Button, name)


def test_blocks_that_fit_are_seen_together_without_buttons(column_of):
    column, blocks = column_of([300, 300, 300])
    assert seen(blocks) == [0, 1, 2]
    assert column.page_count == 1
    assert column.findChildren(Button) == []
    assert not column.is_cut()


def test_the_others_are_on_the_next_pages(column_of):
    column, blocks = column_of([300, 300, 300, 300, 300])
    assert column.page_count == 3
    pages = []
    for page in range(3):
        column.turn_to(page)
        pages.append(seen(blocks))
        assert not column.is_cut()
    assert pages == [[0, 1], [2, 3], [4]]


def test_it_opens_at_a_page(column_of):
    column, blocks = column_of([300, 300, 300, 300, 300], page=1)
    assert seen(blocks) == [2, 3]
    assert column.page == 1


def test_of_a_page_that_there_is_not_it_opens_the_last(column_of):
    column, blocks = column_of([300, 300, 300], page=4)
    assert seen(blocks) == [0, 1, 2]
    assert column.page == 0


def test_blocks_do_not_overlap_the_buttons(column_of):
    column, blocks = column_of([430, 430, 430])
    column.turn_to(1)
    shown = [block for block in blocks if block.isVisible()]
    following = button(column, "next-page")
    top = following.mapTo(column, following.rect().topLeft()).y()
    assert all(block.geometry().bottom() < top for block in shown)


def test_a_block_higher_than_a_page_is_seen_to_be_cut(column_of):
    column, _blocks = column_of([300, 1200])
    assert not column.is_cut()
    column.turn_to(1)
    assert column.is_cut()


def test_the_buttons_turn_the_pages_and_say_so(column_of, qtbot):
    column, blocks = column_of([600, 600])
    turned = []
    column.turned.connect(lambda: turned.append(seen(blocks)))
    qtbot.mouseClick(button(column, "next-page"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(column, "previous-page"), Qt.MouseButton.LeftButton)
    assert turned == [[1], [0]]


def test_by_keys_the_focus_stays_on_the_way_or_goes_to_the_way_back(column_of, qtbot):
    column, _blocks = column_of([600, 600, 600])
    column.activateWindow()
    qtbot.waitUntil(column.isActiveWindow)
    button(column, "next-page").setFocus()

    qtbot.keyClick(button(column, "next-page"), Qt.Key.Key_Return)
    assert button(column, "next-page").hasFocus()

    qtbot.keyClick(button(column, "next-page"), Qt.Key.Key_Return)
    assert button(column, "previous-page").hasFocus()


def test_more_room_brings_the_pages_together(column_of):
    column, blocks = column_of([400, 400, 400])
    column.turn_to(1)
    column.resize(900, 2000)
    assert seen(blocks) == [0, 1, 2]
