"""How large the window of the dock is, for whoever places windows beside it without drawing it."""

from typing import Final

WIDTH_PX: Final = 480
HEIGHT_PX: Final = 900
"""Where the monitor is that high; else as high as there is room."""
