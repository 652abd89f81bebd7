"""Printing, from the first byte to the paper in the hand."""

from dataclasses import replace
from uuid import UUID

import pytest

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.documents.language import Wording
from kiosk.documents.layout import lay_out
from kiosk.ports import PrintJob
from kiosk.session.actions import Finish, GoBack, TryAgain
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import (
    Menu,
    PreparingPrint,
    Printed,
    Printing,
    PrintPhase,
    PrintRefused,
    PrintUnknown,
    ShowingRights,
)
from kiosk.session.terminal import Terminal
from ui.terminal.sample_rights import FAMILY_CERTIFICATE
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_VISITOR
from ui.terminal.screens.printing import PrintingView, PrintStage, view_of
from ui.widgets.busy_bar import BusyBar
from ui.widgets.button import Button
from ui.widgets.card_picture import FaultPicture
from ui.widgets.progress import PrinterPicture
from ui.widgets.text import Text

DOCUMENT = FAMILY_CERTIFICATE.document
JOB = PrintJob(UUID(int=1), DOCUMENT, FAMILY_CERTIFICATE.number)
BACK = ShowingRights(SAMPLE_VISITOR, FAMILY_CERTIFICATE.choice, UUID(int=2), FAMILY_CERTIFICATE)
BLOCKING = (
    FailureCode.PAPER_OUT,
    FailureCode.COVER_OPEN,
    FailureCode.CUTTER_JAM,
    FailureCode.PAPER_JAM,
    FailureCode.HEAD_HOT,
    FailureCode.PRINTER_OFFLINE,
)


def printing(phase=PrintPhase.PRINTING, cause=None):
    return Printing(SAMPLE_VISITOR, JOB, phase, BACK, cause)


def viewed(status):
    return view_of(status, SAMPLE_CONTEXT)


@pytest.fixture
def stage(make_stage):
    return make_stage()


def show(stage, status, size=TextSize.NORMAL):
    return stage.show(Terminal(status, preferences=Preferences(text_size=size)))


def texts(screen):
    return " ".join(text.text() for text in screen.findChildren(Text) if text.isVisible()).replace("\u2011", "-")


# The view


def test_while_the_document_is_made_nothing_is_known_of_it():
    assert viewed(PreparingPrint(SAMPLE_VISITOR, UUID(int=1), BACK)) == PrintingView(PrintStage.PREPARING)


def test_sending_and_printing_look_the_same_so_that_nothing_jumps():
    assert viewed(printing(PrintPhase.SENDING)) == viewed(printing(PrintPhase.PRINTING))


def test_the_ticket_that_comes_out_is_the_one_that_is_printed():
    view = viewed(printing())
    assert view.stage is PrintStage.UNDER_WAY
    assert view.lines == lay_out(DOCUMENT)
    assert view.document == "attestation de droits"


def test_a_printer_that_waits_says_why():
    view = viewed(printing(PrintPhase.BLOCKED, FailureCode.PAPER_OUT))
    assert (view.stage, view.cause) == (PrintStage.BLOCKED, FailureCode.PAPER_OUT)


def test_what_is_on_paper_is_shown_as_done():
    assert viewed(Printed(SAMPLE_VISITOR, JOB, 15.0, Menu(SAMPLE_VISITOR))).stage is PrintStage.DONE


def test_an_unknown_outcome_can_be_printed_again():
    view = viewed(PrintUnknown(SAMPLE_VISITOR, JOB, BACK))
    assert view.stage is PrintStage.UNKNOWN
    assert view.can_try_again


def test_a_refused_job_can_be_tried_again_and_a_document_that_was_never_made_cannot():
    assert viewed(PrintRefused(SAMPLE_VISITOR, JOB, FailureCode.PAPER_OUT, BACK)).can_try_again
    assert not viewed(PrintRefused(SAMPLE_VISITOR, None, FailureCode.SERVICE_UNAVAILABLE, BACK)).can_try_again


# The screen


def test_while_it_prints_the_paper_comes_out_and_no_percentage_is_promised(stage):
    screen = show(stage, printing())
    assert screen.findChild(PrinterPicture) is not None
    assert screen.findChild(BusyBar) is not None
    assert "Impression en cours" in texts(screen)
    assert "Votre attestation de droits sort en bas de la borne." in texts(screen)
    assert "%" not in texts(screen)


@pytest.mark.parametrize(
    "name", ["attestation de droits", "liste des derniers remboursements", "détail de remboursement"]
)
def test_every_document_reads_well_in_the_sentences(stage, name):
    job = replace(JOB, document=replace(DOCUMENT, name=Wording(name, "")))
    assert f"Votre {name} sort en bas" in texts(show(stage, replace(printing(), job=job)))
    assert f"Votre {name} vous attend" in texts(show(stage, Printed(SAMPLE_VISITOR, job, 15.0, Menu(SAMPLE_VISITOR))))


def test_nothing_moves_any_more_once_the_screen_is_gone(stage):
    picture = show(stage, printing()).findChild(PrinterPicture)
    stage.window.hide()
    assert not picture.is_moving()


@pytest.mark.parametrize("cause", BLOCKING)
def test_a_printer_that_waits_shows_cause_picture_what_to_do_and_that_it_goes_on_by_itself(stage, cause):
    screen = show(stage, printing(PrintPhase.BLOCKED, cause))
    failure = FAILURES[cause]
    shown = texts(screen)
    assert failure.person_title in shown
    assert failure.person_action in shown
    assert failure.code in shown
    assert "l’impression reprend d’elle-même" in shown
    assert screen.findChild(FaultPicture) is not None
    assert {button.objectName() for button in screen.findChildren(Button)} == {"finish"}


@pytest.mark.parametrize("cause", [FailureCode.PRINTER_FAULT, FailureCode.PRINTER_MISSING])
def test_what_needs_an_adviser_is_not_said_to_go_on_by_itself(stage, cause):
    screen = show(stage, printing(PrintPhase.BLOCKED, cause))
    shown = texts(screen)
    assert FAILURES[cause].code in shown
    assert "reprend d’elle-même" not in shown
    assert screen.findChild(BusyBar) is None


def test_a_printer_that_goes_on_shows_the_paper_again(stage):
    show(stage, printing(PrintPhase.BLOCKED, FailureCode.COVER_OPEN))
    screen = show(stage, printing())
    assert screen.findChild(PrinterPicture) is not None
    assert screen.findChild(FaultPicture) is None


def test_the_paper_in_the_mouth_leads_to_the_menu_or_to_the_end(stage):
    screen = show(stage, Printed(SAMPLE_VISITOR, JOB, 15.0, Menu(SAMPLE_VISITOR)))
    assert "Prenez votre document" in texts(screen)
    assert screen.first_focus().objectName() == "other-line"
    screen.findChild(Button, "other-line").click()
    screen.findChild(Button, "finish").click()
    assert stage.actions == [GoBack(), Finish()]


def test_an_unknown_outcome_offers_a_duplicata_or_the_way_back(stage):
    screen = show(stage, PrintUnknown(SAMPLE_VISITOR, JOB, BACK))
    assert FAILURES[FailureCode.PRINT_UNKNOWN].person_title in texts(screen)
    again = screen.findChild(Button, "try-again")
    assert "duplicata" in again.text()
    again.click()
    screen.findChild(Button, "back").click()
    first, second = stage.actions
    assert isinstance(first, TryAgain)
    assert second == GoBack()


def test_a_refused_job_says_why_and_can_be_tried_again(stage):
    screen = show(stage, PrintRefused(SAMPLE_VISITOR, JOB, FailureCode.PAPER_OUT, BACK))
    shown = texts(screen)
    assert FAILURES[FailureCode.PRINT_REFUSED].person_title in shown
    assert FAILURES[FailureCode.PAPER_OUT].person_title in shown
    assert FAILURES[FailureCode.PAPER_OUT].code in shown
    screen.findChild(Button, "try-again").click()
    assert isinstance(stage.actions[0], TryAgain)


def test_a_printer_that_is_ready_again_is_said_without_a_code(stage):
    screen = show(stage, PrintRefused(SAMPLE_VISITOR, JOB, None, BACK))
    shown = texts(screen)
    assert "L’imprimante est prête" in shown
    assert "Essayez de nouveau." in shown
    assert "IMPR-" not in shown
    screen.findChild(Button, "try-again").click()
    screen.findChild(Button, "back").click()
    assert isinstance(stage.actions[0], TryAgain)
    assert stage.actions[1] == GoBack()


def test_a_refusal_without_a_cause_of_its_own_is_said_once(stage):
    shown = texts(show(stage, PrintRefused(SAMPLE_VISITOR, JOB, FailureCode.PRINT_REFUSED, BACK)))
    assert shown.count(FAILURES[FailureCode.PRINT_REFUSED].person_title) == 1


def test_a_document_that_was_never_made_leads_back(stage):
    screen = show(stage, PrintRefused(SAMPLE_VISITOR, None, FailureCode.SERVICE_UNAVAILABLE, BACK))
    assert screen.findChild(Button, "try-again") is None
    screen.findChild(Button, "back").click()
    assert stage.actions == [GoBack()]


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("cause", BLOCKING)
def test_no_cause_is_cut_in_any_size(stage, cause, size):
    screen = show(stage, printing(PrintPhase.BLOCKED, cause), size)
    assert not [text.text() for text in screen.findChildren(Text) if text.is_cut()]
