"""Somebody who does nothing is asked, then sent off with the card; whoever answers goes on for as long as needed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hardware.printer.simulator.faults import FaultName
from kiosk.ports import Sound
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import (
    AskingCode,
    Ended,
    EndReason,
    Menu,
    Printing,
    PrintPhase,
    ShowingPayments,
    ShowingRights,
    StillThere,
    TakeCard,
    WaitingForCard,
)
from tests.visits.people import FAMILY

EXTENSIONS = 10
"""WCAG 2.2.1 asks for ten at least."""


def test_the_question_comes_with_a_sound_and_hides_what_was_on_the_screen(visit):
    visit.enters(FAMILY)
    visit.let_pass(59)
    visit.reaches(Menu)
    visit.let_pass(2)
    visit.reaches(StillThere)
    visit.says("Êtes-vous toujours là ?", "autant de fois que nécessaire")
    assert visit.sounds.played == [Sound.STILL_THERE]
    assert not any("Marie" in text for text in visit.texts())


@pytest.mark.parametrize("answer", ["touch", "key", "escape"])
def test_one_can_go_on_ten_times_and_more(visit, answer):
    visit.enters(FAMILY)
    for time in range(EXTENSIONS):
        visit.let_pass(60)
        visit.reaches(StillThere)
        visit.let_pass(29)
        visit.reaches(StillThere)
        visit.texts()
        if answer == "touch":
            visit.press("Oui, continuer")
        else:
            visit.key(Qt.Key.Key_Return if answer == "key" else Qt.Key.Key_Escape)
        visit.reaches(Menu)
        assert visit.sounds.played == [Sound.STILL_THERE] * (time + 1)
    visit.press("Attestation de droits")
    visit.reaches(ShowingRights, lambda status: status.prepared is not None)


def test_the_screen_behind_the_question_comes_back_as_it_was(visit):
    visit.presents(FAMILY)
    visit.type_digits(FAMILY.code[:5])
    visit.let_pass(91)
    visit.reaches(StillThere)
    visit.press("Oui, continuer")
    visit.reaches(AskingCode)
    visit.type(FAMILY.code[5:])
    visit.reaches(Menu)


def test_without_an_answer_the_card_is_asked_back_until_it_is_taken(visit):
    visit.enters(FAMILY)
    visit.let_pass(61)
    visit.reaches(StillThere)
    visit.let_pass(30)
    visit.reaches(TakeCard, lambda status: status.reason is EndReason.TIME_OUT)
    visit.says("Reprenez votre carte", "La borne sonne jusqu’à ce que la carte soit retirée")
    assert visit.sounds.played == [Sound.STILL_THERE, Sound.TAKE_CARD]
    visit.let_pass(3600)
    visit.reaches(TakeCard)
    visit.remove()
    visit.reaches(Ended)
    chimes = list(visit.sounds.played)
    visit.says("Session fermée", "Plus rien ne vous concernant n’est affiché.")
    visit.let_pass(5)
    visit.reaches(WaitingForCard)
    assert visit.sounds.played == chimes, "it chimes on although the card is gone"


def test_a_forgotten_card_chimes_again_and_again(open_terminal, monkeypatch):
    monkeypatch.setattr("ui.terminal.conductor.CHIME_EVERY_MS", 10)
    visit = open_terminal()
    visit.waits()
    visit.presents(FAMILY)
    visit.press("Terminer")
    visit.reaches(TakeCard)
    visit.wait_until(lambda: visit.sounds.played.count(Sound.TAKE_CARD) >= 4, "the fourth chime")


def test_ending_from_the_question_gives_the_card_back(visit):
    visit.enters(FAMILY)
    visit.let_pass(61)
    visit.reaches(StillThere)
    visit.press("Terminer et reprendre ma carte")
    visit.reaches(TakeCard, lambda status: status.reason is EndReason.FINISHED)


def test_whoever_reads_has_twice_the_time(visit):
    visit.enters(FAMILY)
    visit.press("Mes derniers remboursements")
    visit.reaches(ShowingPayments, lambda status: status.page is not None)
    visit.let_pass(119)
    visit.reaches(ShowingPayments)
    visit.let_pass(2)
    visit.reaches(StillThere)


def test_every_touch_counts_beside_the_controls_too(visit):
    visit.enters(FAMILY)
    visit.let_pass(50)
    QTest.mouseClick(visit.window, Qt.MouseButton.LeftButton, pos=visit.window.rect().center())
    visit.let_pass(50)
    visit.reaches(Menu)
    visit.key(Qt.Key.Key_Tab)
    visit.let_pass(50)
    visit.reaches(Menu)


def test_while_the_paper_comes_out_nobody_is_asked(visit):
    visit.enters(FAMILY)
    visit.press("Attestation de droits")
    visit.reaches(ShowingRights, lambda status: status.prepared is not None)
    visit.operator.inject(FaultName.NO_PROCESS_ID)
    visit.press("Imprimer")
    visit.reaches(Printing, lambda status: status.phase is PrintPhase.PRINTING)
    visit.let_pass(600)
    visit.reaches(Printing)
    assert visit.sounds.played == []


def test_palette_and_size_are_those_of_one_person_only(visit):
    visit.enters(FAMILY)
    visit.press("Contraste")
    visit.press("Texte")
    assert visit.conductor.state.preferences == Preferences(high_contrast=True, text_size=TextSize.LARGE)
    visit.leaves()
    assert visit.conductor.state.preferences == Preferences()
    visit.presents(FAMILY)
    assert visit.conductor.state.preferences == Preferences()


def test_palette_chosen_before_the_card_is_kept_for_the_visit_and_not_for_the_next_passer_by(visit):
    visit.press("Contraste")
    visit.presents(FAMILY)
    assert visit.conductor.state.preferences.high_contrast
    visit.leaves()
    visit.press("Contraste")
    visit.let_pass(61)
    assert visit.conductor.state.preferences == Preferences()
