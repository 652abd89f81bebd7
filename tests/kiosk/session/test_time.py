"""What time does to a visit."""

from dataclasses import replace

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.cards import CardFault, CardKind
from kiosk.ports import CardFaulted, CardInserted, CardRemoved
from kiosk.session import actions as do
from kiosk.session import statuses as at
from kiosk.session.limits import Limits
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.reducer import reduce
from kiosk.session.requests import ReadCard
from kiosk.session.terminal import Terminal, starting
from kiosk.session.transition import deadline_s
from tests.kiosk.session.samples import INSURED, JOB, PAGE, REQUEST_ID, STATUSES, TICKET

LIMITS = Limits()


def visit(status: at.Status, active_at_s: float = 0.0) -> Terminal:
    """Put a person before the terminal who last touched it at a moment."""
    return Terminal(status, inserted=TICKET, active_at_s=active_at_s)


def after(state: Terminal, now_s: float, action: do.Action | None = None) -> Terminal:
    """Let time go by, then do something."""
    return reduce(state, action or do.Tick(), now_s, LIMITS)


@pytest.mark.parametrize(
    ("name", "idle_s"),
    [
        ("menu", 60.0),
        ("welcoming", 60.0),
        ("sending provisional", 60.0),
        ("preparing print", 60.0),
        ("print unknown", 60.0),
        ("print refused", 60.0),
        ("asking code", 90.0),
        ("asking provisional", 90.0),
        ("choosing code", 90.0),
        ("payments", 120.0),
        ("payment", 120.0),
        ("rights", 120.0),
        ("other procedures", 120.0),
        ("see adviser, no mobile", 120.0),
        ("printer blocked", 120.0),
    ],
)
def test_a_person_who_does_nothing_is_asked_whether_somebody_is_there(name: str, idle_s: float) -> None:
    state = visit(STATUSES[name])
    assert deadline_s(state, LIMITS) == idle_s
    assert after(state, idle_s - 0.1).status == STATUSES[name]
    assert after(state, idle_s).status == at.StillThere(STATUSES[name], idle_s + LIMITS.warning_s)


@pytest.mark.parametrize("name", ["sending job", "printing"])
def test_nobody_is_asked_while_the_paper_comes_out(name: str) -> None:
    state = visit(STATUSES[name])
    assert deadline_s(state, LIMITS) is None
    assert after(state, 86_400.0).status == STATUSES[name]


def test_a_person_who_does_not_answer_takes_the_card_back() -> None:
    asked = after(visit(at.Menu(INSURED)), 60.0)
    assert isinstance(after(asked, 89.9).status, at.StillThere)
    assert after(asked, 90.0).status == at.TakeCard(at.EndReason.TIME_OUT, TICKET)


def test_both_deadlines_that_passed_during_a_long_silence_are_done_in_their_order() -> None:
    assert after(visit(at.Menu(INSURED)), 3_600.0).status == at.TakeCard(at.EndReason.TIME_OUT, TICKET)


def test_a_touch_after_the_deadline_is_a_touch_on_the_screen_that_the_deadline_leads_to() -> None:
    late = after(visit(at.Menu(INSURED)), 90.0, do.OpenOtherProcedures())
    assert late.status == at.TakeCard(at.EndReason.TIME_OUT, TICKET)


def test_time_can_be_extended_as_often_as_needed() -> None:
    state, now_s = visit(at.Menu(INSURED)), 0.0
    for _ in range(25):
        now_s += 80.0
        state = after(state, now_s)
        assert isinstance(state.status, at.StillThere)
        state = after(state, now_s, do.Continue())
        assert state.status == at.Menu(INSURED)


def test_the_answer_of_a_slow_service_takes_the_question_back() -> None:
    fetching = after(visit(at.Menu(INSURED)), 0.0, do.OpenLine(do.Line.PAYMENTS, REQUEST_ID))
    assert fetching.pending is not None
    asked = after(fetching, 125.0)
    assert isinstance(asked.status, at.StillThere)
    shown = after(asked, 126.0, do.Answered(fetching.pending.number, PAGE))
    assert shown.status == at.ShowingPayments(INSURED, PAGE)
    assert deadline_s(shown, LIMITS) == 126.0 + 120.0


def test_the_goodbye_stays_a_moment_and_the_preferences_go_with_it() -> None:
    chosen = replace(visit(at.Menu(INSURED)), preferences=Preferences(high_contrast=True, text_size=TextSize.LARGE))
    gone = after(chosen, 10.0, do.CardHappened(CardRemoved(TICKET)))
    assert gone.status == at.Ended(at.EndReason.CARD_REMOVED, until_s=14.0)
    assert gone.preferences == chosen.preferences
    waiting = after(gone, 14.0)
    assert waiting.status == at.WaitingForCard()
    assert waiting.preferences == Preferences()


def test_a_card_inserted_during_the_goodbye_starts_a_visit_with_fresh_preferences() -> None:
    gone = replace(
        after(visit(at.Menu(INSURED)), 1.0, do.CardHappened(CardRemoved(TICKET))),
        preferences=Preferences(high_contrast=True),
    )
    next_ticket = replace(TICKET, insertion=TICKET.insertion + 2)
    reading = after(gone, 2.0, do.CardHappened(CardInserted(next_ticket, CardKind.VITALE2)))
    assert reading.status == at.Reading(next_ticket)
    assert reading.preferences == Preferences()


def test_preferences_set_on_the_attract_screen_outlast_the_last_touch_for_a_while() -> None:
    waiting = after(Terminal(at.WaitingForCard()), 5.0, do.SetContrast(high=True))
    assert after(waiting, 64.9).preferences.high_contrast
    assert not after(waiting, 65.0).preferences.high_contrast
    assert deadline_s(after(waiting, 65.0), LIMITS) is None


def test_the_printed_screen_gives_way_to_the_menu() -> None:
    printed = visit(at.Printed(INSURED, JOB, 15.0, at.Menu(INSURED)))
    assert after(printed, 14.9).status == printed.status
    assert after(printed, 15.0).status == at.Menu(INSURED)


def test_the_card_problem_stays_until_the_card_is_out_and_a_moment_longer() -> None:
    problem = visit(at.CardProblem(CardFault.MUTE, TICKET))
    assert deadline_s(problem, LIMITS) is None
    out = after(problem, 20.0, do.CardHappened(CardRemoved(TICKET)))
    assert out.status == at.CardProblem(CardFault.MUTE, None, 20.0, until_s=28.0)
    assert after(out, 28.0).status == at.WaitingForCard()


@pytest.mark.parametrize(("pulled_after_s", "shown"), [(0.4, "REMOVED_DURING_READ"), (0.6, "COMMUNICATION")])
def test_a_communication_fault_that_the_card_follows_was_a_card_pulled_too_soon(
    pulled_after_s: float, shown: str
) -> None:
    reading = visit(at.Reading(TICKET))
    faulted = after(reading, 10.0, do.CardHappened(CardFaulted(TICKET, CardFault.COMMUNICATION)))
    out = after(faulted, 10.0 + pulled_after_s, do.CardHappened(CardRemoved(TICKET)))
    assert isinstance(out.status, at.CardProblem)
    assert out.status.fault is CardFault[shown]


def test_a_terminal_out_of_service_that_holds_a_card_reads_it_when_the_cause_is_gone() -> None:
    state = after(starting(), 1.0, do.CardHappened(CardInserted(TICKET, CardKind.VITALE2)))
    assert isinstance(state.status, at.OutOfService)
    served = after(state, 2.0, do.HealthChanged(()))
    assert served.status == at.Reading(TICKET)
    assert served.pending is not None
    assert served.pending.request == ReadCard(TICKET)


def test_causes_found_during_a_visit_wait_for_its_end() -> None:
    state = after(visit(at.Menu(INSURED)), 1.0, do.HealthChanged((FailureCode.PRINTER_MISSING,)))
    assert state.status == at.Menu(INSURED)
    gone = after(state, 2.0, do.CardHappened(CardRemoved(TICKET)))
    assert after(gone, 6.0).status == at.OutOfService((FailureCode.PRINTER_MISSING,))
