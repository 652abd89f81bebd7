"""The header: the mark, the name of the terminal, and how the person wants to see the screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.session.preferences import Language, TextSize
from kiosk.texts import gettext as _
from ui.icons import Icon, draw_icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.button import Button, ButtonKind
from ui.widgets.control import draw_rounded
from ui.widgets.text import Text

HEADER_HEIGHT: Final = 132
"""In units; fixed, so that nothing moves when the person changes size or palette."""

_MARK: Final = 68

_NEXT_SIZE: Final = {
    TextSize.NORMAL: TextSize.LARGE,
    TextSize.LARGE: TextSize.LARGEST,
    TextSize.LARGEST: TextSize.NORMAL,
}


_NEXT_LANGUAGE: Final = {Language.FRENCH: Language.ENGLISH, Language.ENGLISH: Language.FRENCH}

_LANGUAGE_SIGNS: Final = {Language.FRENCH: "FR", Language.ENGLISH: "EN"}


def _language_names() -> dict[Language, str]:
    return {
        # Translators: header, accessible description of the button that changes the language; for who reads no French,
        # the way to English is said in English in every language
        Language.FRENCH: _("Langue : français. Switch to English."),
        # Translators: header, accessible description of the button that changes the language; for who reads no English,
        # the way to French is said in French in every language
        Language.ENGLISH: _("Langue : anglais. Passer en français."),
    }


def _size_names() -> dict[TextSize, str]:
    return {
        # Translators: header, accessible description of the button that changes the size of the texts
        TextSize.NORMAL: _("Taille normale"),
        # Translators: header, accessible description of the button that changes the size of the texts
        TextSize.LARGE: _("Grande taille"),
        # Translators: header, accessible description of the button that changes the size of the texts
        TextSize.LARGEST: _("Très grande taille"),
    }


class Header(QWidget):
    """Show mark and name; offer language, palette and text size.

    With larger texts the mark stands alone: the buttons need the room of the name.

    Signals:
        language_chosen: the language wanted.
        contrast_chosen: whether the high contrast is wanted.
        text_size_chosen: the size wanted.
    """

    language_chosen = Signal(Language)
    contrast_chosen = Signal(bool)
    text_size_chosen = Signal(TextSize)

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        """Make the header in the state that the theme is in, for screens in a language."""
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self.setFixedHeight(theme.px(HEADER_HEIGHT))
        row = QHBoxLayout(self)
        # On a scaled-down monitor whole-pixel fonts can be a little wider than their share: the largest need a reserve.
        side = theme.sized(40, 40, 28)
        row.setContentsMargins(side, 0, side, theme.px(2))
        row.setSpacing(theme.sized(20, 20, 14))
        row.addWidget(Mark(theme))
        if not theme.is_large:
            # Translators: header, name of the terminal, on two lines
            name = _("Borne\nmultiservices")
            text = Text(theme, name, TextRole.HEADER, bold=True, tone=Tone.PRIMARY_DARK, folds=False)
            row.addWidget(text, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.language = Button(
            theme,
            _LANGUAGE_SIGNS[language],
            ButtonKind.QUIET,
            icon=Icon.LANGUAGE,
            role=TextRole.HEADER,
            name="language",
        )
        self.language.setAccessibleDescription(_language_names()[language])
        self.language.clicked.connect(lambda: self.language_chosen.emit(_NEXT_LANGUAGE[self._language]))
        # Translators: header, button: turns the high contrast on and off
        self.contrast = Button(
            theme, _("Contraste"), ButtonKind.QUIET, icon=Icon.CONTRAST, role=TextRole.HEADER, name="contrast"
        )
        self.contrast.setCheckable(True)
        self.contrast.setChecked(theme.palette.is_high_contrast)
        self.contrast.clicked.connect(self._choose_contrast)
        # Translators: header, button: makes the texts larger, then normal again
        self.text_size = TextSizeButton(theme, _("Texte"))
        self.text_size.clicked.connect(self._choose_text_size)
        row.addWidget(self.language, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.contrast, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text_size, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the area and its lower line."""
        palette = self._theme.palette
        painter = QPainter(self)
        line = self._theme.px(2)
        painter.fillRect(self.rect(), QColor(palette.surface))
        painter.fillRect(0, self.height() - line, self.width(), line, QColor(palette.header_line))
        painter.end()

    def _choose_contrast(self) -> None:
        # The state comes back with the preferences; until then the button shows what is.
        wanted = not self._theme.palette.is_high_contrast
        self.contrast.setChecked(not wanted)
        self.contrast_chosen.emit(wanted)

    def _choose_text_size(self) -> None:
        self.text_size_chosen.emit(_NEXT_SIZE[self._theme.text_size])


class Mark(QWidget):
    """Draw the mark of the terminal, which is nobody's logo: a heart with a tick."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the mark."""
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(QSize(theme.px(_MARK), theme.px(_MARK)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the rounded square and what is in it."""
        palette = self._theme.palette
        painter = QPainter(self)
        rect = QRectF(self.rect())
        draw_rounded(painter, rect, self._theme.px(18), QColor(palette.primary), None, 0)
        for icon, size, down in ((Icon.MARK, 0.68, 0.02), (Icon.CHECK, 0.3, 0.0)):
            side = rect.width() * size
            box = QRectF(0, 0, side, side)
            box.moveCenter(rect.center() + QPointF(0, rect.height() * down))
            draw_icon(painter, box, icon, QColor(palette.on_primary))
        painter.end()


class TextSizeButton(Button):
    """Cycle through the three text sizes; three steps under its icon show which one is on."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Make the button."""
        super().__init__(
            theme,
            text,
            ButtonKind.QUIET,
            icon=Icon.TEXT_SIZE,
            role=TextRole.HEADER,
            name="text-size",
            parent=parent,
        )
        self.setAccessibleDescription(_size_names()[theme.text_size])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the button, then the three steps near its lower edge."""
        super().paintEvent(event)
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(theme.palette.on_tint)
        size, gap = theme.px(8), theme.px(10)
        left = (self.width() - 3 * size - 2 * gap) / 2
        top = self.height() - theme.px(19)
        reached = list(TextSize).index(theme.text_size)
        for step in range(3):
            painter.setBrush(colour if step <= reached else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, theme.px(2)))
            painter.drawEllipse(QRectF(left + step * (size + gap), top, size, size))
        painter.end()
