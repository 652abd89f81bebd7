"""What the end of a visit knows of its papers and its order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.cards import CardFault, CardKind
from kiosk.ports import (
    CardInserted,
    CardRemoved,
    EhicReceipt,
    JobBlocked,
    JobEvent,
    JobPrinted,
    JobRefused,
    JobResumed,
    JobStarted,
    JobUnknown,
    PrintProof,
    ReaderFailed,
    ServiceFailure,
)
from kiosk.session import actions as do
from kiosk.session import statuses as at
from kiosk.session.limits import Limits
from kiosk.session.log import log_lines
from kiosk.session.reducer import reduce
from kiosk.session.result import Paper, VisitResult
from kiosk.session.terminal import Terminal
from kiosk.session.transition import deadline_s
from tests.kiosk.session.samples import (
    CHOOSING_DEPARTURE,
    FAILURE,
    INSURED,
    JOB_ID,
    NEW_ID,
    OTHER_TICKET,
    RECEIPT,
    REQUEST_ID,
    RIGHTS,
    STEP,
    TICKET,
)

LIMITS = Limits()
CAUSE = FailureCode.PAPER_OUT
STARTED, BLOCKED, RESUMED = JobStarted(JOB_ID), JobBlocked(JOB_ID, CAUSE), JobResumed(JOB_ID)
PRINTED, UNKNOWN = JobPrinted(JOB_ID, PrintProof.PROCESS_ID), JobUnknown(JOB_ID)
REFUSED = JobRefused(JOB_ID, CAUSE)

PULLED = do.CardHappened(CardRemoved(TICKET))
READER_LOST = do.CardHappened(ReaderFailed(CardFault.READER_UNPLUGGED))


class Visit:
    """Lead a visit, from the preview of a certificate if nothing else is said."""

    def __init__(self, status: at.Status = RIGHTS) -> None:
        self.state = Terminal(status, inserted=TICKET)
        self.now_s = 0.0

    def does(self, *actions: do.Action) -> Visit:
        for action in actions:
            self.state = reduce(self.state, action, self.now_s, LIMITS)
        return self

    def prints(self, *events: JobEvent) -> Visit:
        """Ask for the paper; then the printer says something."""
        return self.does(do.PrintDocument(JOB_ID)).printer_says(*events)

    def printer_says(self, *events: JobEvent) -> Visit:
        return self.does(*(do.JobHappened(event) for event in events))

    def waits(self, seconds: float) -> Visit:
        self.now_s += seconds
        return self.does(do.Tick())

    @property
    def ended(self) -> at.Ended:
        assert isinstance(self.state.status, at.Ended)
        return self.state.status

    @property
    def paper(self) -> Paper:
        assert isinstance(self.state.status, at.Ended | at.TakeCard)
        assert self.state.status.result == self.state.result
        return self.state.result.paper


WHEN_LEFT = [
    ([], Paper.NONE),
    ([STARTED], Paper.COMING),
    ([BLOCKED], Paper.UNSURE),
    ([STARTED, BLOCKED], Paper.UNSURE),
    ([STARTED, BLOCKED, RESUMED], Paper.COMING),
    ([STARTED, PRINTED], Paper.OUT),
    ([STARTED, UNKNOWN], Paper.UNSURE),
    ([REFUSED], Paper.NONE),
]
"""What the printer said before the person left, and what there is to take."""


@pytest.mark.parametrize(("events", "paper"), WHEN_LEFT)
@pytest.mark.parametrize(
    ("leaving", "reason"), [(PULLED, at.EndReason.CARD_REMOVED), (READER_LOST, at.EndReason.READER_LOST)]
)
def test_whoever_leaves_at_once_is_told_of_the_paper(
    events: list[JobEvent], paper: Paper, leaving: do.Action, reason: at.EndReason
) -> None:
    visit = Visit().prints(*events).does(leaving)
    assert visit.paper is paper
    assert visit.ended.reason is reason


@pytest.mark.parametrize(("events", "paper"), WHEN_LEFT)
def test_whoever_takes_the_card_back_is_told_of_the_paper_before_and_after(
    events: list[JobEvent], paper: Paper
) -> None:
    visit = Visit().prints(*events).does(do.Finish())
    assert isinstance(visit.state.status, at.TakeCard)
    assert visit.paper is paper
    assert visit.does(PULLED).paper is paper
    assert visit.ended.reason is at.EndReason.FINISHED


@pytest.mark.parametrize(
    ("events", "paper"),
    [([STARTED, BLOCKED], Paper.UNSURE), ([STARTED, PRINTED], Paper.OUT), ([STARTED, UNKNOWN], Paper.UNSURE)],
)
def test_whoever_forgets_the_card_is_told_of_the_paper(events: list[JobEvent], paper: Paper) -> None:
    visit = Visit().prints(*events).waits(LIMITS.printed_s).waits(3_600.0)
    assert isinstance(visit.state.status, at.TakeCard)
    assert visit.state.status.reason is at.EndReason.TIME_OUT
    assert visit.paper is paper
    assert visit.does(PULLED).paper is paper


def test_a_paper_is_not_forgotten_on_the_way_through_other_lines() -> None:
    visit = Visit().prints(STARTED, PRINTED).waits(LIMITS.printed_s)
    assert visit.state.status == at.Menu(INSURED)
    visit.does(do.OpenLine(do.Line.PAYMENTS, REQUEST_ID), do.GoBack(), do.OpenOtherProcedures(), PULLED)
    assert visit.paper is Paper.OUT


def test_papers_are_counted() -> None:
    visit = Visit().prints(STARTED, UNKNOWN)
    visit.does(do.TryAgain(NEW_ID)).printer_says(JobPrinted(NEW_ID, PrintProof.PROCESS_ID))
    assert visit.does(PULLED).paper is Paper.OUT_AND_UNSURE
    assert visit.ended.result == VisitResult(printed_count=1, is_unsure=True)


def test_a_doubt_after_a_paper_that_is_out_is_not_lost() -> None:
    visit = Visit().prints(STARTED, PRINTED).does(do.GoBack())
    visit.state = replace(visit.state, status=RIGHTS)
    visit.does(do.PrintDocument(NEW_ID)).printer_says(JobStarted(NEW_ID), JobUnknown(NEW_ID))
    assert visit.does(PULLED).paper is Paper.OUT_AND_UNSURE


def test_both_are_said_where_a_paper_is_out_and_the_next_one_is_stuck() -> None:
    visit = Visit(at.EhicOrdered(INSURED, RECEIPT)).does(do.PrintPaper(0, JOB_ID)).printer_says(PRINTED)
    visit.does(do.GoBack(), do.PrintPaper(1, NEW_ID)).printer_says(JobStarted(NEW_ID), JobBlocked(NEW_ID, CAUSE))
    assert visit.does(PULLED).paper is Paper.OUT_AND_UNSURE


def test_a_paper_that_still_comes_is_said_before_those_that_are_out() -> None:
    visit = Visit(at.EhicOrdered(INSURED, RECEIPT)).does(do.PrintPaper(0, JOB_ID)).printer_says(PRINTED)
    visit.does(do.GoBack(), do.PrintPaper(1, NEW_ID)).printer_says(JobStarted(NEW_ID))
    assert visit.does(PULLED).paper is Paper.COMING


def test_an_update_that_is_torn_tells_of_a_paper_printed_before() -> None:
    torn = replace(Visit(at.UpdatingCard(INSURED, REQUEST_ID, STEP)).state, result=VisitResult(printed_count=1))
    ended = reduce(torn, PULLED, 0.0, LIMITS).status
    assert ended == at.Ended(at.EndReason.UPDATE_TORN, LIMITS.card_problem_s, VisitResult(printed_count=1))


def test_a_reader_that_turns_out_to_be_lost_loses_no_paper() -> None:
    visit = Visit().prints(STARTED).does(PULLED, READER_LOST)
    assert visit.ended.reason is at.EndReason.READER_LOST
    assert visit.paper is Paper.COMING


# After the end


AFTERWARDS = [
    ([], [STARTED], Paper.COMING),
    ([], [REFUSED], Paper.NONE),
    ([STARTED], [PRINTED], Paper.OUT),
    ([STARTED], [UNKNOWN], Paper.UNSURE),
    ([STARTED], [BLOCKED], Paper.UNSURE),
    ([STARTED], [BLOCKED, RESUMED], Paper.COMING),
    ([STARTED, BLOCKED], [UNKNOWN], Paper.UNSURE),
    ([STARTED, BLOCKED], [RESUMED, PRINTED], Paper.OUT),
]


@pytest.mark.parametrize(("before", "after", "paper"), AFTERWARDS)
@pytest.mark.parametrize("leaving", [PULLED, do.Finish()])
def test_the_last_screens_follow_the_paper(
    before: list[JobEvent], after: list[JobEvent], paper: Paper, leaving: do.Action
) -> None:
    assert Visit().prints(*before).does(leaving).printer_says(*after).paper is paper


def test_the_paper_of_somebody_else_is_not_said() -> None:
    visit = Visit().prints(STARTED).does(PULLED)
    assert visit.printer_says(JobPrinted(NEW_ID, PrintProof.PROCESS_ID)).paper is Paper.COMING
    nothing = Visit(at.Menu(INSURED)).does(PULLED)
    assert nothing.printer_says(PRINTED).paper is Paper.NONE


def test_the_last_words_stay_as_long_as_the_paper_comes_but_no_longer_than_the_limit() -> None:
    visit = Visit().prints(STARTED).does(PULLED)
    assert visit.ended.until_s == LIMITS.printed_s
    assert deadline_s(visit.state, LIMITS) == LIMITS.printed_s
    assert visit.waits(LIMITS.printed_s).state.status == at.WaitingForCard()


def test_a_paper_that_has_come_out_leaves_the_time_to_take_it() -> None:
    visit = Visit().prints(STARTED).does(PULLED).waits(LIMITS.printed_s - 1)
    visit.printer_says(PRINTED)
    assert visit.ended.until_s == visit.now_s + LIMITS.card_problem_s


@pytest.mark.parametrize(
    ("events", "shown_s"),
    [
        ([], LIMITS.goodbye_s),
        ([STARTED, PRINTED], LIMITS.card_problem_s),
        ([STARTED, UNKNOWN], LIMITS.card_problem_s),
        ([STARTED, BLOCKED], LIMITS.card_problem_s),
    ],
)
def test_what_asks_for_something_stays_longer_than_a_goodbye(events: list[JobEvent], shown_s: float) -> None:
    assert Visit().prints(*events).does(PULLED).ended.until_s == shown_s


def test_news_that_change_nothing_to_be_said_do_not_keep_the_screen() -> None:
    visit = Visit().prints(STARTED, BLOCKED).does(PULLED).waits(2.0).printer_says(UNKNOWN)
    assert visit.ended.until_s == LIMITS.card_problem_s


def test_the_next_card_ends_the_goodbye_and_knows_nothing_of_the_paper() -> None:
    visit = Visit().prints(STARTED).does(PULLED, do.CardHappened(CardInserted(OTHER_TICKET, CardKind.VITALE2)))
    assert visit.state.status == at.Reading(OTHER_TICKET)
    assert visit.state.result == VisitResult()
    assert visit.printer_says(PRINTED).state.result == VisitResult()


def test_a_terminal_that_waits_again_has_forgotten_the_visit() -> None:
    visit = Visit().prints(STARTED, PRINTED).does(PULLED).waits(LIMITS.card_problem_s)
    assert visit.state == replace(Terminal(at.WaitingForCard()), last_number=visit.state.last_number, active_at_s=8.0)


def test_the_end_is_logged_once_whatever_becomes_of_the_paper() -> None:
    left = Visit().prints(STARTED).does(PULLED)
    before = left.state
    assert log_lines(before, left.printer_says(PRINTED).state, "a1b2c3d4") == ()


# The order


def ordering() -> Visit:
    return Visit(CHOOSING_DEPARTURE).does(do.GoOn())


def answer(visit: Visit, given: do.Answer) -> do.Answered:
    assert visit.state.pending is not None
    return do.Answered(visit.state.pending.number, given)


@pytest.mark.parametrize("leaving", [PULLED, READER_LOST, do.Finish()])
def test_an_order_that_was_taken_is_said_at_the_end(leaving: do.Action) -> None:
    visit = ordering()
    visit.does(answer(visit, RECEIPT), do.GoBack(), leaving)
    assert visit.state.result == VisitResult(has_order=True)
    assert visit.paper is Paper.NONE


def test_an_order_that_was_taken_is_said_after_a_time_out() -> None:
    visit = ordering()
    visit.does(answer(visit, RECEIPT)).waits(3_600.0)
    assert isinstance(visit.state.status, at.TakeCard)
    assert visit.does(PULLED).ended.result.has_order


def test_certificates_alone_are_no_order() -> None:
    visit = ordering()
    visit.does(answer(visit, EhicReceipt((), RECEIPT.expected_on, RECEIPT.papers[1:])), PULLED)
    assert not visit.ended.result.has_order


def test_a_second_visit_to_the_line_does_not_undo_the_order() -> None:
    visit = ordering()
    visit.does(answer(visit, RECEIPT), do.GoBack())
    visit.state = replace(visit.state, status=CHOOSING_DEPARTURE)
    visit.does(do.GoOn())
    visit.does(answer(visit, EhicReceipt((), RECEIPT.expected_on, RECEIPT.papers[1:])), PULLED)
    assert visit.ended.result.has_order


@pytest.mark.parametrize("leaving", [PULLED, do.Finish()])
@pytest.mark.parametrize(("given", "is_said"), [(RECEIPT, True), (ServiceFailure(FAILURE), False)])
def test_an_order_that_is_taken_while_its_person_leaves_is_said_once_it_is_known(
    leaving: do.Action, given: do.Answer, *, is_said: bool
) -> None:
    visit = ordering()
    late = answer(visit, given)
    visit.does(leaving)
    assert visit.state.result.open_order == late.number
    visit.does(late)
    assert visit.paper is Paper.NONE
    assert visit.state.result == VisitResult(has_order=is_said)


def test_the_person_is_asked_but_the_order_is_known_all_the_same() -> None:
    visit = ordering()
    late = answer(visit, RECEIPT)
    visit.waits(LIMITS.idle_s)
    assert isinstance(visit.state.status, at.StillThere)
    assert visit.does(PULLED, late).ended.result.has_order


def test_a_late_order_leaves_the_time_to_read_of_it() -> None:
    visit = ordering()
    late = answer(visit, RECEIPT)
    visit.does(PULLED).waits(3.0).does(late)
    assert visit.ended.until_s == 3.0 + LIMITS.goodbye_s


def test_the_answer_to_another_question_changes_nothing_at_the_end() -> None:
    visit = ordering().does(PULLED)
    before = visit.state
    assert visit.does(do.Answered(before.last_number + 1, RECEIPT)).state == before
