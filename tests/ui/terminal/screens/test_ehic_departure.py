"""The calendar of the departure, walked with the keys of a keypad alone."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.session.actions import ChooseDeparture, Touched
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import ChoosingEhic, Departure, EhicStep
from kiosk.session.terminal import Terminal
from ui.terminal.sample_ehic import FAMILY_OFFER
from ui.terminal.samples import SAMPLE_NOW, SAMPLE_VISITOR

TODAY = SAMPLE_NOW.date()
LAST = date(2027, 12, 31)
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


@pytest.fixture(params=TextSize)
def stage(make_stage, request):
    stage = make_stage()
    stage.size = request.param
    return stage


def show(stage, departure=None):
    status = ChoosingEhic(
        SAMPLE_VISITOR, UUID(int=1), EhicStep.DEPARTURE, offer=FAMILY_OFFER, chosen=frozenset({1}), departure=departure
    )
    return stage.show(Terminal(status, preferences=Preferences(text_size=stage.size)))


def press(stage, *keys):
    for key in keys:
        QTest.keyClick(stage.window.focusWidget(), key)
        stage.app.processEvents()


def focused(stage):
    return stage.window.focusWidget().objectName()


def test_right_and_left_lead_from_one_week_to_the_next(stage):
    show(stage)
    assert focused(stage) == "day-2026-11-20"

    press(stage, RIGHT, RIGHT)
    assert focused(stage) == "day-2026-11-22"
    press(stage, RIGHT)
    assert focused(stage) == "day-2026-11-23"
    press(stage, LEFT)
    assert focused(stage) == "day-2026-11-22"


def test_they_lead_over_the_end_of_the_month_and_back(stage):
    screen = show(stage, Departure(date(2026, 11, 30)))
    assert focused(stage) == "day-2026-11-30"

    press(stage, RIGHT)
    assert focused(stage) == "day-2026-12-01"
    assert stage.window.focusWidget().hasFocus()
    assert screen.findChild(type(stage.window.focusWidget()), "day-2026-11-30") is None
    press(stage, LEFT)
    assert focused(stage) == "day-2026-11-30"


def test_left_stays_at_the_first_day_that_can_be_chosen(stage):
    show(stage)
    press(stage, LEFT)
    assert focused(stage) == f"day-{TODAY}"


def test_right_stays_at_the_last_day_that_can_be_chosen(stage):
    show(stage, Departure(LAST))
    press(stage, RIGHT)
    assert focused(stage) == f"day-{LAST}"


def test_up_and_down_lead_by_weeks(stage):
    show(stage)
    press(stage, DOWN)
    assert focused(stage) == "day-2026-11-27"
    press(stage, UP)
    assert focused(stage) == "day-2026-11-20"


def test_down_leads_out_of_the_last_week(stage):
    show(stage, Departure(date(2026, 11, 24)))
    # The 30th stands below to the left: it is no week later.
    press(stage, DOWN)
    assert focused(stage) == "unknown"


def test_up_leads_out_of_the_first_week(stage):
    show(stage, Departure(date(2026, 12, 3)))
    press(stage, UP)
    assert focused(stage) in ("previous-month", "next-month")


def test_a_day_of_another_month_is_reached_and_chosen_without_leaving_the_arrows(stage):
    show(stage)
    press(stage, *([RIGHT] * 15), Qt.Key.Key_Return)

    assert [action for action in stage.actions if action != Touched()] == [ChooseDeparture(date(2026, 12, 5))]


def test_every_arrow_is_a_sign_of_life(stage):
    show(stage, Departure(date(2026, 11, 30)))
    press(stage, RIGHT)

    assert Touched() in stage.actions
