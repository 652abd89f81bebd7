"""How a person wants the screen; forgotten at the end of the visit."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class TextSize(enum.Enum):
    """Name the three sizes of the texts."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


class Language(enum.Enum):
    """Name the languages of the screens, by their ISO 639-1 codes; the paper is always French."""

    FRENCH = "fr"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Hold language, palette and text size."""

    high_contrast: bool = False
    text_size: TextSize = TextSize.NORMAL
    language: Language = Language.FRENCH
