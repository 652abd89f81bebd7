"""What the reader and the printer do to a visit."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.cards import CardFault, CardFile, Ticket
from kiosk.ports import (
    CardAnswered,
    CardEvent,
    CardFaulted,
    CardInserted,
    CardRead,
    CardRemoved,
    JobBlocked,
    JobEvent,
    JobPrinted,
    JobRefused,
    JobResumed,
    JobStarted,
    JobUnknown,
    ReaderFailed,
    ReaderReady,
    RemnantCut,
    RemnantEvent,
    RemnantLeft,
    UpdateStep,
)
from kiosk.session.actions import HealthChanged
from kiosk.session.card_update import is_writing, on_card_answer, on_read_back, stop_update
from kiosk.session.ehic import after_paper
from kiosk.session.goodbye import on_late_job
from kiosk.session.limits import Limits
from kiosk.session.preferences import Preferences
from kiosk.session.remnant import Remnant, RemnantPlace
from kiosk.session.requests import ConfirmPrinted, OpenVisit
from kiosk.session.result import after_job
from kiosk.session.statuses import (
    CardProblem,
    Ended,
    EndReason,
    OutOfService,
    Printed,
    Printing,
    PrintPhase,
    PrintRefused,
    PrintUnknown,
    Reading,
    TakeCard,
    UpdatingCard,
    Visitor,
    WaitingForCard,
    Welcoming,
)
from kiosk.session.terminal import Terminal
from kiosk.session.transition import end, move, rest, without_warning


def card_failure(fault: CardFault) -> FailureCode:
    """Give the failure code of a card fault; the fault's value is its name in the catalogue."""
    return FailureCode[fault.value]


def on_health(state: Terminal, health: HealthChanged, now_s: float) -> Terminal:
    """Keep what prevents the terminal from serving; it is acted upon as soon as nobody is served."""
    state = replace(state, causes=health.causes, shortages=health.shortages)
    match state.status:
        case WaitingForCard() | OutOfService():
            return rest(state, now_s)
        case _:
            return state


def on_card(state: Terminal, event: CardEvent, now_s: float, limits: Limits) -> Terminal:
    """Follow the reader: a card that leaves, or a reader that is lost, ends the visit in every status."""
    match event:
        case ReaderReady():
            return state
        case ReaderFailed():
            return _on_reader_lost(replace(state, inserted=None), now_s, limits)
        case CardInserted(ticket=ticket):
            inserted = replace(state, inserted=ticket)
            if isinstance(state.status, OutOfService):
                return inserted
            if isinstance(state.status, Ended):
                inserted = replace(inserted, preferences=Preferences())
            return move(inserted, Reading(ticket), now_s)
        case CardRead(ticket=ticket, card=card):
            return _on_card_read(state, ticket, card, now_s)
        case CardFaulted(ticket=ticket, fault=fault):
            return _on_card_faulted(state, ticket, fault, now_s)
        case CardAnswered(ticket=ticket):
            return on_card_answer(state, event, now_s) if ticket == state.inserted else state
        case CardRemoved(ticket=ticket):
            if ticket != state.inserted:
                return state
            return _on_card_removed(replace(state, inserted=None), now_s, limits)
        case _:
            assert_never(event)


def _on_card_read(state: Terminal, ticket: Ticket, card: CardFile, now_s: float) -> Terminal:
    status = state.status
    match status:
        case Reading(ticket=reading) if reading == ticket:
            return move(state, Welcoming(Visitor(ticket, card)), now_s, OpenVisit(card))
        case UpdatingCard(visitor=visitor) if visitor.ticket == ticket:
            return on_read_back(state, status, card, now_s)
        case _:
            return state


def _on_card_faulted(state: Terminal, ticket: Ticket, fault: CardFault, now_s: float) -> Terminal:
    status = state.status
    match status:
        case Reading(ticket=reading) if reading == ticket:
            return move(state, CardProblem(fault, ticket, since_s=now_s), now_s)
        case UpdatingCard(visitor=visitor) if visitor.ticket == ticket and is_writing(status):
            return stop_update(state, status, card_failure(fault), now_s)
        case _:
            return state


def _on_reader_lost(state: Terminal, now_s: float, limits: Limits) -> Terminal:
    """Nobody can tell any more whether the card is still there: the visit ends as if it had left."""
    status = state.status
    match status:
        case WaitingForCard() | OutOfService():
            return state
        case Reading() | CardProblem():
            return rest(state, now_s)
        case Ended(reason=EndReason.CARD_REMOVED | EndReason.UPDATE_TORN):
            # The reader says first that the card is gone, then why: the card did not leave, the reader did.
            return replace(state, status=replace(status, reason=EndReason.READER_LOST))
        case Ended():
            return state
        case TakeCard():
            return end(state, status.reason, now_s, limits)
        case _:
            return end(state, EndReason.READER_LOST, now_s, limits)


def _on_card_removed(state: Terminal, now_s: float, limits: Limits) -> Terminal:
    status = state.status
    match status:
        case WaitingForCard() | OutOfService() | Ended() | CardProblem(ticket=None):
            return state
        case Reading():
            return _show_problem(state, CardFault.REMOVED_DURING_READ, now_s, limits)
        case CardProblem(fault=fault, since_s=since_s):
            pulled = fault is CardFault.COMMUNICATION and now_s - since_s <= limits.pulled_s
            return _show_problem(state, CardFault.REMOVED_DURING_READ if pulled else fault, now_s, limits)
        case TakeCard():
            return end(state, status.reason, now_s, limits)
        case UpdatingCard(step=UpdateStep(), ended=None) if is_writing(status):
            return end(state, EndReason.UPDATE_TORN, now_s, limits)
        case _:
            return end(state, EndReason.CARD_REMOVED, now_s, limits)


def _show_problem(state: Terminal, fault: CardFault, now_s: float, limits: Limits) -> Terminal:
    """Leave the sentence on the screen for a while after the card has gone: it says what to do next."""
    return move(state, CardProblem(fault, None, now_s, until_s=now_s + limits.card_problem_s), now_s)


def on_job(state: Terminal, event: JobEvent, now_s: float, limits: Limits) -> Terminal:
    """Follow the job on the screen, or the one that its person left; the events of others change nothing."""
    if isinstance(state.status, TakeCard | Ended):
        return on_late_job(state, state.status, event, now_s, limits)
    shown = without_warning(state, now_s)
    status = shown.status
    if not isinstance(status, Printing) or event.job_id != status.job.job_id:
        return state
    state = shown
    visitor, job, back = status.visitor, status.job, status.back
    match event:
        case JobStarted() | JobResumed():
            return replace(state, status=replace(status, phase=PrintPhase.PRINTING, cause=None), pending=None)
        case JobBlocked(cause=cause):
            blocked = replace(status, phase=PrintPhase.BLOCKED, cause=cause)
            return replace(state, status=blocked, pending=None, active_at_s=now_s)
        case JobPrinted():
            state = replace(state, result=after_job(state.result, event))
            confirmation = (
                ConfirmPrinted(visitor.token, job.certificate_number) if job.certificate_number is not None else None
            )
            return move(state, Printed(visitor, job, now_s + limits.printed_s, after_paper(back)), now_s, confirmation)
        case JobUnknown():
            state = replace(state, result=after_job(state.result, event))
            # What comes out of it while its person is there is no surprise to them.
            remnant = Remnant(job.job_id, RemnantPlace.DOUBTFUL, visitor.ticket)
            return move(replace(state, remnant=remnant), PrintUnknown(visitor, job, back), now_s)
        case JobRefused(cause=cause):
            return move(state, PrintRefused(visitor, job, cause, back), now_s)
        case _:
            assert_never(event)


def on_remnant(state: Terminal, event: RemnantEvent) -> Terminal:
    """Follow what an interrupted ticket left, so that whoever finds it learns that it is not theirs."""
    known = state.remnant
    owner = known.owner if known is not None and known.job_id == event.job_id else None
    match event:
        case RemnantLeft(job_id=job_id):
            return replace(state, remnant=Remnant(job_id, RemnantPlace.HANGING, owner))
        case RemnantCut(job_id=job_id):
            is_theirs = owner is not None and owner == state.inserted
            return replace(state, remnant=None if is_theirs else Remnant(job_id, RemnantPlace.OUT))
        case _:
            assert_never(event)
