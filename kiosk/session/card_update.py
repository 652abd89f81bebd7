"""The update of the Vitale card: the terminal relays between the service and the card, and reads back at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.card_update import UpdateOutcome
from kiosk.domain.cards import CardFile
from kiosk.ports import CardAnswered, ServiceFailure, UpdateAnswer, UpdateStep
from kiosk.session.requests import AnswerUpdate, GiveCommand, OpenUpdate, Pending, ReadCard
from kiosk.session.statuses import CardUpdated, Status, UpdatingCard
from kiosk.session.terminal import Terminal
from kiosk.session.transition import move


def is_writing(status: Status) -> TypeGuard[UpdatingCard]:
    """Say whether a card is at work: it must stay in, and nobody is asked anything."""
    return isinstance(status, UpdatingCard) and status.failure is None


def stop_update(state: Terminal, status: UpdatingCard, failure: FailureCode, now_s: float) -> Terminal:
    """Say why the update stopped; the person, who could do nothing meanwhile, gets the whole idle time to read it."""
    return replace(move(state, replace(status, failure=failure), now_s), active_at_s=now_s)


def on_update_answer(
    state: Terminal, status: UpdatingCard, answer: UpdateAnswer | ServiceFailure, now_s: float
) -> Terminal:
    """Give the card the next command, or show what came of the update."""
    visitor = status.visitor
    if isinstance(answer, ServiceFailure):
        return stop_update(state, status, answer.failure, now_s)
    if isinstance(answer, UpdateStep):
        return move(state, replace(status, step=answer), now_s, GiveCommand(visitor.ticket, answer))
    if answer.outcome is UpdateOutcome.UPDATED:
        # What the person is shown is what the card holds, not what it was given.
        return move(state, replace(status, ended=answer), now_s, ReadCard(visitor.ticket))
    return move(state, CardUpdated(visitor, answer), now_s)


def on_card_answer(state: Terminal, event: CardAnswered, now_s: float) -> Terminal:
    """Pass on what the card answered; an answer to another command is dropped."""
    match state.status, state.pending:
        case UpdatingCard(visitor=visitor) as status, Pending(number=number, request=GiveCommand(step=step)) if (
            number == event.exchange_id
        ):
            return move(state, status, now_s, AnswerUpdate(visitor.token, step, event.response))
        case _:
            return state


def on_read_back(state: Terminal, status: UpdatingCard, card: CardFile, now_s: float) -> Terminal:
    """Show the outcome with the card as it is now."""
    if status.ended is None:
        return state
    return move(state, CardUpdated(replace(status.visitor, card=card), status.ended), now_s)


def update_again(state: Terminal, status: UpdatingCard, now_s: float) -> Terminal:
    """Go on with an update that stopped."""
    if status.failure is None:
        return state
    visitor = status.visitor
    if status.ended is not None:
        request: ReadCard | OpenUpdate = ReadCard(visitor.ticket)
    else:
        request = OpenUpdate(visitor.token, visitor.card, status.request_id)
    return move(state, replace(status, failure=None), now_s, request)
