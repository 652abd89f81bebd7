"""A paper that is stuck when its person leaves is nobody's: the next person neither waits for it nor finds it."""

import re

from hardware.printer.simulator.faults import Fault, FaultName
from kiosk.catalogue.failures import FailureCode
from kiosk.session.statuses import (
    Ended,
    Menu,
    Printed,
    Printing,
    PrintPhase,
    PrintRefused,
    PrintUnknown,
    ShowingRights,
    TakeCard,
)
from tests.visits.people import EXEMPTION, FAMILY

IN_THE_MIDDLE_MM = 70

LAST_LINE = "Édité le"

NOTICE = ("Un papier est sorti", "Il vient d’une autre visite et n’est pas pour vous.")

REQUESTS_BYTES_MAX = 32
"""What a printer that cannot print may hold: the requests of the next link, and no line of a ticket."""


def opens_certificate(visit, person):
    """Come to the preview of the certificate, and give its number."""
    visit.enters(person)
    visit.press("Attestation de droits")
    visit.reaches(ShowingRights, lambda status: status.prepared is not None)
    visit.answered()
    return visit.status.prepared.number


def is_stuck(visit):
    """Print a certificate whose paper runs out in its middle."""
    number = opens_certificate(visit, FAMILY)
    visit.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=IN_THE_MIDDLE_MM))
    visit.press("Imprimer")
    visit.reaches(Printing, lambda status: status.phase is PrintPhase.BLOCKED)
    return number


def is_forgotten_by_the_printer(visit):
    visit.wait_until(lambda: visit.operator.snapshot().state.buffered_bytes < REQUESTS_BYTES_MAX, "an empty printer")


def leaves(visit):
    visit.remove()
    visit.reaches(Ended)
    is_forgotten_by_the_printer(visit)
    visit.last_words_go()
    visit.waits()


def is_told_of_a_paper(visit):
    visit.wait_until(lambda: NOTICE[0] in visit.texts(), "a word about the paper")
    visit.says(*NOTICE)


def reads_of_the_strip(visit):
    is_told_of_a_paper(visit)
    visit.press("Continuer")
    is_not_told(visit)


def is_not_told(visit):
    assert NOTICE[0] not in visit.texts()


def test_the_next_person_is_told_that_there_is_no_paper_and_then_gets_only_the_own_one(visit):
    is_stuck(visit)
    leaves(visit)
    number = opens_certificate(visit, EXEMPTION)
    visit.press("Imprimer")
    visit.reaches(PrintRefused, lambda status: status.cause is FailureCode.PAPER_OUT)
    visit.says("L’impression n’a pas commencé", "Il n’y a plus de papier")
    visit.operator.new_roll()
    reads_of_the_strip(visit)
    visit.press("Réessayer")
    visit.reaches(Printed)
    assert re.findall(r"N° (\d{3}-\d{2}-\d{6}-\w)", visit.papers()[-1]) == [number]
    assert "DURAND" not in visit.papers()[-1]


def test_a_new_roll_brings_out_nothing_of_who_has_left(visit):
    is_stuck(visit)
    leaves(visit)
    visit.operator.new_roll()
    visit.wait_until(lambda: not visit.printer_failures(), "a printer that prints")
    # The strip that was already printed is cut off; the rest, where the certificate ends, never comes.
    (strip,) = visit.papers(1)
    assert LAST_LINE not in strip
    assert "[QR" not in strip


def test_a_strip_that_drops_out_before_the_next_person_is_said_to_be_somebody_elses(visit):
    is_stuck(visit)
    leaves(visit)
    visit.wait_until(lambda: any("Prévenez l’accueil" in text for text in visit.texts()), "a word about the strip")
    visit.says("Un papier dépasse ? Prévenez l’accueil.")
    visit.presents(EXEMPTION)

    visit.operator.new_roll()

    is_told_of_a_paper(visit)
    visit.says("S’il est encore là, donnez-le à l’accueil sans le lire.")
    (strip,) = visit.papers(1)
    assert "DURAND" in strip
    reads_of_the_strip(visit)
    visit.type(EXEMPTION.code)
    visit.reaches(Menu)


def test_whoever_changes_the_roll_is_told_what_to_do_with_the_strip(visit):
    is_stuck(visit)
    leaves(visit)

    visit.operator.new_roll()

    is_told_of_a_paper(visit)
    visit.says("Il sera détruit.")
    reads_of_the_strip(visit)
    visit.says("Insérez votre carte Vitale")
    visit.enters(EXEMPTION)
    is_not_told(visit)


def test_who_waits_for_the_roll_gets_the_whole_ticket_and_no_word_of_another_paper(visit):
    is_stuck(visit)

    visit.operator.new_roll()

    visit.reaches(Printed)
    is_not_told(visit)
    assert LAST_LINE in visit.papers(1)[0]


def test_what_is_left_of_the_own_ticket_is_not_said_to_be_somebody_elses(visit):
    opens_certificate(visit, FAMILY)
    visit.operator.inject(Fault(FaultName.UNRECOVERABLE, after_mm=IN_THE_MIDDLE_MM))
    visit.press("Imprimer")
    visit.reaches(PrintUnknown)
    visit.operator.inject(FaultName.POWER_CYCLE)
    visit.papers(1)
    visit.wait_until(lambda: visit.conductor.state.remnant is None, "the end of the strip")
    is_not_told(visit)


def test_a_card_that_is_left_in_ends_the_paper_too(visit):
    is_stuck(visit)
    visit.let_pass(121)
    visit.let_pass(30)
    visit.reaches(TakeCard)
    is_forgotten_by_the_printer(visit)


def test_a_printer_that_breaks_down_in_the_middle_promises_nothing(visit):
    opens_certificate(visit, FAMILY)
    visit.operator.inject(Fault(FaultName.UNRECOVERABLE, after_mm=IN_THE_MIDDLE_MM))
    visit.press("Imprimer")
    visit.reaches(PrintUnknown)
    visit.says("Le ticket est peut-être incomplet")


def test_who_comes_back_gets_the_same_certificate_as_a_duplicate(visit):
    number = is_stuck(visit)
    leaves(visit)
    visit.operator.new_roll()
    reads_of_the_strip(visit)
    assert opens_certificate(visit, FAMILY) == number
    visit.press("Imprimer")
    visit.reaches(Printed)
    assert "DUPLICATA" in visit.papers()[-1]
