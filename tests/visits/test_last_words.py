"""The last words of a visit tell of the paper that came out, and of the order that stands."""

import pytest

from hardware.printer.simulator.faults import Fault, FaultName
from hardware.printer.simulator.server import TcpPort, VirtualPrinter
from kiosk.ports import JobUnknown
from kiosk.session.result import Paper
from kiosk.session.statuses import (
    ChoosingEhic,
    EhicOrdered,
    EhicStep,
    Ended,
    EndReason,
    Menu,
    OrderingEhic,
    Printed,
    Printing,
    PrintPhase,
    ShowingRights,
    TakeCard,
)
from tests.visits.people import FAMILY
from tests.visits.reception import NOW

SLOWER = 20.0
"""How much slower than a real one the printer is: a certificate takes longer than what happens meanwhile."""

COMES = "Un document s’imprime encore. Prenez-le à sa sortie."
IS_OUT = "N’oubliez pas votre document imprimé."
MAY_BE_OUT = "Si un document est sorti, prenez-le."
IS_ORDERED = "Votre commande est enregistrée."


def asks_for_a_certificate(visit):
    visit.enters(FAMILY)
    visit.press("Attestation de droits")
    visit.reaches(ShowingRights, lambda status: status.prepared is not None)
    visit.press("Imprimer")


@pytest.fixture
def printer():
    """A printer of which the paper can be seen to come."""
    with VirtualPrinter(link=TcpPort(0), time_scale=SLOWER, wall_clock=lambda: NOW) as printer:
        yield printer


def paper_comes(visit):
    """Print a certificate; it is still under way."""
    asks_for_a_certificate(visit)
    visit.reaches(Printing, lambda status: status.phase is PrintPhase.PRINTING)


def printer_goes_on(visit):
    """Give the printer the time that it needs for the paper, or until it is stuck."""

    def is_over():
        visit.operator.elapse(1.0)
        return bool(visit.papers()) or bool(visit.printer_failures())

    visit.wait_until(is_over, "a paper")


def paper_is_out(visit):
    """Print a certificate whole, and come back to the menu."""
    asks_for_a_certificate(visit)
    visit.reaches(Printing, lambda status: status.phase is PrintPhase.PRINTING)
    printer_goes_on(visit)
    visit.reaches(Printed)
    visit.press("Autre démarche")
    visit.reaches(Menu)


def comes_to_order(visit):
    """Answer the three questions of the European card."""
    visit.enters(FAMILY)
    visit.press("Carte européenne")
    visit.reaches(ChoosingEhic, lambda status: status.offer is not None)
    visit.press("Lucas")
    visit.press("Continuer")
    visit.reaches(ChoosingEhic, lambda status: status.step is EhicStep.ADDRESS)
    visit.press("Oui, continuer")
    visit.reaches(ChoosingEhic, lambda status: status.step is EhicStep.DEPARTURE)
    visit.press("Je ne sais pas")
    visit.reaches(ChoosingEhic, lambda status: status.departure is not None)


def times_out(visit):
    visit.let_pass(3_600)
    visit.reaches(TakeCard, lambda status: status.reason is EndReason.TIME_OUT)


def says_nothing_of_paper(visit):
    assert not any("document" in text for text in visit.texts())


def test_whoever_pulls_the_card_while_the_paper_comes_is_told_to_take_it_and_sees_it_come(visit):
    paper_comes(visit)
    visit.remove()
    visit.reaches(Ended)
    visit.says("Carte retirée", COMES)
    visit.let_pass(5)
    visit.says(COMES)
    printer_goes_on(visit)
    visit.reaches(Ended, lambda status: status.result.paper is Paper.OUT)
    visit.says("Carte retirée", IS_OUT)
    assert len(visit.papers()) == 1
    visit.last_words_go()
    visit.waits()


def test_whoever_takes_the_card_back_while_the_paper_comes_is_told_too(visit):
    paper_comes(visit)
    visit.press("Terminer")
    visit.reaches(TakeCard)
    visit.says("Reprenez votre carte", COMES)
    printer_goes_on(visit)
    visit.reaches(TakeCard, lambda status: status.result.paper is Paper.OUT)
    visit.says(IS_OUT)


def test_a_reader_that_breaks_while_the_paper_comes_does_not_hide_it(visit):
    paper_comes(visit)
    visit.reader.unplug()
    visit.reaches(Ended, lambda status: status.reason is EndReason.READER_LOST)
    visit.says("CARTE-04", COMES)


def test_a_paper_that_is_torn_out_of_the_cable_after_the_end_is_promised_no_more(visit):
    paper_comes(visit)
    visit.remove()
    visit.reaches(Ended)
    visit.operator.inject(FaultName.UNPLUG)
    visit.wait_until(lambda: any(isinstance(one, JobUnknown) for one in visit.printer.events), "the end of the job")
    visit.reaches(Ended, lambda status: status.result.paper is Paper.UNSURE)
    visit.says(MAY_BE_OUT)


def test_where_the_printer_waited_for_paper_none_is_promised(visit):
    visit.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=70))
    asks_for_a_certificate(visit)
    visit.reaches(Printing, lambda status: status.phase is PrintPhase.PRINTING)
    printer_goes_on(visit)
    visit.reaches(Printing, lambda status: status.phase is PrintPhase.BLOCKED)
    visit.remove()
    visit.reaches(Ended)
    visit.says("Carte retirée", MAY_BE_OUT)


def test_whoever_pulls_the_card_on_the_menu_after_a_print_is_reminded(visit):
    paper_is_out(visit)
    visit.remove()
    visit.reaches(Ended)
    visit.says("Carte retirée", IS_OUT)


def test_whoever_forgets_the_card_after_a_print_is_reminded_of_both(visit):
    paper_is_out(visit)
    times_out(visit)
    visit.says("Reprenez votre carte", IS_OUT)
    visit.remove()
    visit.reaches(Ended)
    visit.says("Session fermée", IS_OUT)


def test_whoever_printed_nothing_is_told_of_no_paper_even_after_somebody_who_did(visit):
    paper_is_out(visit)
    visit.leaves()
    visit.enters(FAMILY)
    visit.press("Terminer")
    visit.reaches(TakeCard)
    says_nothing_of_paper(visit)
    visit.remove()
    visit.reaches(Ended)
    says_nothing_of_paper(visit)


@pytest.mark.parametrize("leaves", [lambda visit: visit.remove(), times_out])
def test_the_order_stands_whatever_ends_the_visit(visit, leaves):
    comes_to_order(visit)
    visit.press("Commander")
    visit.reaches(EhicOrdered)
    leaves(visit)
    visit.remove()
    visit.reaches(Ended)
    visit.says(IS_ORDERED)
    assert not any("européenne" in text for text in visit.texts())


def test_an_order_that_is_taken_after_its_person_has_left_is_said_as_soon_as_it_is_known(visit):
    comes_to_order(visit)
    visit.counter.hold()
    visit.press("Commander")
    visit.reaches(OrderingEhic)
    visit.remove()
    visit.reaches(Ended)
    assert IS_ORDERED not in visit.texts()
    visit.counter.release()
    visit.reaches(Ended, lambda status: status.result.has_order)
    visit.says(IS_ORDERED)
