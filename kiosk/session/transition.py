"""Lead the terminal from one status to another, with the question that goes with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from kiosk.session.limits import Limits
from kiosk.session.preferences import Preferences
from kiosk.session.requests import OrderEhic, Pending, ReadCard, Request
from kiosk.session.result import OpenJob, Paper, VisitResult
from kiosk.session.statuses import (
    CardProblem,
    Ended,
    EndReason,
    OutOfService,
    Printed,
    Printing,
    PrintPhase,
    Reading,
    Status,
    StillThere,
    TakeCard,
    Visitor,
    WaitingForCard,
)
from kiosk.session.terminal import Terminal

_PAPER_LEFT: Final = {
    PrintPhase.SENDING: Paper.NONE,
    PrintPhase.PRINTING: Paper.COMING,
    # Whoever leaves is not waited for: what the printer still holds is cleared, what hangs out is out.
    PrintPhase.BLOCKED: Paper.UNSURE,
}
"""What becomes of the paper of somebody who leaves."""


def move(state: Terminal, status: Status, now_s: float, request: Request | None = None) -> Terminal:
    """Enter a status; the question that waited is dropped, and the one given is asked.

    A screen of another kind gives the person the whole idle time to read it. Where nobody is known, the visit before
    is forgotten.
    """
    active_at_s = state.active_at_s if type(status) is type(state.status) else now_s
    nobody = isinstance(status, OutOfService | WaitingForCard | Reading | CardProblem)
    result = VisitResult() if nobody else state.result
    moved = replace(state, status=status, pending=None, active_at_s=active_at_s, left_paper_at_s=None, result=result)
    return moved if request is None else ask(moved, request)


def ask(state: Terminal, request: Request) -> Terminal:
    """Ask a question under a new number; an answer to the one before is late from now on."""
    number = state.last_number + 1
    return replace(state, pending=Pending(number, request), last_number=number)


def take_card(state: Terminal, visitor: Visitor, reason: EndReason, now_s: float) -> Terminal:
    """Ask for the card to be taken, and for the paper where there is some."""
    result = _left_by(state)
    return move(replace(state, result=result), TakeCard(reason, visitor.ticket, result), now_s)


def end(state: Terminal, reason: EndReason, now_s: float, limits: Limits) -> Terminal:
    """Say goodbye; nothing of the person is held any more."""
    result = _left_by(state)
    ended = Ended(reason, now_s + goodbye_s(reason, result, limits), result)
    return move(replace(state, result=result), ended, now_s)


def goodbye_s(reason: EndReason, result: VisitResult, limits: Limits) -> float:
    """Say how long the last words stay."""
    if result.paper is Paper.COMING:
        return limits.printed_s
    # Whatever asks for something is read, not only seen.
    asks = reason is EndReason.UPDATE_TORN or result.paper is not Paper.NONE
    return limits.card_problem_s if asks else limits.goodbye_s


def _left_by(state: Terminal) -> VisitResult:
    """Give what came of a visit whose person leaves now, with what is still open."""
    status = state.status.previous if isinstance(state.status, StillThere) else state.status
    match status, state.pending:
        case Printing(job=job, phase=phase), _:
            return replace(state.result, open_job=OpenJob(job.job_id, _PAPER_LEFT[phase]))
        case _, Pending(number=number, request=OrderEhic()):
            return replace(state.result, open_order=number)
        case _:
            return state.result


def without_warning(state: Terminal, now_s: float) -> Terminal:
    """Take the question "still there?" back: it was the machine that kept the person waiting."""
    status = state.status
    return replace(state, status=status.previous, active_at_s=now_s) if isinstance(status, StillThere) else state


def rest(state: Terminal, now_s: float) -> Terminal:
    """Go where the terminal is when nobody is served: out of service, reading a card that is in, or waiting."""
    if isinstance(state.status, Ended):
        state = replace(state, preferences=Preferences())
    if state.causes:
        return move(state, OutOfService(state.causes), now_s)
    if state.inserted is not None:
        return move(state, Reading(state.inserted), now_s, ReadCard(state.inserted))
    return move(state, WaitingForCard(state.shortages), now_s)


def deadline_s(state: Terminal, limits: Limits) -> float | None:
    """Give the moment at which the status changes if nothing happens; None if it never does."""
    expiry = _expiry(state, limits)
    return None if expiry is None else expiry.due_s


def expire(state: Terminal, now_s: float, limits: Limits) -> Terminal:
    """Do what the deadlines ask that have passed, in their order, as often as it takes."""
    expiry = _expiry(state, limits)
    while expiry is not None and expiry.due_s <= now_s:
        state = expiry.lead(now_s)
        expiry = _expiry(state, limits)
    return state


@dataclass(frozen=True, slots=True)
class _Expiry:
    """Hold a deadline and what happens once it has passed."""

    due_s: float
    lead: Callable[[float], Terminal]


def _expiry(state: Terminal, limits: Limits) -> _Expiry | None:
    status = state.status
    match status:
        case OutOfService() | Reading() | TakeCard():
            return None
        case WaitingForCard():
            if state.preferences == Preferences():
                return None
            due_s = state.active_at_s + limits.preferences_s
            return _Expiry(due_s, lambda _: replace(state, preferences=Preferences()))
        case Ended(until_s=until_s) | CardProblem(until_s=until_s):
            return None if until_s is None else _Expiry(until_s, lambda now_s: rest(state, now_s))
        case Printed():
            return _Expiry(
                status.until_s,
                lambda now_s: replace(move(state, status.following, now_s), left_paper_at_s=now_s),
            )
        case StillThere():
            visitor = status.visitor
            return _Expiry(status.deadline_s, lambda now_s: take_card(state, visitor, EndReason.TIME_OUT, now_s))
        case _:
            idle_s = limits.idle_limit_s(status)
            if idle_s is None:
                return None
            due_s = state.active_at_s + idle_s
            warned = StillThere(status, due_s + limits.warning_s)
            return _Expiry(due_s, lambda _: replace(state, status=warned))
