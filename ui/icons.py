"""Icons: glyphs of the Phosphor font inside QtAwesome, read as package data."""

from __future__ import annotations

import enum
import functools
import json

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from ui.theme import ICON_FAMILY, package_file


class Icon(enum.Enum):
    """Name the icons in use; the value is Phosphor's name."""

    ADVISER = "users-bold"
    ARROW_RIGHT = "arrow-right-bold"
    BACK = "arrow-left-bold"
    BED = "bed-bold"
    BELL = "bell-ringing-bold"
    BOX_CHECKED = "check-square-bold"
    BOX_EMPTY = "square-bold"
    BRING = "clipboard-text-bold"
    CALENDAR = "calendar-bold"
    CARD = "identification-card-bold"
    CERTIFICATE = "file-text-bold"
    CHECK = "check-bold"
    CHECK_CIRCLE = "check-circle-bold"
    CHILD = "baby-bold"
    CIRCLE_EMPTY = "circle-bold"
    CLOCK = "clock-bold"
    CODE_BY_SMS = "chat-centered-text-bold"
    COIN = "coin-bold"
    COMPUTER = "desktop-bold"
    CONTRAST = "circle-half-fill"
    COPY = "copy-bold"
    CORRECT = "backspace-bold"
    DANGER = "warning-circle-bold"
    DATABASE = "database-bold"
    DISK = "hard-drives-bold"
    DOWN = "caret-down-bold"
    EMPTY = "files-bold"
    ENVELOPE = "envelope-simple-bold"
    FINISH = "sign-out-bold"
    FIRST_AID = "first-aid-kit-bold"
    HEAT = "thermometer-hot-bold"
    HOUSE = "house-bold"
    INFO = "info-bold"
    LANGUAGE = "translate-bold"
    LOCK = "lock-key-bold"
    MARK = "heart-bold"
    MOBILE = "device-mobile-bold"
    NEXT = "caret-right-bold"
    OTHER = "question-bold"
    PEOPLE = "users-three-bold"
    PERSON = "user-bold"
    PLANE = "airplane-tilt-bold"
    PREVIOUS = "caret-left-bold"
    PRINTER = "printer-bold"
    RECEIPT = "receipt-bold"
    RESTART = "arrow-clockwise-bold"
    SCISSORS = "scissors-bold"
    SERVICE = "cloud-slash-bold"
    SETTINGS = "gear-bold"
    SHIELD = "shield-bold"
    SHIELD_PLUS = "shield-plus-bold"
    TEXT_SIZE = "text-aa-bold"
    TURN = "arrow-counter-clockwise-bold"
    UP = "caret-up-bold"
    UPDATE = "arrows-clockwise-bold"
    WARNING = "warning-bold"
    WRONG = "x-circle-bold"


def icon_glyph(icon: Icon) -> str:
    """Give the character of an icon in the Phosphor font."""
    return chr(int(_charmap()[icon.value], 16))


def draw_icon(painter: QPainter, rect: QRectF, icon: Icon, colour: QColor) -> None:
    """Draw an icon in the middle of a rectangle, as high as it."""
    font = QFont(ICON_FAMILY)
    font.setPixelSize(max(1, round(rect.height())))
    # What is not set here comes from the widget, whose bold would be synthesised and spoil the strokes.
    font.setWeight(QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, icon_glyph(icon))
    painter.restore()


@functools.cache
def _charmap() -> dict[str, str]:
    text = package_file("qtawesome", "fonts/phosphor-charmap-1.3.0.json").read_text(encoding="utf-8")
    names: dict[str, str] = json.loads(text)
    return {icon.value: names[icon.value] for icon in Icon}
