"""One entry of a list that can be opened: a date, what it is about, an amount."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.documents.characters import ELLIPSIS
from ui.icons import Icon, draw_icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.control import CONTROL_HEIGHT, Control
from ui.widgets.text import FoldedText, TextAlign

_SIDE: Final = 32
_DATE_WIDTH: Final = 176
_ARROWS: Final = (28, 40, 44)
_GAP: Final = 12
_PADDING: Final = 12
_TITLE_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class EntryText:
    """Hold what an entry says.

    Attributes:
        date: when.
        title: what it is about.
        detail: a smaller text under the title, left out where texts are large.
        amount: how much.
        note: a smaller text under the amount.
        is_received: whether the person got the amount.
        note_matters: whether the note stays where texts are large.
    """

    date: str
    title: str = field(repr=False)
    detail: str = field(repr=False)
    amount: str = field(repr=False)
    note: str = field(default="", repr=False)
    is_received: bool = True
    note_matters: bool = False

    @property
    def whole(self) -> str:
        """Give everything, as it is read aloud."""
        return ", ".join(part for part in (self.date, self.title, self.detail, self.amount, self.note) if part)


def clamped(folded: FoldedText, width: float, lines: int) -> FoldedText:
    """Give a text in so many lines at most; what has no room becomes an ellipsis."""
    if folded.line_count(width) <= lines:
        return folded
    low, high = 0, len(folded.text)
    while high - low > 1:
        middle = (low + high) // 2
        if _shortened(folded, middle).line_count(width) <= lines:
            low = middle
        else:
            high = middle
    return _shortened(folded, low)


def _shortened(folded: FoldedText, length: int) -> FoldedText:
    text = folded.text[:length].rstrip() + ELLIPSIS
    return FoldedText(text, folded.font, folded.line_height_px, folded.align)


class Entry(Control):
    """Show an entry; touched, it opens.

    In the normal size date, texts and amount stand in three columns; in the large ones the title has a line of its
    own above date and amount. A long title takes a second line where the height allows, then it ends in an ellipsis.
    """

    def __init__(
        self, theme: Theme, text: EntryText, *, last: bool = False, name: str = "", parent: QWidget | None = None
    ) -> None:
        """Make the entry.

        Args:
            theme: what it is drawn with.
            text: what it says; all of it is its accessible name.
            last: whether no line follows it.
            name: by which the screen finds it again.
            parent: the owner.
        """
        super().__init__(theme, text.whole, parent)
        self._entry = text
        self._last = last
        self.setObjectName(name)

    def is_cut(self) -> bool:
        """Tell whether a text does not fit; a title that ends in an ellipsis does."""
        date = self._date()
        date_width = self._line_width() - self._amount_width() if self.theme.is_large else self.theme.px(_DATE_WIDTH)
        narrow = date.natural_width() > date_width or self._middle_width() < self.theme.px(_DATE_WIDTH)
        return narrow or self._least_height() > self.height()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height with one line for the title, which does not depend on the width."""
        del width
        return max(self.theme.px(CONTROL_HEIGHT), self._least_height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole width of a page."""
        return QSize(self.theme.px(900), self.heightForWidth(0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the least height."""
        return QSize(self.theme.px(CONTROL_HEIGHT), self.heightForWidth(0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the texts, the arrow and the line below."""
        palette = self.theme.palette
        px = self.theme.px
        painter = QPainter(self)
        if self.isDown():
            self.draw_body(painter, QColor(palette.tint), None, 0)
        if not self._last:
            line = px(palette.line_px)
            painter.fillRect(px(_SIDE), self.height() - line, self.width() - 2 * px(_SIDE), line, QColor(palette.line))
        if self.theme.is_large:
            self._draw_stacked(painter)
        else:
            self._draw_columns(painter)
        painter.end()

    # In three columns

    def _draw_columns(self, painter: QPainter) -> None:
        px = self.theme.px
        middle = self.height() / 2
        date = self._date()
        height = date.height(px(_DATE_WIDTH))
        rect = QRectF(px(_SIDE), middle - height / 2, px(_DATE_WIDTH), height)
        date.draw(painter, rect, self.theme.colour(Tone.MUTED))
        left, width = px(_SIDE) + px(_DATE_WIDTH) + px(_GAP), self._middle_width()
        title, detail = self._title(width), self._detail(width)
        self._draw_pair(painter, left, width, title, Tone.INK, detail)
        right = self.width() - px(_SIDE) - self._arrow_px() - px(_GAP)
        amount_width = self._amount_width()
        tone = Tone.SUCCESS if self._entry.is_received else Tone.INK
        self._draw_pair(painter, right - amount_width, amount_width, self._amount(), tone, self._note(amount_width))
        arrow = QRectF(
            self.width() - px(_SIDE) - self._arrow_px(),
            middle - self._arrow_px() / 2,
            self._arrow_px(),
            self._arrow_px(),
        )
        draw_icon(painter, arrow, Icon.NEXT, self.theme.colour(Tone.PRIMARY))

    def _draw_pair(
        self, painter: QPainter, left: float, width: float, upper: FoldedText, tone: Tone, lower: FoldedText | None
    ) -> None:
        upper_height = upper.height(width)
        lower_height = lower.height(width) if lower is not None else 0
        top = (self.height() - upper_height - lower_height) / 2
        upper.draw(painter, QRectF(left, top, width, upper_height), self.theme.colour(tone))
        if lower is not None:
            rect = QRectF(left, top + upper_height, width, lower_height)
            lower.draw(painter, rect, self.theme.colour(Tone.MUTED))

    # In lines

    def _draw_stacked(self, painter: QPainter) -> None:
        px = self.theme.px
        left, width = px(_SIDE), self._line_width()
        title, note = self._title(width), self._note(width)
        tone = Tone.SUCCESS if self._entry.is_received else Tone.INK
        amount = self._amount()
        second = max(self._date().height(width), amount.height(width))
        top = (self.height() - title.height(width) - second - (note.height(width) if note else 0)) / 2
        title.draw(painter, QRectF(left, top, width, title.height(width)), self.theme.colour(Tone.INK))
        top += title.height(width)
        date_top = top + (second - self._date().height(width)) / 2
        self._date().draw(painter, QRectF(left, date_top, width, second), self.theme.colour(Tone.MUTED))
        amount.draw(painter, QRectF(left, top, width, second), self.theme.colour(tone))
        if note is not None:
            rect = QRectF(left, top + second, width, note.height(width))
            note.draw(painter, rect, self.theme.colour(Tone.MUTED))
        arrow = self._arrow_px()
        rect = QRectF(self.width() - left - arrow, (self.height() - arrow) / 2, arrow, arrow)
        draw_icon(painter, rect, Icon.NEXT, self.theme.colour(Tone.PRIMARY))

    # Texts and their room

    def _folded(
        self, text: str, role: TextRole, align: TextAlign = TextAlign.LEFT, *, bold: bool = False, tabular: bool = False
    ) -> FoldedText:
        font = self.theme.font(role, bold=bold, tabular=tabular)
        return FoldedText(text, font, self.theme.line_height(role), align)

    def _date(self) -> FoldedText:
        return self._folded(self._entry.date, TextRole.SMALL)

    def _title(self, width: float) -> FoldedText:
        title = self._folded(self._entry.title, TextRole.STRONG, bold=True)
        others = self._least_height() - title.line_height_px
        lines = (self.height() - others) // title.line_height_px
        return clamped(title, width, min(_TITLE_LINES, max(1, lines)))

    def _detail(self, width: float) -> FoldedText | None:
        if not self._entry.detail:
            return None
        return clamped(self._folded(self._entry.detail, TextRole.SMALL), width, 1)

    def _amount(self) -> FoldedText:
        role = TextRole.STRONG if self.theme.is_large else TextRole.TILE
        return self._folded(self._entry.amount, role, TextAlign.RIGHT, bold=True, tabular=True)

    def _has_note(self) -> bool:
        return bool(self._entry.note) and (self._entry.note_matters or not self.theme.is_large)

    def _note(self, width: float) -> FoldedText | None:
        if not self._has_note():
            return None
        align = TextAlign.LEFT if self.theme.is_large else TextAlign.RIGHT
        return clamped(self._folded(self._entry.note, TextRole.SMALL, align, tabular=True), width, 2)

    def _amount_width(self) -> int:
        """Give the width of the column of the amount: a long note folds once."""
        note = self._folded(self._entry.note, TextRole.SMALL, tabular=True)
        return max(self._amount().natural_width(), min(note.natural_width(), self.theme.px(232))) + 1

    def _middle_width(self) -> int:
        if self.theme.is_large:
            return self._line_width()
        px = self.theme.px
        beside = 2 * px(_SIDE) + px(_DATE_WIDTH) + self._arrow_px() + 3 * px(_GAP)
        return self.width() - beside - self._amount_width()

    def _line_width(self) -> int:
        return self.width() - 2 * self.theme.px(_SIDE) - self._arrow_px() - self.theme.px(_GAP)

    def _arrow_px(self) -> int:
        return self.theme.sized(*_ARROWS)

    def _least_height(self) -> int:
        """Give the height with one line for the title."""
        title, small = self.theme.line_height(TextRole.STRONG), self.theme.line_height(TextRole.SMALL)
        margins = 2 * self.theme.px(_PADDING)
        amount = self._amount().line_height_px
        if self.theme.is_large:
            return title + max(small, amount) + (small if self._has_note() else 0) + margins
        note_width = self._amount_width()
        note = self._note(note_width)
        left = title + (small if self._entry.detail else 0)
        return max(left, amount + (note.height(note_width) if note is not None else 0)) + margins
