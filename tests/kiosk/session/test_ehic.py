"""The order of European cards, step by step, without a terminal."""

from dataclasses import replace
from datetime import date

from kiosk.documents.duplicate import as_duplicate
from kiosk.domain.ehic import EhicObstacle, EhicOffer, EhicPerson
from kiosk.ports import EhicChanged, EhicRequest, JobPrinted, JobRefused, JobUnknown, PrintProof, ServiceFailure
from kiosk.session import actions as do
from kiosk.session import requests as ask
from kiosk.session import statuses as at
from kiosk.session.ehic import steps_of
from kiosk.session.limits import Limits
from kiosk.session.reducer import reduce
from kiosk.session.terminal import Terminal
from tests.kiosk.session.samples import (
    CARD,
    DOCUMENT,
    FAILURE,
    INSURED,
    JOB_ID,
    NEW_ID,
    OFFER,
    RECEIPT,
    REQUEST_ID,
    TICKET,
)

PROOF = PrintProof.PROCESS_ID


class Order:
    """Lead the terminal from the menu through an order."""

    def __init__(self, status: at.Status | None = None) -> None:
        self.state = Terminal(status or at.Menu(INSURED), inserted=TICKET)

    def does(self, *actions: do.Action) -> at.Status:
        for action in actions:
            self.state = reduce(self.state, action, 0.0, Limits())
        return self.state.status

    def is_answered(self, answer: do.Answer) -> at.Status:
        assert self.state.pending is not None, "nothing was asked"
        return self.does(do.Answered(self.state.pending.number, answer))

    @property
    def asks(self) -> ask.Request | None:
        return None if self.state.pending is None else self.state.pending.request


def ordering() -> Order:
    """Answer the three questions and order for Marie."""
    order = Order()
    order.does(do.OpenLine(do.Line.EHIC, REQUEST_ID))
    order.is_answered(OFFER)
    order.does(do.ChoosePeople(frozenset({1})), do.GoOn(), do.GoOn(), do.ChooseDeparture(None), do.GoOn())
    return order


def ordered() -> Order:
    order = ordering()
    order.is_answered(RECEIPT)
    return order


def test_three_questions_lead_to_the_order() -> None:
    order = Order()
    order.does(do.OpenLine(do.Line.EHIC, REQUEST_ID))
    assert order.asks == ask.FetchEhicOffer("token-1", CARD)
    order.is_answered(OFFER)
    order.does(do.ChoosePeople(frozenset({3, 1})), do.GoOn())
    order.does(do.GoOn(), do.ChooseDeparture(date(2027, 1, 9)), do.GoOn())
    assert order.asks == ask.OrderEhic("token-1", CARD, EhicRequest(REQUEST_ID, (1, 3), date(2027, 1, 9)))


PENDING = EhicPerson(4, "Inès", "DURAND", obstacle=EhicObstacle.ORDER_PENDING)
MIXED = replace(OFFER, people=(*OFFER.people, PENDING))
"""A card can be ordered for Marie and Lucas; that of Inès is being made."""


def test_nobody_is_asked_about_an_address_to_which_nothing_is_sent() -> None:
    order = Order(at.ChoosingEhic(INSURED, REQUEST_ID, offer=MIXED))
    departure = order.does(do.ChoosePeople(frozenset({4})), do.GoOn())
    assert isinstance(departure, at.ChoosingEhic)
    assert departure.step is at.EhicStep.DEPARTURE
    assert order.does(do.RefuseAddress()) == departure
    people = order.does(do.GoBack())
    assert isinstance(people, at.ChoosingEhic)
    assert people.step is at.EhicStep.PEOPLE
    order.does(do.GoOn(), do.ChooseDeparture(date(2026, 12, 1)), do.GoOn())
    assert order.asks == ask.OrderEhic("token-1", CARD, EhicRequest(REQUEST_ID, (4,), date(2026, 12, 1)))


def test_the_address_is_asked_about_as_soon_as_one_card_is_sent() -> None:
    order = Order(at.ChoosingEhic(INSURED, REQUEST_ID, offer=MIXED))
    for expected, action in (
        (at.EhicStep.ADDRESS, do.GoOn()),
        (at.EhicStep.DEPARTURE, do.GoOn()),
        (at.EhicStep.ADDRESS, do.GoBack()),
        (at.EhicStep.PEOPLE, do.GoBack()),
    ):
        status = order.does(do.ChoosePeople(frozenset({1, 4})), action)
        assert isinstance(status, at.ChoosingEhic)
        assert status.step is expected


def test_the_questions_are_those_of_all_the_persons_as_long_as_nobody_is_chosen() -> None:
    def questions(offer: EhicOffer | None) -> int:
        return len(steps_of(at.ChoosingEhic(INSURED, REQUEST_ID, offer=offer)))

    assert questions(None) == 3
    assert questions(MIXED) == 3
    assert questions(replace(OFFER, people=(PENDING,))) == 2


def test_the_only_person_of_a_card_is_chosen_already() -> None:
    alone = replace(OFFER, people=OFFER.people[:1])
    order = Order()
    order.does(do.OpenLine(do.Line.EHIC, REQUEST_ID))
    status = order.is_answered(alone)
    assert isinstance(status, at.ChoosingEhic)
    assert status.chosen == {1}


def test_nobody_is_chosen_for_a_family() -> None:
    order = Order()
    order.does(do.OpenLine(do.Line.EHIC, REQUEST_ID))
    status = order.is_answered(OFFER)
    assert isinstance(status, at.ChoosingEhic)
    assert status.chosen == frozenset()


def test_an_order_that_failed_is_asked_again_as_it_was() -> None:
    order = ordering()
    asked = order.asks
    order.is_answered(ServiceFailure(FAILURE))
    assert order.does(do.GoBack()) == order.state.status, "it may have been taken: there is no way to change it"
    order.does(do.TryAgain(NEW_ID))
    assert order.asks == asked


def test_an_offer_that_changed_starts_the_questions_again() -> None:
    status = ordering().is_answered(EhicChanged(OFFER))
    assert status == at.ChoosingEhic(INSURED, REQUEST_ID, offer=OFFER, has_changed=True)


def test_the_only_person_of_a_card_is_still_chosen_after_the_offer_changed() -> None:
    alone = replace(OFFER, people=OFFER.people[:1])
    status = ordering().is_answered(EhicChanged(alone))
    assert isinstance(status, at.ChoosingEhic)
    assert status.chosen == {1}


def test_the_order_comes_back_until_its_last_paper_is_out() -> None:
    order = ordered()
    order.does(do.PrintPaper(0, JOB_ID))
    printed = order.does(do.JobHappened(JobPrinted(JOB_ID, PROOF)))
    assert isinstance(printed, at.Printed)
    assert order.does(do.GoBack()) == at.EhicOrdered(INSURED, RECEIPT, frozenset({0}))
    order.does(do.PrintPaper(1, NEW_ID))
    order.does(do.JobHappened(JobPrinted(NEW_ID, PROOF)))
    assert order.asks == ask.ConfirmPrinted("token-1", "751-26-004815-Y")
    assert order.does(do.GoBack()) == at.Menu(INSURED)


def test_a_paper_that_the_person_says_is_whole_is_out_and_printed_again_as_a_duplicate() -> None:
    order = ordered()
    order.does(do.PrintPaper(0, JOB_ID), do.JobHappened(JobUnknown(JOB_ID)))
    assert order.does(do.GoBack()) == at.EhicOrdered(INSURED, RECEIPT, printed=frozenset({0}))
    printing = order.does(do.PrintPaper(0, NEW_ID))
    assert isinstance(printing, at.Printing)
    assert printing.job.document == as_duplicate(DOCUMENT)


def test_the_last_paper_that_the_person_says_is_whole_ends_the_order() -> None:
    order = ordered()
    order.does(do.PrintPaper(0, JOB_ID), do.JobHappened(JobPrinted(JOB_ID, PROOF)), do.GoBack())
    order.does(do.PrintPaper(1, NEW_ID), do.JobHappened(JobUnknown(NEW_ID)))
    assert order.does(do.GoBack()) == at.Menu(INSURED)


def test_a_duplicate_of_a_paper_that_is_refused_stays_one() -> None:
    order = ordered()
    order.does(do.PrintPaper(1, JOB_ID), do.JobHappened(JobUnknown(JOB_ID)), do.TryAgain(NEW_ID))
    status = order.does(do.JobHappened(JobRefused(NEW_ID, FAILURE)), do.GoBack())
    assert isinstance(status, at.EhicOrdered)
    assert [paper.document for paper in status.receipt.papers] == [DOCUMENT, as_duplicate(DOCUMENT)]
    assert status.printing is None


def test_a_paper_that_is_out_is_printed_again_as_a_duplicate() -> None:
    order = ordered()
    order.does(do.PrintPaper(0, JOB_ID), do.JobHappened(JobPrinted(JOB_ID, PROOF)), do.GoBack())
    printing = order.does(do.PrintPaper(0, NEW_ID))
    assert isinstance(printing, at.Printing)
    assert printing.job.document == as_duplicate(DOCUMENT)


def test_papers_are_printed_one_after_the_other() -> None:
    order = ordered()
    order.does(do.PrintPaper(0, JOB_ID))
    asked = order.asks
    order.does(do.PrintPaper(1, NEW_ID))
    assert order.asks == asked


def test_the_questions_are_answered_on_their_own_screens_only() -> None:
    people = Order(at.ChoosingEhic(INSURED, REQUEST_ID, offer=OFFER, chosen=frozenset({1})))
    before = people.state.status
    assert people.does(do.ChooseDeparture(None), do.RefuseAddress(), do.PrintPaper(0, JOB_ID)) == before
    address = people.does(do.GoOn())
    assert people.does(do.ChoosePeople(frozenset({3})), do.ChooseDeparture(None)) == address
