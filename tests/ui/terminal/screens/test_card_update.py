"""The update of a card on the screen: its steps, where it stopped, and what came of it."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.card_update import UpdateOutcome, UpdatePhase
from kiosk.session.actions import Finish, GoBack, TryAgain
from kiosk.session.preferences import Language, Preferences, TextSize
from kiosk.session.terminal import Terminal
from ui.terminal.sample_card_update import HOSTILE, LARGE_FAMILY, NOTHING_NEW, OPENING, UPDATED, refused, updating
from ui.terminal.samples import SAMPLE_CARD, SAMPLE_CONTEXT, SAMPLE_VISITOR
from ui.terminal.screens import card_update, card_updated
from ui.widgets.button import Button
from ui.widgets.step_bar import StepBar
from ui.widgets.text import Text

DEMO = replace(SAMPLE_CONTEXT, demo=True)
SENTENCE = "Simulation\u00a0: aucune vraie carte Vitale n’est écrite."
REFUSALS = [
    UpdateOutcome.OPPOSED,
    UpdateOutcome.UNKNOWN_CARD,
    UpdateOutcome.RIGHTS_ENDED,
    UpdateOutcome.REFUSED_BY_CARD,
]


def texts(stage):
    return [label.text() for label in stage.window.findChildren(QLabel) if label.isVisible()]


def buttons(stage):
    return {
        button.objectName(): button for button in stage.window.screen_shown().findChildren(Button) if button.isVisible()
    }


def press(stage, name):
    buttons(stage)[name].click()
    return stage.actions[-1]


class TestUnderWay:
    @pytest.mark.parametrize(
        ("phase", "said", "place"),
        [
            (UpdatePhase.IDENTIFYING, "Vérification de la carte", "étape 1 sur 5"),
            (UpdatePhase.READING, "Lecture de la carte", "étape 2 sur 5"),
            (UpdatePhase.WRITING, "Écriture sur la carte", "étape 3 sur 5"),
            (UpdatePhase.SEALING, "Validation sur la carte", "étape 4 sur 5"),
            (UpdatePhase.CHECKING, "Relecture de la carte", "étape 5 sur 5"),
        ],
    )
    def test_each_phase_is_named_and_counted(self, phase, said, place):
        view = card_update.view_of(updating(phase, 12), SAMPLE_CONTEXT)
        assert (view.phase, view.place) == (said, place)

    def test_the_bar_goes_with_the_commands_that_are_done(self):
        shares = [
            card_update.view_of(updating(UpdatePhase.WRITING, number), SAMPLE_CONTEXT).share for number in (1, 13, 24)
        ]
        assert shares == [0.0, 0.5, 23 / 24]

    def test_the_card_that_is_read_back_is_the_last_step(self):
        view = card_update.view_of(replace(updating(UpdatePhase.SEALING, 3), ended=UPDATED.ended), SAMPLE_CONTEXT)
        assert (view.place, view.share) == ("étape 5 sur 5", 1.0)

    def test_the_person_is_told_to_leave_the_card_and_can_press_nothing(self, make_stage):
        stage = make_stage()
        stage.show(Terminal(OPENING))
        assert "Ne retirez pas votre carte." in texts(stage)
        assert buttons(stage) == {}
        assert stage.window.findChild(StepBar).accessibleName() == "étape 1 sur 5"


class TestStopped:
    @pytest.fixture
    def stage(self, make_stage):
        stage = make_stage()
        stage.show(Terminal(OPENING))
        stage.show(Terminal(replace(OPENING, failure=FailureCode.UPDATE_UNAVAILABLE)))
        return stage

    def test_the_person_hears_that_the_card_is_well_and_what_to_show_an_adviser(self, stage):
        shown = " ".join(texts(stage))
        assert "Votre carte reste lisible. La mise à jour reprendra où elle s’est arrêtée." in shown
        assert "SERV-04" in shown

    def test_what_is_most_likely_wanted_has_the_focus(self, stage):
        assert stage.window.focusWidget() is buttons(stage)["try-again"]

    def test_it_can_be_tried_again_or_left(self, stage):
        assert isinstance(press(stage, "try-again"), TryAgain)
        assert press(stage, "back") == GoBack()
        assert press(stage, "finish") == Finish()


def test_an_update_that_could_not_be_read_back_is_done_and_leads_to_no_other_line(make_stage):
    stage = make_stage()
    stage.show(Terminal(replace(OPENING, ended=UPDATED.ended, failure=FailureCode.CARD_COMM)))
    assert "Votre carte est à jour" in texts(stage)
    assert set(buttons(stage)) == {"try-again", "finish"}


def rows(status, context=SAMPLE_CONTEXT):
    return {change.label: (change.before, change.after) for change in card_updated.view_of(status, context).changes}


class TestOver:
    def test_what_was_and_what_is_stand_beside_each_other(self):
        assert rows(UPDATED) == {
            "Droits jusqu’au": ("31/12/2025", "31/12/2026"),
            "Médecin traitant": ("Non déclaré", "Déclaré"),
            "Sur la carte": ("Marie, Marc, Lucas", "Marie, Marc, Lucas, Ines"),
            "Caisse": ("751", "751"),
        }

    def test_the_persons_are_those_that_the_card_was_read_to_hold(self):
        fewer = replace(SAMPLE_VISITOR, card=replace(SAMPLE_CARD, people=SAMPLE_CARD.people[:2]))
        assert rows(replace(UPDATED, visitor=fewer))["Sur la carte"] == ("Marie, Marc, Lucas", "Marie, Marc")

    def test_only_what_changed_is_marked(self):
        changed = [
            change.label for change in card_updated.view_of(UPDATED, SAMPLE_CONTEXT).changes if change.is_changed
        ]
        assert changed == ["Droits jusqu’au", "Médecin traitant", "Sur la carte"]

    def test_rights_without_an_end_say_so(self):
        assert rows(HOSTILE)["Droits jusqu’au"] == ("31/12/2025", "Sans date de fin")

    def test_of_many_persons_it_says_how_many_and_who_came(self):
        assert rows(LARGE_FAMILY)["Sur la carte"] == ("19 personnes", "20 personnes, dont Jean-Christophe")

    def test_of_many_who_came_it_says_how_many_alone(self):
        before = replace(LARGE_FAMILY.ended.before, people=("ANNE",))
        many = replace(LARGE_FAMILY, ended=replace(LARGE_FAMILY.ended, before=before))
        assert rows(many)["Sur la carte"] == ("1 personne", "20 personnes")

    def test_a_card_with_nothing_new_shows_what_it_holds(self):
        view = card_updated.view_of(NOTHING_NEW, SAMPLE_CONTEXT)
        assert view.title == "Votre carte est déjà à jour"
        assert rows(NOTHING_NEW)["Droits jusqu’au"] == ("31/12/2026", None)
        assert not any(change.is_changed for change in view.changes)

    @pytest.mark.parametrize("outcome", REFUSALS)
    def test_who_must_see_an_adviser_is_told_why_and_when(self, make_stage, outcome):
        view = card_updated.view_of(refused(outcome), SAMPLE_CONTEXT)
        stage = make_stage()
        stage.show(Terminal(refused(outcome)))
        shown = texts(stage)
        assert {view.title, view.sentence, "Voyez un conseiller de l’accueil"} <= set(shown)
        assert any("9\u00a0h" in text for text in shown)

    def test_each_outcome_has_its_own_words(self):
        titles = {card_updated.view_of(refused(outcome), SAMPLE_CONTEXT).title for outcome in UpdateOutcome}
        assert len(titles) == len(UpdateOutcome)

    def test_the_way_to_the_menu_has_the_focus(self, make_stage):
        stage = make_stage()
        stage.show(Terminal(UPDATED))
        assert stage.window.focusWidget() is buttons(stage)["back"]
        assert press(stage, "back") == GoBack()
        assert press(stage, "finish") == Finish()


@pytest.mark.parametrize(("language", "sentence"), [(Language.FRENCH, SENTENCE), (Language.ENGLISH, "Simulation: ")])
@pytest.mark.parametrize("size", TextSize)
def test_in_the_demonstration_each_screen_says_that_no_real_card_is_written(make_stage, size, language, sentence):
    stage = make_stage(DEMO)
    for status in (OPENING, UPDATED, HOSTILE, NOTHING_NEW, *(refused(outcome) for outcome in REFUSALS)):
        stage.show(Terminal(status, preferences=Preferences(text_size=size, language=language)))
        labels = [label for label in stage.window.screen_shown().findChildren(Text) if label.isVisible()]
        assert any(label.text().startswith(sentence) for label in labels)
        assert [label.text() for label in labels if label.is_cut()] == []


def test_elsewhere_nothing_is_said_of_a_simulation(make_stage):
    stage = make_stage()
    stage.show(Terminal(UPDATED))
    assert SENTENCE not in texts(stage)
