"""One entry of a list that can be opened: a date, what it is about, an amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.icons import Icon, draw_icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.control import CONTROL_HEIGHT, Control
from ui.widgets.text import FoldedText, TextAlign

_SIDE: Final = 32
_DATE_WIDTH: Final = 176
_NOTE_WIDTH: Final = 232
"""Most width of the column of the amount in the normal size, in units: a longer note folds."""
_ARROWS: Final = (28, 40, 44)
_GAP: Final = 12
_NOTE_GAP: Final = 24
"""Between the date, the note and the amount where they share a line, in units."""
_PADDING: Final = 12


@dataclass(frozen=True, slots=True)
class EntryText:
    """Hold what an entry says, all of it in every text size.

    Attributes:
        date: when.
        title: what it is about.
        detail: a smaller text under the title.
        amount: how much.
        note: a smaller text that goes with the amount.
        is_received: whether the person got the amount.
    """

    date: str
    title: str = field(repr=False)
    detail: str = field(repr=False)
    amount: str = field(repr=False)
    note: str = field(default="", repr=False)
    is_received: bool = True

    @property
    def whole(self) -> str:
        """Give everything, as it is read aloud."""
        return ", ".join(part for part in (self.date, self.title, self.detail, self.amount, self.note) if part)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Hold a text, its place in a group of texts in pixels, and its colour."""

    text: FoldedText
    left: float
    top: float
    width: float
    tone: Tone

    @property
    def bottom(self) -> float:
        return self.top + self.text.height(self.width)


_Group = Sequence[_Placed]
"""Texts that stand in the middle of the height together."""


class Entry(Control):
    """Show an entry; touched, it opens.

    In the normal size date, texts and amount stand in three columns; in the large ones title, detail and amount stand
    under one another. Whatever is too long for its line takes another one.
    """

    def __init__(self, theme: Theme, text: EntryText, *, name: str = "", parent: QWidget | None = None) -> None:
        """Make the entry, the last one of its list until something else is said.

        Args:
            theme: what it is drawn with.
            text: what it says; all of it is its accessible name.
            name: by which the screen finds it again.
            parent: the owner.
        """
        super().__init__(theme, text.whole, parent)
        self._entry = text
        self._is_last = True
        self.setObjectName(name)

    def set_last(self, *, is_last: bool) -> None:
        """Say whether no line to another entry follows."""
        if is_last != self._is_last:
            self._is_last = is_last
            self.update()

    def is_cut(self) -> bool:
        """Tell whether a text does not fit, or the title has hardly a word on a line."""
        placed = [one for group in self._groups(self.width()) for one in group]
        title = self._title()
        narrow = any(one.width < self.theme.px(_DATE_WIDTH) for one in placed if one.text == title)
        return narrow or self.heightForWidth(self.width()) > self.height()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height with every text whole."""
        content = max(_bottom(group) for group in self._groups(width))
        return max(self.theme.px(CONTROL_HEIGHT), round(content) + 2 * self.theme.px(_PADDING))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole width of a page."""
        width = self.theme.px(900)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the texts, the arrow and the line below."""
        palette = self.theme.palette
        px = self.theme.px
        painter = QPainter(self)
        if self.isDown():
            self.draw_body(painter, QColor(palette.tint), None, 0)
        if not self._is_last:
            line = px(palette.line_px)
            painter.fillRect(px(_SIDE), self.height() - line, self.width() - 2 * px(_SIDE), line, QColor(palette.line))
        for group in self._groups(self.width()):
            top = (self.height() - _bottom(group)) / 2
            for one in group:
                rect = QRectF(one.left, top + one.top, one.width, one.bottom - one.top)
                one.text.draw(painter, rect, self.theme.colour(one.tone))
        arrow = self._arrow_px()
        rect = QRectF(self.width() - px(_SIDE) - arrow, (self.height() - arrow) / 2, arrow, arrow)
        draw_icon(painter, rect, Icon.NEXT, self.theme.colour(Tone.PRIMARY))
        painter.end()

    # Texts and their places

    def _groups(self, width: int) -> Sequence[_Group]:
        right = width - self.theme.px(_SIDE) - self._arrow_px() - self.theme.px(_GAP)
        return [self._stacked(right)] if self.theme.is_large else self._columns(right)

    def _columns(self, right: float) -> Sequence[_Group]:
        """Place date, texts and amount beside one another; the arguments are pixels."""
        px = self.theme.px
        date, amount = self._date(), self._amount()
        title, detail, note = self._title(), self._detail(), self._note()
        money_width = max(amount.natural_width(), min(note.natural_width(), px(_NOTE_WIDTH))) + 1
        left = px(_SIDE) + px(_DATE_WIDTH) + px(_GAP)
        middle_width = max(1.0, right - money_width - px(_GAP) - left)
        return [
            _under_one_another(px(_SIDE), px(_DATE_WIDTH), [(date, Tone.MUTED)]),
            _under_one_another(left, middle_width, [(title, Tone.INK), (detail, Tone.MUTED)]),
            _under_one_another(right - money_width, money_width, [(amount, self._money_tone()), (note, Tone.MUTED)]),
        ]

    def _stacked(self, right: float) -> _Group:
        """Place the title, the detail, and the amount beside the date; the note beside them where it fits."""
        left = self.theme.px(_SIDE)
        width = right - left
        placed = _under_one_another(left, width, [(self._title(), Tone.INK), (self._detail(), Tone.MUTED)])
        top = _bottom(placed)
        date, amount, note = self._date(), self._amount(), self._note()
        gap = self.theme.px(_NOTE_GAP)
        amount_width = amount.natural_width() + 1
        date_width = max(1, min(date.natural_width() + 1, width - amount_width - gap))
        placed += [
            _Placed(date, left, top, date_width, Tone.MUTED),
            _Placed(amount, right - amount_width, top, amount_width, self._money_tone()),
        ]
        if not note.text:
            return placed
        beside = width - amount_width - date_width - 2 * gap
        if note.natural_width() < beside:
            note_left = right - amount_width - gap - beside
            return [*placed, _Placed(note, note_left, top, beside, Tone.MUTED)]
        return [*placed, _Placed(note, left, _bottom(placed), width, Tone.MUTED)]

    def _folded(
        self, text: str, role: TextRole, align: TextAlign = TextAlign.LEFT, *, bold: bool = False, tabular: bool = False
    ) -> FoldedText:
        font = self.theme.font(role, bold=bold, tabular=tabular)
        return FoldedText(text, font, self.theme.line_height(role), align)

    def _date(self) -> FoldedText:
        return self._folded(self._entry.date, TextRole.SMALL)

    def _title(self) -> FoldedText:
        return self._folded(self._entry.title, TextRole.STRONG, bold=True)

    def _detail(self) -> FoldedText:
        return self._folded(self._entry.detail, TextRole.SMALL)

    def _amount(self) -> FoldedText:
        role = TextRole.STRONG if self.theme.is_large else TextRole.TILE
        return self._folded(self._entry.amount, role, TextAlign.RIGHT, bold=True, tabular=True)

    def _note(self) -> FoldedText:
        return self._folded(self._entry.note, TextRole.SMALL, TextAlign.RIGHT, tabular=True)

    def _money_tone(self) -> Tone:
        return Tone.SUCCESS if self._entry.is_received else Tone.INK

    def _arrow_px(self) -> int:
        return self.theme.sized(*_ARROWS)


def _under_one_another(left: float, width: float, texts: Sequence[tuple[FoldedText, Tone]]) -> list[_Placed]:
    placed: list[_Placed] = []
    for text, tone in texts:
        if text.text:
            placed.append(_Placed(text, left, _bottom(placed), width, tone))
    return placed


def _bottom(group: _Group) -> float:
    return max((one.bottom for one in group), default=0.0)
