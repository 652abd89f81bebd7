"""The two palettes: a role for each colour, and the contrast between two of them."""

from __future__ import annotations

import enum
from dataclasses import dataclass, fields
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """Hold the colours of one palette, as "#RRGGBB".

    Attributes:
        canvas: behind everything.
        surface: cards, keys, header and footer.
        primary: fill of the main button, icons, and text on canvas or surface that stands for an action.
        on_primary: text on primary.
        primary_dark: fill of the main button while it is pressed, and names in the header.
        tint: fill of secondary buttons and chosen cards.
        on_tint: text on tint.
        tint_line: edge of what is filled with tint.
        chosen_line: edge of a chosen card.
        focus: the frame around the focused control.
        focus_edge: the thin lines that part the frame from what it lies on.
        scrim: what hides the screen behind a question.
        hero: fill of the welcome at the top; hero_end where its gradient ends.
        slot: the lit slot of the card reader; reader its body.
        track: the part of a ring or bar that is still empty.
        line_px: width of the edges, in units of the reference screen.
    """

    canvas: str
    surface: str
    ink: str
    muted: str
    line: str
    primary: str
    on_primary: str
    primary_dark: str
    tint: str
    on_tint: str
    tint_line: str
    chosen_line: str
    success: str
    success_tint: str
    success_line: str
    warning: str
    warning_tint: str
    warning_line: str
    danger: str
    danger_tint: str
    danger_line: str
    focus: str
    focus_edge: str
    scrim: str
    hero: str
    hero_end: str
    on_hero: str
    reader: str
    reader_line: str
    slot: str
    track: str
    header_line: str
    line_px: int
    is_high_contrast: bool


NORMAL: Final = Palette(
    canvas="#F3F6FB",
    surface="#FFFFFF",
    ink="#0B1F3A",
    muted="#46586F",
    line="#CDD8E8",
    primary="#0C419A",
    on_primary="#FFFFFF",
    primary_dark="#082C6B",
    tint="#E6EEFB",
    on_tint="#082C6B",
    tint_line="#B8CAEA",
    chosen_line="#0C419A",
    success="#0F6B54",
    success_tint="#E2F2EC",
    success_line="#9CCBBB",
    warning="#9A4A00",
    warning_tint="#FBEEE0",
    warning_line="#E3B98C",
    danger="#A9231B",
    danger_tint="#FBE9E7",
    danger_line="#E5A9A4",
    focus="#FFB800",
    focus_edge="#0B1F3A",
    scrim="#3A4A60",
    hero="#0C419A",
    hero_end="#082C6B",
    on_hero="#FFFFFF",
    reader="#061D47",
    reader_line="#5F6E8C",
    slot="#FFB800",
    track="#DBE4F2",
    header_line="#CDD8E8",
    line_px=2,
    is_high_contrast=False,
)

HIGH_CONTRAST: Final = Palette(
    canvas="#000000",
    surface="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    line="#FFFFFF",
    primary="#FFE14D",
    on_primary="#000000",
    primary_dark="#FFE14D",
    tint="#000000",
    on_tint="#FFE14D",
    tint_line="#FFE14D",
    chosen_line="#FFE14D",
    success="#7CFFB2",
    success_tint="#000000",
    success_line="#7CFFB2",
    warning="#FFE14D",
    warning_tint="#000000",
    warning_line="#FFE14D",
    danger="#FFB3AB",
    danger_tint="#000000",
    danger_line="#FFB3AB",
    focus="#00E5FF",
    focus_edge="#000000",
    scrim="#000000",
    hero="#000000",
    hero_end="#000000",
    on_hero="#FFFFFF",
    reader="#000000",
    reader_line="#FFFFFF",
    slot="#FFE14D",
    track="#4D4D4D",
    header_line="#FFFFFF",
    line_px=4,
    is_high_contrast=True,
)


class Tone(enum.Enum):
    """Name the colours that a text or an icon may have; the value is the palette's field."""

    INK = "ink"
    MUTED = "muted"
    PRIMARY = "primary"
    ON_PRIMARY = "on_primary"
    PRIMARY_DARK = "primary_dark"
    ON_TINT = "on_tint"
    ON_HERO = "on_hero"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


def tone_of(palette: Palette, tone: Tone) -> str:
    """Give the colour of a tone in a palette."""
    return colours_of(palette)[tone.value]


def colours_of(palette: Palette) -> dict[str, str]:
    """Give every colour of a palette by its role."""
    values = {entry.name: getattr(palette, entry.name) for entry in fields(palette)}
    return {name: value for name, value in values.items() if isinstance(value, str)}


def contrast_ratio(one: str, other: str) -> float:
    """Compute the contrast of two colours, 1 to 21.

    Source: WCAG 2.2, definitions of "contrast ratio" and "relative luminance".
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
