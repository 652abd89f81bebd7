"""Each card of the cast gives the screen that it must."""

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.domain.cards import CardFault
from kiosk.session.preferences import TextSize
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
from ui.widgets.control import Control
from ui.widgets.text import Text


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


def test_the_right_code_of_somebody_else_opens_nothing_for_an_unknown_person(visit):
    visit.presents(UNKNOWN)
    visit.types_wrongly(FAMILY.code)
    assert isinstance(visit.status, AskingCode)
    visit.says("Ce code n’est pas le bon.")


@pytest.mark.parametrize("size", TextSize)
def test_a_name_of_60_letters_fits_every_screen_in_every_size(visit, size):
    visit.presents(ACCENTS)
    while visit.conductor.state.preferences.text_size is not size:
        visit.press("Texte")
    nothing_is_cut(visit)
    visit.type_digits(ACCENTS.code)
    visit.press("Valider")
    visit.reaches(Menu)
    if size is TextSize.NORMAL:
        visit.says("Bonjour Françoise-Zoé")
    nothing_is_cut(visit)
    for line in ("Attestation de droits", "Mes derniers remboursements"):
        visit.press(line)
        visit.answered()
        nothing_is_cut(visit)
        visit.press("Menu")
        visit.reaches(Menu)


def nothing_is_cut(visit):
    visit.texts()
    for widget in visit.window.findChildren(QWidget):
        if isinstance(widget, Text | Control) and widget.isVisible():
            assert not widget.is_cut(), f"{widget.text()!r} does not fit"


def card_file(folder, first_name="MARIE", faults=""):
    """Describe a card of somebody who is on file, with another first name or with faults."""
    names = f'last_name = "DURAND"\nfirst_name = "{first_name}"'
    person = f'[[people]]\n{names}\nbirth_date = "19690514"\nnir = "{FAMILY.nir}"\n'
    path = folder / "card.toml"
    path.write_text(f'title = "Essai"\n{person}{faults}', encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("first_name", "greeting"),
    [
        ("<b>MARIE</b>", "Bonjour <B>Marie</B>"),
        ("%(name)s MARIE", "Bonjour %(Name)S Marie"),
        ("A" * 100, "Bonjour Aaaa"),
        ("", "Bonjour. Tapez"),
    ],
    ids=["markup", "placeholder", "hundred-letters", "empty"],
)
def test_whatever_stands_on_a_card_the_visit_goes_on(visit, tmp_path, first_name, greeting):
    visit.insert(card_file(tmp_path, first_name))
    visit.reaches(AskingCode)
    visit.says(greeting)
    visit.type(FAMILY.code)
    visit.reaches(Menu)


def test_orders_to_a_printer_in_a_name_make_a_card_that_cannot_be_read(visit, tmp_path):
    visit.insert(card_file(tmp_path, "\\u001b@\\u001dV\\u0000MARIE"))
    visit.reaches(CardProblem, lambda status: status.fault is CardFault.MALFORMED)
    visit.says("CARTE-17")


@pytest.mark.parametrize(
    "faults",
    [
        '[[faults]]\nkind = "answer"\nat = 1\nanswer = "DE AD BE EF"\n',
        '[[faults]]\nkind = "answer"\nat = 4\nanswer = ""\ntimes = 99\n',
        '[[faults]]\nkind = "answer"\nat = 6\nanswer = "FF 83 FF FF FF 90 00"\ntimes = 99\n',
        '[[faults]]\nkind = "status-word"\nat = 3\nstatus_word = "6F00"\ntimes = 99\n',
        '[[faults]]\nkind = "pull"\nat = 5\n',
        "[layout]\ntruncated_bytes = 20\n",
        '[layout]\nempty_files = ["identity"]\n',
        '[layout]\nmissing_files = ["nir"]\n',
    ],
    ids=["bytes", "silence", "endless-length", "refusals", "pulled", "cut-short", "empty", "missing"],
)
def test_a_card_that_answers_nonsense_is_a_card_problem_and_the_next_card_is_read(visit, tmp_path, faults):
    visit.insert(card_file(tmp_path, faults=faults))
    visit.reaches(CardProblem)
    visit.says("repère : CARTE-")
    visit.remove()
    visit.reaches(CardProblem, lambda status: status.ticket is None)
    visit.insert(EXEMPTION.card)
    visit.reaches(AskingCode)
    visit.says("Bonjour Paul")
