"""The field of a code: dots, never digits."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.texts import gettext as _
from kiosk.texts import ngettext
from ui.theme import Theme
from ui.widgets.control import CONTROL_RADIUS, draw_rounded

_HEIGHT: Final = 180
_DOT: Final = 32
_STEP: Final = 58


class CodeBuffer:
    """Hold the digits that are typed, in memory that is overwritten when they are no longer needed."""

    def __init__(self, digits_max: int) -> None:
        """Make an empty buffer.

        Args:
            digits_max: how many digits it takes.
        """
        self._digits = bytearray(digits_max)
        self._count = 0

    def __len__(self) -> int:
        """Give the number of digits typed."""
        return self._count

    def push(self, digit: str) -> bool:
        """Add a digit; tell whether there was room."""
        if self._count == len(self._digits):
            return False
        self._digits[self._count] = ord(digit)
        self._count += 1
        return True

    def pop(self) -> bool:
        """Take the last digit off; tell whether there was one."""
        if self._count == 0:
            return False
        self._count -= 1
        self._digits[self._count] = 0
        return True

    def take(self) -> str:
        """Give the digits and forget them."""
        code = self._digits[: self._count].decode("ascii")
        self.wipe()
        return code

    def wipe(self) -> None:
        """Overwrite the digits."""
        self._digits[:] = bytes(len(self._digits))
        self._count = 0


class CodeField(QWidget):
    """Draw a dot for each digit; the accessible text tells how many there are, never which (EN 301 549, 5.1.3.8)."""

    def __init__(self, theme: Theme, buffer: CodeBuffer, name: str = "code", parent: QWidget | None = None) -> None:
        """Make the field.

        Args:
            theme: what it is drawn with.
            buffer: the digits, which outlive the field when the screen is built anew.
            name: by which the screen finds it again.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._buffer = buffer
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.digits_changed()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the width of the page."""
        return QSize(self._theme.px(968), self._theme.sized(_HEIGHT, 140, 112))

    def corner_radius(self) -> int:
        """Give the radius of the corners in pixels."""
        return self._theme.px(CONTROL_RADIUS)

    def set_buffer(self, buffer: CodeBuffer) -> None:
        """Show another buffer from now on."""
        self._buffer = buffer
        self.digits_changed()

    def digits_changed(self) -> None:
        """Show the buffer as it is now."""
        count = len(self._buffer)
        if count == 0:
            # Translators: code screens, spoken text of the empty field
            text = _("Aucun chiffre saisi")
        else:
            # Translators: code screens, spoken text of the field; the digits themselves are never told
            text = ngettext("%(count)d chiffre saisi", "%(count)d chiffres saisis", count) % {"count": count}
        self.setAccessibleName(text)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the caret."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the field, the dots and the caret, which does not blink."""
        palette = self._theme.palette
        px = self._theme.px
        painter = QPainter(self)
        draw_rounded(
            painter,
            QRectF(self.rect()),
            self.corner_radius(),
            QColor(palette.surface),
            QColor(palette.line),
            px(palette.line_px),
        )
        count = len(self._buffer)
        caret = px(4)
        room = self.width() - 2 * px(40) - caret - px(24)
        step = min(px(_STEP), room / count if count else px(_STEP))
        dot = min(px(_DOT), step * 0.62)
        width = (count - 1) * step + dot + px(24) if count else 0.0
        left = (self.width() - width - caret) / 2
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.ink if palette.is_high_contrast else palette.primary_dark))
        for index in range(count):
            painter.drawEllipse(QPointF(left + index * step + dot / 2, middle), dot / 2, dot / 2)
        height = min(px(64), self.height() * 0.6)
        painter.fillRect(QRectF(left + width, middle - height / 2, caret, height), QColor(palette.primary))
        painter.end()
