"""Daily allowances, from the card to the paper in the hand; by touch, and by keys alone."""

import re

import pytest
from click.testing import CliRunner

from hardware.printer.simulator.faults import Fault, FaultName
from kiosk.cli.environment import CommandLine
from kiosk.cli.verify import VerifyExit, verify
from kiosk.domain.allowances import AllowancePeriod
from kiosk.ports import NoAllowance, PreparedAllowances, PrintProof
from kiosk.session.statuses import Menu, Printed, PrintUnknown, ShowingAllowances, TakeCard
from tests.visits.hands import Keys, Touch, focused_control
from tests.visits.people import ALLOWANCES, ALLOWANCES_EMPLOYER, FAMILY
from tests.visits.reception import lines_of
from ui.widgets.paper import Paper

LINE = "Attestation d’indemnités journalières"


@pytest.fixture(params=[Touch, Keys], ids=["by-touch", "by-keys"])
def hands(visit, request):
    return request.param(visit)


def shows(visit, choice=AllowancePeriod.LAST_3_MONTHS, kind=PreparedAllowances):
    visit.reaches(
        ShowingAllowances,
        lambda status: isinstance(status.prepared, kind) and status.prepared.choice is choice,
    )
    visit.answered()


def printed_paper(visit, number=1):
    visit.reaches(Printed)
    assert visit.printer.printed()[-1].proof is PrintProof.PROCESS_ID
    return visit.papers(number)[-1]


def words(text):
    """What a paper or its preview says, whatever parts its words."""
    return re.sub(r"\[QR [^\]]*\]|\[image [^\]]*\]|Code QR|[-|:\s]+", " ", text).split()


def test_ten_days_of_illness_are_previewed_and_printed_to_the_cent(visit, hands):
    visit.presents(ALLOWANCES)
    hands.types_code(ALLOWANCES.code)
    visit.reaches(Menu)
    hands.chooses(LINE)
    shows(visit)
    preview = visit.window.findChild(Paper).text()
    hands.chooses("Imprimer")
    paper = printed_paper(visit)
    assert words(preview) == words(paper)
    lines = lines_of(paper)
    for line in (
        "LAMBERT Claire",
        "Versements du 22/08/2026 au 21/11/2026",
        "Arrêt maladie",
        "Premier jour d’arrêt : 22/09/2026",
        "Délai de carence : 3 jours non payés",
        "du 22/09/2026 au 24/09/2026",
        "7 jours à 30,00 € 210,00 €",
        "CSG –13,02 €",
        "CRDS –1,05 €",
        "| TOTAL NET VERSÉ 195,93 € |",
    ):
        assert line in lines, line
    visit.says("Prenez votre document")
    hands.chooses("Terminer")
    visit.reaches(TakeCard)


def test_another_period_is_chosen_and_the_focus_stays_on_it(visit, hands):
    visit.enters(ALLOWANCES)
    hands.chooses(LINE)
    shows(visit)
    number = visit.status.prepared.number
    hands.chooses("Année 2025")
    shows(visit, AllowancePeriod.LAST_YEAR)
    assert visit.status.prepared.number == number
    assert "Congé de maternité" in visit.window.findChild(Paper).text()
    hands.goes_back()
    visit.reaches(Menu)


def test_keys_keep_their_place_among_the_periods(visit):
    keys = Keys(visit)
    visit.enters(ALLOWANCES)
    keys.chooses(LINE)
    shows(visit)
    keys.chooses("12 derniers mois")
    shows(visit, AllowancePeriod.LAST_12_MONTHS)
    assert focused_control(visit).accessibleName().startswith("12 derniers mois")


def test_what_went_to_the_employer_names_the_employer(visit):
    visit.enters(ALLOWANCES_EMPLOYER)
    visit.press(LINE)
    shows(visit)
    visit.press("Imprimer")
    said = " ".join(lines_of(printed_paper(visit)))
    assert "Versé à l’employeur (subrogation) : Transports de l’Ourcq" in said
    assert "Accident du travail ou maladie professionnelle" in said


def test_nothing_paid_is_said_with_its_days_and_another_period_asked_for(visit, hands):
    visit.enters(FAMILY)
    hands.chooses(LINE)
    shows(visit, kind=NoAllowance)
    visit.says("Aucune indemnité sur la période", "Rien n’a été versé du 22 août 2026 au 21 novembre 2026.")
    assert not any("Imprimer" in text for text in visit.texts())
    hands.chooses("Année 2025")
    shows(visit, AllowancePeriod.LAST_YEAR, NoAllowance)
    visit.says("Rien n’a été versé du 1er janvier 2025 au 31 décembre 2025.")
    hands.goes_back()
    visit.reaches(Menu)


def test_a_paper_in_doubt_comes_back_as_a_duplicate(visit):
    visit.enters(ALLOWANCES)
    visit.press(LINE)
    shows(visit)
    number = visit.status.prepared.number
    visit.operator.inject(Fault(FaultName.UNPLUG, after_bytes=1000))
    visit.press("Imprimer")
    visit.reaches(PrintUnknown)
    visit.press("Mon document est complet")
    visit.reaches(Menu)
    visit.operator.clear_all()
    visit.press(LINE)
    shows(visit)
    assert (visit.status.prepared.number, visit.status.prepared.duplicate) == (number, True)


def test_the_code_on_the_paper_is_verified_and_named(visit):
    visit.enters(ALLOWANCES)
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
    assert "Attestation d’indemnités journalières n°" in outcome.output


@pytest.mark.usefixtures("_young_objects")
def test_nothing_of_the_person_stays_behind(visit, forgets):
    visit.enters(ALLOWANCES)
    visit.press(LINE)
    shows(visit)
    visit.press("12 derniers mois")
    shows(visit, AllowancePeriod.LAST_12_MONTHS)
    visit.leaves()
    visit.services_are_done()
    visit.prints_no_more()
    forgets(visit, ALLOWANCES)
