"""European cards: who is offered one, what a departure leads to, and the papers of an order."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.ehic import EhicObstacle, granted
from kiosk.session.actions import (
    ChooseDeparture,
    ChoosePeople,
    GoBack,
    GoOn,
    PrintPaper,
    RefuseAddress,
    Touched,
    TryAgain,
)
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import ChoosingEhic, Departure, EhicAddressWrong, EhicOrdered, EhicStep, OrderingEhic
from kiosk.session.terminal import Terminal
from ui.terminal.ehic_situations import situation_of
from ui.terminal.sample_ehic import (
    ALONE_OFFER,
    CERTIFICATE_ALONE_RECEIPT,
    CERTIFICATES_RECEIPT,
    FAMILY_OFFER,
    HOSTILE_OFFER,
    ORDER_RECEIPT,
    REFUSALS_OFFER,
    THIRTEEN_OFFER,
    THIRTEEN_RECEIPT,
    VALID_CARD_OFFER,
)
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_NOW, SAMPLE_VISITOR
from ui.terminal.screens import ehic_address, ehic_departure, ehic_ordered, ehic_people
from ui.terminal.screens.ehic import route_of
from ui.widgets.button import Button
from ui.widgets.month_calendar import DayKey
from ui.widgets.panel import PanelKind
from ui.widgets.text import Text
from ui.widgets.tile import RowTile

REQUEST_ID = UUID(int=9)
TODAY = SAMPLE_NOW.date()
NBSP = "\u00a0"


def choosing(offer=FAMILY_OFFER, *chosen, **changes):
    return ChoosingEhic(SAMPLE_VISITOR, REQUEST_ID, offer=offer, chosen=frozenset(chosen), **changes)


def leaving(days, *chosen, offer=FAMILY_OFFER):
    """The third question, answered with a departure in some days, or None."""
    day = None if days is None else TODAY + timedelta(days=days)
    return choosing(offer, *chosen, step=EhicStep.DEPARTURE, departure=Departure(day))


def view_of(status, size=TextSize.NORMAL):
    return route_of(status, replace(SAMPLE_CONTEXT, preferences=Preferences(text_size=size))).view


@pytest.fixture
def stage(make_stage):
    return make_stage()


def show(stage, status, size=TextSize.NORMAL):
    return stage.show(Terminal(status, preferences=Preferences(text_size=size)))


def texts(screen):
    said = " ".join(text.text() for text in screen.findChildren(Text) if text.isVisible())
    return said.replace(NBSP, " ").replace("\u2011", "-")


# For whom


def test_while_the_service_looks_there_is_nobody():
    assert view_of(ChoosingEhic(SAMPLE_VISITOR, REQUEST_ID)) == ehic_people.PeopleView()


def test_a_failure_is_all_that_is_shown():
    status = ChoosingEhic(SAMPLE_VISITOR, REQUEST_ID, failure=FailureCode.SERVICE_UNAVAILABLE)
    assert view_of(status) == ehic_people.PeopleView(failure=FailureCode.SERVICE_UNAVAILABLE)


def test_each_person_is_shown_with_what_is_known_of_the_card():
    people = view_of(choosing(FAMILY_OFFER, 1)).people
    assert [(person.name, person.is_chosen, person.can_be_chosen) for person in people] == [
        ("Marie Durand", True, True),
        ("Lucas Durand", False, True),
        ("Inès Durand", False, True),
    ]
    assert people[0].leads_to == frozenset()
    assert people[1].leads_to == {1, 3}


@pytest.mark.parametrize(
    ("obstacle", "said"),
    [
        (
            EhicObstacle.VALID_CARD,
            "Carte valable jusqu’au 20/01/2028. Nouvelle commande possible dès le 20/10/2027.",
        ),
        (
            EhicObstacle.ORDER_PENDING,
            "Déjà commandée le 16/11/2026, en cours de fabrication. "
            "Départ proche ? Un certificat provisoire est possible.",
        ),
        (
            EhicObstacle.RIGHTS_ENDING,
            "Droits jusqu’au 01/12/2026 : la carte arriverait trop tard. "
            "Départ proche ? Un certificat provisoire est possible.",
        ),
        (EhicObstacle.NO_RIGHTS, "Droits non ouverts aujourd’hui : pas de carte possible."),
    ],
)
def test_every_refusal_says_its_reason(obstacle, said):
    (person,) = [person for person in REFUSALS_OFFER.people if person.obstacle is obstacle]
    assert situation_of(person).replace(NBSP, " ") == said


def test_who_can_have_nothing_is_no_choice_and_is_sent_to_an_adviser(stage):
    screen = show(stage, choosing(REFUSALS_OFFER))
    assert [tile.text() for tile in screen.findChildren(RowTile)] == ["Nadia André", "Thomas Renaud"]
    assert "Carte perdue, erreur dans vos droits ? Voyez un conseiller." in texts(screen)
    assert "jeudi 9 h – 12 h" in texts(screen)


def test_where_nobody_can_have_one_there_is_no_way_on(stage):
    screen = show(stage, choosing(VALID_CARD_OFFER))
    assert "Aucune carte ne peut être commandée aujourd’hui." in texts(screen)
    assert screen.findChild(Button, "go-on") is None
    assert screen.first_focus().objectName() == "back"


def test_persons_are_chosen_by_touch_and_the_box_shows_what_is(stage):
    screen = show(stage, choosing(FAMILY_OFFER))
    assert not screen.findChild(Button, "go-on").isEnabled()
    QTest.mouseClick(screen.findChild(RowTile, "person-3"), Qt.MouseButton.LeftButton)
    assert stage.actions == [ChoosePeople(frozenset({3}))]
    assert not screen.findChild(RowTile, "person-3").isChecked()
    screen = show(stage, choosing(FAMILY_OFFER, 3))
    assert screen.findChild(RowTile, "person-3").isChecked()
    QTest.mouseClick(screen.findChild(Button, "go-on"), Qt.MouseButton.LeftButton)
    assert stage.actions[-1] == GoOn()


def test_a_large_family_is_chosen_at_once():
    everybody = view_of(choosing(THIRTEEN_OFFER, 2)).everybody
    assert not everybody.is_chosen
    assert everybody.leads_to == frozenset(range(1, 14))
    everybody = view_of(choosing(THIRTEEN_OFFER, *range(1, 14))).everybody
    assert everybody.is_chosen
    assert everybody.leads_to == frozenset()


def test_a_small_family_is_chosen_one_by_one():
    assert view_of(choosing(FAMILY_OFFER)).everybody is None


def test_choosing_somebody_does_not_turn_the_page_back(stage):
    screen = show(stage, choosing(THIRTEEN_OFFER, 1))
    QTest.mouseClick(screen.findChild(Button, "next-page"), Qt.MouseButton.LeftButton)
    assert Touched() in stage.actions
    shown = [tile for tile in screen.findChildren(RowTile) if tile.isVisible()]
    name = shown[0].objectName()
    shown[0].setFocus()
    screen = show(stage, choosing(THIRTEEN_OFFER, 1, int(name.removeprefix("person-"))))
    again = screen.findChild(RowTile, name)
    assert again.isVisible()
    assert again.isChecked()
    assert again.hasFocus()


@pytest.mark.parametrize(
    ("chosen", "first", "last"),
    [
        ((), "Étape 1 sur 3", "Étape 3 sur 3"),
        ((1, 4), "Étape 1 sur 3", "Étape 3 sur 3"),
        ((4,), "Étape 1 sur 2", "Étape 2 sur 2"),
    ],
)
@pytest.mark.parametrize("size", TextSize)
def test_the_steps_are_as_many_as_the_questions_that_are_asked(stage, size, chosen, first, last):
    assert first in texts(show(stage, choosing(FAMILY_OFFER, *chosen), size))
    assert last in texts(show(stage, choosing(FAMILY_OFFER, *chosen, step=EhicStep.DEPARTURE), size))


def test_an_order_that_was_not_taken_is_told(stage):
    assert "Rien n’a été commandé" in texts(show(stage, choosing(FAMILY_OFFER, has_changed=True)))


def test_a_name_cannot_turn_the_words_around_it_nor_fill_the_screen():
    for person in view_of(choosing(HOSTILE_OFFER), TextSize.LARGEST).people:
        assert "\u202e" not in person.name
        assert len(person.name) < 100


# Where


def test_the_address_is_shown_as_it_is_on_file(stage):
    screen = show(stage, choosing(FAMILY_OFFER, 1, 3, step=EhicStep.ADDRESS))
    for line in ("12 RUE DES EXEMPLES", "75019 PARIS", "Les cartes y arrivent par courrier vers le 4 décembre."):
        assert line in texts(screen)
    QTest.mouseClick(screen.findChild(Button, "go-on"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(screen.findChild(Button, "wrong-address"), Qt.MouseButton.LeftButton)
    assert stage.actions == [GoOn(), RefuseAddress()]


def test_no_card_is_announced_to_whom_one_is_being_made():
    assert view_of(choosing(FAMILY_OFFER, 1, 4, step=EhicStep.ADDRESS)).card_count == 1


def test_there_is_no_address_before_an_offer():
    with pytest.raises(ValueError, match="once cards are offered"):
        ehic_address.view_of(choosing(None), SAMPLE_CONTEXT)


def test_a_wrong_address_leads_to_an_adviser_with_the_hours(stage):
    screen = show(stage, EhicAddressWrong(SAMPLE_VISITOR, choosing(ALONE_OFFER, 1, step=EhicStep.ADDRESS)))
    assert "Rien n’est commandé." in texts(screen)
    assert "Il change l’adresse avec vous." in texts(screen)
    assert "jeudi 9 h – 12 h" in texts(screen)
    QTest.mouseClick(screen.findChild(Button, "back"), Qt.MouseButton.LeftButton)
    assert stage.actions == [GoBack()]


@pytest.mark.parametrize("size", TextSize)
def test_a_card_on_its_way_to_a_wrong_address_is_no_nothing(stage, size):
    said = texts(show(stage, EhicAddressWrong(SAMPLE_VISITOR, choosing(FAMILY_OFFER, 1, step=EhicStep.ADDRESS)), size))
    assert "Rien n’est commandé" not in said
    assert "Aucune nouvelle carte n’est commandée. Revenez à la borne une fois l’adresse changée." in said
    assert "Parlez-lui aussi de la carte déjà commandée." in said


# When


def test_a_departure_can_be_today_and_until_the_end_of_next_year():
    view = view_of(choosing(FAMILY_OFFER, 1, step=EhicStep.DEPARTURE))
    assert (view.days.first, view.days.last) == (TODAY, date(2027, 12, 31))
    assert not view.can_go_on


@pytest.mark.parametrize(
    ("days", "kind", "said"),
    [
        (0, PanelKind.WARNING, "La carte arrivera trop tard."),
        (14, PanelKind.WARNING, "Vous pourrez ensuite imprimer un certificat provisoire, valable 3 mois."),
        (15, PanelKind.SUCCESS, "Carte attendue vers le 4 décembre, avant votre départ."),
        (16, PanelKind.SUCCESS, "Carte attendue vers le 4 décembre, avant votre départ."),
        (None, PanelKind.SURFACE, "Départ avant ? Revenez chercher un certificat provisoire."),
    ],
)
def test_what_a_departure_leads_to_is_said(days, kind, said):
    view = view_of(leaving(days, 1))
    assert view.kind is kind
    assert said in view.message.replace(NBSP, " ")
    assert view.can_go_on
    assert view.orders


@pytest.mark.parametrize("days", [20, 21])
def test_a_card_that_comes_no_sooner_than_the_departure_is_not_said_to_come_before(days):
    slow = replace(FAMILY_OFFER, expected_on=date(2026, 12, 11))
    view = view_of(replace(leaving(days, 1), offer=slow))
    assert view.kind is PanelKind.WARNING
    assert "Carte attendue vers le 11 décembre : trop tard. Revenez peu avant" in view.message.replace(NBSP, " ")
    assert view.can_go_on
    assert view_of(replace(leaving(22, 1), offer=slow)).kind is PanelKind.SUCCESS


@pytest.mark.parametrize(
    ("expected_on", "said"),
    [
        (date(2026, 12, 3), "La carte pourrait arriver trop tard. Vous pourrez ensuite"),
        (date(2026, 12, 4), "La carte arrivera trop tard. Vous pourrez ensuite"),
        (date(2026, 12, 5), "La carte arrivera trop tard. Vous pourrez ensuite"),
    ],
)
def test_a_card_is_only_said_to_come_too_late_where_it_is_not_expected_before(expected_on, said):
    view = view_of(leaving(14, 1, offer=replace(FAMILY_OFFER, expected_on=expected_on)))
    assert said in view.message
    assert view.kind is PanelKind.WARNING
    assert view.can_go_on


def test_several_cards_could_come_too_late():
    view = view_of(leaving(14, 1, 3, offer=replace(FAMILY_OFFER, expected_on=date(2026, 12, 3))))
    assert "Les cartes pourraient arriver trop tard." in view.message


def test_the_day_chosen_is_said_whatever_month_is_shown():
    assert view_of(leaving(14, 1)).message.startswith("Départ le 4 décembre 2026. ")


def test_whose_card_is_being_made_gets_a_certificate_in_time_or_nothing():
    near, late = view_of(leaving(14, 4)), view_of(leaving(15, 4))
    assert (near.can_go_on, near.orders) == (True, False)
    assert not late.can_go_on
    said = "Carte déjà commandée. Certificat seulement 14 jours avant le départ. Revenez à partir du 21 novembre."
    assert said in late.message.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("day", "back_on"),
    [
        (date(2026, 12, 31), "17 décembre."),
        (date(2027, 1, 14), "31 décembre."),
        (date(2027, 1, 15), "1er janvier 2027."),
        (date(2027, 12, 31), "17 décembre 2027."),
    ],
)
def test_the_day_to_come_back_on_is_the_first_one_with_a_certificate(day, back_on):
    ines = FAMILY_OFFER.people[2]
    message = view_of(choosing(FAMILY_OFFER, 4, step=EhicStep.DEPARTURE, departure=Departure(day))).message
    assert message.endswith(f"Revenez à partir du {back_on}")
    first = day - timedelta(days=14)
    assert granted(ines, day, first, FAMILY_OFFER.too_near_days).has_certificate
    assert not granted(ines, day, first - timedelta(days=1), FAMILY_OFFER.too_near_days).has_certificate


def test_where_all_the_cards_are_being_made_nobody_is_asked_to_remove_a_name():
    pending = (FAMILY_OFFER.people[2], replace(FAMILY_OFFER.people[2], person_id=5, first_name="Nadia"))
    offer = replace(FAMILY_OFFER, people=pending)
    assert "Cartes déjà commandées. Certificats seulement" in view_of(leaving(15, 4, 5, offer=offer)).message
    unknown = view_of(leaving(None, 4, 5, offer=offer)).message.replace(NBSP, " ")
    assert unknown == "Cartes déjà commandées. Certificats seulement 14 jours avant le départ : revenez alors."


def test_rights_that_end_are_told_before_a_day_to_come_back_on():
    pending = replace(FAMILY_OFFER.people[2], rights_until=date(2026, 12, 31))
    offer = replace(FAMILY_OFFER, people=(pending,))
    assert "Inès : droits jusqu’au 31/12/2026." in view_of(leaving(60, 4, offer=offer)).message.replace(NBSP, " ")


def test_a_card_that_is_being_made_is_named_even_where_the_rights_end_one_day():
    pending = replace(FAMILY_OFFER.people[2], rights_until=date(2027, 12, 31))
    offer = replace(FAMILY_OFFER, people=(pending,))
    assert "Carte déjà commandée" in view_of(leaving(None, 4, offer=offer)).message


def test_nobody_is_left_out_of_an_order_unsaid():
    view = view_of(leaving(15, 1, 4))
    assert not view.can_go_on
    assert view.kind is PanelKind.DANGER
    said = "Inès : carte déjà commandée. Certificat seulement 14 jours avant le départ. Retirez ce nom."
    assert said in view.message.replace(NBSP, " ")


def test_rights_that_end_before_the_departure_are_told():
    assert view_of(leaving(11, 3, offer=REFUSALS_OFFER)).can_go_on
    view = view_of(leaving(12, 3, offer=REFUSALS_OFFER))
    assert not view.can_go_on
    said = "Thomas : droits jusqu’au 01/12/2026. Indiquez un départ avant, ou retirez ce nom."
    assert said in view.message.replace(NBSP, " ")
    assert view_of(leaving(None, 3, offer=REFUSALS_OFFER)).message.replace(NBSP, " ") == said


def test_a_day_is_chosen_in_the_month_that_was_turned_to(stage):
    screen = show(stage, choosing(ALONE_OFFER, 1, step=EhicStep.DEPARTURE))
    assert screen.first_focus().objectName() == f"day-{TODAY.isoformat()}"
    QTest.mouseClick(screen.findChild(Button, "next-month"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(screen.findChild(DayKey, "day-2026-12-05"), Qt.MouseButton.LeftButton)
    assert stage.actions == [Touched(), ChooseDeparture(date(2026, 12, 5))]
    screen = show(stage, leaving(15, 1, offer=ALONE_OFFER))
    assert screen.findChild(DayKey, "day-2026-12-05").isChecked()
    assert screen.findChild(Button, "go-on").isEnabled()


def test_the_month_stays_in_larger_texts(stage):
    screen = show(stage, choosing(ALONE_OFFER, 1, step=EhicStep.DEPARTURE))
    QTest.mouseClick(screen.findChild(Button, "next-month"), Qt.MouseButton.LeftButton)
    screen = show(stage, choosing(ALONE_OFFER, 1, step=EhicStep.DEPARTURE), TextSize.LARGEST)
    assert screen.findChild(DayKey, "day-2026-12-05") is not None


def test_whoever_comes_back_finds_the_month_of_the_day_chosen(stage):
    show(stage, choosing(ALONE_OFFER, 1, step=EhicStep.ADDRESS))
    screen = show(stage, leaving(60, 1, offer=ALONE_OFFER))
    day = TODAY + timedelta(days=60)
    assert screen.findChild(DayKey, f"day-{day.isoformat()}").isChecked()
    assert screen.first_focus().objectName() == f"day-{day.isoformat()}"


def test_the_calendar_follows_the_day_chosen_and_stays_for_whoever_does_not_know(stage):
    show(stage, leaving(1, 1, offer=ALONE_OFFER))
    screen = show(stage, leaving(60, 1, offer=ALONE_OFFER))
    day = TODAY + timedelta(days=60)
    assert screen.findChild(DayKey, f"day-{day.isoformat()}").isChecked()
    screen = show(stage, leaving(None, 1, offer=ALONE_OFFER))
    assert screen.findChild(DayKey, f"day-{day.isoformat()}") is not None


def test_not_to_know_is_an_answer(stage):
    screen = show(stage, choosing(ALONE_OFFER, 1, step=EhicStep.DEPARTURE))
    QTest.mouseClick(screen.findChild(Button, "unknown"), Qt.MouseButton.LeftButton)
    assert stage.actions == [ChooseDeparture(None)]
    assert show(stage, leaving(None, 1, offer=ALONE_OFFER)).findChild(Button, "go-on").isEnabled()


def test_there_is_no_departure_before_an_offer():
    with pytest.raises(ValueError, match="once cards are offered"):
        ehic_departure.view_of(choosing(None), SAMPLE_CONTEXT)


# The order


def test_an_order_that_may_have_been_taken_is_asked_again(stage):
    order = OrderingEhic(SAMPLE_VISITOR, ehic_ordered._ORDER, FailureCode.SERVICE_UNAVAILABLE)  # noqa: SLF001 - a sample
    screen = show(stage, order)
    assert "une carte n’est jamais commandée deux fois" in texts(screen)
    assert screen.findChild(Button, "back") is None
    QTest.mouseClick(screen.findChild(Button, "try-again"), Qt.MouseButton.LeftButton)
    assert isinstance(stage.actions[-1], TryAgain)


def test_the_receipt_says_the_number_and_when_the_card_arrives(stage):
    screen = show(stage, EhicOrdered(SAMPLE_VISITOR, ORDER_RECEIPT))
    said = texts(screen)
    assert "Votre carte est commandée" in said
    assert "vers le 4 décembre" in said
    assert "Commande n° CE-751-26-000012-H" in said


def test_each_number_is_shown_with_its_name_where_several_cards_are_ordered(stage):
    said = texts(show(stage, EhicOrdered(SAMPLE_VISITOR, CERTIFICATES_RECEIPT)))
    assert "Marie : commande n° CE-751-26-000012-H. Lucas : commande n° CE-751-26-000013-H." in said


@pytest.mark.parametrize("size", TextSize)
def test_the_numbers_of_a_large_family_are_on_the_last_pages(stage, size):
    screen = show(stage, EhicOrdered(SAMPLE_VISITOR, THIRTEEN_RECEIPT), size)
    seen = []
    while True:
        seen.append(texts(screen))
        following = screen.findChild(Button, "next-page")
        if not following.isEnabled():
            break
        QTest.mouseClick(following, Qt.MouseButton.LeftButton)
    assert "commande n°" not in seen[0]
    for name, number in zip(THIRTEEN_RECEIPT.ordered_for, THIRTEEN_RECEIPT.order_numbers, strict=True):
        assert f"{name} : commande n° {number}." in " ".join(seen)


@pytest.mark.parametrize(
    ("receipt", "printed", "said"),
    [
        (ORDER_RECEIPT, [], "Imprimer le ticket"),
        (CERTIFICATES_RECEIPT, [], "Imprimer le ticket"),
        (CERTIFICATES_RECEIPT, [0], "Imprimer pour Marie"),
        (CERTIFICATES_RECEIPT, [0, 1], "Imprimer pour Lucas"),
        (CERTIFICATES_RECEIPT, [1, 2], "Imprimer le ticket"),
        (CERTIFICATE_ALONE_RECEIPT, [], "Imprimer le certificat"),
    ],
)
def test_the_button_names_the_paper_that_it_prints(stage, receipt, printed, said):
    screen = show(stage, EhicOrdered(SAMPLE_VISITOR, receipt, frozenset(printed)))
    assert screen.findChild(Button, "print").text() == said


def test_papers_are_printed_one_after_the_other_the_ticket_first(stage):
    screen = show(stage, EhicOrdered(SAMPLE_VISITOR, CERTIFICATES_RECEIPT))
    assert [(tile.text(), tile.detail()) for tile in screen.findChildren(RowTile)] == [
        ("Ticket de commande", ""),
        ("Certificat provisoire", "Marie"),
        ("Certificat provisoire", "Lucas"),
    ]
    QTest.mouseClick(screen.findChild(Button, "print"), Qt.MouseButton.LeftButton)
    assert isinstance(stage.actions[-1], PrintPaper)
    assert stage.actions[-1].index == 0
    screen = show(stage, EhicOrdered(SAMPLE_VISITOR, CERTIFICATES_RECEIPT, frozenset({0})))
    QTest.mouseClick(screen.findChild(Button, "print"), Qt.MouseButton.LeftButton)
    assert stage.actions[-1].index == 1
    QTest.mouseClick(screen.findChild(RowTile, "paper-2"), Qt.MouseButton.LeftButton)
    assert stage.actions[-1].index == 2


def test_once_all_papers_are_out_the_menu_is_offered(stage):
    screen = show(stage, EhicOrdered(SAMPLE_VISITOR, CERTIFICATES_RECEIPT, frozenset({0, 1, 2})))
    assert screen.findChild(Button, "print") is None
    assert screen.first_focus().objectName() == "other-line"
    QTest.mouseClick(screen.first_focus(), Qt.MouseButton.LeftButton)
    assert stage.actions == [GoBack()]


def test_a_certificate_alone_is_no_order(stage):
    screen = show(stage, EhicOrdered(SAMPLE_VISITOR, CERTIFICATE_ALONE_RECEIPT))
    assert "Votre certificat est prêt" in texts(screen)
    assert "commandée" not in texts(screen)
