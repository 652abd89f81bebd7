"""The daily-allowance certificate: its preview is the ticket, a period leads to its own, nothing paid is said."""

from dataclasses import replace
from uuid import UUID

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.layout import COLUMNS, lay_out
from kiosk.domain.allowances import AllowancePeriod
from kiosk.session.actions import ChoosePeriod, PrintDocument, Touched, TryAgain
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import ShowingAllowances
from kiosk.session.terminal import Terminal
from ui.terminal.paper_screen import LARGE_COLUMNS, ShownPaper
from ui.terminal.sample_certificates import (
    DUPLICATE_CERTIFICATE,
    ILLNESS_CERTIFICATE,
    LONG_CERTIFICATE,
    NO_ALLOWANCE,
)
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_VISITOR
from ui.terminal.screens.allowances import AllowancesView, view_of
from ui.widgets.button import Button
from ui.widgets.paper import TicketView
from ui.widgets.text import Text
from ui.widgets.ticket import ticket_text
from ui.widgets.tile import RowTile

REQUEST_ID = UUID(int=9)
QUARTER, HALF, YEAR, THIS_YEAR, LAST_YEAR = AllowancePeriod
LARGE = [TextSize.LARGE, TextSize.LARGEST]


def status_of(prepared=None, choice=QUARTER, **changes):
    return ShowingAllowances(SAMPLE_VISITOR, choice, REQUEST_ID, prepared, **changes)


def viewed(prepared=None, choice=QUARTER, size=TextSize.NORMAL, **changes):
    context = replace(SAMPLE_CONTEXT, preferences=Preferences(text_size=size))
    return view_of(status_of(prepared, choice, **changes), context)


@pytest.fixture
def stage(make_stage):
    return make_stage()


def show(stage, status, size=TextSize.NORMAL):
    return stage.show(Terminal(status, preferences=Preferences(text_size=size)))


def texts(screen):
    return [text.text().replace("\u00a0", " ") for text in screen.findChildren(Text) if text.isVisible()]


def tile(screen, choice):
    return screen.findChild(RowTile, f"period-{choice.value}")


# The view


def test_the_preview_is_made_of_the_very_lines_that_are_printed():
    assert viewed(ILLNESS_CERTIFICATE).paper == ShownPaper(lay_out(ILLNESS_CERTIFICATE.document), COLUMNS, "")


@pytest.mark.parametrize("size", LARGE)
def test_in_large_texts_the_same_document_is_laid_out_in_fewer_columns(size):
    paper = ShownPaper(lay_out(ILLNESS_CERTIFICATE.document, LARGE_COLUMNS), LARGE_COLUMNS, "")
    assert viewed(ILLNESS_CERTIFICATE, size=size).paper == paper


def test_five_periods_can_be_chosen_each_with_its_first_day():
    periods = viewed(ILLNESS_CERTIFICATE).periods
    assert [(one.title.replace("\u00a0", " "), one.detail.replace("\u00a0", " ")) for one in periods] == [
        ("3 derniers mois", "depuis le 21/08/2026"),
        ("6 derniers mois", "depuis le 21/05/2026"),
        ("12 derniers mois", "depuis le 21/11/2025"),
        ("Année 2026", "depuis le 01/01/2026"),
        ("Année 2025", "l’année entière"),
    ]
    assert [one.choice for one in periods if one.is_chosen] == [QUARTER]


def test_the_mark_follows_what_the_person_wants_while_its_certificate_is_prepared():
    assert [one.choice for one in viewed(ILLNESS_CERTIFICATE, YEAR).periods if one.is_chosen] == [YEAR]


def test_while_the_first_one_is_prepared_there_is_nothing_to_show():
    assert viewed() == AllowancesView()


def test_a_failure_is_all_that_is_shown():
    code = FailureCode.SERVICE_UNAVAILABLE
    assert viewed(ILLNESS_CERTIFICATE, failure=code) == AllowancesView(failure=code)


def test_in_a_new_year_the_years_are_others():
    january = replace(SAMPLE_CONTEXT, now=lambda: SAMPLE_CONTEXT.now().replace(year=2027, month=1, day=1))
    titles = [one.short for one in view_of(status_of(NO_ALLOWANCE), january).periods]
    assert titles[-2:] == ["2027", "2026"]


def test_a_certificate_stays_out_of_a_log():
    assert "LAMBERT" not in repr(viewed(ILLNESS_CERTIFICATE))


# The screen


def test_the_preview_says_what_the_ticket_says(stage):
    paper = show(stage, status_of(ILLNESS_CERTIFICATE)).findChild(TicketView).paper
    assert paper.text() == ticket_text(lay_out(ILLNESS_CERTIFICATE.document))


def test_a_touch_on_another_period_asks_for_it_and_the_mark_stays_where_it_is(stage):
    screen = show(stage, status_of(ILLNESS_CERTIFICATE))
    tile(screen, LAST_YEAR).click()
    assert stage.actions == [ChoosePeriod(LAST_YEAR)]
    assert not tile(screen, LAST_YEAR).isChecked()


def test_a_touch_on_the_period_shown_asks_for_nothing(stage):
    screen = show(stage, status_of(ILLNESS_CERTIFICATE))
    tile(screen, QUARTER).click()
    assert stage.actions == [Touched()]
    assert tile(screen, QUARTER).isChecked()


def test_print_prints(stage):
    screen = show(stage, status_of(ILLNESS_CERTIFICATE))
    assert screen.first_focus().objectName() == "print"
    screen.findChild(Button, "print").click()
    assert isinstance(stage.actions[0], PrintDocument)


@pytest.mark.parametrize("size", TextSize)
def test_nothing_paid_is_said_with_its_days_and_other_periods_are_offered(stage, size):
    screen = show(stage, status_of(NO_ALLOWANCE), size)
    said = texts(screen)
    assert "Aucune indemnité sur la période" in said
    assert "Rien n’a été versé du 21 août 2026 au 20 novembre 2026." in said
    assert screen.findChild(Button, "print") is None
    tile(screen, LAST_YEAR).click()
    assert stage.actions == [ChoosePeriod(LAST_YEAR)]


def test_the_focus_stays_on_the_period_that_was_chosen(stage):
    screen = show(stage, status_of(NO_ALLOWANCE))
    tile(screen, YEAR).setFocus()
    show(stage, status_of(LONG_CERTIFICATE, YEAR))
    assert tile(screen, YEAR).hasFocus()


def test_a_certificate_that_may_be_out_already_says_that_it_is_a_duplicate(stage):
    assert any("DUPLICATA" in text for text in texts(show(stage, status_of(DUPLICATE_CERTIFICATE))))
    assert not any("DUPLICATA" in text for text in texts(show(stage, status_of(ILLNESS_CERTIFICATE))))


@pytest.mark.parametrize("size", LARGE)
def test_in_large_texts_all_periods_stay_on_the_screen_under_the_ticket(stage, size):
    screen = show(stage, status_of(LONG_CERTIFICATE, YEAR), size)
    tiles = screen.findChildren(RowTile)
    assert len(tiles) == 5
    assert not any(one.is_cut() for one in tiles)
    assert screen.findChild(TicketView).height() > 600


def test_a_service_that_does_not_answer_is_asked_once_more(stage):
    show(stage, status_of(failure=FailureCode.SERVICE_UNAVAILABLE)).findChild(Button, "try-again").click()
    assert isinstance(stage.actions[0], TryAgain)
