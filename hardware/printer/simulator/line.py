"""The print buffer of one line."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image, ImageChops

from hardware.printer.simulator.glyphs import FONT_A, glyph
from hardware.printer.simulator.modes import CharacterStyle, Justification


@dataclass(frozen=True, slots=True)
class _Item:
    left: int
    ink: Image.Image = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ComposedLine:
    """Hold a line ready to burn.

    Attributes:
        ink: as wide as the head, 255 where ink is.
        text: with the spaces that place it from the left edge, in columns of font A.
    """

    ink: Image.Image = field(repr=False)
    text: str = field(repr=False)


def character_cell(letter: str, style: CharacterStyle, spacing_dots: int) -> Image.Image:
    """Draw a character with its spacing, underline and reverse."""
    shape = glyph(
        letter,
        style.font,
        bold=style.bold or style.double_strike,
        width_factor=style.width_factor,
        height_factor=style.height_factor,
        smooth=style.smooth,
    )
    if not (spacing_dots or style.underline_dots or style.reverse):
        return shape
    cell = Image.new("1", (style.width_dots + spacing_dots, style.height_dots), 0)
    cell.paste(shape, (0, 0))
    if style.reverse:
        return ImageChops.invert(cell)
    if style.underline_dots:
        cell.paste(255, (0, cell.height - style.underline_dots, cell.width, cell.height))
    return cell


class LineBuffer:
    """Collect what stands on one line until it is printed."""

    def __init__(self) -> None:
        self._items: list[_Item] = []
        self.cursor_dots = 0
        """Where the next item goes, from the left margin."""
        self.upside_down = False

    @property
    def is_empty(self) -> bool:
        """Say whether the line is at its beginning."""
        return not self._items

    def add(self, ink: Image.Image, text: str) -> None:
        """Put an item at the cursor and move the cursor behind it."""
        self._items.append(_Item(self.cursor_dots, ink, text))
        self.cursor_dots += ink.width

    def clear(self) -> None:
        """Forget the line."""
        self._items.clear()
        self.cursor_dots = 0
        self.upside_down = False

    def take(
        self, head_width_dots: int, left_dots: int, area_width_dots: int, justification: Justification
    ) -> ComposedLine | None:
        """Draw the line where it stands on the paper and forget it; None for an empty line.

        Characters of different heights stand on the same lower edge.
        """
        if self.is_empty:
            self.clear()
            return None
        used = max(item.left + item.ink.width for item in self._items)
        left = left_dots + offset_dots(used, area_width_dots, justification)
        height = max(item.ink.height for item in self._items)
        ink = Image.new("1", (head_width_dots, height), 0)
        for item in self._items:
            ink.paste(255, (left + item.left, height - item.ink.height), mask=item.ink)
        if self.upside_down:
            ink = ink.transpose(Image.Transpose.ROTATE_180)
        line = ComposedLine(ink, self._text(left))
        self.clear()
        return line

    def _text(self, left: int) -> str:
        text = ""
        end = 0
        for item in sorted(self._items, key=lambda item: item.left):
            start = left + item.left
            # Between two letters a gap counts in their own width, elsewhere in columns of the usual font.
            unit = item.ink.width if text and len(item.text) == 1 else FONT_A.width_dots
            text += " " * max(0, round((start - end) / unit)) + item.text
            end = start + item.ink.width
        return text


def offset_dots(used_dots: int, area_width_dots: int, justification: Justification) -> int:
    """Give where something begins in the print area."""
    free = max(0, area_width_dots - used_dots)
    match justification:
        case Justification.LEFT:
            return 0
        case Justification.CENTER:
            return free // 2
        case Justification.RIGHT:
            return free
