"""The bar moves while it is shown, and leaves nothing behind."""

import gc
import tracemalloc

import pytest
import shiboken6

from ui.theme import Theme
from ui.widgets import busy_bar
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


def test_the_bars_of_many_visits_leave_nothing_behind(tracing):
    # Qt for Python forgets connections in bulk: some stay, but no more of them.
    show_and_forget(bars=1000)
    before = kept_by_bars(tracing)

    show_and_forget(bars=1000)

    assert kept_by_bars(tracing) - before < 500


@pytest.fixture
def tracing():
    tracemalloc.start()
    yield tracemalloc.take_snapshot
    tracemalloc.stop()


def show_and_forget(bars):
    theme = Theme()
    for _ in range(bars):
        bar = BusyBar(theme)
        bar.show()
        shiboken6.delete(bar)


def kept_by_bars(take_snapshot):
    """Count the objects that the lines of the bar have made and that are still there."""
    gc.collect()
    of_the_bar = tracemalloc.Filter(inclusive=True, filename_pattern=busy_bar.__file__)
    return sum(line.count for line in take_snapshot().filter_traces([of_the_bar]).statistics("lineno"))
