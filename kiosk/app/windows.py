"""Where the windows of a terminal and of its dock stand, and how large they are."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize

from kiosk.settings import Settings
from ui.dock.size import HEIGHT_PX, WIDTH_PX
from ui.theme import UNIT_MM, ScreenMetrics

WINDOW_FRAME_PX = 40
"""What a window manager may put above and below a window; it is known only once the window is shown."""


def metrics_of(settings: Settings, room: QSize, window_units: tuple[int, int]) -> ScreenMetrics:
    """Give the metrics of the configured screen, or those that fit a window into its room.

    Args:
        settings: say whether the terminal has the whole screen, and which.
        room: what there is, in pixels.
        window_units: width and height of the window.
    """
    if settings.terminal.fullscreen:
        screen = settings.screen
        return ScreenMetrics.of_screen(room.width(), room.height(), screen.diagonal_in, screen.viewing_distance_mm)
    width_units, height_units = window_units
    scale = min(room.width() / width_units, (room.height() - WINDOW_FRAME_PX) / height_units, 1.0)
    return ScreenMetrics(px_per_mm=1 / UNIT_MM, scale=scale)


def dock_rect(available: QRect) -> QRect:
    """Give where the dock stands: at the left edge of what is free of a monitor, no higher than that."""
    height_px = min(HEIGHT_PX, available.height() - WINDOW_FRAME_PX)
    return QRect(available.topLeft(), QSize(WIDTH_PX, height_px))
