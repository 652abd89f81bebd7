"""The full third-party-payment certificate: its preview is the ticket; who has no cover is told how to apply."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.layout import COLUMNS, lay_out
from kiosk.domain.third_party import NotCovered
from kiosk.session.actions import PrintDocument, TryAgain
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import ShowingThirdParty
from kiosk.session.terminal import Terminal
from ui.terminal.paper_screen import LARGE_COLUMNS, ShownPaper
from ui.terminal.sample_certificates import (
    COVERED_BEFORE_TOO,
    COVERED_FAMILY,
    COVERED_LARGE_FAMILY,
    COVERED_SON_ALONE,
)
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_VISITOR
from ui.terminal.screens.third_party import ThirdPartyView, view_of
from ui.widgets.button import Button
from ui.widgets.paper import TicketView
from ui.widgets.text import Text
from ui.widgets.ticket import ticket_text

REQUEST_ID = UUID(int=9)
TITLE = "Vous n’avez pas de complémentaire santé solidaire aujourd’hui"
LARGE = [TextSize.LARGE, TextSize.LARGEST]


def status_of(prepared=None, **changes):
    return ShowingThirdParty(SAMPLE_VISITOR, REQUEST_ID, prepared, **changes)


def viewed(prepared=None, size=TextSize.NORMAL, **changes):
    context = replace(SAMPLE_CONTEXT, preferences=Preferences(text_size=size))
    return view_of(status_of(prepared, **changes), context)


@pytest.fixture
def stage(make_stage):
    return make_stage()


def show(stage, status, size=TextSize.NORMAL):
    return stage.show(Terminal(status, preferences=Preferences(text_size=size)))


def texts(screen):
    return [text.text().replace("\u00a0", " ") for text in screen.findChildren(Text) if text.isVisible()]


# The view


def test_the_preview_is_made_of_the_very_lines_that_are_printed():
    assert viewed(COVERED_FAMILY).paper == ShownPaper(lay_out(COVERED_FAMILY.document), COLUMNS, "")


@pytest.mark.parametrize("size", LARGE)
def test_in_large_texts_the_same_document_is_laid_out_in_fewer_columns(size):
    paper = ShownPaper(lay_out(COVERED_FAMILY.document, LARGE_COLUMNS), LARGE_COLUMNS, "")
    assert viewed(COVERED_FAMILY, size).paper == paper


def test_until_when_nothing_is_advanced_stands_beside_it():
    said = viewed(COVERED_FAMILY).until.replace("\u00a0", " ")
    assert said == "Vous n’avancez pas vos frais jusqu’au 13 juillet 2027."


def test_where_a_child_alone_is_covered_nothing_is_promised_to_the_insured_person():
    said = viewed(COVERED_SON_ALONE).until.replace("\u00a0", " ")
    assert said == "Pour les personnes nommées, vous n’avancez pas les frais jusqu’au 13 juillet 2027."


def test_contracts_of_earlier_are_told_the_latest_first():
    said = [text.replace("\u00a0", " ") for text in viewed(COVERED_BEFORE_TOO).ended]
    assert said[0] == "Aide à la complémentaire santé (ACS), contrat B, du 01/01/2018 au 31/12/2018"
    assert len(said) == 3


def test_while_it_is_prepared_there_is_nothing_to_show():
    assert viewed() == ThirdPartyView()


def test_a_failure_is_all_that_is_shown():
    code = FailureCode.SERVICE_UNAVAILABLE
    assert viewed(COVERED_FAMILY, failure=code) == ThirdPartyView(failure=code)


def test_a_cover_stays_out_of_a_log():
    shown = repr(viewed(COVERED_BEFORE_TOO)) + repr(viewed(NotCovered(date(2026, 11, 19))))
    for secret in ("GARCIA", "2027", "2018", "19"):
        assert secret not in shown


# The screen


def test_the_preview_says_what_the_ticket_says(stage):
    paper = show(stage, status_of(COVERED_FAMILY)).findChild(TicketView).paper
    assert paper.text() == ticket_text(lay_out(COVERED_FAMILY.document))


def test_print_prints(stage):
    screen = show(stage, status_of(COVERED_FAMILY))
    assert screen.first_focus().objectName() == "print"
    screen.findChild(Button, "print").click()
    assert isinstance(stage.actions[0], PrintDocument)


def test_a_large_family_is_seen_piece_by_piece(stage):
    assert show(stage, status_of(COVERED_LARGE_FAMILY)).findChild(TicketView).piece_count > 1


@pytest.mark.parametrize("size", TextSize)
def test_who_has_no_cover_is_told_so_and_how_to_apply(stage, size):
    screen = show(stage, status_of(NotCovered()), size)
    said = texts(screen)
    assert TITLE in said
    for step in ("Demandez-la avec le formulaire S3711", "Ou sur votre compte ameli", "Ou avec un conseiller"):
        assert step in said
    assert any("du lundi au mercredi et le vendredi" in text for text in said), "when the adviser is there"
    assert screen.findChild(Button, "print") is None
    assert not any("terminée" in text for text in said)


@pytest.mark.parametrize("size", TextSize)
def test_who_had_one_until_yesterday_is_told_until_when(stage, size):
    said = texts(show(stage, status_of(NotCovered(date(2026, 11, 19))), size))
    assert TITLE in said
    assert "Votre dernière couverture s’est terminée le 19 novembre 2026." in said


@pytest.mark.parametrize("size", TextSize)
def test_a_contract_of_earlier_is_on_the_screen_in_every_size(stage, size):
    assert any("ACS" in text for text in texts(show(stage, status_of(COVERED_BEFORE_TOO), size)))


def test_a_certificate_that_may_be_out_already_says_that_it_is_a_duplicate(stage):
    assert any("DUPLICATA" in text for text in texts(show(stage, status_of(COVERED_BEFORE_TOO))))
    assert not any("DUPLICATA" in text for text in texts(show(stage, status_of(COVERED_FAMILY))))


def test_a_service_that_does_not_answer_is_asked_once_more(stage):
    show(stage, status_of(failure=FailureCode.SERVICE_UNAVAILABLE)).findChild(Button, "try-again").click()
    assert isinstance(stage.actions[0], TryAgain)
