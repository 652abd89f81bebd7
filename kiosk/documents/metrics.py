"""How large a laid-out line is on paper, in dots of the print head: the ticket and its preview share these measures."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kiosk.documents.layout import Size

if TYPE_CHECKING:
    from collections.abc import Mapping

CELL_DOTS: Final[Mapping[Size, int]] = MappingProxyType({Size.NORMAL: 12, Size.LARGE: 24, Size.SMALL: 9})
"""Width of a character: font A, the same twice as wide, font B. Source: escpos-printer-db, TM-T20II."""

LINE_DOTS: Final[Mapping[Size, int]] = MappingProxyType({Size.NORMAL: 30, Size.LARGE: 48, Size.SMALL: 30})
"""Paper that a line feed moves: the default line spacing (ESC 2), or the characters where they are higher."""

BOX_SIDE_DOTS: Final = 16
"""Height of the upper and of the lower side of a frame."""

BOX_TEXT_DOTS: Final = 24
"""Line spacing between them, at which `|` characters of consecutive lines touch."""

BOX_DOTS: Final = 2 * BOX_SIDE_DOTS + BOX_TEXT_DOTS

WRITING_FEEDS: Final = 2
"""Empty lines above a line to write on."""

WRITING_LINE_ROWS: Final = 16
"""Height of the picture of the line itself, which has dots in two of its rows."""

WRITING_LINE_INK: Final = range(8, 10)

WRITING_DOTS: Final = WRITING_FEEDS * LINE_DOTS[Size.NORMAL] + WRITING_LINE_ROWS
"""A hand that shakes needs 8 mm above the line, more than the 6 mm of a school notebook's large squares."""

TICK_BOX_DOTS: Final = range(1, 23)
"""Rows and columns of the outer edge of a box to tick, in two cells that are 24 dots wide and high."""

TICK_EDGE_DOTS: Final = 2

QUIET_ZONE_MODULES: Final = 4
"""White modules round a QR code. Source: ISO/IEC 18004, 9.1."""

_QR_WIDTH_DOTS: Final = 360
"""45 mm with its quiet zone: a telephone reads it at arm's length."""
_QR_MODULE_DOTS: Final = range(3, 9)


def qr_module_dots(side_modules: int, width_dots: int) -> int:
    """Choose the width of a module so that a telephone reads the symbol and the paper holds it with its quiet zone.

    Args:
        side_modules: of the symbol without its quiet zone.
        width_dots: of the print.

    Raises:
        ValueError: the paper is too narrow.
    """
    whole = side_modules + 2 * QUIET_ZONE_MODULES
    fitting = [dots for dots in _QR_MODULE_DOTS if whole * dots <= min(width_dots, _QR_WIDTH_DOTS)]
    if fitting:
        return fitting[-1]
    if whole * _QR_MODULE_DOTS[0] <= width_dots:
        return _QR_MODULE_DOTS[0]
    raise ValueError("the payload is too long for a QR code on this paper")
