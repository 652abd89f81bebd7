"""Page mode: a sheet in memory that is printed at once (ESC L)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PIL import Image

from hardware.printer.simulator.paper import TextLine
from hardware.printer.simulator.steps import Advance

PAGE_ROWS_MAX: Final = 1662
"""Height of the printable area in page mode on an 80 mm printer of 203 dpi."""


@dataclass(frozen=True, slots=True)
class PageArea:
    """Hold the printing area of page mode (ESC W)."""

    left: int
    top: int
    width: int
    height: int


_TURNS: Final = {
    1: Image.Transpose.ROTATE_90,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_270,
}
"""Directions of ESC T: 1 reads from bottom to top, 2 upside down, 3 from top to bottom."""


class Page:
    """Collect lines on a sheet, each area in its own direction."""

    def __init__(self, width_dots: int) -> None:
        self._ink = Image.new("1", (width_dots, PAGE_ROWS_MAX), 0)
        self._lines: list[TextLine] = []
        self._area = PageArea(0, 0, width_dots, PAGE_ROWS_MAX)
        self._direction = 0
        self._layer = self._new_layer()
        self.row_dots = 0
        """Where the next line goes, from the beginning of the area in its direction."""

    @property
    def width_dots(self) -> int:
        """Give the length of a line in the direction of the moment."""
        return self._layer.width

    def set_area(self, area: PageArea) -> None:
        """Go on in another area; one that does not fit on the page is ignored, as hardware does."""
        fits = area.left + area.width <= self._ink.width and area.top + area.height <= self._ink.height
        if area.width and area.height and fits:
            self._merge_layer()
            self._area = area
            self._layer = self._new_layer()
            self.row_dots = 0

    def set_direction(self, direction: int) -> None:
        """Go on in another direction from the corner where it starts."""
        if direction in {0, 1, 2, 3}:
            self._merge_layer()
            self._direction = direction
            self._layer = self._new_layer()
            self.row_dots = 0

    def place(self, step: Advance) -> None:
        """Put what would be a movement of paper on the sheet."""
        if step.ink is not None:
            self._layer.paste(255, (0, self.row_dots), mask=step.ink)
        origin = self._area.top + self.row_dots
        self._lines += [replace(line, top_dots=origin + line.top_dots) for line in step.lines]
        self.row_dots = min(self._layer.height, self.row_dots + step.dots)

    def printed(self) -> Advance:
        """Give the sheet down to the last area used."""
        self._merge_layer()
        box = self._ink.getbbox()
        rows = self._area.top + self._area.height
        if rows == PAGE_ROWS_MAX:
            # No area was set: the paper need not pass to the end of an empty page.
            rows = box[3] if box is not None else 0
        return Advance(dots=rows, ink=self._ink.crop((0, 0, self._ink.width, rows)), lines=tuple(self._lines))

    def _new_layer(self) -> Image.Image:
        sideways = self._direction in {1, 3}
        size = (self._area.height, self._area.width) if sideways else (self._area.width, self._area.height)
        return Image.new("1", size, 0)

    def _merge_layer(self) -> None:
        turn = _TURNS.get(self._direction)
        layer = self._layer if turn is None else self._layer.transpose(turn)
        self._ink.paste(255, (self._area.left, self._area.top), mask=layer)
        self._layer = self._new_layer()
