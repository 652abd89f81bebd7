"""Paper: what is on it, where, and what became of it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final, Self

from PIL import Image, ImageOps

QUIET_ZONE_MODULES: Final = 4
"""White modules that a reader of QR codes needs on each side (Source: ISO/IEC 18004, 6.3.8)."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """Hold one printed line of text.

    Attributes:
        text: as it reads, with the spaces that place it.
        top_dots: from the leading edge of the paper.
        height_dots: of the tallest character.
    """

    text: str = field(repr=False)
    top_dots: int
    height_dots: int


@dataclass(frozen=True, slots=True)
class Symbol:
    """Hold one QR or bar code that the printer drew by itself.

    Attributes:
        kind: "QR" or the name of a bar code.
        payload: what a reader reads.
        top_dots: of the first module, from the leading edge of the paper.
        module_dots: of one module, or of the thinnest bar.
        quiet_modules: white modules around it on the narrowest side, 4 at most; known once the paper is cut.
    """

    kind: str
    payload: bytes = field(repr=False)
    left_dots: int
    top_dots: int
    width_dots: int
    height_dots: int
    module_dots: int
    quiet_modules: int = 0


@dataclass(frozen=True, slots=True)
class PackedPicture:
    """Hold a bi-level picture in a hundredth of the memory that Pillow needs for it."""

    width_dots: int
    height_dots: int
    data: bytes = field(repr=False)

    @classmethod
    def pack(cls, image: Image.Image) -> Self:
        """Pack a picture of mode "1"."""
        return cls(image.width, image.height, zlib.compress(image.tobytes(), level=1))

    def unpack(self) -> Image.Image:
        """Give the picture."""
        return Image.frombytes("1", (self.width_dots, self.height_dots), zlib.decompress(self.data))


class PaperPlace(Enum):
    """Where a cut paper is."""

    OUT = "out"
    """In the hand or the tray: a printer without presenter lets go of it."""
    IN_PRESENTER = "in-presenter"
    AT_MOUTH = "at-mouth"
    TAKEN = "taken"
    RETRACTED = "retracted"
    """In the bin inside the kiosk: nobody took it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Hold one cut paper.

    Attributes:
        number: 1 for the first since the printer was built.
        picture: every dot, packed.
        lines: text lines from the leading edge on.
        symbols: QR and bar codes drawn by the printer.
        printed_at: when it was cut.
        printing_s: machine time from its first movement to its cut.
        seams_dots: where a new roll continued the old one.
    """

    number: int
    picture: PackedPicture = field(repr=False)
    lines: tuple[TextLine, ...] = field(repr=False)
    symbols: tuple[Symbol, ...] = field(repr=False)
    printed_at: datetime
    printing_s: float
    length_mm: float
    place: PaperPlace = PaperPlace.OUT
    seams_dots: tuple[int, ...] = ()

    @property
    def image(self) -> Image.Image:
        """Give the picture: bi-level, as wide as the head, ink 0."""
        return self.picture.unpack()

    @property
    def text(self) -> str:
        """Give what the paper says, one line a printed line, codes as `[QR …]`, images as `[image W×H]`."""
        return text_of(self.lines)

    @property
    def qr_texts(self) -> tuple[str, ...]:
        """Give what a reader reads from the QR codes, from the leading edge on."""
        return tuple(symbol.payload.decode("utf-8", "replace") for symbol in self.symbols if symbol.kind == "QR")


def text_of(lines: Sequence[TextLine]) -> str:
    """Give lines as one text that ends with a newline, without the empty ones at either end."""
    texts = [line.text.rstrip(" ") for line in lines]
    while texts and not texts[-1]:
        texts.pop()
    while texts and not texts[0]:
        texts.pop(0)
    return "".join(f"{text}\n" for text in texts)


def on_white(ink: Image.Image) -> Image.Image:
    """Give dots of ink (255) as a bi-level picture of paper (ink 0)."""
    return ImageOps.invert(ink.convert("L")).convert("1", dither=Image.Dither.NONE)


def quiet_modules(ink: Image.Image, symbol: Symbol) -> int:
    """Count the white modules around a symbol on its narrowest side, QUIET_ZONE_MODULES at most.

    The paper goes on a few millimetres on either side of the head, never above or below a cut.
    """
    for modules in range(1, QUIET_ZONE_MODULES + 1):
        margin = modules * symbol.module_dots
        top, bottom = symbol.top_dots - margin, symbol.top_dots + symbol.height_dots + margin
        if top < 0 or bottom > ink.height:
            return modules - 1
        around = ink.crop(
            (
                max(0, symbol.left_dots - margin),
                top,
                min(ink.width, symbol.left_dots + symbol.width_dots + margin),
                bottom,
            )
        )
        inside = (
            symbol.left_dots - max(0, symbol.left_dots - margin),
            margin,
            symbol.left_dots - max(0, symbol.left_dots - margin) + symbol.width_dots,
            margin + symbol.height_dots,
        )
        around.paste(0, inside)
        if around.getbbox() is not None:
            return modules - 1
    return QUIET_ZONE_MODULES
