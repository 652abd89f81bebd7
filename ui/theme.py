"""The theme: palette, sizes in millimetres made pixels of the configured screen, and fonts."""

from __future__ import annotations

import enum
import importlib.util
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF

from kiosk.session.preferences import Preferences, TextSize
from ui.palette import HIGH_CONTRAST, NORMAL, Palette, Tone, tone_of

UNIT_MM: Final = 0.248
"""The unit of every length of the screens: a pixel of the reference screen, 1080 × 1920 on 21.5 inches, in mm."""

REFERENCE_WIDTH: Final = 1080
REFERENCE_HEIGHT: Final = 1920

TEXT_FAMILY: Final = "Atkinson Hyperlegible"
ICON_FAMILY: Final = "Phosphor"

_FONT_FILES: Final = (
    ("fontpkg_atkinson_hyperlegible", "files/AtkinsonHyperlegible-Regular.ttf"),
    ("fontpkg_atkinson_hyperlegible", "files/AtkinsonHyperlegible-Bold.ttf"),
    ("qtawesome", "fonts/phosphor-1.3.0.ttf"),
)

_MM_PER_INCH: Final = 25.4

CAPITAL_DEGREES: Final = 0.7
"""The angle under which the capitals of the largest texts are seen at least. Source: EN 301 549, 5.1.4."""

_CAPITAL_SHARE: Final = 0.668
"""How high a capital of the font is, as a share of the font's size."""


class TextRole(enum.Enum):
    """Name what a text is; its size follows from it and from the size the person chose."""

    HEADER = "header"
    GREETING = "greeting"
    DISPLAY = "display"
    HEADING = "heading"
    INVITATION = "invitation"
    TITLE = "title"
    LEAD = "lead"
    TILE = "tile"
    STRONG = "strong"
    BODY = "body"
    SMALL = "small"
    NOTICE = "notice"
    CHOICE = "choice"
    KEY = "key"


_SIZES: Final[dict[TextRole, tuple[int, int, int]]] = {
    TextRole.HEADER: (34, 45, 45),
    TextRole.GREETING: (104, 104, 112),
    TextRole.DISPLAY: (84, 88, 96),
    TextRole.HEADING: (64, 70, 78),
    TextRole.INVITATION: (54, 62, 70),
    TextRole.TITLE: (54, 62, 70),
    TextRole.LEAD: (36, 48, 58),
    TextRole.TILE: (38, 48, 58),
    TextRole.STRONG: (34, 46, 56),
    TextRole.BODY: (34, 46, 56),
    TextRole.SMALL: (28, 45, 54),
    TextRole.NOTICE: (32, 45, 54),
    TextRole.CHOICE: (44, 52, 60),
    TextRole.KEY: (64, 72, 80),
}
"""Font sizes in units, for the three text sizes. 45 units are the least whose capitals reach 0.7° at 600 mm: 44 would
be 0.696°. Where people stand farther away, the smallest of the largest texts grow (`ScreenMetrics.legible_units`)."""

_LINE_HEIGHTS: Final[dict[TextRole, float]] = {
    TextRole.HEADER: 1.1,
    TextRole.GREETING: 1.1,
    TextRole.DISPLAY: 1.15,
    TextRole.HEADING: 1.15,
    TextRole.INVITATION: 1.22,
    TextRole.TITLE: 1.12,
    TextRole.LEAD: 1.36,
    TextRole.TILE: 1.16,
    TextRole.STRONG: 1.24,
    TextRole.BODY: 1.36,
    TextRole.SMALL: 1.34,
    TextRole.NOTICE: 1.3,
    TextRole.CHOICE: 1.2,
    TextRole.KEY: 1.0,
}


@dataclass(frozen=True, slots=True)
class ScreenMetrics:
    """Convert the lengths of the screens to pixels.

    Attributes:
        px_per_mm: pixels in a millimetre of the configured screen.
        scale: how much smaller everything is drawn than life, for a demonstration on a small monitor; else 1.
        viewing_distance_mm: from the eyes to the screen.
    """

    px_per_mm: float = 1 / UNIT_MM
    scale: float = 1.0
    viewing_distance_mm: float = 600.0

    @classmethod
    def of_screen(
        cls, width_px: int, height_px: int, diagonal_in: float, viewing_distance_mm: float = 600.0
    ) -> ScreenMetrics:
        """Make the metrics of a screen: as large as life, or smaller where the reference screen would not fit."""
        px_per_mm = math.hypot(width_px, height_px) / (diagonal_in * _MM_PER_INCH)
        px_per_unit = UNIT_MM * px_per_mm
        fitting = min(width_px / (REFERENCE_WIDTH * px_per_unit), height_px / (REFERENCE_HEIGHT * px_per_unit))
        return cls(px_per_mm, min(1.0, fitting), viewing_distance_mm)

    @classmethod
    def scaled_to(cls, width_px: int, height_px: int) -> ScreenMetrics:
        """Make the metrics that fit the whole reference screen in a space of a monitor."""
        return cls(scale=min(width_px / REFERENCE_WIDTH, height_px / REFERENCE_HEIGHT))

    @property
    def px_per_unit(self) -> float:
        """Give the pixels of one unit."""
        return UNIT_MM * self.px_per_mm * self.scale

    def px(self, units: float) -> int:
        """Convert a length in units (0.248 mm each) to whole pixels, at least 1 for what is not nothing."""
        return max(1, round(units * self.px_per_unit)) if units > 0 else 0

    @property
    def legible_units(self) -> int:
        """Give the least font size, in units, whose capitals are seen under `CAPITAL_DEGREES`: 45 at 600 mm."""
        height_mm = math.tan(math.radians(CAPITAL_DEGREES)) * self.viewing_distance_mm
        return math.ceil(height_mm / UNIT_MM / _CAPITAL_SHARE)

    def capital_degrees(self, font: QFont) -> float:
        """Compute the angle under which the capitals of a font are seen, drawn as large as life."""
        height_mm = QFontMetricsF(font).capHeight() / (self.px_per_mm * self.scale)
        return math.degrees(math.atan(height_mm / self.viewing_distance_mm))


@dataclass(frozen=True, slots=True)
class Theme:
    """Hold what every widget is drawn with.

    Attributes:
        palette: the colours.
        metrics: lengths to pixels.
        text_size: the size the person chose.
    """

    palette: Palette = NORMAL
    metrics: ScreenMetrics = ScreenMetrics()
    text_size: TextSize = TextSize.NORMAL

    @classmethod
    def preferred(cls, preferences: Preferences, metrics: ScreenMetrics) -> Theme:
        """Make the theme that a person prefers."""
        return cls(HIGH_CONTRAST if preferences.high_contrast else NORMAL, metrics, preferences.text_size)

    @property
    def is_large(self) -> bool:
        """Tell whether the person asked for larger texts."""
        return self.text_size is not TextSize.NORMAL

    def px(self, units: float) -> int:
        """Convert a length in units (0.248 mm each) to pixels."""
        return self.metrics.px(units)

    def sized(self, normal: float, large: float, largest: float | None = None) -> int:
        """Convert the length that goes with the text size to pixels; LARGEST takes that of LARGE by default."""
        match self.text_size:
            case TextSize.NORMAL:
                return self.px(normal)
            case TextSize.LARGE:
                return self.px(large)
            case TextSize.LARGEST:
                return self.px(large if largest is None else largest)

    def colour(self, tone: Tone) -> QColor:
        """Give the colour of a tone."""
        return QColor(tone_of(self.palette, tone))

    def font(self, role: TextRole, *, bold: bool = False, tabular: bool = False) -> QFont:
        """Make the font of a role.

        Args:
            role: what the text is.
            bold: whether it is bold.
            tabular: whether all figures are equally wide, for amounts in columns.
        """
        font = QFont(TEXT_FAMILY)
        font.setPixelSize(self._font_px(role))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        # Hinted advances change with the size: texts would fold differently on a scaled-down monitor.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def line_height(self, role: TextRole) -> int:
        """Give the pixels from one line of a role to the next."""
        return round(self._font_px(role) * _LINE_HEIGHTS[role])

    def _font_px(self, role: TextRole) -> int:
        normal, large, largest = _SIZES[role]
        return self.sized(normal, large, max(largest, self.metrics.legible_units))


def package_file(package: str, relative: str) -> Path:
    """Find a data file of an installed package without importing it (importing qtawesome takes 175 ms).

    Raises:
        FileNotFoundError: the package is not installed.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or spec.submodule_search_locations is None:
        raise FileNotFoundError(f"package {package} is not installed")
    return Path(spec.submodule_search_locations[0]) / relative


def load_fonts() -> None:
    """Load the fonts of texts and icons; once, after the application was made.

    Raises:
        FileNotFoundError: a font file is missing or cannot be used.
    """
    for package, relative in _FONT_FILES:
        path = package_file(package, relative)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"font {path.name} cannot be loaded")
