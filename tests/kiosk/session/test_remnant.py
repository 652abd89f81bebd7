"""What an interrupted ticket left: told to whoever finds it, unless it is theirs."""

from dataclasses import replace

import pytest

from kiosk.domain.cards import Ticket
from kiosk.ports import CardRemoved, JobUnknown, RemnantCut, RemnantLeft
from kiosk.session import actions as do
from kiosk.session import statuses as at
from kiosk.session.limits import Limits
from kiosk.session.reducer import reduce
from kiosk.session.remnant import Remnant, RemnantPlace
from kiosk.session.terminal import Terminal
from tests.kiosk.session.samples import INSURED, JOB, JOB_ID, NEW_ID, RIGHTS, TICKET

NOW_S = 100.0

LEFT = do.RemnantHappened(RemnantLeft(JOB_ID))
CUT = do.RemnantHappened(RemnantCut(JOB_ID))
MENU = Terminal(at.Menu(INSURED), inserted=TICKET, active_at_s=NOW_S)
FOUND = replace(MENU, remnant=Remnant(JOB_ID, RemnantPlace.OUT))


def after(state: Terminal, *actions: do.Action) -> Terminal:
    for action in actions:
        state = reduce(state, action, NOW_S, Limits())
    return state


def in_doubt() -> Terminal:
    printing = Terminal(at.Printing(INSURED, JOB, at.PrintPhase.PRINTING, RIGHTS), inserted=TICKET)
    return after(printing, do.JobHappened(JobUnknown(JOB_ID)))


def test_a_strip_hangs_out_until_it_is_cut_off() -> None:
    waiting = Terminal(at.WaitingForCard())

    assert after(waiting, LEFT).remnant == Remnant(JOB_ID, RemnantPlace.HANGING)
    assert after(waiting, LEFT, CUT).remnant == Remnant(JOB_ID, RemnantPlace.OUT)


@pytest.mark.parametrize("state", [Terminal(at.WaitingForCard()), MENU], ids=["nobody there", "somebody there"])
def test_a_paper_of_an_earlier_visit_is_told_of_until_somebody_has_read_it(state: Terminal) -> None:
    found = after(state, LEFT, CUT, do.Touched())

    assert found.remnant == Remnant(JOB_ID, RemnantPlace.OUT)
    assert found.status == state.status
    assert after(found, do.SawPaper()).remnant is None
    assert after(found, do.SawPaper()).status == state.status


def test_what_comes_out_of_the_own_ticket_is_no_news() -> None:
    doubt = in_doubt()

    assert doubt.remnant == Remnant(JOB_ID, RemnantPlace.DOUBTFUL, TICKET)
    assert after(doubt, LEFT, do.GoBack(), CUT).remnant is None
    assert after(doubt, CUT).remnant is None


def test_what_comes_out_once_its_person_has_left_is_news() -> None:
    gone = after(in_doubt(), LEFT, do.CardHappened(CardRemoved(TICKET)))

    assert after(gone, CUT).remnant == Remnant(JOB_ID, RemnantPlace.OUT)


def test_what_comes_out_in_the_next_visit_is_not_theirs() -> None:
    following = replace(in_doubt(), inserted=Ticket(TICKET.reader, TICKET.boot, TICKET.insertion + 2))

    assert after(following, LEFT, CUT).remnant == Remnant(JOB_ID, RemnantPlace.OUT)


def test_the_rest_of_another_ticket_is_not_taken_for_the_own_one() -> None:
    cut = after(in_doubt(), do.RemnantHappened(RemnantCut(NEW_ID)))

    assert cut.remnant == Remnant(NEW_ID, RemnantPlace.OUT)


def test_a_strip_that_still_hangs_out_cannot_be_read_away() -> None:
    hanging = after(MENU, LEFT)

    assert after(hanging, do.SawPaper()).remnant == hanging.remnant
    assert after(MENU, do.SawPaper()).remnant is None


def test_the_next_visit_is_told_of_a_paper_that_nobody_has_read_of() -> None:
    assert after(FOUND, do.CardHappened(CardRemoved(TICKET))).remnant == FOUND.remnant


@pytest.mark.parametrize(
    ("remnant", "may_hang_out"),
    [
        (None, False),
        (Remnant(JOB_ID, RemnantPlace.HANGING), True),
        (Remnant(JOB_ID, RemnantPlace.HANGING, TICKET), True),
        (Remnant(JOB_ID, RemnantPlace.DOUBTFUL), True),
        (Remnant(JOB_ID, RemnantPlace.DOUBTFUL, TICKET), False),
        (Remnant(JOB_ID, RemnantPlace.OUT), False),
    ],
)
def test_a_paper_may_hang_out_unless_its_person_is_there_to_look(
    remnant: Remnant | None, *, may_hang_out: bool
) -> None:
    assert replace(MENU, remnant=remnant).paper_may_hang_out is may_hang_out


def test_a_doubtful_paper_of_somebody_who_has_left_may_hang_out() -> None:
    assert not in_doubt().paper_may_hang_out
    assert after(in_doubt(), do.CardHappened(CardRemoved(TICKET))).paper_may_hang_out
