"""Texts: a label that folds, with the line heights of the theme."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.palette import Tone
from ui.theme import TextRole, Theme

_UNBOUNDED = 1e6
_LINE_SEPARATOR = "\u2028"
_JOINER = "\u2060"

_NEVER_BROKEN: Final = re.compile(r"–(?=\u00a0)|-(?=(?:vous|nous|la|le|les|en|moi|toi|y|ce|il|elle|on|t|là)\b)")
"""Where Unicode's rules (TR 14) would end a line and French would not: after a dash before a no-break space, and
before a pronoun ("Adressez-vous")."""


class TextAlign(enum.Enum):
    """Say where the lines of a text stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class FoldedText:
    """Lay a text out in lines.

    Attributes:
        text: the text; a line feed begins a line.
        font: of the text.
        line_height_px: from one line to the next.
        align: of the lines.
        strong: a part of the text that is bold.
        strong_colour: of that part, where it is not that of the text.
    """

    text: str
    font: QFont
    line_height_px: int
    align: TextAlign = TextAlign.LEFT
    strong: str = ""
    strong_colour: QColor | None = None

    def natural_width(self) -> int:
        """Give the width of the text where it is never folded, in pixels."""
        return -int(-self._fold(_UNBOUNDED)[2] // 1)

    def least_width(self) -> int:
        """Give the width of the longest word, in pixels."""
        font = QFont(self.font)
        if self.strong:
            font.setBold(True)
        words = re.split(rf"[ \n]|(?<=-)(?!{_JOINER})", _joined(self.text))
        return max(FoldedText(word, font, self.line_height_px).natural_width() for word in words)

    def height(self, width: float) -> int:
        """Give the height of the text in a width, in pixels."""
        return self._fold(width)[1] * self.line_height_px

    def line_count(self, width: float) -> int:
        """Give the number of lines in a width."""
        return self._fold(width)[1]

    def balanced_width(self, width: float) -> float:
        """Give the least width in which the text has no more lines than in a width."""
        lines = self.line_count(width)
        if lines == 1:
            return width
        low, high = min(width, max(width / 2, self.least_width())), width
        while high - low > 2:
            middle = (low + high) / 2
            if self.line_count(middle) > lines:
                low = middle
            else:
                high = middle
        return high

    def draw(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        """Draw the text from the top of a rectangle."""
        layout, _, _ = self._fold(rect.width())
        painter.setPen(colour)
        layout.draw(painter, rect.topLeft())

    def _fold(self, width: float) -> tuple[QTextLayout, int, float]:
        text = _joined(self.text).replace("\n", _LINE_SEPARATOR)
        strong = _joined(self.strong)
        layout = QTextLayout(text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        start = text.find(strong) if strong else -1
        if start >= 0:
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.Bold)
            if self.strong_colour is not None:
                bold.setForeground(self.strong_colour)
            run = QTextLayout.FormatRange()
            run.start, run.length, run.format = start, len(strong), bold
            layout.setFormats([run])
        count, widest = 0, 0.0
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            natural = line.naturalTextWidth()
            widest = max(widest, natural)
            # The wrapped line may end in a space; Qt leaves it out of the natural width.
            free = 0.0 if width >= _UNBOUNDED else width - natural
            left = {TextAlign.LEFT: 0.0, TextAlign.CENTRE: free / 2, TextAlign.RIGHT: free}[self.align]
            top = count * self.line_height_px + (self.line_height_px - line.height()) / 2
            line.setPosition(QPointF(left, top))
            count += 1
        layout.endLayout()
        return layout, max(1, count), widest


def _joined(text: str) -> str:
    """Forbid the line breaks that French does not make."""
    return _NEVER_BROKEN.sub(lambda found: found.group() + _JOINER, text)


class Text(QLabel):
    """Show a text that folds at the width it is given. Its accessible text is its own text.

    A plain label cannot have the line heights of the theme nor break a word of sixty letters.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        role: TextRole = TextRole.BODY,
        *,
        bold: bool = False,
        tone: Tone = Tone.INK,
        align: TextAlign = TextAlign.LEFT,
        strong: str = "",
        tabular: bool = False,
        balanced: bool = False,
        folds: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make the label.

        Args:
            theme: what it is drawn with.
            text: what it says.
            role: gives the size.
            bold: whether all of it is bold.
            tone: its colour.
            align: where the lines stand.
            strong: a part of the text that is bold.
            tabular: whether all figures are equally wide.
            balanced: whether the lines are made about equally long.
            folds: whether it may take more than one line.
            parent: the owner.
        """
        super().__init__(text, parent)
        self._theme = theme
        self._role = role
        self._tone = tone
        self._align = align
        self._strong = strong
        self._balanced = balanced
        self._folds = folds
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role, bold=bold, tabular=tabular))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if folds else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        )
        policy.setHeightForWidth(folds)
        self.setSizePolicy(policy)

    def folded(self) -> FoldedText:
        """Give the layout of the text."""
        # What is bold in a muted text is what the person looks for.
        colour = self._theme.colour(Tone.INK) if self._tone is Tone.MUTED else None
        height = self._theme.line_height(self._role)
        return FoldedText(self.text(), self.font(), height, self._align, self._strong, colour)

    def is_cut(self) -> bool:
        """Tell whether a part of the text does not fit, or a word is broken."""
        folded = self.folded()
        return folded.least_width() > self.width() + 1 or folded.height(self.width()) > self.height()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell whether the text folds."""
        return self._folds

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height of the folded text."""
        return self.folded().height(width)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one line."""
        folded = self.folded()
        width = folded.natural_width()
        return QSize(width, folded.height(width + 1))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the longest word at least, for everything where the text does not fold."""
        if not self._folds:
            return self.sizeHint()
        folded = self.folded()
        return QSize(min(folded.least_width(), folded.natural_width()), folded.line_height_px)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the lines from the top."""
        folded = self.folded()
        width = float(self.width())
        rect = QRectF(0, 0, width, self.height())
        if self._balanced:
            inner = folded.balanced_width(width)
            left = {TextAlign.LEFT: 0.0, TextAlign.CENTRE: (width - inner) / 2, TextAlign.RIGHT: width - inner}
            rect = QRectF(left[self._align], 0, inner, self.height())
        painter = QPainter(self)
        folded.draw(painter, rect, self._theme.colour(self._tone))
        painter.end()
