"""The two resident fonts, drawn dot by dot from IBM Plex Mono (SIL Open Font License)."""

from __future__ import annotations

import importlib.resources
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont


@dataclass(frozen=True, slots=True)
class Font:
    """Describe a resident font.

    Attributes:
        size_px: at which the outline is exactly as wide as the cell: the advance of Plex Mono is 0.6 em.
        baseline_dots: from the top of the cell, so that accents on capitals and descenders both stay inside.
    """

    letter: str
    width_dots: int
    height_dots: int
    size_px: int
    baseline_dots: int


FONT_A: Final = Font("A", width_dots=12, height_dots=24, size_px=20, baseline_dots=19)
"""48 columns on 576 dots."""

FONT_B: Final = Font("B", width_dots=9, height_dots=17, size_px=15, baseline_dots=13)
"""64 columns on 576 dots."""

INK: Final = 255
BLANK: Final = 0

_INK_THRESHOLD: Final = 96
"""Coverage of a dot, of 255, from which it is burnt: a heated dot spreads a little on the paper."""

_SMOOTHING: Final = 4
"""Oversampling of enlarged characters when smoothing (GS b) is on."""


@lru_cache(maxsize=16)
def _outline(bold: bool, size_px: int) -> ImageFont.FreeTypeFont:  # noqa: FBT001 - key of a cache, always positional
    name = "IBMPlexMono-Bold.ttf" if bold else "IBMPlexMono-Regular.ttf"
    source = importlib.resources.files("fontpkg_ibm_plex_mono") / "files" / name
    with importlib.resources.as_file(source) as path:
        return ImageFont.truetype(str(path), size_px, layout_engine=ImageFont.Layout.BASIC)


def _draw(letter: str, font: Font, *, bold: bool, scale: int) -> Image.Image:
    cell = Image.new("L", (font.width_dots * scale, font.height_dots * scale), BLANK)
    ImageDraw.Draw(cell).text(
        (0, font.baseline_dots * scale), letter, fill=INK, font=_outline(bold, font.size_px * scale), anchor="ls"
    )
    return cell


def _burn(coverage: Image.Image) -> Image.Image:
    return coverage.point(lambda value: INK if value >= _INK_THRESHOLD else BLANK, mode="1")


@lru_cache(maxsize=4096)
def glyph(
    letter: str, font: Font, *, bold: bool = False, width_factor: int = 1, height_factor: int = 1, smooth: bool = False
) -> Image.Image:
    """Give the dots of one character as a bi-level image, 255 where ink is.

    Enlarged characters repeat their dots, as thermal printers do; with smoothing their edges are drawn at the full
    resolution. The image is shared: callers do not change it.

    Args:
        letter: one character.
        font: FONT_A or FONT_B.
        bold: whether it is emphasised.
        width_factor: 1 to 8.
        height_factor: 1 to 8.
        smooth: whether GS b is on.
    """
    size = (font.width_dots * width_factor, font.height_dots * height_factor)
    enlarged = (width_factor, height_factor) != (1, 1)
    if smooth and enlarged:
        large = _draw(letter, font, bold=bold, scale=_SMOOTHING * max(width_factor, height_factor))
        return _burn(large.resize(size, Image.Resampling.BOX))
    dots = _burn(_draw(letter, font, bold=bold, scale=1))
    return dots.resize(size, Image.Resampling.NEAREST) if enlarged else dots
