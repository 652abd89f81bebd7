"""The monthly statements: the preview is the ticket, a month leads to its own."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.layout import COLUMNS, lay_out
from kiosk.session.actions import ChooseMonth, PrintDocument, Touched, TryAgain
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import ShowingStatement
from kiosk.session.terminal import Terminal
from ui.terminal.paper_screen import LARGE_COLUMNS, ShownPaper
from ui.terminal.sample_statements import (
    EMPTY_MONTH,
    FAMILY_STATEMENT,
    HOSTILE_STATEMENT,
    LARGE_FAMILY_STATEMENT,
    NEVER_PAID,
)
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_VISITOR
from ui.terminal.screens.statements import StatementView, view_of
from ui.widgets.button import Button
from ui.widgets.paper import TicketView
from ui.widgets.text import Text
from ui.widgets.ticket import ticket_text
from ui.widgets.tile import RowTile

NOVEMBER, OCTOBER, SEPTEMBER, JUNE = (date(2026, month, 1) for month in (11, 10, 9, 6))
LARGE = [TextSize.LARGE, TextSize.LARGEST]


def status_of(prepared=None, month=None, **changes):
    wanted = month or (prepared.month if prepared is not None else None)
    return ShowingStatement(SAMPLE_VISITOR, wanted, prepared, **changes)


def viewed(prepared=None, month=None, size=TextSize.NORMAL, **changes):
    context = replace(SAMPLE_CONTEXT, preferences=Preferences(text_size=size))
    return view_of(status_of(prepared, month, **changes), context)


@pytest.fixture
def stage(make_stage):
    return make_stage()


def show(stage, status, size=TextSize.NORMAL):
    return stage.show(Terminal(status, preferences=Preferences(text_size=size)))


def texts(screen):
    return [text.text().replace("\u00a0", " ") for text in screen.findChildren(Text) if text.isVisible()]


# The view


def test_the_preview_is_made_of_the_very_lines_that_are_printed():
    assert viewed(FAMILY_STATEMENT).paper == ShownPaper(lay_out(FAMILY_STATEMENT.document), COLUMNS, "")


@pytest.mark.parametrize("size", LARGE)
def test_in_large_texts_the_same_document_is_laid_out_in_fewer_columns(size):
    paper = ShownPaper(lay_out(FAMILY_STATEMENT.document, LARGE_COLUMNS), LARGE_COLUMNS, "")
    assert viewed(FAMILY_STATEMENT, size=size).paper == paper


def test_six_months_are_listed_newest_first_with_what_the_person_got():
    months = viewed(FAMILY_STATEMENT).months
    assert [(one.name, one.amount.replace("\u00a0", " ")) for one in months] == [
        ("Novembre", "61,72 €"),
        ("Octobre", "57,75 €"),
        ("Septembre", "Aucun versement"),
        ("Août", "75,90 €"),
        ("Juillet", "117,80 €"),
        ("Juin", "42,35 €"),
    ]


def test_a_month_in_which_only_others_were_paid_is_not_called_empty():
    july = viewed(LARGE_FAMILY_STATEMENT).months[4]
    assert july.amount.replace("\u00a0", " ") == "0,00 €"


def test_what_was_taken_back_has_its_sign():
    assert viewed(LARGE_FAMILY_STATEMENT).months[2].amount.startswith("–")


def test_the_month_of_the_paper_is_the_one_chosen():
    assert [one.title for one in viewed(FAMILY_STATEMENT).months if one.is_chosen] == ["Octobre 2026"]


def test_the_choice_follows_what_the_person_wants_while_the_statement_is_made():
    assert [one.month for one in viewed(FAMILY_STATEMENT, SEPTEMBER).months if one.is_chosen] == [SEPTEMBER]


def test_while_it_is_made_there_is_nothing_to_show():
    assert viewed() == StatementView()


def test_a_failure_is_all_that_is_shown():
    code = FailureCode.SERVICE_UNAVAILABLE
    assert viewed(FAMILY_STATEMENT, failure=code) == StatementView(failure=code)


# The screen


def test_the_preview_says_what_the_ticket_says(stage):
    screen = show(stage, status_of(FAMILY_STATEMENT))
    assert screen.findChild(TicketView).paper.text() == ticket_text(lay_out(FAMILY_STATEMENT.document))


def test_touching_a_month_asks_for_it_and_leaves_the_mark_to_the_answer(stage):
    screen = show(stage, status_of(FAMILY_STATEMENT))
    tile = screen.findChild(RowTile, "month-2026-09")
    tile.click()
    assert stage.actions == [ChooseMonth(SEPTEMBER)]
    assert not tile.isChecked()


def test_touching_the_month_shown_is_only_a_sign_of_the_person(stage):
    tile = show(stage, status_of(FAMILY_STATEMENT)).findChild(RowTile, "month-2026-10")
    tile.click()
    assert stage.actions == [Touched()]
    assert tile.isChecked()


def test_all_six_months_can_be_chosen_at_once(stage):
    tiles = show(stage, status_of(FAMILY_STATEMENT)).findChildren(RowTile)
    assert len(tiles) == 6
    assert sum(tile.isChecked() for tile in tiles) == 1


@pytest.mark.parametrize("size", LARGE)
def test_in_large_texts_one_goes_from_month_to_month(stage, size):
    screen = show(stage, status_of(FAMILY_STATEMENT), size)
    assert "Octobre 2026 · 57,75 €" in texts(screen)
    screen.findChild(Button, "older-month").click()
    screen.findChild(Button, "newer-month").click()
    assert stage.actions == [ChooseMonth(SEPTEMBER), ChooseMonth(NOVEMBER)]


@pytest.mark.parametrize(
    ("month", "older", "newer"), [(NOVEMBER, True, False), (SEPTEMBER, True, True), (JUNE, False, True)]
)
def test_in_large_texts_no_button_leads_beyond_the_six_months(stage, month, older, newer):
    screen = show(stage, status_of(FAMILY_STATEMENT, month), TextSize.LARGEST)
    assert screen.findChild(Button, "older-month").isEnabled() is older
    assert screen.findChild(Button, "newer-month").isEnabled() is newer


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("prepared", [FAMILY_STATEMENT, EMPTY_MONTH, NEVER_PAID])
def test_it_is_printed_with_an_id_made_here(stage, prepared, size):
    screen = show(stage, status_of(prepared), size)
    assert screen.first_focus().objectName() == "print"
    screen.findChild(Button, "print").click()
    (action,) = stage.actions
    assert isinstance(action, PrintDocument)


def test_a_long_statement_is_gone_along_and_keeps_the_visit_alive(stage):
    ticket = show(stage, status_of(LARGE_FAMILY_STATEMENT)).findChild(TicketView)
    assert ticket.piece_count > 1
    ticket.down.click()
    assert stage.actions == [Touched()]


def test_a_service_that_does_not_answer_is_asked_once_more(stage):
    screen = show(stage, status_of(failure=FailureCode.SERVICE_UNAVAILABLE))
    screen.findChild(Button, "try-again").click()
    (action,) = stage.actions
    assert isinstance(action, TryAgain)


@pytest.mark.parametrize("size", TextSize)
def test_hostile_records_leave_the_months_on_the_screen(stage, size):
    screen = show(stage, status_of(HOSTILE_STATEMENT), size)
    controls = [*screen.findChildren(RowTile), *screen.findChildren(Button)]
    assert all(screen.rect().contains(one.mapTo(screen, one.rect().bottomRight())) for one in controls)
    assert not any(one.is_cut() for one in controls)
