"""After a visit through everything, nothing of the person is left in the whole memory of the process."""

import pytest

from kiosk.session.statuses import (
    AskingProvisional,
    ChoosingCode,
    Ended,
    Menu,
    Printed,
    ShowingPayment,
    ShowingPayments,
    ShowingRights,
    TakeCard,
    WaitingForCard,
)
from tests.visits import ways
from tests.visits.people import FAMILY
from tests.visits.remains import Memory, Search


@pytest.fixture
def known_before(known_before):
    """What is known now: other tests have left names of their own since the first look."""
    del known_before
    return Memory(Search(FAMILY.pattern, *ways.TYPED))


def visits_everything(visit):
    """Forget the code, choose another one, look at everything and print everything."""
    visit.presents(FAMILY)
    visit.types_wrongly(ways.WRONG_CODE)
    visit.press("Obtenir")
    visit.reaches(AskingProvisional)
    visit.type(visit.texted_code(FAMILY))
    visit.reaches(ChoosingCode)
    visit.type(ways.NEW_CODE)
    visit.reaches(ChoosingCode, lambda status: status.first is not None)
    visit.type(ways.NEW_CODE)
    visit.reaches(Menu)
    visit.press("Mes derniers remboursements")
    visit.reaches(ShowingPayments, lambda status: status.page is not None)
    visit.press("Imprimer")
    visit.reaches(Printed)
    visit.press("Autre démarche")
    visit.reaches(Menu)
    visit.press("Mes derniers remboursements")
    visit.reaches(ShowingPayments, lambda status: status.page is not None)
    visit.press("Pharmacie du Canal")
    visit.reaches(ShowingPayment, lambda status: status.detail is not None)
    visit.press("Imprimer")
    visit.reaches(Printed)
    visit.press("Autre démarche")
    visit.reaches(Menu)
    visit.press("Attestation de droits")
    visit.reaches(ShowingRights, lambda status: status.prepared is not None)
    visit.press("Imprimer")
    visit.reaches(Printed)
    visit.press("Contraste")
    visit.press("Terminer")
    visit.reaches(TakeCard)


def test_after_a_visit_through_everything_the_whole_memory_says_nothing(visit, forgets):
    visits_everything(visit)
    visit.remove()
    visit.reaches(Ended)
    visit.services_are_done()
    forgets(visit, FAMILY, ways.TYPED)
    visit.last_words_go()
    visit.reaches(WaitingForCard)
    forgets(visit, FAMILY, ways.TYPED)
