"""The screens of a print job: what the printer, the time and a late touch do to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.ports import (
    CodeAccepted,
    JobBlocked,
    JobEvent,
    JobPrinted,
    JobRefused,
    JobResumed,
    JobUnknown,
    PrintProof,
)
from kiosk.session import actions as do
from kiosk.session import statuses as at
from kiosk.session.limits import Limits
from kiosk.session.preferences import Preferences
from kiosk.session.reducer import reduce
from kiosk.session.requests import ConfirmPrinted
from kiosk.session.terminal import Terminal
from tests.kiosk.session.samples import INSURED, JOB, JOB_ID, NEW_ID, PAYMENTS, RECEIPT, RIGHTS, TICKET

LIMITS = Limits()
PAPER_OUT, MISSING, COVER = FailureCode.PAPER_OUT, FailureCode.PRINTER_MISSING, FailureCode.COVER_OPEN
RESUMED, PRINTED = JobResumed(JOB_ID), JobPrinted(JOB_ID, PrintProof.PROCESS_ID)
GONE_AT_S = 15.0
"""When "take your document" goes by itself."""


def after(state: Terminal, now_s: float, *actions: do.Action) -> Terminal:
    for action in actions or (do.Tick(),):
        state = reduce(state, action, now_s, LIMITS)
    return state


def says(event: JobEvent) -> do.JobHappened:
    return do.JobHappened(event)


def health(cause: FailureCode | None = None) -> do.HealthChanged:
    if cause is None:
        return do.HealthChanged(())
    return do.HealthChanged((cause,)) if cause is MISSING else do.HealthChanged((), (cause,))


# What is in the way


def refused(cause: FailureCode = PAPER_OUT) -> Terminal:
    printing = at.Printing(INSURED, JOB, at.PrintPhase.SENDING, RIGHTS)
    return after(Terminal(printing, inserted=TICKET), 0.0, health(cause), says(JobRefused(JOB_ID, cause)))


def cause_of(state: Terminal) -> FailureCode | None:
    status = state.status.previous if isinstance(state.status, at.StillThere) else state.status
    assert isinstance(status, at.PrintRefused)
    return status.cause


@pytest.mark.parametrize("cause", [PAPER_OUT, MISSING])
def test_a_refusal_ends_with_its_cause(cause: FailureCode) -> None:
    assert cause_of(refused(cause)) is cause
    assert cause_of(after(refused(cause), 5.0, health())) is None


def test_a_refusal_follows_the_printer_through_the_change_of_its_roll() -> None:
    state = refused()
    for cause in (PAPER_OUT, COVER, None, MISSING, None):
        state = after(state, 5.0, health(cause))
        assert cause_of(state) is cause


def test_news_of_the_printer_are_no_sign_of_the_person() -> None:
    state = after(refused(), 59.0, health())
    asked = after(state, 60.0)
    assert isinstance(asked.status, at.StillThere)


def test_a_refusal_behind_the_question_follows_the_printer() -> None:
    asked = after(refused(), 60.0)
    ready = after(asked, 61.0, health())
    assert isinstance(ready.status, at.StillThere)
    assert cause_of(ready) is None


def test_a_refusal_that_comes_before_its_cause_waits_for_it() -> None:
    printing = Terminal(at.Printing(INSURED, JOB, at.PrintPhase.SENDING, RIGHTS), inserted=TICKET)
    state = after(printing, 0.0, says(JobRefused(JOB_ID, PAPER_OUT)), health())
    assert cause_of(state) is PAPER_OUT
    assert cause_of(after(state, 1.0, health(PAPER_OUT), health())) is None


def test_a_document_that_could_not_be_made_is_not_healed_by_the_printer() -> None:
    not_made = at.PrintRefused(INSURED, None, PAPER_OUT, PAYMENTS)
    state = Terminal(not_made, shortages=(PAPER_OUT,), inserted=TICKET)
    assert after(state, 1.0, health()).status == not_made


# The question "still there?"


def asked_over_a_blocked_print() -> Terminal:
    blocked = at.Printing(INSURED, JOB, at.PrintPhase.BLOCKED, RIGHTS, PAPER_OUT)
    asked = after(Terminal(blocked, inserted=TICKET), 120.0)
    assert isinstance(asked.status, at.StillThere)
    return asked


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        (RESUMED, at.Printing),
        (JobBlocked(JOB_ID, COVER), at.Printing),
        (PRINTED, at.Printed),
        (JobUnknown(JOB_ID), at.PrintUnknown),
        (JobRefused(JOB_ID, PAPER_OUT), at.PrintRefused),
    ],
)
def test_the_printer_does_not_answer_for_the_person(event: JobEvent, shown: type[at.VisitStatus]) -> None:
    asked = asked_over_a_blocked_print()
    state = after(asked, 125.0, says(event))
    assert isinstance(state.status, at.StillThere)
    assert isinstance(state.status.previous, shown)
    assert state.active_at_s == asked.active_at_s
    assert isinstance(after(state, 149.9).status, at.StillThere)
    assert isinstance(after(state, 150.0).status, at.TakeCard)


def test_whoever_does_not_answer_is_told_of_the_paper_that_came_out_meanwhile() -> None:
    state = after(after(asked_over_a_blocked_print(), 125.0, says(RESUMED), says(PRINTED)), 150.0)
    assert isinstance(state.status, at.TakeCard)
    assert state.status.result.printed_count == 1


def test_whoever_answers_sees_what_has_become_of_the_paper() -> None:
    going_on = after(asked_over_a_blocked_print(), 125.0, says(RESUMED), do.Continue())
    assert going_on.status == at.Printing(INSURED, JOB, at.PrintPhase.PRINTING, RIGHTS)


def test_a_paper_that_came_out_behind_the_question_is_shown_as_long_as_any_other() -> None:
    printed = after(asked_over_a_blocked_print(), 125.0, says(PRINTED))
    seen = after(printed, 145.0, do.Continue())
    assert seen.status == at.Printed(INSURED, JOB, 145.0 + LIMITS.printed_s, at.Menu(INSURED))


def test_the_confirmation_of_a_number_is_no_answer_to_the_question() -> None:
    printed = after(asked_over_a_blocked_print(), 125.0, says(PRINTED))
    assert printed.pending is not None
    assert isinstance(printed.pending.request, ConfirmPrinted)
    kept = after(printed, 126.0, do.Answered(printed.pending.number, CodeAccepted("token-2")))
    assert kept == replace(printed, pending=None)


def test_a_paper_without_a_number_asks_for_no_confirmation_behind_the_question() -> None:
    asked = asked_over_a_blocked_print()
    unnumbered = at.Printing(INSURED, replace(JOB, certificate_number=None), at.PrintPhase.BLOCKED, PAYMENTS, PAPER_OUT)
    state = after(replace(asked, status=at.StillThere(unnumbered, 150.0)), 125.0, says(PRINTED))
    assert isinstance(state.status, at.StillThere)
    assert state.pending is None


# A touch that comes too late


def printed(following: at.Menu | at.EhicOrdered) -> Terminal:
    return Terminal(at.Printed(INSURED, JOB, GONE_AT_S, following), inserted=TICKET)


MENU = at.Menu(INSURED)
ORDERED = at.EhicOrdered(INSURED, RECEIPT)


@pytest.mark.parametrize(
    ("following", "action"),
    [(MENU, do.OpenOtherProcedures()), (MENU, do.OpenLine(do.Line.PAYMENTS, NEW_ID)), (ORDERED, do.GoBack())],
)
@pytest.mark.parametrize("is_told", [True, False], ids=["the screen has changed", "the change comes with the touch"])
def test_a_touch_meant_for_the_paper_does_nothing_on_the_screen_that_came_by_itself(
    following: at.Menu | at.EhicOrdered, action: do.PersonAction, *, is_told: bool
) -> None:
    state = after(printed(following), GONE_AT_S) if is_told else printed(following)
    touched = after(state, GONE_AT_S + 0.6, action)
    assert touched.status == following
    assert touched.pending is None
    assert touched.active_at_s == GONE_AT_S + 0.6


def test_a_touch_after_the_time_of_a_late_one_counts() -> None:
    state = after(printed(MENU), GONE_AT_S)
    assert after(state, GONE_AT_S + LIMITS.late_touch_s + 0.01, do.OpenOtherProcedures()).status == at.OtherProcedures(
        INSURED
    )


def test_finish_and_the_header_mean_the_same_on_both_screens() -> None:
    state = after(printed(MENU), GONE_AT_S)
    assert isinstance(after(state, GONE_AT_S + 0.1, do.Finish()).status, at.TakeCard)
    assert after(state, GONE_AT_S + 0.1, do.SetContrast(high=True)).preferences == Preferences(high_contrast=True)


def test_who_leaves_the_paper_by_touch_is_not_slowed_down() -> None:
    state = after(printed(MENU), 10.0, do.GoBack(), do.OpenOtherProcedures())
    assert state.status == at.OtherProcedures(INSURED)


def test_a_screen_further_on_knows_nothing_of_it() -> None:
    state = after(printed(MENU), GONE_AT_S)
    assert after(state, GONE_AT_S + 1.0, do.OpenOtherProcedures()).left_paper_at_s is None
