import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.access import Tries
from kiosk.domain.lockout import Judgement, Outcome, Typed, judge

WRONG = Typed(is_definitive=False, is_provisional=False)
DEFINITIVE = Typed(is_definitive=True, is_provisional=False)
PROVISIONAL = Typed(is_definitive=False, is_provisional=True)
LOCKED = Tries(failed=3, locked=True)


def judged(typed, tries=Tries(), provisional_failed=None):  # noqa: B008 - a frozen value
    return judge(typed, tries, provisional_failed, provisional_tries=3)


@pytest.mark.parametrize("failed", [0, 1, 2])
def test_the_right_code_opens_and_forgets_the_wrong_ones(failed):
    judgement = judged(DEFINITIVE, Tries(failed))
    assert (judgement.outcome, judgement.tries) == (Outcome.ACCEPTED, Tries())


def test_the_right_code_ends_a_provisional_one_that_was_also_asked_for():
    assert judged(DEFINITIVE, provisional_failed=1).is_provisional_over


def test_wrong_codes_count_down_to_the_lock():
    first = judged(WRONG)
    second = judged(WRONG, first.tries)
    third = judged(WRONG, second.tries)
    assert [(one.outcome, one.tries_left) for one in (first, second, third)] == [
        (Outcome.WRONG, 2),
        (Outcome.WRONG, 1),
        (Outcome.BLOCKED, 0),
    ]
    assert third.tries.locked


def test_a_locked_account_answers_the_right_code_like_a_wrong_one():
    assert judged(DEFINITIVE, LOCKED) == judged(WRONG, LOCKED)
    assert judged(DEFINITIVE, LOCKED).outcome is Outcome.BLOCKED


@pytest.mark.parametrize("tries", [Tries(), Tries(2), LOCKED])
def test_a_provisional_code_leads_to_the_choice_and_is_over(tries):
    judgement = judged(PROVISIONAL, tries, provisional_failed=2)
    assert judgement == Judgement(Outcome.MUST_CHOOSE, tries, 2, is_provisional_over=True, tries_left=tries.left)


def test_a_code_that_was_provisional_once_is_a_wrong_one():
    assert judged(PROVISIONAL, provisional_failed=None).outcome is Outcome.WRONG


def test_on_a_locked_account_a_provisional_code_has_three_tries():
    first = judged(WRONG, LOCKED, 0)
    second = judged(WRONG, LOCKED, first.provisional_failed)
    third = judged(WRONG, LOCKED, second.provisional_failed)
    assert [(one.outcome, one.tries_left, one.is_provisional_over) for one in (first, second, third)] == [
        (Outcome.WRONG, 2, False),
        (Outcome.WRONG, 1, False),
        (Outcome.BLOCKED, 0, True),
    ]


def test_the_right_definitive_code_on_a_locked_account_burns_the_provisional_one_too():
    assert judged(DEFINITIVE, LOCKED, 2).is_provisional_over


def test_a_provisional_code_gives_no_further_guess_at_the_definitive_one():
    judgement = judged(WRONG, Tries(failed=2), provisional_failed=0)
    assert judgement.tries.locked
    assert (judgement.outcome, judgement.tries_left) == (Outcome.WRONG, 2)


def test_a_burnt_provisional_code_leaves_what_the_account_has_left():
    judgement = judged(WRONG, Tries(failed=0), provisional_failed=2)
    assert (judgement.outcome, judgement.tries_left, judgement.is_provisional_over) == (Outcome.WRONG, 2, True)


@given(st.integers(0, 2), st.none() | st.integers(0, 2), st.lists(st.just(WRONG), min_size=1, max_size=8))
def test_wrong_codes_always_end_in_blocked_and_never_count_up(failed, provisional_failed, typed):
    tries, left = Tries(failed), 99
    for _ in typed:
        judgement = judged(WRONG, tries, provisional_failed)
        assert judgement.tries_left < left or judgement.outcome is Outcome.BLOCKED
        assert (judgement.outcome is Outcome.BLOCKED) == (judgement.tries_left == 0)
        tries, left = judgement.tries, judgement.tries_left
        provisional_failed = None if judgement.is_provisional_over else provisional_failed
        provisional_failed = None if provisional_failed is None else judgement.provisional_failed
    if len(typed) >= 3:
        assert judgement.outcome is Outcome.BLOCKED
