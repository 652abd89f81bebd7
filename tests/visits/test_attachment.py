"""The form that attaches children, from the card to the paper in the hand; by touch, and by keys alone."""

import re

import pytest

from hardware.printer.simulator.faults import FaultName
from kiosk.domain.attachment import AttachmentChoice
from kiosk.ports import PrintProof
from kiosk.session.statuses import Menu, Printed, PrintRefused, ShowingAttachment, TakeCard
from tests.visits.hands import Keys, Touch
from tests.visits.people import EXEMPTION, FAMILY
from tests.visits.reception import lines_of
from ui.widgets.paper import Paper

ATTACHMENT = "Rattacher mes enfants"
IMAGE = re.compile(r"\[image [^\]]*\]")


@pytest.fixture(params=[Touch, Keys], ids=["by-touch", "by-keys"])
def hands(visit, request):
    return request.param(visit)


def shows_form(visit, children, blank_children=0):
    """Wait until the form is for so many children."""

    def is_there(status):
        choice = status.prepared.choice if status.prepared is not None else None
        return choice is not None and (len(choice.children), choice.blank_children) == (children, blank_children)

    visit.reaches(ShowingAttachment, is_there)
    visit.answered()


def printed_paper(visit):
    """Wait until the printer has confirmed the job, and give its paper."""
    visit.reaches(Printed)
    assert [job.proof for job in visit.printer.printed()] == [PrintProof.PROCESS_ID]
    (paper,) = visit.papers(1)
    return paper


def words(text):
    """What a paper or its preview says, whatever parts its words and whatever is drawn."""
    return re.sub(r"[-|:\s]+", " ", IMAGE.sub(" ", re.sub(r"\((ligne à remplir|case à cocher)\)", " ", text))).split()


def test_the_form_for_all_children_is_previewed_and_printed(visit, hands):
    visit.presents(FAMILY)
    hands.types_code(FAMILY.code)
    visit.reaches(Menu)
    hands.chooses(ATTACHMENT)
    shows_form(visit, children=2)
    preview = visit.window.findChild(Paper).text()
    hands.chooses("Imprimer")
    paper = printed_paper(visit)
    assert words(preview) == words(paper)
    lines = lines_of(IMAGE.sub("", paper))
    assert "N° de sécurité sociale : 2 69 05 75 688 157 64" in lines
    assert [line for line in lines if line.startswith("DURAND") and "/" in line] == [
        "DURAND Lucas 04/03/2012",
        "DURAND Inès 11/09/2015",
    ] * 2
    assert lines.index("VOLET 1 : À ENVOYER") < lines.index("75948 PARIS CEDEX 19") < lines.index("VOLET 2 : À GARDER")
    visit.says("Prenez votre document", "Votre formulaire de rattachement")
    hands.chooses("Terminer")
    visit.reaches(TakeCard)


def test_the_children_are_chosen_one_by_one_and_others_written_by_hand(visit, hands):
    visit.enters(FAMILY)
    hands.chooses(ATTACHMENT)
    shows_form(visit, children=2)
    hands.chooses("Lucas")
    shows_form(visit, children=1)
    hands.chooses("Un autre enfant")
    shows_form(visit, children=1, blank_children=1)
    hands.chooses("Imprimer")
    paper = printed_paper(visit)
    assert "Lucas" not in paper
    assert "DURAND Inès 11/09/2015" in lines_of(paper)
    assert "Nom de l’enfant :" in lines_of(paper)


def test_without_any_child_the_form_is_still_for_one(visit):
    visit.enters(FAMILY)
    visit.press(ATTACHMENT)
    shows_form(visit, children=2)
    for name in ("Lucas", "Inès"):
        visit.press(name)
        visit.answered()
    shows_form(visit, children=0, blank_children=1)
    visit.press("Un autre enfant")
    visit.answered()
    status = visit.reaches(ShowingAttachment)
    assert status.choice == AttachmentChoice(frozenset(), 1)


def test_who_has_no_minor_is_told_and_gets_lines_to_fill_in(visit):
    visit.enters(EXEMPTION)
    visit.press(ATTACHMENT)
    shows_form(visit, children=0, blank_children=1)
    visit.says("Aucun enfant à rattacher n’est sur votre dossier")
    visit.press("Imprimer")
    assert "Enfant à rattacher" in lines_of(printed_paper(visit))


def test_one_goes_back_to_the_menu(visit, hands):
    visit.enters(FAMILY)
    hands.chooses(ATTACHMENT)
    shows_form(visit, children=2)
    hands.goes_back()
    visit.reaches(Menu)


def test_without_paper_nothing_is_printed_and_the_choice_is_still_there(visit):
    visit.enters(FAMILY)
    visit.press(ATTACHMENT)
    shows_form(visit, children=2)
    visit.press("Lucas")
    shows_form(visit, children=1)
    visit.operator.inject(FaultName.PAPER_OUT)
    visit.wait_until(visit.printer_failures, "the printer's paper end")
    visit.press("Imprimer")
    visit.reaches(PrintRefused)
    visit.operator.new_roll()
    visit.wait_until(lambda: "L’imprimante est prête" in visit.texts(), "the printer's return")
    visit.press("Réessayer")
    assert "Lucas" not in printed_paper(visit)
