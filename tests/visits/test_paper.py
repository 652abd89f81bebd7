"""What the printer does to a visit: it runs out of paper, jams, falls silent, loses its cable or its power."""

import re

import pytest

from hardware.printer.simulator.faults import Fault, FaultName
from kiosk.catalogue.failures import FailureCode
from kiosk.ports import JobUnknown
from kiosk.session.statuses import (
    Ended,
    Menu,
    Printed,
    Printing,
    PrintPhase,
    PrintRefused,
    PrintUnknown,
    ShowingRights,
    StillThere,
    TakeCard,
)
from tests.visits.people import EXEMPTION, FAMILY
from ui.widgets.paper import Paper

IN_THE_MIDDLE_MM = 70

LAST_LINE = "Édité le"


def words(text):
    """What a paper or its preview says, whatever parts its words."""
    text = re.sub(r"\[QR [^\]]*\]|\[image [^\]]*\]|Code QR", " ", text)
    return re.sub(r"[-|:\s]+", " ", text).split()


def number_on(paper):
    """The number of a certificate."""
    return re.search(r"N° (\d{3}-\d{2}-\d{6}-\w)", paper)[1]


def opens_certificate(visit, person=FAMILY):
    """Come to the preview, and give what the paper is to say."""
    visit.enters(person)
    visit.press("Attestation de droits")
    visit.reaches(ShowingRights, lambda status: status.prepared is not None)
    visit.answered()
    return words(visit.window.findChild(Paper).text())


def is_blocked(visit, cause):
    visit.reaches(Printing, lambda status: status.phase is PrintPhase.BLOCKED and status.cause is cause)


class TestInTheMiddleOfATicket:
    @pytest.mark.parametrize(
        ("fault", "cause", "sentences"),
        [
            (
                FaultName.PAPER_OUT,
                FailureCode.PAPER_OUT,
                ("Il n’y a plus de papier", "Appelez un conseiller", "IMPR-03"),
            ),
            (FaultName.COVER_OPEN, FailureCode.COVER_OPEN, ("Le capot de l’imprimante est ouvert", "IMPR-05")),
            (FaultName.HEAD_HOT, FailureCode.HEAD_HOT, ("L’imprimante refroidit", "Patientez une minute", "IMPR-08")),
        ],
        ids=lambda value: value if isinstance(value, FaultName) else "",
    )
    def test_it_waits_says_why_and_goes_on_by_itself(self, visit, fault, cause, sentences):
        wanted = opens_certificate(visit)
        visit.operator.inject(Fault(fault, after_mm=IN_THE_MIDDLE_MM))
        visit.press("Imprimer")
        is_blocked(visit, cause)
        visit.says(*sentences, "l’impression reprend d’elle-même", "Laissez votre carte dans le lecteur")
        assert visit.papers() == []
        visit.operator.clear(fault)
        visit.reaches(Printed)
        (paper,) = visit.papers()
        assert words(paper) == wanted
        assert "DUPLICATA" not in paper

    def test_a_jammed_cutter_is_named_and_freed(self, visit):
        wanted = opens_certificate(visit)
        visit.operator.inject(Fault(FaultName.CUTTER_JAM, count=20))
        visit.press("Imprimer")
        is_blocked(visit, FailureCode.CUTTER_JAM)
        visit.says("Le ticket est coincé à la sortie", "Ne tirez pas sur le papier", "IMPR-06")
        visit.operator.clear(FaultName.CUTTER_JAM)
        visit.reaches(Printed)
        (paper,) = visit.papers()
        assert words(paper) == wanted

    def test_paper_that_is_never_put_in_ends_with_the_question_and_the_card(self, visit):
        opens_certificate(visit)
        visit.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=IN_THE_MIDDLE_MM))
        visit.press("Imprimer")
        is_blocked(visit, FailureCode.PAPER_OUT)
        visit.let_pass(119)
        is_blocked(visit, FailureCode.PAPER_OUT)
        visit.let_pass(2)
        visit.reaches(StillThere)
        visit.let_pass(30)
        visit.reaches(TakeCard)
        visit.says("Reprenez votre carte")

    def test_paper_that_comes_while_the_question_stands_leaves_it_to_the_person(self, visit):
        opens_certificate(visit)
        visit.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=IN_THE_MIDDLE_MM))
        visit.press("Imprimer")
        is_blocked(visit, FailureCode.PAPER_OUT)
        visit.let_pass(121)
        visit.reaches(StillThere)
        visit.operator.new_roll()
        visit.reaches(StillThere, lambda question: isinstance(question.previous, Printed))
        visit.press("Oui, continuer")
        visit.reaches(Printed)

    @pytest.mark.parametrize("received_bytes", [30, 400, 1000, 1600])
    def test_a_cable_torn_out_leaves_a_doubt_and_a_duplicate(self, visit, received_bytes):
        wanted = opens_certificate(visit)
        number = visit.status.prepared.number
        visit.operator.inject(Fault(FaultName.UNPLUG, after_bytes=received_bytes))
        visit.press("Imprimer")
        visit.reaches(PrintUnknown)
        visit.says("Le ticket est peut-être incomplet", "Regardez le papier sorti", "IMPR-11")
        visit.operator.clear_all()
        visit.wait_until(lambda: not visit.printer_failures(), "the return of the printer")
        visit.press("Imprimer un duplicata")
        visit.reaches(Printed)
        duplicate = visit.papers()[-1]
        assert number_on(duplicate) == number
        assert words(duplicate.replace("DUPLICATA", "")) == wanted
        assert duplicate.count("DUPLICATA") == 1

    def test_a_power_cut_of_the_printer_leaves_a_doubt(self, visit):
        wanted = opens_certificate(visit)
        visit.operator.inject(Fault(FaultName.POWER_CYCLE, after_mm=IN_THE_MIDDLE_MM))
        visit.press("Imprimer")
        visit.reaches(PrintUnknown)
        visit.wait_until(lambda: not visit.printer_failures(), "the return of the printer")
        visit.press("Imprimer un duplicata")
        visit.reaches(Printed)
        duplicate = visit.papers()[-1]
        assert words(duplicate.replace("DUPLICATA", "")) == wanted, "the torn rest must not stand on it"

    def test_a_printer_that_falls_silent_leaves_a_doubt(self, visit):
        opens_certificate(visit)
        visit.operator.inject(FaultName.NO_PROCESS_ID)
        visit.press("Imprimer")
        visit.reaches(Printing, lambda status: status.phase is PrintPhase.PRINTING)
        visit.operator.inject(FaultName.SILENCE)
        visit.equipment_loses_patience(60)
        visit.reaches(PrintUnknown)

    def test_a_printer_that_proves_nothing_leaves_a_doubt(self, visit):
        opens_certificate(visit)
        visit.operator.inject(FaultName.NO_PROCESS_ID)
        visit.press("Imprimer")
        visit.reaches(Printing, lambda status: status.phase is PrintPhase.PRINTING)
        visit.equipment_loses_patience(60)
        visit.reaches(PrintUnknown)

    def test_who_has_a_whole_document_goes_on_and_its_next_paper_is_a_duplicate(self, visit):
        opens_certificate(visit)
        number = visit.status.prepared.number
        visit.operator.inject(Fault(FaultName.UNPLUG, after_bytes=1000))
        visit.press("Imprimer")
        visit.reaches(PrintUnknown)
        visit.press("Mon document est complet")
        visit.reaches(Menu)
        visit.operator.clear_all()
        visit.press("Attestation de droits")
        visit.reaches(ShowingRights, lambda status: status.prepared is not None)
        assert (visit.status.prepared.number, visit.status.prepared.duplicate) == (number, True)
        visit.says("Cette attestation est peut-être déjà sortie : ce papier portera la mention DUPLICATA.")

    def test_at_the_next_visit_it_is_a_duplicate_until_it_is_printed(self, visit):
        opens_certificate(visit)
        number = visit.status.prepared.number
        visit.operator.inject(Fault(FaultName.UNPLUG, after_bytes=1000))
        visit.press("Imprimer")
        visit.reaches(PrintUnknown)
        visit.operator.clear_all()
        visit.strip_is_cut_off()
        visit.leaves()
        opens_certificate(visit)
        visit.press("Imprimer")
        visit.reaches(Printed)
        assert number_on(visit.papers()[-1]) == number
        assert "DUPLICATA" in visit.papers()[-1]
        visit.press("Autre démarche")
        visit.reaches(Menu)
        visit.press("Attestation de droits")
        visit.reaches(ShowingRights, lambda status: status.prepared is not None)
        assert not visit.status.prepared.duplicate
        assert visit.status.prepared.number != number


class TestTheNextPerson:
    """Nobody finds another person's lines on the own paper."""

    def papers_of_two(self, visit, between):
        visit.press("Imprimer")
        between()
        visit.remove()
        visit.reaches(Ended)
        visit.wait_until(lambda: any(isinstance(one, JobUnknown) for one in visit.printer.events), "the end of the job")
        visit.operator.clear_all()
        visit.wait_until(lambda: not visit.printer_failures(), "a printer that prints")
        visit.last_words_go()
        visit.waits()
        visit.strip_is_cut_off()
        wanted = opens_certificate(visit, EXEMPTION)
        visit.press("Imprimer")
        visit.reaches(Printed)
        papers = visit.papers()
        assert words(papers[-1]) == wanted
        return papers

    def test_after_a_ticket_that_waited_for_paper(self, visit):
        opens_certificate(visit)
        visit.operator.inject(Fault(FaultName.PAPER_OUT, after_mm=IN_THE_MIDDLE_MM))
        papers = self.papers_of_two(visit, lambda: is_blocked(visit, FailureCode.PAPER_OUT))
        assert not any(LAST_LINE in paper for paper in papers[:-1]), "the paper of somebody who has left came out"

    def test_after_a_ticket_whose_cable_was_torn_out(self, visit):
        opens_certificate(visit)
        visit.operator.inject(Fault(FaultName.UNPLUG, after_bytes=1000))
        self.papers_of_two(visit, lambda: visit.reaches(PrintUnknown))

    def test_after_a_ticket_that_was_cut_short_by_the_power(self, visit):
        opens_certificate(visit)
        visit.operator.inject(Fault(FaultName.POWER_CYCLE, after_mm=IN_THE_MIDDLE_MM))
        self.papers_of_two(visit, lambda: visit.reaches(PrintUnknown))


class TestBeforeTheFirstByte:
    @pytest.mark.parametrize(
        ("fault", "cause", "sentence"),
        [
            (FaultName.PAPER_OUT, FailureCode.PAPER_OUT, "Il n’y a plus de papier"),
            (FaultName.COVER_OPEN, FailureCode.COVER_OPEN, "Le capot de l’imprimante est ouvert"),
            (FaultName.NONSENSE, FailureCode.PRINTER_NONSENSE, "L’imprimante ne répond pas comme prévu"),
            (FaultName.SILENCE, FailureCode.PRINTER_MISSING, "L’imprimante est absente"),
            (FaultName.UNPLUG, FailureCode.PRINTER_MISSING, "L’imprimante est absente"),
            (FaultName.UNRECOVERABLE, FailureCode.PRINTER_FAULT, "L’imprimante est en panne"),
        ],
        ids=lambda value: value if isinstance(value, FaultName) else "",
    )
    def test_nothing_begins_the_reason_is_told_and_trying_again_works(self, visit, fault, cause, sentence):
        wanted = opens_certificate(visit)
        visit.operator.inject(fault)
        visit.press("Imprimer")
        visit.reaches(PrintRefused, lambda status: status.cause is cause)
        visit.says("L’impression n’a pas commencé", sentence, cause)
        visit.operator.clear_all()
        visit.reaches(PrintRefused, lambda status: status.cause is None)
        visit.wait_until(lambda: "L’imprimante est prête" in visit.texts(), "the word that it prints again")
        visit.press("Réessayer")
        visit.reaches(Printed)
        (paper,) = visit.papers()
        assert words(paper) == wanted
        assert "DUPLICATA" not in paper

    def test_who_does_not_want_to_wait_goes_back(self, visit):
        opens_certificate(visit)
        visit.operator.inject(FaultName.PAPER_OUT)
        visit.press("Imprimer")
        visit.reaches(PrintRefused)
        visit.press("Retour")
        visit.reaches(ShowingRights)

    def test_a_thin_roll_does_not_matter(self, visit):
        wanted = opens_certificate(visit)
        visit.operator.inject(FaultName.NEAR_END)
        visit.press("Imprimer")
        visit.reaches(Printed)
        (paper,) = visit.papers()
        assert words(paper) == wanted


@pytest.mark.parametrize(
    "fault",
    [
        FaultName.FRAGMENTED_REPLIES,
        FaultName.DUPLICATED_REPLIES,
        FaultName.STALE_ID,
        FaultName.ASB_BETWEEN_REPLIES,
    ],
)
def test_whatever_shape_its_answers_have_a_ticket_is_printed_once(visit, fault):
    wanted = opens_certificate(visit)
    visit.operator.inject(fault)
    visit.press("Imprimer")
    visit.reaches(Printed)
    (paper,) = visit.papers()
    assert words(paper) == wanted
