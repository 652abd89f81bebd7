"""On every monitor the windows of a demonstration stand side by side, each whole."""

import msgspec
import pytest
from PySide6.QtCore import QRect, QSize

from kiosk.app.demo import GAP_PX
from kiosk.app.windows import WINDOW_FRAME_PX, dock_rect, metrics_of
from kiosk.settings import Settings, Terminal
from ui.dock.size import HEIGHT_PX, WIDTH_PX
from ui.terminal.window import window_units

WINDOWED = msgspec.structs.replace(Settings(), terminal=Terminal(fullscreen=False, simulators=True))
UNITS = window_units(demo=True)


def terminal_rect(available, free_left_px):
    room = available.adjusted(free_left_px, 0, 0, 0)
    metrics = metrics_of(WINDOWED, room.size(), UNITS)
    return QRect(room.topLeft(), QSize(*(metrics.px(units) for units in UNITS)))


@pytest.mark.parametrize(
    ("width_px", "height_px"),
    [(1280, 1024), (1280, 1400), (1920, 1080), (1024, 768), (1366, 768), (1080, 1920), (3840, 2160)],
)
def test_dock_and_terminal_are_whole_and_neither_hides_the_other(width_px, height_px):
    available = QRect(0, 0, width_px, height_px)
    dock, terminal = dock_rect(available), terminal_rect(available, WIDTH_PX + GAP_PX)
    for window in (dock, terminal):
        assert available.contains(window)
        assert window.height() + WINDOW_FRAME_PX <= height_px
    assert not dock.intersects(terminal)


def test_the_panel_of_a_desktop_stays_free():
    available = QRect(60, 30, 1220, 994)
    assert dock_rect(available).topLeft() == available.topLeft()
    assert available.contains(terminal_rect(available, WIDTH_PX + GAP_PX))


def test_the_dock_is_no_higher_than_it_needs():
    assert dock_rect(QRect(0, 0, 1920, 2000)).size() == QSize(WIDTH_PX, HEIGHT_PX)


def test_without_a_dock_the_terminal_has_the_whole_monitor():
    assert terminal_rect(QRect(0, 0, 1000, 3000), 0).width() == 1000
