"""What holds whatever happens, in whatever order."""

from hypothesis import given
from hypothesis import strategies as some

from kiosk.ports import CardRemoved
from kiosk.session import actions as do
from kiosk.session import statuses as at
from kiosk.session.limits import Limits
from kiosk.session.reducer import reduce
from kiosk.session.terminal import Terminal, starting
from kiosk.session.transition import deadline_s
from tests.kiosk.session.samples import ACTIONS, TICKET

some_history = some.lists(
    some.tuples(some.floats(0.0, 200.0), some.sampled_from(sorted(ACTIONS)), some.booleans()), max_size=60
)


def lived(history: list[tuple[float, str, bool]]) -> tuple[Terminal, float]:
    """Live through a history; where it says so, an answer has the number of the question that waits."""
    state, now_s = starting(), 0.0
    for wait_s, name, fits in history:
        now_s += wait_s
        action = ACTIONS[name]
        if isinstance(action, do.Answered) and fits and state.pending is not None:
            action = do.Answered(state.pending.number, action.answer)
        state = reduce(state, action, now_s, Limits())
    return state, now_s


@given(some_history)
def test_the_rule_never_fails_and_no_deadline_lies_in_the_past(history: list[tuple[float, str, bool]]) -> None:
    state, now_s = lived(history)
    due_s = deadline_s(state, Limits())
    assert due_s is None or due_s > now_s


@given(some_history)
def test_a_person_is_on_the_screen_only_while_a_card_is_in(history: list[tuple[float, str, bool]]) -> None:
    state, _ = lived(history)
    if isinstance(state.status, at.VisitStatus | at.StillThere | at.TakeCard | at.Reading):
        assert state.inserted is not None


@given(some_history)
def test_the_card_that_leaves_always_ends_the_visit(history: list[tuple[float, str, bool]]) -> None:
    state, now_s = lived(history)
    inserted = state.inserted or TICKET
    gone = reduce(state, do.CardHappened(CardRemoved(inserted)), now_s, Limits())
    assert not isinstance(gone.status, at.VisitStatus | at.StillThere | at.TakeCard | at.Reading)


@given(some_history)
def test_a_question_is_open_only_in_a_status_that_waits_for_it(history: list[tuple[float, str, bool]]) -> None:
    state, _ = lived(history)
    if isinstance(state.status, at.WaitingForCard | at.OutOfService | at.Ended | at.TakeCard | at.CardProblem):
        assert state.pending is None


@given(some_history)
def test_the_menu_and_what_follows_it_need_an_accepted_code(history: list[tuple[float, str, bool]]) -> None:
    state, _ = lived(history)
    before_the_code = (
        at.Welcoming | at.AskingCode | at.SendingProvisional | at.AskingProvisional | at.SeeAdviser | at.ChoosingCode
    )
    status = state.status.previous if isinstance(state.status, at.StillThere) else state.status
    if isinstance(status, at.VisitStatus) and not isinstance(status, before_the_code):
        assert status.visitor.token
