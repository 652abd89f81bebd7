"""Full third-party payment, from the card to the paper in the hand; and that nobody sees who has it."""

import re

import pytest
from click.testing import CliRunner
from PySide6.QtWidgets import QAbstractButton

from kiosk.cli.environment import CommandLine
from kiosk.cli.verify import VerifyExit, verify
from kiosk.domain.third_party import NotCovered
from kiosk.ports import PreparedThirdParty, PrintProof
from kiosk.session.statuses import Menu, Printed, ShowingThirdParty, TakeCard
from tests.visits.hands import Keys, Touch
from tests.visits.people import C2S, C2S_ENDED, C2S_PARTICIPATION, FAMILY
from tests.visits.reception import lines_of
from ui.widgets.paper import Paper

LINE = "Attestation tiers payant intégral"
TITLE = "Vous n’avez pas de complémentaire santé solidaire aujourd’hui"


@pytest.fixture(params=[Touch, Keys], ids=["by-touch", "by-keys"])
def hands(visit, request):
    return request.param(visit)


def shows(visit, kind=PreparedThirdParty):
    visit.reaches(ShowingThirdParty, lambda status: isinstance(status.prepared, kind))
    visit.answered()


def printed_paper(visit):
    visit.reaches(Printed)
    assert [job.proof for job in visit.printer.printed()] == [PrintProof.PROCESS_ID]
    (paper,) = visit.papers(1)
    return paper


def words(text):
    """What a paper or its preview says, whatever parts its words."""
    return re.sub(r"\[QR [^\]]*\]|\[image [^\]]*\]|Code QR|[-|:\s]+", " ", text).split()


def test_mother_and_son_are_certified_on_one_paper(visit, hands):
    visit.presents(C2S)
    hands.types_code(C2S.code)
    visit.reaches(Menu)
    hands.chooses(LINE)
    shows(visit)
    visit.says("Vous n’avancez pas vos frais jusqu’au 13 juillet 2027.")
    preview = visit.window.findChild(Paper).text()
    hands.chooses("Imprimer")
    paper = printed_paper(visit)
    assert words(preview) == words(paper)
    lines = lines_of(paper)
    assert lines[:2] == ["ATTESTATION DE TIERS", "PAYANT INTÉGRAL"]
    assert "GARCIA Lucie 14/06/1988" in lines
    assert "GARCIA Noé 23/02/2017" in lines
    assert lines.count("Valable du 14/07/2026 au 13/07/2027") == 2
    hands.chooses("Terminer")
    visit.reaches(TakeCard)


def test_who_pays_a_participation_sees_earlier_contracts_on_the_screen_only(visit):
    visit.enters(C2S_PARTICIPATION)
    visit.press(LINE)
    shows(visit)
    visit.says("Vos couvertures passées", "Aide à la complémentaire santé (ACS), contrat B")
    visit.press("Imprimer")
    paper = printed_paper(visit)
    assert "Mutuelle du Canal" in paper
    assert "avec" in words(paper)
    assert "ACS" not in paper


def test_a_contract_that_ended_yesterday_says_until_when_and_what_to_do(visit, hands):
    visit.enters(C2S_ENDED)
    hands.chooses(LINE)
    shows(visit, NotCovered)
    visit.says(TITLE, "terminée le 20 novembre 2026", "formulaire S3711", "compte ameli", "jeudi 9 h – 12 h")
    assert not any("Imprimer" in text for text in visit.texts())
    hands.goes_back()
    visit.reaches(Menu)


def test_others_are_told_how_to_apply(visit):
    visit.enters(FAMILY)
    visit.press(LINE)
    shows(visit, NotCovered)
    visit.says(TITLE, "Avec elle, vous n’avancez pas vos frais de santé.", "formulaire S3711")


def test_the_code_on_the_paper_is_verified_and_named(visit):
    visit.enters(C2S)
    visit.press(LINE)
    shows(visit)
    visit.press("Imprimer")
    visit.reaches(Printed)
    (paper,) = visit.operator.papers()
    (code,) = [symbol for symbol in paper.symbols if symbol.kind == "QR"]
    key = visit.state_folder / "secrets" / "signing.pub"
    arguments = [code.payload.decode("ascii"), "--key", str(key), "--on", "2026-12-24"]
    outcome = CliRunner().invoke(verify, arguments, obj=CommandLine())
    assert outcome.exit_code == VerifyExit.VALID
    assert "Attestation de tiers payant intégral n°" in outcome.output
    assert "Personnes imprimées\u00a0: 2" in outcome.output


def menu_of(visit, person, first_name):
    """All that a bystander can read, hear or see of a menu, the greeting aside."""
    visit.enters(person)
    visit.answered()
    texts = [text.replace(first_name, "…") for text in visit.texts()]
    controls = visit.window.findChildren(QAbstractButton)
    spoken = [(one.accessibleName(), one.accessibleDescription(), one.isEnabled()) for one in controls]
    tiles = [(one.objectName(), one.grab().toImage()) for one in controls if one.objectName().startswith("line-")]
    visit.leaves()
    return texts, spoken, tiles


def test_the_menu_of_a_beneficiary_is_that_of_anybody_else(visit):
    others = menu_of(visit, FAMILY, "Marie")
    assert len(others[2]) == 8
    for person, first_name in ((C2S, "Lucie"), (C2S_PARTICIPATION, "Yves"), (C2S_ENDED, "Inés")):
        assert menu_of(visit, person, first_name) == others


@pytest.mark.usefixtures("_young_objects")
def test_nothing_of_the_person_stays_behind(visit, forgets):
    visit.enters(C2S_PARTICIPATION)
    visit.press(LINE)
    shows(visit)
    visit.leaves()
    visit.services_are_done()
    visit.prints_no_more()
    forgets(visit, C2S_PARTICIPATION)
