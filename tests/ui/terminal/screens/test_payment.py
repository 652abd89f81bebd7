"""One payment whole."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.payments import Deduction, DeductionKind, Payee
from kiosk.session.actions import GoBack, PrintDocument, Touched, TryAgain
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import ShowingPayment
from kiosk.session.terminal import Terminal
from ui.terminal.sample_payments import (
    CONSULTATION,
    HOSTILE_DETAIL,
    LONG_STAY,
    PHARMACY,
    SAMPLE_PAGE,
    SEVERAL_ACTS,
)
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_VISITOR
from ui.terminal.screens.payment import PaymentView, payee_text, view_of, words_of
from ui.widgets.button import Button
from ui.widgets.paged_column import PagedColumn
from ui.widgets.text import Text

NBSP = "\u00a0"


def status_of(detail=None, failure=None):
    return ShowingPayment(SAMPLE_VISITOR, SAMPLE_PAGE, 5, detail, failure)


def viewed(detail=None, failure=None):
    return view_of(status_of(detail, failure), SAMPLE_CONTEXT)


@pytest.fixture
def stage(make_stage):
    return make_stage()


def show(stage, detail=None, failure=None, size=TextSize.NORMAL):
    return stage.show(Terminal(status_of(detail, failure), preferences=Preferences(text_size=size)))


def texts(screen):
    return [text.text() for text in screen.findChildren(Text) if text.isVisible()]


# The view


def test_while_it_is_fetched_there_is_nothing_to_show():
    assert viewed() == PaymentView()


def test_a_failure_is_all_that_is_shown():
    code = FailureCode.SERVICE_UNAVAILABLE
    assert viewed(failure=code) == PaymentView(failure=code)


def test_the_summary_says_what_for_whom_how_much_when_and_to_whom():
    view = viewed(CONSULTATION)
    assert view.title == "Consultation médecin traitant"
    assert view.people == "Dr L. Martin · pour Marie"
    assert view.amount == f"19,00{NBSP}€"
    assert view.payee == "Versé le 18 novembre 2026 sur votre compte"
    assert view.reference == f"Référence{NBSP}: 0751 091680003072"
    assert view.is_received


def test_an_act_says_how_its_amount_was_computed():
    (act,) = viewed(CONSULTATION).acts
    assert (act.title, act.detail) == ("Consultation", "14 nov. 2026 · GS")
    assert [(fact.label, fact.value) for fact in act.facts] == [
        ("Payé", f"30,00{NBSP}€"),
        ("Base", f"30,00{NBSP}€"),
        ("Taux", f"70{NBSP}%"),
        ("Remboursé", f"21,00{NBSP}€"),
    ]


def test_an_act_done_several_times_says_how_often():
    assert viewed(SEVERAL_ACTS).acts[0].detail.endswith("PH7 · 2 boîtes")


def test_each_deduction_has_its_own_date():
    view = viewed(SEVERAL_ACTS)
    assert [(fact.label, fact.value) for fact in view.deductions] == [
        ("Franchise du 30 oct. 2026", f"–3,00{NBSP}€"),
        ("Participation forfaitaire du 30 sept. 2026", f"–2,00{NBSP}€"),
    ]


@pytest.mark.parametrize(
    ("payee", "text"),
    [
        (Payee.INSURED, "Versé le 18 novembre 2026 sur votre compte"),
        (Payee.PROFESSIONAL, "Payé le 18 novembre 2026 directement au professionnel"),
        (Payee.EMPLOYER, "Versé le 18 novembre 2026 à votre employeur"),
    ],
)
def test_it_says_to_whom_the_payment_went(payee, text):
    assert payee_text(replace(CONSULTATION.summary, payee=payee)) == text


def test_what_somebody_else_got_is_not_shown_as_received():
    assert not viewed(PHARMACY).is_received


@pytest.mark.parametrize(("detail", "cost"), [(CONSULTATION, "Payé"), (PHARMACY, "Coût")], ids=["person", "others"])
def test_what_the_person_did_not_pay_is_a_cost(detail, cost):
    assert {act.facts[0].label for act in viewed(detail).acts} == {cost}


def test_what_is_left_is_said_to_be_the_persons_only_where_it_is():
    assert viewed(CONSULTATION).total_label == "Total versé"
    assert viewed(PHARMACY).total_label == "Payé par la caisse"


def test_only_the_words_that_are_used_are_explained():
    deduction = Deduction(DeductionKind.FRANCHISE, date(2026, 11, 14), 100)
    assert [word.label for word in words_of(replace(CONSULTATION, deductions=()))] == ["Base"]
    assert [word.label for word in words_of(CONSULTATION)] == ["Base", "Participation forfaitaire"]
    assert [word.label for word in words_of(replace(CONSULTATION, deductions=(deduction,)))] == ["Base", "Franchise"]


def test_a_coefficient_is_explained():
    assert [word.label for word in words_of(SEVERAL_ACTS)][:2] == ["Base", "Coefficient"]
    assert "Coefficient" not in [word.label for word in words_of(CONSULTATION)]


# The screen


def test_everything_of_a_consultation_is_on_one_page(stage):
    screen = show(stage, CONSULTATION)
    shown = texts(screen)
    assert screen.findChild(PagedColumn).page_count == 1
    for expected in (f"19,00{NBSP}€", f"30,00{NBSP}€", f"–2,00{NBSP}€", f"21,00{NBSP}€", "Total versé"):
        assert expected in shown


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("detail", [CONSULTATION, PHARMACY, SEVERAL_ACTS, LONG_STAY, HOSTILE_DETAIL])
def test_no_page_of_any_payment_is_cut(stage, detail, size):
    screen = show(stage, detail, size=size)
    column = screen.findChild(PagedColumn)
    for page in range(column.page_count):
        column.turn_to(page)
        assert not column.is_cut()
        assert not [text.text() for text in screen.findChildren(Text) if text.isVisible() and text.is_cut()]


def test_all_acts_and_deductions_of_a_long_stay_can_be_reached(stage):
    screen = show(stage, LONG_STAY)
    column = screen.findChild(PagedColumn)
    seen = set()
    for page in range(column.page_count):
        column.turn_to(page)
        seen |= set(texts(screen))
    assert {f"Séjour, jour {day}" for day in range(1, 13)} <= seen
    assert "Participation forfaitaire du 12 oct. 2026" in seen


def test_whoever_turns_a_page_is_still_there(stage):
    screen = show(stage, LONG_STAY)
    screen.findChild(Button, "next-page").click()
    assert stage.actions == [Touched()]


def test_it_is_printed_with_an_id_made_here(stage):
    show(stage, CONSULTATION).findChild(Button, "print").click()
    (action,) = stage.actions
    assert isinstance(action, PrintDocument)


def test_the_way_back_leads_to_the_list(stage):
    show(stage, CONSULTATION).findChild(Button, "back").click()
    assert stage.actions == [GoBack()]


def test_while_it_is_fetched_it_cannot_be_printed(stage):
    screen = show(stage)
    assert screen.findChild(Button, "print") is None
    assert screen.first_focus().objectName() == "back"


def test_a_service_that_does_not_answer_is_asked_once_more(stage):
    screen = show(stage, failure=FailureCode.SERVICE_UNAVAILABLE)
    screen.findChild(Button, "try-again").click()
    (action,) = stage.actions
    assert isinstance(action, TryAgain)
