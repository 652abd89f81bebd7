"""The bar moves while it is shown, and leaves nothing behind."""

import gc
import sys

import pytest
import shiboken6

from ui.theme import Theme
from ui.widgets.busy_bar import BusyBar

pytestmark = pytest.mark.usefixtures("app")


class WatchedBar(BusyBar):
    def __init__(self):
        super().__init__(Theme())
        self.paints = 0

    def paintEvent(self, event):  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self.paints += 1


def test_it_is_drawn_again_and_again_while_it_is_shown(qtbot):
    bar = WatchedBar()
    qtbot.addWidget(bar)

    bar.show()

    qtbot.waitUntil(lambda: bar.paints > 2)


def test_the_bars_of_many_visits_leave_nothing_behind():
    theme = Theme()
    show_and_forget(theme, bars=100)
    before = memory_blocks()

    show_and_forget(theme, bars=500)

    assert memory_blocks() - before < 250


def show_and_forget(theme, bars):
    for _ in range(bars):
        bar = BusyBar(theme)
        bar.show()
        shiboken6.delete(bar)


def memory_blocks():
    gc.collect()
    return sys.getallocatedblocks()
