"""A month of days: those that can be chosen, the one that is, and the way to the other months."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.session.preferences import TextSize
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.month_calendar import DayKey, DayRange, MonthCalendar, first_of_month, month_after, month_before

pytestmark = pytest.mark.usefixtures("app")

DAYS = DayRange(date(2026, 11, 21), date(2027, 12, 31))


@pytest.fixture
def calendar_of(qtbot):
    def make(month, chosen=None, days=DAYS, theme=None):
        shown = MonthCalendar(theme or Theme(), month, days, chosen)
        qtbot.addWidget(shown)
        shown.resize(968, 900)
        shown.show()
        return shown

    return make


def keys(calendar):
    return {int(key.text()): key for key in calendar.findChildren(DayKey)}


def test_every_day_of_the_month_stands_under_its_day_of_the_week(calendar_of):
    shown = keys(calendar_of(date(2026, 12, 1)))
    assert list(shown) == list(range(1, 32))
    assert shown[1].accessibleName() == "1er décembre 2026, mardi"
    columns = sorted({key.x() for key in shown.values()})
    assert len(columns) == 7
    # 7, 14, 21 and 28 December 2026 are Mondays.
    assert {shown[day].x() for day in (7, 14, 21, 28)} == {columns[0]}
    assert shown[6].x() == columns[-1]


def test_days_that_are_over_cannot_be_chosen(calendar_of):
    shown = keys(calendar_of(date(2026, 11, 1)))
    assert [day for day, key in shown.items() if key.isEnabled()] == list(range(21, 31))


def test_nor_days_after_the_last_one(calendar_of):
    shown = keys(calendar_of(date(2026, 12, 1), days=DayRange(date(2026, 12, 5), date(2026, 12, 9))))
    assert [day for day, key in shown.items() if key.isEnabled()] == [5, 6, 7, 8, 9]


def test_a_day_that_is_touched_is_told_and_shown_once_it_is_chosen(calendar_of, qtbot):
    calendar = calendar_of(date(2026, 12, 1))
    with qtbot.waitSignal(calendar.chosen) as told:
        QTest.mouseClick(keys(calendar)[5], Qt.MouseButton.LeftButton)
    assert told.args == [date(2026, 12, 5)]
    assert not keys(calendar)[5].isChecked()
    chosen = keys(calendar_of(date(2026, 12, 1), date(2026, 12, 5)))
    assert [day for day, key in chosen.items() if key.isChecked()] == [5]


def test_the_same_day_of_another_month_is_not_chosen(calendar_of):
    assert not any(key.isChecked() for key in keys(calendar_of(date(2027, 1, 1), date(2026, 12, 5))).values())


@pytest.mark.parametrize(
    ("month", "before", "after"),
    [(date(2026, 11, 1), False, True), (date(2027, 6, 1), True, True), (date(2027, 12, 1), True, False)],
)
def test_months_without_a_day_to_choose_are_not_turned_to(calendar_of, month, before, after):
    calendar = calendar_of(month)
    assert calendar.findChild(Button, "previous-month").isEnabled() is before
    assert calendar.findChild(Button, "next-month").isEnabled() is after


def test_the_buttons_say_and_tell_where_they_lead(calendar_of, qtbot):
    calendar = calendar_of(date(2026, 12, 1))
    following = calendar.findChild(Button, "next-month")
    assert following.text() == "janvier"
    with qtbot.waitSignal(calendar.turned) as told:
        following.click()
    assert told.args == [date(2027, 1, 1)]
    large = calendar_of(date(2026, 12, 1), theme=Theme(text_size=TextSize.LARGEST))
    assert large.findChild(Button, "next-month").text() == "janv."


def test_a_key_is_pressed_by_keys(calendar_of, qtbot):
    calendar = calendar_of(date(2026, 12, 1))
    key = keys(calendar)[5]
    key.setFocus()
    with qtbot.waitSignal(calendar.chosen):
        QTest.keyClick(key, Qt.Key.Key_Return)


def test_months_follow_one_another_over_the_year():
    assert month_before(date(2027, 1, 1)) == date(2026, 12, 1)
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert month_after(date(2027, 1, 1)) == date(2027, 2, 1)
    assert first_of_month(date(2027, 2, 28)) == date(2027, 2, 1)
