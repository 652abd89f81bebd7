"""Place characters and blocks on lines, and lines on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PIL import Image

from hardware.printer.simulator.codepages import characters
from hardware.printer.simulator.line import LineBuffer, character_cell, offset_dots
from hardware.printer.simulator.modes import PrintModes
from hardware.printer.simulator.page import Page
from hardware.printer.simulator.paper import Symbol, TextLine
from hardware.printer.simulator.profiles import Profile
from hardware.printer.simulator.steps import Advance

_DOTS_PER_INCH: Final = 25.4


class Layout:
    """Hold the line under way and send finished lines to the mechanism, or to the page in page mode.

    Args:
        profile: the printer played.
        plan: takes the movements of paper.
    """

    def __init__(self, profile: Profile, plan: Callable[[Advance], None]) -> None:
        self._profile = profile
        self._plan = plan
        self._line = LineBuffer()
        self.modes = self._initial_modes()
        self.page: Page | None = None

    def _initial_modes(self) -> PrintModes:
        dpi = self._profile.dots_per_mm * _DOTS_PER_INCH
        return PrintModes(print_width_dots=self._profile.width_dots, horizontal_dpi=dpi, vertical_dpi=dpi)

    def initialize(self) -> None:
        """Forget the line and every setting (ESC @)."""
        self.clear()
        self.modes = self._initial_modes()

    def clear(self) -> None:
        """Forget the line and the page, keep the settings (DLE ENQ 2, CAN)."""
        self._line.clear()
        self.page = None

    @property
    def at_line_start(self) -> bool:
        """Say whether nothing stands on the line yet."""
        return self._line.is_empty

    @property
    def area_width_dots(self) -> int:
        """Give the width of the print area from the left margin."""
        whole = self._profile.width_dots if self.page is None else self.page.width_dots
        return max(1, min(self.modes.print_width_dots, whole - self.modes.left_margin_dots))

    def horizontal_dots(self, units: int) -> int:
        """Turn horizontal motion units into dots (GS P)."""
        return round(units * self._profile.dots_per_mm * _DOTS_PER_INCH / self.modes.horizontal_dpi)

    def vertical_dots(self, units: int) -> int:
        """Turn vertical motion units into dots (GS P)."""
        return round(units * self._profile.dots_per_mm * _DOTS_PER_INCH / self.modes.vertical_dpi)

    def character(self, code: int) -> None:
        """Put the letter of a byte on the line; a full line is printed first."""
        modes = self.modes
        letter = characters(self._profile.code_pages[modes.code_page], modes.national_set)[code]
        spacing = modes.right_spacing_dots * modes.style.width_factor
        self.inline(character_cell(letter, modes.style, spacing), letter)

    def inline(self, ink: Image.Image, text: str) -> None:
        """Put dots on the line; a line without room is printed first."""
        if self._line.cursor_dots and self._line.cursor_dots + ink.width > self.area_width_dots:
            self.end_line(self.modes.line_spacing_dots)
        if self._line.is_empty:
            self._line.upside_down = self.modes.style.upside_down
        self._line.add(ink, text)

    def move_to(self, dots: int) -> None:
        """Put the cursor at a distance from the left margin (ESC $); outside the area it is ignored."""
        if 0 <= dots <= self.area_width_dots:
            self._line.cursor_dots = dots

    def move_by(self, dots: int) -> None:
        """Move the cursor."""
        self.move_to(self._line.cursor_dots + dots)

    def tab(self) -> None:
        """Move the cursor to the next tab stop, if there is one in the area."""
        following = [stop for stop in self.modes.tabs_dots if stop > self._line.cursor_dots]
        if following:
            self.move_to(following[0])

    def end_line(self, feed_dots: int, *, blank_line: bool = False) -> None:
        """Print the line and move the paper by the feed, or by the line's own height where that is more.

        Args:
            feed_dots: rows to move.
            blank_line: whether an empty line counts as a line of text (LF), and not as a mere movement.
        """
        composed = self._line.take(
            self._profile.width_dots if self.page is None else self.page.width_dots,
            self.modes.left_margin_dots,
            self.area_width_dots,
            self.modes.justification,
        )
        if composed is None:
            lines = (TextLine("", 0, feed_dots),) if blank_line and feed_dots else ()
            if feed_dots:
                self._emit(Advance(feed_dots, lines=lines))
            return
        height = composed.ink.height
        self._emit(Advance(max(feed_dots, height), composed.ink, (TextLine(composed.text, 0, height),)))

    def block(self, ink: Image.Image, text: str, symbol: Symbol | None = None) -> None:
        """Print an image or a code on rows of its own, justified; it moves the paper by its own height.

        Args:
            ink: 255 where ink is; what is wider than the area is lost.
            text: what the text twin says of it, empty for nothing.
            symbol: the code that it is, placed from the left of the image.
        """
        left = self.modes.left_margin_dots + offset_dots(ink.width, self.area_width_dots, self.modes.justification)
        width = self._profile.width_dots if self.page is None else self.page.width_dots
        row = Image.new("1", (width, ink.height), 0)
        visible = ink.crop((0, 0, min(ink.width, self.area_width_dots), ink.height))
        row.paste(255, (left, 0), mask=visible)
        lines = (TextLine(text, 0, ink.height),) if text else ()
        symbols = () if symbol is None else (replace(symbol, left_dots=left + symbol.left_dots),)
        self._emit(Advance(ink.height, row, lines, symbols))

    def print_page(self) -> None:
        """Print the sheet of page mode."""
        if self.page is not None:
            self.end_line(0)
            step = self.page.printed()
            if step.dots:
                self._plan(step)

    def _emit(self, step: Advance) -> None:
        if self.page is None:
            self._plan(step)
        else:
            self.page.place(step)
