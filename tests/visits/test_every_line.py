"""Every line of the menu, each in the same way: entered and left by touch and by keys alone, forgotten when idle."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

import pytest
from PySide6.QtCore import Qt

from kiosk.ports import Sound
from kiosk.session.actions import Line
from kiosk.session.statuses import (
    CardUpdated,
    ChoosingEhic,
    Ended,
    EndReason,
    Menu,
    ShowingAllowances,
    ShowingAttachment,
    ShowingPayments,
    ShowingRights,
    ShowingStatement,
    ShowingThirdParty,
    StillThere,
    TakeCard,
    VisitStatus,
)
from tests.visits import ways
from tests.visits.hands import Keys, Touch, focused_control
from tests.visits.people import FAMILY
from ui.terminal.lines import line_text


@dataclass(frozen=True)
class Entrance:
    """What is seen first of a line, once it is there.

    Attributes:
        is_there: whether nothing more is awaited.
        way_back: the words of the control that leads to the menu.
    """

    status: type
    is_there: Callable[[object], bool]
    way_back: str = "Menu"


def is_prepared(status):
    return status.prepared is not None


ENTRANCES = {
    Line.PAYMENTS: Entrance(ShowingPayments, lambda status: status.page is not None),
    Line.STATEMENTS: Entrance(ShowingStatement, is_prepared),
    Line.RIGHTS: Entrance(ShowingRights, is_prepared),
    Line.ALLOWANCES: Entrance(ShowingAllowances, is_prepared),
    Line.THIRD_PARTY: Entrance(ShowingThirdParty, is_prepared),
    Line.ATTACHMENT: Entrance(ShowingAttachment, is_prepared),
    Line.EHIC: Entrance(ChoosingEhic, lambda status: status.offer is not None),
    Line.CARD_UPDATE: Entrance(CardUpdated, lambda status: status.ended is not None, way_back="Autre démarche"),
}


@pytest.fixture(params=[Touch, Keys], ids=["by-touch", "by-keys"])
def hands(visit, request):
    return request.param(visit)


@pytest.fixture(params=list(Line), ids=lambda line: line.value)
def line(request):
    return request.param


def arrives(visit, line):
    entrance = ENTRANCES[line]
    visit.reaches(entrance.status, entrance.is_there)
    visit.answered()


def enters(visit, line):
    """Touch a line of the menu and see what it shows."""
    visit.enters(FAMILY)
    visit.press(line_text(line).title)
    arrives(visit, line)


def test_every_line_is_on_the_menu(visit):
    visit.enters(FAMILY)
    visit.says(*(line_text(line).title.replace("\u00a0", " ") for line in Line))


def test_a_line_is_entered_left_and_entered_again(visit, hands, line):
    visit.presents(FAMILY)
    hands.types_code(FAMILY.code)
    visit.reaches(Menu)
    for _time in range(2):
        hands.chooses(line_text(line).title)
        arrives(visit, line)
        hands.chooses(ENTRANCES[line].way_back)
        visit.reaches(Menu)
    hands.chooses("Terminer")
    visit.reaches(TakeCard, lambda status: status.reason is EndReason.FINISHED)


def test_a_line_can_be_left_by_the_cancel_key_and_the_menu_has_the_focus(visit, line):
    enters(visit, line)
    visit.key(Qt.Key.Key_Escape)
    visit.reaches(Menu)
    assert focused_control(visit) is not None


def test_whoever_stands_idle_on_a_line_is_asked_and_finds_it_again(visit, line):
    enters(visit, line)
    before = visit.status
    visit.let_pass(119)
    assert visit.status == before
    visit.let_pass(2)
    visit.reaches(StillThere)
    assert visit.sounds.played == [Sound.STILL_THERE]
    assert not any("DURAND" in text for text in visit.texts())
    visit.press("Oui, continuer")
    arrives(visit, line)
    assert visit.status == before


@pytest.mark.usefixtures("_young_objects")
def test_whoever_leaves_a_line_without_a_word_is_forgotten(visit, line, forgets):
    enters(visit, line)
    visit.let_pass(121)
    visit.reaches(StillThere)
    visit.let_pass(31)
    visit.reaches(TakeCard, lambda status: status.reason is EndReason.TIME_OUT)
    visit.remove()
    visit.reaches(Ended)
    visit.services_are_done()
    forgets(visit, FAMILY)


def test_the_way_to_every_status_with_a_person_is_tried_by_the_interruptions():
    source = inspect.getsource(ways)
    tried = set(re.findall(r"reaches\((\w+)", source)) | {"Menu"}
    assert {status.__name__ for status in get_args(VisitStatus)} <= tried
