"""The ring shows the time that is left on the clock."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor

from ui.theme import Theme
from ui.widgets.idle_ring import IdleRing

pytestmark = pytest.mark.usefixtures("app")


class Clock:
    def __init__(self):
        self.now_s = 100.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ring(qtbot, clock):
    made = IdleRing(Theme(), deadline_s=130.0, total_s=30.0, monotonic_s=clock)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(("now_s", "left"), [(100, 30), (100.5, 30), (101, 29), (129.9, 1), (130, 0), (200, 0)])
def test_it_tells_the_whole_seconds_that_are_left(ring, clock, now_s, left):
    clock.now_s = now_s

    assert ring.seconds_left() == left


def test_it_is_spoken(ring, clock, qtbot):
    assert ring.accessibleName() == "30 secondes"

    clock.now_s = 129.5
    ring.show()

    qtbot.waitUntil(lambda: ring.accessibleName() == "1 seconde")


@pytest.mark.parametrize(("now_s", "share"), [(100, 1.0), (115, 0.5), (130, 0.0)])
def test_it_is_as_full_as_time_is_left(ring, clock, now_s, share):
    clock.now_s = now_s
    image = ring.grab().toImage()
    full = QColor(Theme().palette.primary)
    # On the left half of the ring's middle line, which empties last to first.
    points = [(image.width() - 1 - 14, image.height() // 2), (14, image.height() // 2)]

    filled = [image.pixelColor(x, y) == full for x, y in points]
    assert filled == [share >= 0.5, share > 0.5]


def test_it_follows_the_clock_only_while_it_is_shown(ring):
    timer = ring.findChild(QTimer)

    assert not timer.isActive()
    ring.show()
    assert timer.isActive()
    ring.hide()
    assert not timer.isActive()
