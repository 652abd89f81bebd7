"""A paper of somebody else: said before anything else that can wait, and on the attract screen while it hangs."""

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.cards import CardFault
from kiosk.session.actions import SawPaper
from kiosk.session.preferences import Language, Preferences, TextSize
from kiosk.session.remnant import Remnant, RemnantPlace
from kiosk.session.statuses import (
    AskingCode,
    CardProblem,
    Ended,
    EndReason,
    Menu,
    OutOfService,
    StillThere,
    TakeCard,
    UpdatingCard,
    WaitingForCard,
)
from kiosk.session.terminal import Terminal
from ui.terminal.samples import SAMPLE_NOW_S, SAMPLE_TICKET, SAMPLE_VISITOR
from ui.terminal.screens.still_there import StillThereScreen
from ui.terminal.screens.stray_paper import StrayPaperScreen
from ui.widgets.text import Text

JOB_ID = UUID(int=9)
OUT, HANGING = Remnant(JOB_ID, RemnantPlace.OUT), Remnant(JOB_ID, RemnantPlace.HANGING)
CODE = Terminal(AskingCode(SAMPLE_VISITOR))
NO_PAPER = Terminal(WaitingForCard((FailureCode.PAPER_OUT,)))


@pytest.fixture
def stage(make_stage):
    return make_stage()


def press(stage, key):
    QTest.keyClick(stage.window.focusWidget() or stage.window, key)


def shown(screen) -> str:
    return " ".join(text.text() for text in screen.findChildren(Text)).replace("\u00a0", " ")


@pytest.mark.parametrize("status", [WaitingForCard(), Menu(SAMPLE_VISITOR), AskingCode(SAMPLE_VISITOR)])
def test_it_hides_what_was_on_the_screen(stage, status):
    behind = stage.show(Terminal(status))

    notice = stage.show(Terminal(status, remnant=OUT))

    assert isinstance(notice, StrayPaperScreen)
    assert not behind.isVisible()
    assert "Un papier est sorti" in shown(notice)
    assert "n’est pas pour vous" in shown(notice)
    assert "Marie" not in shown(notice)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_any_key_that_answers_says_that_it_was_read(stage, key):
    stage.show(replace(CODE, remnant=OUT))

    press(stage, key)

    assert stage.actions == [SawPaper()]


def test_what_was_typed_is_still_there_afterwards(stage):
    code = stage.show(CODE)
    for digit in (Qt.Key.Key_4, Qt.Key.Key_8, Qt.Key.Key_1):
        press(stage, digit)
    stage.show(replace(CODE, remnant=OUT))

    again = stage.show(CODE)

    assert again is code
    assert again.isVisible()
    assert again.digits_typed() == 3


def test_whoever_does_not_read_french_can_change_the_language(stage):
    stage.show(replace(CODE, remnant=OUT))

    english = stage.show(replace(CODE, remnant=OUT, preferences=Preferences(language=Language.ENGLISH)))

    assert "A paper has come out" in shown(english)
    names = {control.objectName() for control in stage.window.controls()}
    assert names == {"continue", "language", "contrast", "text-size"}


def test_the_question_whether_somebody_is_there_goes_before_it(stage):
    question = StillThere(Menu(SAMPLE_VISITOR), SAMPLE_NOW_S + 30)
    stage.show(Terminal(Menu(SAMPLE_VISITOR), remnant=OUT))

    assert isinstance(stage.show(Terminal(question, remnant=OUT)), StillThereScreen)
    assert isinstance(stage.show(Terminal(Menu(SAMPLE_VISITOR), remnant=OUT)), StrayPaperScreen)


@pytest.mark.parametrize(
    "status",
    [
        OutOfService((FailureCode.READER_MISSING,)),
        CardProblem(CardFault.MUTE, SAMPLE_TICKET),
        UpdatingCard(SAMPLE_VISITOR, JOB_ID),
        TakeCard(EndReason.FINISHED, SAMPLE_TICKET),
        Ended(EndReason.FINISHED, SAMPLE_NOW_S + 4),
    ],
    ids=lambda status: type(status).__name__,
)
def test_it_hides_nothing_that_cannot_wait(stage, status):
    assert not isinstance(stage.show(Terminal(status, remnant=OUT)), StrayPaperScreen)


@pytest.mark.parametrize("size", TextSize)
def test_while_there_is_no_roll_the_public_tells_reception_of_what_hangs_out(stage, size):
    usual = stage.show(replace(NO_PAPER, preferences=Preferences(text_size=size)))
    assert "Prévenez l’accueil." not in shown(usual)

    hanging = stage.show(replace(NO_PAPER, preferences=Preferences(text_size=size), remnant=HANGING))

    assert not isinstance(hanging, StrayPaperScreen)
    assert "Prévenez l’accueil." in shown(hanging)
