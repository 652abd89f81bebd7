"""What ESC @ puts back: everything that commands set and that shapes what is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from hardware.printer.simulator.glyphs import FONT_A, Font

DEFAULT_LINE_SPACING_DOTS: Final = 30
"""3.75 mm (ESC 2)."""

DEFAULT_TABS_DOTS: Final = tuple(range(96, 32 * 96, 96))
"""Every eight columns of font A (ESC D)."""


class Justification(Enum):
    """Where a line stands in the print area (ESC a)."""

    LEFT = 0
    CENTER = 1
    RIGHT = 2


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """Hold how a character is drawn.

    Attributes:
        underline_dots: thickness, 0 for none.
        width_factor: 1 to 8.
        height_factor: 1 to 8.
    """

    font: Font = FONT_A
    bold: bool = False
    double_strike: bool = False
    underline_dots: int = 0
    reverse: bool = False
    upside_down: bool = False
    smooth: bool = False
    width_factor: int = 1
    height_factor: int = 1

    @property
    def width_dots(self) -> int:
        """Give the width of a cell without spacing."""
        return self.font.width_dots * self.width_factor

    @property
    def height_dots(self) -> int:
        """Give the height of a cell."""
        return self.font.height_dots * self.height_factor


@dataclass(slots=True)
class BarcodeSettings:
    """Hold how bar codes are drawn (GS h, GS w, GS H, GS f)."""

    height_dots: int = 162
    module_dots: int = 3
    text_position: int = 0
    text_font: Font = FONT_A


@dataclass(slots=True)
class QrSettings:
    """Hold how QR codes are drawn and what was stored for the next (GS ( k, cn = 49)."""

    module_dots: int = 3
    correction: int = 48
    payload: bytes = field(default=b"", repr=False)


@dataclass(slots=True)
class PrintModes:
    """Hold the settings of the moment.

    Attributes:
        horizontal_dpi: what one horizontal motion unit is the inverse of (GS P).
        vertical_dpi: idem, vertically.
        print_width_dots: of the area from the left margin (GS W).
        tabs_dots: tab stops from the left margin (ESC D).
        selected: whether the printer listens (ESC =).
    """

    print_width_dots: int
    horizontal_dpi: float
    vertical_dpi: float
    style: CharacterStyle = CharacterStyle()
    code_page: int = 0
    national_set: int = 0
    right_spacing_dots: int = 0
    line_spacing_dots: int = DEFAULT_LINE_SPACING_DOTS
    left_margin_dots: int = 0
    justification: Justification = Justification.LEFT
    tabs_dots: tuple[int, ...] = DEFAULT_TABS_DOTS
    selected: bool = True
    barcode: BarcodeSettings = field(default_factory=BarcodeSettings)
    qr: QrSettings = field(default_factory=QrSettings)
