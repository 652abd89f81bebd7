"""Each card of the cast gives the screen that it must."""

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.domain.cards import CardFault
from kiosk.services.generator.cast import cast_cards
from kiosk.session.preferences import TextSize
from kiosk.session.statuses import AskingCode, CardProblem, Menu, Printed, ShowingRights, WaitingForCard
from tests.visits.people import (
    ACCENTS,
    EXEMPTION,
    FAMILY,
    FATHER,
    LARGE_FAMILY,
    LUNAR,
    MOTHER,
    TWINS,
    UNKNOWN,
)
from tests.visits.reception import lines_of
from ui.widgets.card_picture import FaultPicture
from ui.widgets.control import Control
from ui.widgets.text import Text


@pytest.mark.parametrize("card", cast_cards(), ids=lambda card: card.card)
def test_the_card_of_somebody_on_file_is_greeted_and_the_menu_opens_with_the_code(visit, card):
    visit.insert(card.card)
    visit.reaches(AskingCode)
    first_name = card.insured.split()[0]
    visit.says("Votre code ameli", f"Bonjour {first_name}. Tapez le code de votre compte ameli")
    if card.code is None or card.card == "locked":
        return
    visit.type(card.code)
    visit.reaches(Menu)
    visit.says(f"Bonjour {first_name}")


def test_the_card_of_somebody_who_is_unknown_is_greeted_and_no_code_opens_anything(visit):
    visit.presents(UNKNOWN)
    visit.says("Votre code ameli", "Bonjour Louise. Tapez le code de votre compte ameli")
    visit.types_wrongly(UNKNOWN.code)
    assert isinstance(visit.status, AskingCode)
    visit.says("Ce code n’est pas le bon.")


@pytest.mark.parametrize("card", ["long-lengths", "slow"])
def test_a_card_of_the_family_that_is_unusual_is_read_like_the_usual_one(visit, card):
    visit.insert(card)
    visit.reaches(AskingCode)
    visit.says("Bonjour Marie")
    visit.type(FAMILY.code)
    visit.reaches(Menu)


ADVISER, OTHER_CARD, TURN = "un conseiller", "une autre carte, barrée d’une croix", "la carte est à tourner"


@pytest.mark.parametrize(
    ("card", "fault", "picture", "sentences"),
    [
        ("bank", CardFault.NOT_A_VITALE, OTHER_CARD, ("Ce n’est pas une carte Vitale", "CARTE-13")),
        (
            "cps",
            CardFault.CPS_INSERTED,
            "une carte de professionnel",
            ("C’est une carte de professionnel de santé", "CARTE-14"),
        ),
        ("vitale1", CardFault.VITALE1, ADVISER, ("d’un ancien modèle", "présentez-la à un conseiller", "CARTE-15")),
        ("mute", CardFault.MUTE, TURN, ("La carte est à l’envers", "puce vers l’avant", "CARTE-12")),
        (
            "truncated",
            CardFault.MALFORMED,
            ADVISER,
            ("Votre carte ne peut pas être lue", "présentez-la à un conseiller", "CARTE-17"),
        ),
        ("empty", CardFault.EMPTY, ADVISER, ("Votre carte ne contient aucune information", "CARTE-18")),
        (
            "count-mismatch",
            CardFault.COUNT_MISMATCH,
            ADVISER,
            ("Les informations de votre carte ne concordent pas", "CARTE-19"),
        ),
        (
            "wrong-key",
            CardFault.NIR_KEY_WRONG,
            ADVISER,
            ("Les informations de votre carte ne concordent pas", "CARTE-21"),
        ),
    ],
)
def test_a_card_that_cannot_be_used_is_told_what_is_wrong_with_it(visit, card, fault, picture, sentences):
    visit.insert(card)
    visit.reaches(CardProblem, lambda status: status.fault is fault)
    visit.says(*sentences)
    assert picture in shown_picture(visit)
    visit.remove()
    visit.reaches(CardProblem, lambda status: status.ticket is None)
    visit.let_pass(8)
    visit.reaches(WaitingForCard)


def shown_picture(visit):
    (picture,) = [one for one in visit.window.findChildren(FaultPicture) if one.isVisible()]
    return picture.accessibleName()


def test_of_two_cards_swapped_while_the_first_is_read_the_second_is_greeted_and_nothing_is_said_of_the_first(visit):
    visit.insert("swapped")
    visit.reaches(AskingCode)
    visit.says("Bonjour Sophie")
    faults = [state.status.fault for state in visit.states if isinstance(state.status, CardProblem)]
    # Whether pcscd is asked between the two cards or after them is chance.
    assert faults[0] in (CardFault.SWAPPED, CardFault.REMOVED_DURING_READ)
    visitors = [getattr(state.status, "visitor", None) for state in visit.states]
    assert {visitor.card.holder.first_name for visitor in visitors if visitor is not None} == {"SOPHIE"}
    visit.type(FAMILY.code)
    visit.answered()
    assert isinstance(visit.status, AskingCode)


def certificate(visit, person):
    """Print the rights certificate and give its lines."""
    visit.enters(person)
    visit.press("Attestation de droits")
    visit.reaches(ShowingRights, lambda status: status.prepared is not None)
    visit.answered()
    visit.press("Imprimer")
    visit.reaches(Printed)
    return lines_of(visit.papers(1)[0])


def test_of_an_incomplete_birth_date_the_paper_says_what_is_known(visit):
    paper = certificate(visit, LUNAR)
    assert "DIALLO Aminata 1952" in paper
    assert not [line for line in paper if "31/12/1952" in line or "00/00" in line]


def test_twins_are_told_apart_by_their_rank(visit):
    paper = certificate(visit, TWINS)
    tom, zoe = paper.index("FAURE Tom 05/05/2020"), paper.index("FAURE Zoé 05/05/2020")
    assert "Rang de naissance (jumeaux) : 2" not in paper[tom:zoe]
    assert paper[zoe + 1] == "Rang de naissance (jumeaux) : 2"


def test_thirteen_persons_are_on_the_paper_and_can_be_counted_on_the_screen(visit):
    paper = certificate(visit, LARGE_FAMILY)
    assert len([line for line in paper if line.startswith("LEROY ") and line[-1].isdigit()]) == 13
    visit.press("Autre démarche")
    visit.reaches(Menu)
    visit.press("Attestation de droits")
    visit.reaches(ShowingRights, lambda status: status.prepared is not None)
    visit.says("13 personnes")
    nothing_is_cut(visit)


@pytest.mark.parametrize(
    ("parent", "other"), [(MOTHER, "BLANC Olivier"), (FATHER, "MOREL Julie")], ids=["one", "other"]
)
def test_a_child_on_the_cards_of_both_parents_is_on_the_paper_of_each_and_the_other_parent_is_not(visit, parent, other):
    paper = certificate(visit, parent)
    assert "MOREL-BLANC Léa 30/03/2015" in paper
    assert not [line for line in paper if other in line]


def test_a_card_that_is_turned_the_right_way_round_is_read(visit):
    visit.insert("family")
    visit.reader.turn()
    visit.reaches(CardProblem, lambda status: status.fault is CardFault.MUTE)
    visit.reader.turn()
    visit.reaches(AskingCode)


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
    ids=["markup", "format-directive", "hundred-letters", "empty"],
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


def test_a_card_that_is_too_slow_for_a_visit_is_given_up_and_the_next_one_is_read(visit, tmp_path):
    visit.insert(card_file(tmp_path, faults='[[faults]]\nkind = "delay"\ndelay_ms = 400\n'))
    visit.reaches(CardProblem, lambda status: status.fault is CardFault.DEADLINE)
    visit.says("La lecture de la carte a pris trop de temps", "Retirez-la, puis insérez-la de nouveau", "CARTE-11")
    assert "la carte entre de nouveau dans le lecteur" in shown_picture(visit)
    visit.insert(EXEMPTION.card)
    visit.reaches(AskingCode)
    visit.says("Bonjour Paul")


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
