"""The keypad of the code screens: telephone order, always the same, without any sign of the key that is pressed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kiosk.texts import gettext as _
from ui.icons import Icon, draw_icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.control import Control
from ui.widgets.text import FoldedText, TextAlign

KEY_HEIGHT: Final = 150
_KEY_WIDTH: Final = 246
_GAP: Final = 22


class Key(Control):
    """Draw a key: a digit, or an icon above a word. It looks the same while it is pressed: others may be watching."""

    def __init__(
        self, theme: Theme, text: str, icon: Icon | None = None, *, primary: bool = False, name: str = ""
    ) -> None:
        """Make the key.

        Args:
            theme: what it is drawn with.
            text: a digit, or what the key does.
            icon: above the word.
            primary: whether it is the key that goes on.
            name: by which the screen finds it again.
        """
        super().__init__(theme, text)
        self._icon = icon
        self._primary = primary
        self.setObjectName(name or f"key-{text}")
        self.setFixedSize(theme.px(_KEY_WIDTH), theme.px(KEY_HEIGHT))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell that a key has one size."""
        return False

    def is_cut(self) -> bool:
        """Tell whether the text does not fit."""
        return self._word().natural_width() > self.width() - 2 * self.theme.px(8)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the key."""
        palette = self.theme.palette
        painter = QPainter(self)
        fill, edge = (palette.primary, None) if self._primary else (palette.surface, QColor(palette.line))
        self.draw_body(painter, QColor(fill), edge, palette.line_px)
        word = self._word()
        ink = self.theme.colour(Tone.ON_PRIMARY if self._primary else Tone.INK)
        height = word.height(self.width())
        if self._icon is None:
            word.draw(painter, QRectF(0, (self.height() - height) / 2, self.width(), height), ink)
        else:
            side = self.theme.sized(60, 56, 52)
            gap = self.theme.px(4)
            top = (self.height() - side - gap - height) / 2
            box = QRectF((self.width() - side) / 2, top, side, side)
            draw_icon(painter, box, self._icon, ink if self._primary else self.theme.colour(Tone.DANGER))
            word.draw(painter, QRectF(0, top + side + gap, self.width(), height), ink)
        painter.end()

    def _word(self) -> FoldedText:
        role = TextRole.KEY if self._icon is None else TextRole.SMALL
        font = self.theme.font(role, bold=True)
        return FoldedText(self.text(), font, self.theme.line_height(role), TextAlign.CENTRE)


class Keypad(QWidget):
    """Show ten digits, Correct and Confirm.

    Signals:
        digit: the digit pressed, "0" to "9".
        corrected: the last digit is to be taken off.
        confirmed: the code is complete.
    """

    digit = Signal(str)
    corrected = Signal()
    confirmed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the keypad."""
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(_GAP))
        for place, digit in enumerate("123456789"):
            grid.addWidget(self._digit_key(theme, digit), place // 3, place % 3)
        # Translators: keypad, key that takes the last digit off
        correct = Key(theme, _("Corriger"), Icon.CORRECT, name="correct")
        correct.clicked.connect(self.corrected)
        # Translators: keypad, key that confirms the code
        confirm = Key(theme, _("Valider"), Icon.CHECK, primary=True, name="confirm")
        confirm.clicked.connect(self.confirmed)
        grid.addWidget(correct, 3, 0)
        grid.addWidget(self._digit_key(theme, "0"), 3, 1)
        grid.addWidget(confirm, 3, 2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _digit_key(self, theme: Theme, digit: str) -> Key:
        key = Key(theme, digit)
        key.clicked.connect(lambda: self.digit.emit(digit))
        return key
