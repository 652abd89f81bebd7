"""A month of days, one of which is chosen by touch or by keys."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import format_date_weekday, format_month, format_month_name, format_month_short, format_weekday_short
from ui.icons import Icon
from ui.palette import Tone
from ui.theme import TextRole, Theme
from ui.widgets.button import Button
from ui.widgets.control import CONTROL_HEIGHT, Control
from ui.widgets.navigation import Direction
from ui.widgets.text import FoldedText, Text, TextAlign

_GAP: Final = 8
_WEEKS: Final = 6
"""Rows that a month may take; all are kept free, so that the days do not jump from one month to the next."""

_DAYS_ON: Final = {Direction.LEFT: -1, Direction.RIGHT: 1, Direction.UP: -7, Direction.DOWN: 7}
"""How many days an arrow leads on."""


@dataclass(frozen=True, slots=True)
class DayRange:
    """Hold the days that can be chosen, both ends included."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        """Say whether a day can be chosen."""
        return self.first <= day <= self.last

    def has_month(self, month: date) -> bool:
        """Say whether a day of a month, given by its first one, can be chosen."""
        return first_of_month(self.first) <= month <= self.last


def first_of_month(day: date) -> date:
    """Give the first day of the month of a day."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    """Give the first day of the month before."""
    return first_of_month(month - timedelta(days=1))


def month_after(month: date) -> date:
    """Give the first day of the month after."""
    return first_of_month(month + timedelta(days=31))


class DayKey(Control):
    """Show a day by its number; its name says the whole date, the number first.

    Attributes:
        day: which it stands for.
    """

    def __init__(self, theme: Theme, day: date, *, is_chosen: bool, can_be_chosen: bool) -> None:
        """Make the key.

        Args:
            theme: what it is drawn with.
            day: which it stands for.
            is_chosen: whether it is the day chosen.
            can_be_chosen: whether it does something when it is pressed.
        """
        super().__init__(theme, str(day.day))
        self.day = day
        self.setAccessibleName(format_date_weekday(day))
        self.setObjectName(day_key_name(day))
        self.setCheckable(True)
        self.setChecked(is_chosen)
        self.setEnabled(can_be_chosen)
        self.setFixedHeight(theme.px(CONTROL_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell that a key has one height."""
        return False

    def is_cut(self) -> bool:
        """Tell whether the number does not fit."""
        return self._number().natural_width() > self.width()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the body, where the day can be chosen, and the number."""
        palette = self.theme.palette
        painter = QPainter(self)
        tone = Tone.MUTED
        if self.isEnabled():
            chosen = self.isChecked()
            fill = palette.primary if chosen else palette.tint if self.isDown() else palette.surface
            self.draw_body(painter, QColor(fill), None if chosen else QColor(palette.line), palette.line_px)
            tone = Tone.ON_PRIMARY if chosen else Tone.INK
        number = self._number()
        height = number.height(self.width())
        rect = QRectF(0, (self.height() - height) / 2, self.width(), height)
        number.draw(painter, rect, self.theme.colour(tone))
        painter.end()

    def _number(self) -> FoldedText:
        role = TextRole.STRONG
        # A day that cannot be chosen is thin and has no body: colour is not the only sign.
        font = self.theme.font(role, bold=self.isEnabled(), tabular=True)
        return FoldedText(self.text(), font, self.theme.line_height(role), TextAlign.CENTRE)


def day_key_name(day: date) -> str:
    """Give the object name of the key of a day."""
    return f"day-{day.isoformat()}"


class DayGrid(QWidget):
    """Show the days of a month in weeks; Monday comes first.

    The arrows lead from day to day, also over the ends of weeks and months, and up and down by weeks. Up from the first
    week and down from the last one lead out, else nobody could leave with arrows alone.

    Signals:
        chosen: the day, a `datetime.date`.
        walked: an arrow leads to this day of another month.
    """

    chosen = Signal(object)
    walked = Signal(object)

    def __init__(
        self, theme: Theme, month: date, days: DayRange, chosen: date | None, parent: QWidget | None = None
    ) -> None:
        """Make the grid; the arguments are those of the calendar."""
        super().__init__(parent)
        self._theme = theme
        self._month = month
        self._days = days
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(_GAP))
        weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
        for place, day in enumerate(weeks[0]):
            name = Text(theme, format_weekday_short(day), TextRole.SMALL, tone=Tone.MUTED, align=TextAlign.CENTRE)
            grid.addWidget(name, 0, place)
            grid.setColumnStretch(place, 1)
        for row in range(1, _WEEKS + 1):
            grid.setRowMinimumHeight(row, theme.px(CONTROL_HEIGHT))
        for row, week in enumerate(weeks, start=1):
            for place, day in enumerate(week):
                if day.month == month.month:
                    grid.addWidget(self._key(day, is_chosen=day == chosen), row, place)

    def follow(self, control: QWidget, direction: Direction) -> bool:
        """Lead the focus to another day; tell whether it stays among the days."""
        if not isinstance(control, DayKey):
            return False
        day = control.day + timedelta(days=_DAYS_ON[direction])
        is_shown = first_of_month(day) == self._month
        if direction in (Direction.UP, Direction.DOWN) and not (is_shown and self._days.has(day)):
            return False
        if not self._days.has(day):
            return True
        key = self.findChild(DayKey, day_key_name(day))
        if key is None:
            self.walked.emit(day)
        else:
            key.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _key(self, day: date, *, is_chosen: bool) -> DayKey:
        key = DayKey(self._theme, day, is_chosen=is_chosen, can_be_chosen=self._days.has(day))
        key.clicked.connect(lambda: self._press(key, is_chosen=is_chosen))
        return key

    def _press(self, key: DayKey, *, is_chosen: bool) -> None:
        # The key shows what is, not what was touched: it changes with the view.
        key.setChecked(is_chosen)
        self.chosen.emit(key.day)


class MonthCalendar(QWidget):
    """Show a month between two buttons.

    Signals:
        chosen: the day, a `datetime.date`.
        turned: the first day of the month to show.
        walked: an arrow leads to this day of another month, which is to be shown with the focus on it.
    """

    chosen = Signal(object)
    turned = Signal(object)
    walked = Signal(object)

    def __init__(
        self, theme: Theme, month: date, days: DayRange, chosen: date | None, parent: QWidget | None = None
    ) -> None:
        """Make the calendar.

        Args:
            theme: what it is drawn with.
            month: the first day of the month shown.
            days: that can be chosen.
            chosen: the day chosen, in whatever month.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(_GAP))
        column.addLayout(self._title_row(month, days))
        grid = DayGrid(theme, month, days, chosen)
        grid.chosen.connect(self.chosen)
        grid.walked.connect(self.walked)
        column.addWidget(grid)

    def _title_row(self, month: date, days: DayRange) -> QHBoxLayout:
        theme = self._theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        before = Button(theme, self._name(month_before(month)), icon=Icon.PREVIOUS, name="previous-month")
        after = Button(theme, self._name(month_after(month)), icon=Icon.NEXT, icon_after=True, name="next-month")
        before.setEnabled(days.has_month(month_before(month)))
        after.setEnabled(days.has_month(month_after(month)))
        before.clicked.connect(lambda: self.turned.emit(month_before(month)))
        after.clicked.connect(lambda: self.turned.emit(month_after(month)))
        title = Text(theme, format_month(month), TextRole.STRONG, bold=True, align=TextAlign.CENTRE)
        row.addWidget(before)
        row.addWidget(title, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(after)
        return row

    def _name(self, month: date) -> str:
        """Name a month on a button; large texts leave room for the short name."""
        return format_month_short(month) if self._theme.is_large else format_month_name(month)
