"""Monthly statements, from the card to the paper in the hand; by touch, and by keys alone."""

import re
from datetime import date

import pytest
from PySide6.QtCore import Qt

from hardware.printer.simulator.faults import FaultName
from kiosk.ports import PrintProof
from kiosk.session.statuses import Menu, Printed, PrintRefused, ShowingPayments, ShowingStatement, TakeCard
from tests.visits.hands import Keys, Touch, focused_control
from tests.visits.people import FAMILY, RIGHTS_ENDED
from tests.visits.reception import lines_of
from ui.widgets.paper import Paper

STATEMENTS = "Mes relevés mensuels"


@pytest.fixture(params=[Touch, Keys], ids=["by-touch", "by-keys"])
def hands(visit, request):
    return request.param(visit)


def shows_month(visit, year, month):
    visit.reaches(
        ShowingStatement,
        lambda status: status.prepared is not None and status.prepared.month == date(year, month, 1),
    )
    visit.answered()


def printed_paper(visit):
    """Wait until the printer has confirmed the job, and give its paper."""
    visit.reaches(Printed)
    assert [job.proof for job in visit.printer.printed()] == [PrintProof.PROCESS_ID]
    (paper,) = visit.papers(1)
    return paper


def words(text):
    """What a paper or its preview says, whatever parts its words."""
    return re.sub(r"\[image [^\]]*\]|[-|:\s]+", " ", text).split()


def test_an_earlier_month_is_chosen_previewed_and_printed(visit, hands):
    visit.presents(FAMILY)
    hands.types_code(FAMILY.code)
    visit.reaches(Menu)
    hands.chooses(STATEMENTS)
    shows_month(visit, 2026, 11)
    hands.chooses("Septembre")
    shows_month(visit, 2026, 9)
    preview = visit.window.findChild(Paper).text()
    hands.chooses("Imprimer")
    paper = printed_paper(visit)
    assert words(preview) == words(paper)
    lines = lines_of(paper)
    assert lines[:3] == ["RELEVÉ MENSUEL", "septembre 2026", "SPÉCIMEN · données fictives"]
    assert "N° de sécurité sociale : 2 69 05 ••• ••• ••" in lines
    assert lines[lines.index("Retenues différées (soins plus anciens) :") + 1] == "Franchise médicale du 31/08 –2,00 €"
    assert "| TOTAL VERSÉ 74,57 € |" in lines
    assert "Total versé aux professionnels 27,18 €" in lines
    visit.says("Prenez votre document", "Votre relevé mensuel")
    hands.chooses("Terminer")
    visit.reaches(TakeCard)


def test_a_month_without_payment_says_so_on_screen_and_paper(visit, hands):
    visit.enters(RIGHTS_ENDED)
    hands.chooses(STATEMENTS)
    shows_month(visit, 2026, 8)
    hands.chooses("Septembre, Aucun versement")
    shows_month(visit, 2026, 9)
    hands.chooses("Imprimer")
    assert "Aucun versement en septembre 2026." in lines_of(printed_paper(visit))


def test_the_six_months_add_up_to_the_list_of_payments(visit):
    visit.enters(FAMILY)
    visit.press(STATEMENTS)
    shows_month(visit, 2026, 11)
    months = [text for text in visit.texts() if re.search(r", [\d\u00a0]+,\d\d\u00a0€$", text)]
    assert len(months) == 6
    visit.press("Menu")
    visit.reaches(Menu)
    visit.press("Mes derniers remboursements")
    visit.reaches(ShowingPayments, lambda status: status.page is not None)
    visit.press("Imprimer")
    (total,) = [line for line in lines_of(printed_paper(visit)) if "TOTAL VERSÉ" in line]
    assert sum(int(re.sub(r"\D", "", text.split(", ", 1)[1])) for text in months) == int(re.sub(r"\D", "", total))


def test_arrows_go_from_month_to_month(visit):
    visit.enters(FAMILY)
    visit.press(STATEMENTS)
    shows_month(visit, 2026, 11)
    assert focused_control(visit).objectName() == "print"
    visit.key(Qt.Key.Key_Up)
    assert focused_control(visit).objectName() == "month-2026-06"
    visit.key(Qt.Key.Key_Up)
    visit.key(Qt.Key.Key_Space)
    shows_month(visit, 2026, 7)
    assert focused_control(visit).objectName() == "month-2026-07"
    visit.key(Qt.Key.Key_Escape)
    visit.reaches(Menu)


def test_without_paper_nothing_is_printed_and_the_statement_is_still_there(visit):
    visit.enters(FAMILY)
    visit.press(STATEMENTS)
    shows_month(visit, 2026, 11)
    visit.operator.inject(FaultName.PAPER_OUT)
    visit.wait_until(visit.printer_failures, "the printer's paper end")
    visit.press("Imprimer")
    visit.reaches(PrintRefused)
    visit.operator.new_roll()
    visit.wait_until(lambda: "L’imprimante est prête" in visit.texts(), "the printer's return")
    visit.press("Réessayer")
    assert "TOTAL VERSÉ" in printed_paper(visit)
