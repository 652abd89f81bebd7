"""European cards, from the menu to the papers in the hand; by touch, and by keys alone."""

import re
from contextlib import closing

import pytest
from click.testing import CliRunner
from pysqlite3 import dbapi2

from hardware.printer.simulator.faults import Fault, FaultName
from kiosk.cli.environment import CommandLine
from kiosk.cli.verify import VerifyExit, verify
from kiosk.session.statuses import (
    ChoosingEhic,
    EhicAddressWrong,
    EhicOrdered,
    EhicStep,
    Menu,
    Printed,
    PrintUnknown,
)
from tests.visits.hands import Keys, Touch
from tests.visits.people import EHIC_PENDING, EHIC_VALID, FAMILY, LARGE_FAMILY, RIGHTS_ENDED
from tests.visits.reception import lines_of

LINE = "Carte européenne"
IN_14_DAYS, IN_15_DAYS = "5 décembre 2026, samedi", "6 décembre 2026, dimanche"


@pytest.fixture(params=[Touch, Keys], ids=["by-touch", "by-keys"])
def hands(visit, request):
    return request.param(visit)


def opens(visit, hands, person):
    visit.enters(person)
    hands.chooses(LINE)
    return visit.reaches(ChoosingEhic, lambda status: status.offer is not None)


def comes_to(visit, step):
    visit.reaches(ChoosingEhic, lambda status: status.step is step)


def answers(visit, hands, day, *people):
    """Answer the three questions before cards are sent."""
    for name in people:
        hands.chooses(name)
    hands.chooses("Continuer")
    comes_to(visit, EhicStep.ADDRESS)
    hands.chooses("Oui, continuer")
    leaves(visit, hands, day)


def leaves(visit, hands, day):
    """Answer the last question."""
    comes_to(visit, EhicStep.DEPARTURE)
    if "décembre" in day:
        hands.chooses("décembre")
    hands.chooses(day)
    visit.reaches(ChoosingEhic, lambda status: status.departure is not None)


def wants_a_certificate(visit, hands, day):
    """Answer for Nadia, whose card is on its way: nothing is sent, so that no address is asked about."""
    hands.chooses("Nadia")
    hands.chooses("Continuer")
    leaves(visit, hands, day)


def prints(visit, hands):
    """Print the next paper and give its lines."""
    before = len(visit.papers())
    hands.chooses("Imprimer")
    visit.reaches(Printed)
    return lines_of(visit.papers(before + 1)[-1])


def test_a_card_is_ordered_and_a_certificate_printed_for_a_near_departure(visit, hands):
    opens(visit, hands, FAMILY)
    visit.says(
        "Marie Durand, Carte actuelle valable jusqu’au 21/12/2026",
        "Lucas Durand, Pas de carte",
        "Inès Durand, Déjà commandée le 15/11/2026",
    )
    answers(visit, hands, IN_14_DAYS, "Lucas")
    visit.says("La carte pourrait arriver trop tard", "certificat provisoire, valable 3 mois")
    hands.chooses("Commander")
    ordered = visit.reaches(EhicOrdered)
    (number,) = ordered.receipt.order_numbers
    visit.says("Votre carte est commandée", "vers le 4 décembre", number)
    ticket = prints(visit, hands)
    assert "DURAND Lucas" in ticket
    assert f"Commande : {number}" in ticket
    assert "Arrivée par courrier vers le : 04/12/2026" in ticket
    assert "12 RUE DES LILAS" in ticket
    assert "SPÉCIMEN · données fictives" in ticket
    hands.chooses("Continuer")
    visit.reaches(EhicOrdered, lambda status: status.printed == {0})
    certificate = prints(visit, hands)
    for line in ("2. État d’émission : FR", "3. Nom : DURAND", "4. Prénoms : Lucas", "11. Au : 20/02/2027"):
        assert line in certificate
    hands.chooses("Autre démarche")
    visit.reaches(Menu)
    hands.chooses(LINE)
    visit.reaches(ChoosingEhic, lambda status: status.offer is not None)
    visit.says("Lucas Durand, Déjà commandée le 21/11/2026")


def test_before_a_later_departure_the_card_alone_is_ordered(visit, hands):
    opens(visit, hands, FAMILY)
    answers(visit, hands, IN_15_DAYS, "Marie", "Lucas")
    visit.says("Carte attendue vers le 4 décembre, avant votre départ.")
    hands.chooses("Commander")
    receipt = visit.reaches(EhicOrdered).receipt
    assert len(receipt.order_numbers) == 2
    assert len(receipt.papers) == 1
    visit.says("Vos cartes sont commandées")


def test_whoever_does_not_know_the_day_orders_too(visit, hands):
    opens(visit, hands, FAMILY)
    answers(visit, hands, "Je ne sais pas", "Lucas")
    visit.says("Départ avant ? Revenez chercher un certificat provisoire.")
    hands.chooses("Commander")
    assert len(visit.reaches(EhicOrdered).receipt.order_numbers) == 1


def test_a_wrong_address_leads_to_an_adviser_and_orders_nothing(visit, hands):
    opens(visit, hands, FAMILY)
    hands.chooses("Lucas")
    hands.chooses("Continuer")
    comes_to(visit, EhicStep.ADDRESS)
    visit.says("12 RUE DES LILAS", "75019 PARIS")
    hands.chooses("Ce n’est pas mon adresse")
    visit.reaches(EhicAddressWrong)
    visit.says("Un conseiller va changer votre adresse", "Aucune nouvelle carte n’est commandée", "jeudi 9 h – 12 h")
    visit.says("Parlez-lui aussi de la carte déjà commandée.")
    hands.chooses("Retour")
    comes_to(visit, EhicStep.ADDRESS)


def test_one_goes_back_from_question_to_question_and_to_the_menu(visit):
    hands = Keys(visit)
    opens(visit, hands, FAMILY)
    answers(visit, hands, IN_14_DAYS, "Lucas")
    for step in (EhicStep.ADDRESS, EhicStep.PEOPLE):
        hands.goes_back()
        comes_to(visit, step)
    hands.goes_back()
    visit.reaches(Menu)


def test_a_card_that_is_still_valid_is_not_ordered_again(visit):
    opens(visit, Touch(visit), EHIC_VALID)
    visit.says(
        "Aucune carte ne peut être commandée aujourd’hui.",
        "Carte valable jusqu’au 21/01/2028. Nouvelle commande possible dès le 21/10/2027.",
        "Carte perdue, erreur dans vos droits ? Voyez un conseiller.",
        "jeudi 9 h – 12 h",
    )
    assert not any("Continuer" in text for text in visit.texts())


def test_without_rights_there_is_no_card(visit):
    opens(visit, Touch(visit), RIGHTS_ENDED)
    visit.says("Droits non ouverts aujourd’hui : pas de carte possible.", "Voyez un conseiller.")


def test_whose_card_is_being_made_gets_a_certificate_for_a_near_departure(visit, hands):
    opens(visit, hands, EHIC_PENDING)
    visit.says("Déjà commandée le 17/11/2026, en cours de fabrication.")
    wants_a_certificate(visit, hands, IN_15_DAYS)
    visit.says("Carte déjà commandée. Certificat seulement 14 jours avant le départ.")
    visit.says("Revenez à partir du 22 novembre.")
    hands.chooses(IN_14_DAYS)
    visit.answered()
    hands.chooses("Obtenir le certificat")
    visit.reaches(EhicOrdered)
    visit.says("Votre certificat est prêt")
    assert "4. Prénoms : Nadia" in prints(visit, hands)


def test_thirteen_persons_are_ordered_for_at_once(visit):
    hands = Touch(visit)
    opens(visit, hands, LARGE_FAMILY)
    answers(visit, hands, IN_14_DAYS, "Tout le monde")
    hands.chooses("Commander")
    receipt = visit.reaches(EhicOrdered).receipt
    assert len(receipt.order_numbers) == 13
    assert len(receipt.papers) == 14


def test_an_order_that_was_taken_elsewhere_in_between_is_told(visit):
    hands = Touch(visit)
    opens(visit, hands, FAMILY)
    answers(visit, hands, "Je ne sais pas", "Lucas")
    with closing(dbapi2.connect(str(visit.database))) as database, database:
        database.execute(
            "INSERT INTO ehic_orders (number, file_id, person_id, request_id, terminal_id, ordered_at, status) "
            "SELECT 'CE-9', 1, id, 'other', 'borne-08', '2026-11-21 09:00:00.000000', 'pending' FROM people "
            "WHERE first_name = 'Lucas'"
        )
    hands.chooses("Commander")
    visit.reaches(ChoosingEhic, lambda status: status.has_changed)
    visit.says("Rien n’a été commandé : la situation a changé.", "Lucas Durand, Déjà commandée le 21/11/2026")


def test_a_certificate_that_nobody_can_tell_about_comes_back_as_a_duplicate(visit):
    hands = Touch(visit)
    opens(visit, hands, EHIC_PENDING)
    wants_a_certificate(visit, hands, IN_14_DAYS)
    hands.chooses("Obtenir le certificat")
    visit.reaches(EhicOrdered)
    visit.operator.inject(Fault(FaultName.UNPLUG, after_bytes=800))
    hands.chooses("Imprimer")
    visit.reaches(PrintUnknown)
    visit.operator.clear_all()
    visit.wait_until(lambda: not visit.printer_failures(), "the printer")
    hands.chooses("Imprimer un duplicata")
    visit.reaches(Printed)
    assert "DUPLICATA" in lines_of(visit.papers()[-1])


def test_the_code_on_a_certificate_is_that_of_its_holder(visit):
    hands = Touch(visit)
    opens(visit, hands, EHIC_PENDING)
    wants_a_certificate(visit, hands, IN_14_DAYS)
    hands.chooses("Obtenir le certificat")
    visit.reaches(EhicOrdered)
    prints(visit, hands)
    (paper,) = visit.operator.papers()
    (code,) = [symbol for symbol in paper.symbols if symbol.kind == "QR"]
    key = visit.state_folder / "secrets" / "signing.pub"
    arguments = [code.payload.decode("ascii"), "--key", str(key), "--on", "2026-12-24", "--holder"]
    outcome = CliRunner().invoke(verify, arguments, input=f"{EHIC_PENDING.nir}\nANDRÉ Nadia\n", obj=CommandLine())
    assert outcome.exit_code == VerifyExit.VALID, outcome.output
    assert re.search(r"751-26-\d{6}-\w", outcome.output)
