"""What holds whatever happens, in whatever order, from whatever moment of a visit."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.ports import CardRemoved
from kiosk.session import actions as do
from kiosk.session import statuses as at
from kiosk.session.limits import Limits
from kiosk.session.reducer import reduce
from kiosk.session.result import VisitResult
from kiosk.session.terminal import Terminal
from kiosk.session.transition import deadline_s
from tests.kiosk.session.samples import ACTIONS, STATUSES, TICKET

LIMITS = Limits()

ENDINGS = {
    "card removed",
    "another card removed",
    "another card inserted",
    "reader lost",
    "finished",
    "printer missing",
}
"""What ends most visits: drawn as often as the rest, hardly a history would be longer than three actions."""

some_start = some.sampled_from(sorted(STATUSES))
some_action = some.sampled_from(sorted(set(ACTIONS) - ENDINGS))
some_ending = some.sampled_from(sorted(ENDINGS))
some_wait_s = some.one_of(some.just(0.0), some.floats(0.0, 20.0), some.sampled_from([60.0, 90.0, 130.0]))
some_steps = some.lists(
    some.tuples(some_wait_s, some.one_of(*([some_action] * 30), some_ending), some.booleans()), max_size=15
)

PEOPLE = at.VisitStatus | at.StillThere

BEFORE_THE_CODE = (
    at.Welcoming | at.AskingCode | at.SendingProvisional | at.AskingProvisional | at.SeeAdviser | at.ChoosingCode
)


def lived(start: str, steps: list[tuple[float, str, bool]]) -> tuple[Terminal, float]:
    """Live through a history; where it says so, an answer has the number of the question that waits."""
    status, now_s = STATUSES[start], 0.0
    has_card = isinstance(status, PEOPLE | at.TakeCard | at.Reading) or getattr(status, "ticket", None) is not None
    state = Terminal(status, inserted=TICKET if has_card else None)
    for wait_s, name, fits in steps:
        now_s += wait_s
        action = ACTIONS[name]
        if isinstance(action, do.Answered) and fits and state.pending is not None:
            action = do.Answered(state.pending.number, action.answer)
        state = reduce(state, action, now_s, LIMITS)
    return state, now_s


@given(some_start, some_steps)
def test_the_rule_never_fails_and_no_deadline_lies_in_the_past(
    start: str, steps: list[tuple[float, str, bool]]
) -> None:
    state, now_s = lived(start, steps)
    state = reduce(state, do.Tick(), now_s, LIMITS)
    due_s = deadline_s(state, LIMITS)
    assert due_s is None or due_s > now_s


@given(some_start, some_steps)
def test_a_person_is_on_the_screen_only_while_a_card_is_in(start: str, steps: list[tuple[float, str, bool]]) -> None:
    state, _ = lived(start, steps)
    if isinstance(state.status, PEOPLE | at.TakeCard | at.Reading):
        assert state.inserted is not None


@given(some_start, some_steps)
def test_the_card_that_leaves_always_ends_the_visit(start: str, steps: list[tuple[float, str, bool]]) -> None:
    state, now_s = lived(start, steps)
    if state.inserted is not None:
        state = reduce(state, do.CardHappened(CardRemoved(state.inserted)), now_s, LIMITS)
    assert not isinstance(state.status, PEOPLE | at.TakeCard | at.Reading)


@given(some_start, some_steps)
def test_a_question_is_open_only_in_a_status_that_waits_for_it(
    start: str, steps: list[tuple[float, str, bool]]
) -> None:
    state, _ = lived(start, steps)
    if isinstance(state.status, at.WaitingForCard | at.OutOfService | at.Ended | at.TakeCard | at.CardProblem):
        assert state.pending is None


@given(some_start, some_steps)
def test_the_menu_and_what_follows_it_need_an_accepted_code(start: str, steps: list[tuple[float, str, bool]]) -> None:
    state, _ = lived(start, steps)
    status = state.status.previous if isinstance(state.status, at.StillThere) else state.status
    if isinstance(status, at.VisitStatus) and not isinstance(status, BEFORE_THE_CODE):
        assert status.visitor.token


@given(some_start, some_steps)
def test_what_came_of_a_visit_is_shown_at_its_end_and_then_forgotten(
    start: str, steps: list[tuple[float, str, bool]]
) -> None:
    state, _ = lived(start, steps)
    match state.status:
        case at.TakeCard(result=shown) | at.Ended(result=shown):
            assert shown == state.result
        case at.WaitingForCard() | at.OutOfService() | at.Reading() | at.CardProblem():
            assert state.result == VisitResult()
        case _:
            assert state.result.open_job is None
            assert state.result.open_order is None


def test_the_histories_drawn_end_before_people_often_enough_to_mean_something() -> None:
    ends: Counter[bool] = Counter()

    @given(some_start, some_steps)
    def draw(start: str, steps: list[tuple[float, str, bool]]) -> None:
        ends[isinstance(lived(start, steps)[0].status, PEOPLE)] += 1

    draw()
    assert ends[True] >= ends.total() // 10


@pytest.mark.parametrize("name", sorted(STATUSES))
def test_every_status_is_a_start(name: str) -> None:
    state, _ = lived(name, [])
    assert state.status == STATUSES[name]
