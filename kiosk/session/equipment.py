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
    StillThere,
    TakeCard,
    UpdatingCard,
    Visitor,
    VisitStatus,
    WaitingForCard,
    Welcoming,
)
from kiosk.session.terminal import Terminal
from kiosk.session.transition import ask, end, move, rest


def card_failure(fault: CardFault) -> FailureCode:
    """Give the failure code of a card fault; the fault's value is its name in the catalogue."""
    return FailureCode[fault.value]


def on_health(state: Terminal, health: HealthChanged, now_s: float) -> Terminal:
    """Keep what prevents the terminal from serving; it is acted upon as soon as nobody is served."""
    known = (*state.causes, *state.shortages)
    state = replace(state, causes=health.causes, shortages=health.shortages)
    match state.status:
        case WaitingForCard() | OutOfService():
            return rest(state, now_s)
        case PrintRefused() as refused:
            return replace(state, status=_with_health(refused, known, health))
        case StillThere(previous=PrintRefused() as refused):
            return replace(state, status=replace(state.status, previous=_with_health(refused, known, health)))
        case _:
            return state


def _with_health(refused: PrintRefused, known: tuple[FailureCode, ...], health: HealthChanged) -> PrintRefused:
    """Follow the printer while the screen says why nothing was printed.

    A cause that was never told as a fault of the printer is that of this job alone. The job may be refused a moment
    before its cause is told.
    """
    if refused.job is None or (refused.cause is not None and refused.cause not in known):
        return refused
    remaining = (*health.shortages, *health.causes)
    if refused.cause in remaining:
        return refused
    return replace(refused, cause=remaining[0] if remaining else None)


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
    """Follow the job on the screen, or the one that its person left; the events of others change nothing.

    The question "still there?" stays over the job: a printer that goes on, or somebody who changes its roll, does not
    show that the person is there.
    """
    if isinstance(state.status, TakeCard | Ended):
        return on_late_job(state, state.status, event, now_s, limits)
    asked = state.status if isinstance(state.status, StillThere) else None
    status = state.status if asked is None else asked.previous
    if not isinstance(status, Printing) or event.job_id != status.job.job_id:
        return state
    if isinstance(event, JobPrinted | JobUnknown):
        state = replace(state, result=after_job(state.result, event))
    if isinstance(event, JobUnknown):
        # What comes out of it while its person is there is no surprise to them.
        state = replace(state, remnant=Remnant(event.job_id, RemnantPlace.DOUBTFUL, status.visitor.ticket))
    followed = _after_event(status, event, now_s, limits)
    confirmation = _confirmation(status) if isinstance(event, JobPrinted) else None
    if asked is not None:
        waiting = replace(state, status=replace(asked, previous=followed), pending=None)
        return waiting if confirmation is None else ask(waiting, confirmation)
    moved = move(state, followed, now_s, confirmation)
    return replace(moved, active_at_s=now_s) if isinstance(event, JobBlocked) else moved


def _after_event(status: Printing, event: JobEvent, now_s: float, limits: Limits) -> VisitStatus:
    visitor, job, back = status.visitor, status.job, status.back
    match event:
        case JobStarted() | JobResumed():
            return replace(status, phase=PrintPhase.PRINTING, cause=None)
        case JobBlocked(cause=cause):
            return replace(status, phase=PrintPhase.BLOCKED, cause=cause)
        case JobPrinted():
            return Printed(visitor, job, now_s + limits.printed_s, after_paper(back))
        case JobUnknown():
            return PrintUnknown(visitor, job, back)
        case JobRefused(cause=cause):
            return PrintRefused(visitor, job, cause, back)
        case _:
            assert_never(event)


def _confirmation(status: Printing) -> ConfirmPrinted | None:
    """Ask to keep that a certificate is on paper; other tickets are not numbered."""
    number = status.job.certificate_number
    return None if number is None else ConfirmPrinted(status.visitor.token, number)


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
