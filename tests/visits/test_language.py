"""Somebody who does not read French: English on every screen, French on the paper, French again for the next one."""

from kiosk.session.preferences import Language, Preferences
from kiosk.session.statuses import AskingCode, Menu, Printed, ShowingRights
from tests.visits.people import FAMILY
from tests.visits.test_paper import words
from tests.visits.ways import WRONG_CODE
from ui.widgets.paper import Paper


def test_the_screens_speak_english_and_the_paper_french(visit):
    visit.press("FR")
    visit.says("Insert your Vitale card")
    visit.enters(FAMILY)
    visit.says("What would you like to do?")
    visit.press("Entitlement certificate")
    visit.reaches(ShowingRights, lambda status: status.prepared is not None)
    visit.answered()
    preview = words(visit.window.findChild(Paper).text())
    visit.says("The paper is in French. Entitlement certificate, valid until")
    visit.press("Print")
    visit.reaches(Printed)
    visit.says("Take your document", "Your entitlement certificate is waiting")

    (paper,) = visit.papers()
    assert words(paper) == preview
    assert "Médecin traitant déclaré" in paper


def test_the_paper_stays_french_when_the_language_changes_while_it_is_looked_at(visit):
    visit.enters(FAMILY)
    visit.press("Attestation de droits")
    visit.reaches(ShowingRights, lambda status: status.prepared is not None)
    visit.answered()
    in_french = visit.window.findChild(Paper).text()
    visit.press("FR")
    visit.says("The paper is in French")

    assert visit.window.findChild(Paper).text() == in_french


def test_what_is_typed_stays_and_a_wrong_code_is_told_in_the_language_of_the_moment(visit):
    visit.presents(FAMILY)
    visit.types_wrongly(WRONG_CODE)
    visit.says("Ce code n’est pas le bon.")
    visit.press("FR")
    visit.says("This is not the right code. You have 2 tries left.")
    visit.press("EN")
    visit.says("Il vous reste 2 essais.")
    visit.reaches(AskingCode)


def test_the_language_is_that_of_one_person_only(visit):
    visit.enters(FAMILY)
    visit.press("FR")
    assert visit.conductor.state.preferences == Preferences(language=Language.ENGLISH)
    visit.leaves()
    assert visit.conductor.state.preferences == Preferences()
    visit.enters(FAMILY)
    visit.says("Que souhaitez-vous faire")
    visit.reaches(Menu)
