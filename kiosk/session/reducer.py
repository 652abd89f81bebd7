"""The rule of a visit: one pure function from a state and an action to the next state."""

from __future__ import annotations

from kiosk.session.actions import Action, Answered, CardHappened, HealthChanged, JobHappened, RemnantHappened, Tick
from kiosk.session.answers import on_answer
from kiosk.session.equipment import on_card, on_health, on_job, on_remnant
from kiosk.session.limits import Limits
from kiosk.session.person import on_person
from kiosk.session.terminal import Terminal
from kiosk.session.transition import expire


def reduce(state: Terminal, action: Action, now_s: float, limits: Limits) -> Terminal:
    """Give the state after an action.

    Deadlines that have passed are looked at first: what is touched too late is touched on the screen that the
    deadline leads to.

    Args:
        state: the state before.
        action: what happened.
        now_s: the time, in seconds of a clock that never goes back.
        limits: how long the terminal waits.
    """
    state = expire(state, now_s, limits)
    match action:
        case Tick():
            return state
        case HealthChanged():
            return on_health(state, action, now_s)
        case CardHappened(event=event):
            return on_card(state, event, now_s, limits)
        case JobHappened(event=event):
            return on_job(state, event, now_s, limits)
        case RemnantHappened(event=event):
            return on_remnant(state, event)
        case Answered():
            return on_answer(state, action, now_s, limits)
        case _:
            return on_person(state, action, now_s, limits)
