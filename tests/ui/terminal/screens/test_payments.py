"""The list of the last payments."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.issue import Issue
from kiosk.documents.payments import payments_document
from kiosk.documents.text import plain_text
from kiosk.domain.nir import Nir
from kiosk.domain.payments import MonthTotal, Payee, PaymentsPage, PaymentSummary
from kiosk.domain.people import Name
from kiosk.session.actions import GoBack, Line, PrintDocument, ShowDetail, ShowPage, Touched, TryAgain
from kiosk.session.preferences import Language, Preferences, TextSize
from kiosk.session.statuses import ShowingPayment, ShowingPayments
from kiosk.session.terminal import Terminal
from kiosk.texts import speaking
from ui.terminal.lines import line_text
from ui.terminal.sample_payments import (
    CONSULTATION,
    HOSTILE_PAGE,
    LAST_PAGE,
    LONG_NAMES_PAGE,
    NO_PAYMENTS_PAGE,
    SAMPLE_PAGE,
)
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_NOW, SAMPLE_VISITOR
from ui.terminal.screens.payments import PaymentsScreen, PaymentsView, bars_of, entry_text, view_of
from ui.widgets.button import Button
from ui.widgets.chart import Chart
from ui.widgets.entry import Entry
from ui.widgets.entry_list import ListPage
from ui.widgets.text import FoldedText, Text

NBSP = "\u00a0"


def viewed(page=None, failure=None):
    return view_of(ShowingPayments(SAMPLE_VISITOR, page, failure), SAMPLE_CONTEXT)


def payment(**changes):
    usual = PaymentSummary(7, date(2026, 11, 18), "Consultation", "Dr L. Martin", "Marie", Payee.INSURED, 1900, 3000)
    return replace(usual, **changes)


@pytest.fixture
def stage(make_stage):
    return make_stage()


def show(stage, page=None, failure=None, size=TextSize.NORMAL):
    status = ShowingPayments(SAMPLE_VISITOR, page, failure)
    return stage.show(Terminal(status, preferences=Preferences(text_size=size)))


def texts(screen):
    return [text.text() for text in screen.findChildren(Text) if text.isVisible()]


# The view


def test_while_the_page_is_fetched_there_is_nothing_to_show():
    assert viewed() == PaymentsView()


def test_a_failure_is_all_that_is_shown():
    assert viewed(SAMPLE_PAGE, FailureCode.SERVICE_UNAVAILABLE) == PaymentsView(failure=FailureCode.SERVICE_UNAVAILABLE)


def test_a_page_shows_its_payments_its_number_and_six_months():
    view = viewed(SAMPLE_PAGE)
    assert [entry.payment_id for entry in view.entries] == [5, 4, 3, 2, 1]
    assert view.place == ListPage(page=0, page_count=4, first=0, count=17)
    assert viewed(LAST_PAGE).place == ListPage(page=3, page_count=4, first=15, count=17)
    assert len(view.bars) == 6
    assert view.failure is None


@pytest.mark.parametrize(("count", "said"), [(1, "ce mois-ci"), (3, "ces 3 derniers mois"), (6, "ces 6 derniers mois")])
def test_the_chart_says_how_many_months_it_shows(stage, count, said):
    screen = show(stage, replace(SAMPLE_PAGE, months=SAMPLE_PAGE.months[-count:]))
    assert f"Remboursements sur votre compte {said}" in texts(screen)


def test_a_person_to_whom_nothing_was_paid_sees_no_chart():
    view = viewed(NO_PAYMENTS_PAGE)
    assert view.entries == ()
    assert view.bars == ()


def test_the_chart_is_as_high_as_its_highest_month_and_ends_with_the_one_that_goes_on():
    bars = bars_of([MonthTotal(date(2026, 10, 1), 15_412), MonthTotal(date(2026, 11, 1), 7706)])
    assert [(bar.label, bar.name, bar.amount) for bar in bars] == [
        ("oct.", "octobre 2026", f"154{NBSP}€"),
        ("nov.", "novembre 2026", f"77{NBSP}€"),
    ]
    assert [bar.share for bar in bars] == [1.0, 0.5]
    assert [bar.is_current for bar in bars] == [False, True]


def test_months_without_payments_have_no_height():
    months = [MonthTotal(date(2026, month, 1), 0) for month in (9, 10, 11)]
    assert [bar.share for bar in bars_of(months)] == [0.0, 0.0, 0.0]


def test_a_month_that_took_money_back_has_no_height():
    assert bars_of([MonthTotal(date(2026, 10, 1), -500), MonthTotal(date(2026, 11, 1), 500)])[0].share == 0.0


def test_a_payment_says_when_what_who_for_whom_how_much_and_what_was_paid():
    text = entry_text(payment())
    assert text.date == "18 nov. 2026"
    assert text.title == "Consultation"
    assert text.detail == "Dr L. Martin · Marie"
    assert text.amount == f"19,00{NBSP}€"
    assert text.note == f"payé 30,00{NBSP}€"
    assert text.is_received


def test_what_went_to_a_professional_says_so_and_is_not_green():
    text = entry_text(payment(payee=Payee.PROFESSIONAL))
    assert text.note == "payé directement au professionnel"
    assert not text.is_received


def test_what_went_to_the_employer_says_so():
    text = entry_text(payment(payee=Payee.EMPLOYER))
    assert text.note == "payé à votre employeur"


def test_what_was_taken_back_has_a_minus_and_is_not_green():
    text = entry_text(payment(total_cents=-235, paid_cents=0))
    assert text.amount == f"–2,35{NBSP}€"
    assert text.note == ""
    assert not text.is_received


@pytest.mark.parametrize(("language", "name"), [("fr", "derniers remboursements"), ("en", "latest reimbursements")])
def test_the_list_has_one_name_on_the_menu_and_in_sentences(language, name):
    insured = Name("DURAND", "Marie"), Nir("269057568815764")
    issue = Issue(SAMPLE_NOW, "borne-07", is_specimen=False)
    with speaking(language):
        assert name in line_text(Line.PAYMENTS).title.lower()
        paper = payments_document(*insured, date(2026, 6, 1), SAMPLE_NOW.date(), SAMPLE_PAGE.payments, issue)
        assert name in paper.name.text
        assert name in paper.summary.text.lower()
        assert "relevé" not in plain_text(paper).lower()
    assert plain_text(paper).strip().startswith("DERNIERS REMBOURSEMENTS\n")


# The screen


def test_each_payment_opens_its_detail(stage):
    screen = show(stage, SAMPLE_PAGE)
    for entry in screen.findChildren(Entry):
        entry.click()
    assert stage.actions == [ShowDetail(number) for number in (5, 4, 3, 2, 1)]


def test_older_and_newer_payments_are_a_touch_away(stage):
    screen = show(stage, replace(SAMPLE_PAGE, page=1))
    screen.findChild(Button, "previous-page").click()
    screen.findChild(Button, "next-page").click()
    assert stage.actions == [ShowPage(0), ShowPage(2)]
    assert "Page 2 sur 4" in texts(screen)


def test_the_newest_page_leads_only_to_older_ones_and_the_last_one_only_to_newer_ones(stage):
    screen = show(stage, SAMPLE_PAGE)
    assert not screen.findChild(Button, "previous-page").isEnabled()
    assert screen.findChild(Button, "next-page").isEnabled()
    screen = show(stage, LAST_PAGE)
    assert screen.findChild(Button, "previous-page").isEnabled()
    assert not screen.findChild(Button, "next-page").isEnabled()


def test_a_single_page_has_nothing_to_turn(stage):
    screen = show(stage, PaymentsPage(SAMPLE_PAGE.payments, 0, 1, SAMPLE_PAGE.months, 5))
    assert not screen.findChild(Button, "next-page").isVisible()
    assert not screen.findChild(Button, "previous-page").isVisible()


def test_the_list_is_printed_with_an_id_made_here(stage):
    screen = show(stage, SAMPLE_PAGE)
    screen.findChild(Button, "print").click()
    screen.findChild(Button, "print").click()
    first, second = stage.actions
    assert isinstance(first, PrintDocument)
    assert first.job_id != second.job_id


def test_the_way_back_leads_to_the_menu(stage):
    show(stage, SAMPLE_PAGE).findChild(Button, "back").click()
    assert stage.actions == [GoBack()]


def test_a_service_that_does_not_answer_is_asked_once_more(stage):
    screen = show(stage, failure=FailureCode.SERVICE_UNAVAILABLE)
    assert any("SERV" in text for text in texts(screen))
    screen.findChild(Button, "try-again").click()
    (action,) = stage.actions
    assert isinstance(action, TryAgain)


def test_an_empty_list_says_so_and_cannot_be_printed(stage):
    screen = show(stage, NO_PAYMENTS_PAGE)
    assert "Aucun remboursement pour le moment" in texts(screen)
    assert screen.findChild(Button, "print") is None


@pytest.mark.parametrize("size", TextSize)
def test_the_chart_gives_way_to_large_texts(stage, size):
    screen = show(stage, SAMPLE_PAGE, size=size)
    assert (screen.findChild(Chart) is not None) is (size is TextSize.NORMAL)


def test_a_page_of_two_payments_does_not_spread_them_over_the_screen(stage):
    heights = {entry.height() for entry in show(stage, LAST_PAGE).findChildren(Entry)}
    assert max(heights) <= 170


def seen(screen):
    return [entry for entry in screen.findChildren(Entry) if entry.isVisible()]


def drawn(entry):
    """Give the texts that an entry draws."""
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FoldedText, "draw", lambda folded, *_where: found.append(folded.text))
        entry.grab()
    return found


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("page", [SAMPLE_PAGE, LONG_NAMES_PAGE, HOSTILE_PAGE], ids=["usual", "long", "hostile"])
def test_every_fact_of_every_payment_can_be_seen_in_every_size(stage, page, size, language):
    status = ShowingPayments(SAMPLE_VISITOR, page)
    screen = stage.show(Terminal(status, preferences=Preferences(text_size=size, language=language)))
    with speaking(language.value):
        wanted = [entry_text(payment) for payment in page.payments]
    shown = []
    while len(shown) < 5:
        entries = seen(screen)
        assert not any(entry.is_cut() for entry in entries)
        assert all(screen.rect().contains(entry.mapTo(screen, entry.rect().bottomRight())) for entry in entries)
        shown += [set(drawn(entry)) for entry in entries]
        if len(shown) < 5:
            screen.findChild(Button, "next-page").click()
    assert shown == [{one.date, one.title, one.detail, one.amount, one.note} - {""} for one in wanted]
    assert set(stage.actions) <= {Touched()}


def test_the_largest_texts_leave_room_for_three_payments(stage):
    screen = show(stage, SAMPLE_PAGE, size=TextSize.LARGEST)
    assert len(seen(screen)) == 3
    assert "1 à 3 sur 17" in texts(screen)

    screen.findChild(Button, "next-page").click()
    assert "4 à 5 sur 17" in texts(screen)
    screen.findChild(Button, "next-page").click()

    assert stage.actions == [Touched(), ShowPage(1)]


def test_from_older_payments_one_comes_back_to_the_end_of_the_newer_ones(stage):
    show(stage, replace(SAMPLE_PAGE, page=1), size=TextSize.LARGEST)
    screen = show(stage, SAMPLE_PAGE, size=TextSize.LARGEST)
    assert "4 à 5 sur 17" in texts(screen)

    screen = show(stage, replace(SAMPLE_PAGE, page=1), size=TextSize.LARGEST)
    assert "6 à 8 sur 17" in texts(screen)


def test_who_turns_pages_keeps_the_focus_on_the_button(stage, qtbot):
    show(stage, replace(SAMPLE_PAGE, page=2))
    stage.window.findChild(Button, "next-page").setFocus()
    screen = show(stage, LAST_PAGE)
    qtbot.waitUntil(lambda: screen.findChild(Button, "previous-page").hasFocus())


def test_back_from_a_detail_the_payment_is_seen_and_has_the_focus(stage, qtbot):
    screen = show(stage, SAMPLE_PAGE, size=TextSize.LARGEST)
    screen.findChild(Button, "next-page").click()
    screen.findChild(Entry, "payment-4").setFocus()
    large = Preferences(text_size=TextSize.LARGEST)
    stage.show(Terminal(ShowingPayment(SAMPLE_VISITOR, SAMPLE_PAGE, 1, CONSULTATION), preferences=large))

    screen = show(stage, SAMPLE_PAGE, size=TextSize.LARGEST)

    assert [entry.objectName() for entry in seen(screen)] == ["payment-3", "payment-4"]
    assert screen.findChild(Entry, "payment-4").hasFocus()
    qtbot.keyClick(screen.findChild(Entry, "payment-4"), Qt.Key.Key_Return)
    assert stage.actions[-1] == ShowDetail(1)


def test_tab_goes_through_what_is_seen_from_above(stage, qtbot):
    screen = show(stage, SAMPLE_PAGE, size=TextSize.LARGEST)
    screen.findChild(Button, "next-page").click()
    screen.findChild(Button, "back").setFocus()
    passed = []
    for _ in range(4):
        qtbot.keyClick(stage.window.focusWidget(), Qt.Key.Key_Tab)
        passed.append(stage.window.focusWidget().objectName())
    assert passed == ["payment-3", "payment-4", "previous-page", "next-page"]


def test_the_payments_that_were_seen_stay_in_another_text_size(stage):
    screen = show(stage, SAMPLE_PAGE, size=TextSize.LARGEST)
    screen.findChild(Button, "next-page").click()
    screen.findChild(Entry, "payment-3").setFocus()

    screen = show(stage, SAMPLE_PAGE, size=TextSize.LARGE)
    assert screen.findChild(Entry, "payment-3").hasFocus()
    screen = show(stage, SAMPLE_PAGE, size=TextSize.LARGEST)

    assert screen.findChild(Entry, "payment-3").hasFocus()


def test_the_newest_payment_has_the_focus_and_opens_by_key(stage, qtbot):
    screen = show(stage, SAMPLE_PAGE)
    assert isinstance(screen, PaymentsScreen)
    assert screen.first_focus().hasFocus()
    qtbot.keyClick(screen.first_focus(), Qt.Key.Key_Return)
    assert ShowDetail(5) in stage.actions
