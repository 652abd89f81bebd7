"""Each card of the cast gives the screen that it must."""

import pytest

from kiosk.domain.cards import CardFault
from kiosk.session.statuses import AskingCode, CardProblem, Menu, WaitingForCard
from tests.visits.people import (
    ACCENTS,
    CORSICAN,
    EXEMPTION,
    FAMILY,
    LOCKED,
    NO_ACCOUNT,
    NO_MOBILE,
    RIGHTS_ENDED,
    UNKNOWN,
)


@pytest.mark.parametrize(
    ("person", "greeting"),
    [
        (FAMILY, "Bonjour Marie"),
        (EXEMPTION, "Bonjour Paul"),
        (NO_ACCOUNT, "Bonjour Jade"),
        (NO_MOBILE, "Bonjour Henri"),
        (LOCKED, "Bonjour Sophie"),
        (CORSICAN, "Bonjour Ange-Marie"),
        (ACCENTS, "Bonjour Françoise-Zoé"),
        (RIGHTS_ENDED, "Bonjour Karim"),
        (UNKNOWN, "Bonjour Louise"),
    ],
    ids=lambda value: getattr(value, "card", ""),
)
def test_a_vitale_card_is_greeted_and_asked_for_its_code(visit, person, greeting):
    visit.presents(person)
    visit.says("Votre code ameli", f"{greeting}. Tapez le code de votre compte ameli")


@pytest.mark.parametrize(
    ("card", "fault", "sentences"),
    [
        ("bank", CardFault.NOT_A_VITALE, ("Ce n’est pas une carte Vitale", "CARTE-13")),
        ("vitale1", CardFault.VITALE1, ("d’un ancien modèle", "présentez-la à un conseiller", "CARTE-15")),
        ("mute", CardFault.MUTE, ("La carte est à l’envers", "puce vers l’avant", "CARTE-12")),
    ],
)
def test_another_card_is_told_what_is_wrong_with_it(visit, card, fault, sentences):
    visit.insert(card)
    visit.reaches(CardProblem, lambda status: status.fault is fault)
    visit.says(*sentences)
    visit.remove()
    visit.reaches(CardProblem, lambda status: status.ticket is None)
    visit.let_pass(8)
    visit.reaches(WaitingForCard)


def test_a_card_that_is_turned_the_right_way_round_is_read(visit):
    visit.insert("family")
    visit.reader.turn()
    visit.reaches(CardProblem, lambda status: status.fault is CardFault.MUTE)
    visit.reader.turn()
    visit.reaches(AskingCode)


@pytest.mark.parametrize("person", [UNKNOWN, NO_ACCOUNT, FAMILY], ids=lambda person: person.card)
def test_nobody_can_tell_an_unknown_person_from_a_wrong_code(visit, person):
    visit.presents(person)
    said: list[tuple[int | None, bool, str]] = []
    for _ in range(4):
        visit.types_wrongly("70914253")
        said.append((visit.status.tries_left, visit.status.blocked, " ".join(visit.texts())))
    assert [(tries_left, blocked) for tries_left, blocked, _ in said] == [
        (2, False),
        (1, False),
        (None, True),
        (None, True),
    ]
    assert "Il vous reste 2 essais." in said[0][2]
    assert "Il n’y a plus d’essai possible." in said[2][2]


def test_the_right_code_of_somebody_else_opens_nothing_for_an_unknown_person(visit):
    visit.presents(UNKNOWN)
    visit.types_wrongly(FAMILY.code)
    assert isinstance(visit.status, AskingCode)
    visit.says("Ce code n’est pas le bon.")


def test_a_name_of_60_letters_is_greeted_by_its_first_name(visit):
    visit.enters(ACCENTS)
    visit.says("Bonjour Françoise-Zoé", "Que souhaitez-vous faire ?")
    assert isinstance(visit.status, Menu)
