"""The questions before European cards are ordered, the order, and its papers."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never
from uuid import UUID

from kiosk.documents.duplicate import as_duplicate
from kiosk.ports import EhicRequest, PrintJob
from kiosk.session.actions import ChooseDeparture, ChoosePeople, GoOn, PrintPaper, RefuseAddress
from kiosk.session.lines import start_job
from kiosk.session.requests import FetchEhicOffer, OrderEhic
from kiosk.session.statuses import (
    ChoosingEhic,
    Departure,
    EhicAddressWrong,
    EhicOrdered,
    EhicStep,
    Menu,
    OrderingEhic,
    PrintableStatus,
    VisitStatus,
)
from kiosk.session.terminal import Terminal
from kiosk.session.transition import move

EhicAction = ChoosePeople | ChooseDeparture | RefuseAddress | GoOn | PrintPaper
"""What can be done before and after an order."""


def on_ehic(state: Terminal, status: VisitStatus, action: EhicAction, now_s: float) -> Terminal:
    """Follow the person through the questions to the order, and through its papers."""
    match status:
        case ChoosingEhic(offer=offer) if offer is not None and status.failure is None:
            return _on_choosing(state, status, action, now_s)
        case EhicOrdered():
            return _print(state, status, action, now_s) if isinstance(action, PrintPaper) else state
        case _:
            return state


def _on_choosing(state: Terminal, status: ChoosingEhic, action: EhicAction, now_s: float) -> Terminal:
    match action:
        case ChoosePeople(people=people):
            known = {person.person_id for person in status.offer.people} if status.offer is not None else set()
            chosen = people if status.step is EhicStep.PEOPLE and people <= known else status.chosen
            return replace(state, status=replace(status, chosen=chosen, has_changed=False))
        case ChooseDeparture(day=day):
            if status.step is not EhicStep.DEPARTURE:
                return state
            return replace(state, status=replace(status, departure=Departure(day)))
        case RefuseAddress():
            if status.step is not EhicStep.ADDRESS:
                return state
            return move(state, EhicAddressWrong(status.visitor, status), now_s)
        case GoOn():
            return _go_on(state, status, now_s)
        case PrintPaper():
            return state
        case _:
            assert_never(action)


def _go_on(state: Terminal, status: ChoosingEhic, now_s: float) -> Terminal:
    if not status.chosen:
        return state
    following = next((step for step in steps_of(status) if step.value > status.step.value), None)
    if following is not None:
        return replace(state, status=replace(status, step=following, has_changed=False))
    if status.departure is None:
        return state
    order = EhicRequest(status.request_id, tuple(sorted(status.chosen)), status.departure.day)
    return order_again(state, OrderingEhic(status.visitor, order), now_s)


def steps_of(status: ChoosingEhic) -> tuple[EhicStep, ...]:
    """Give the questions in their order: about the address only where a card is sent there.

    As long as nobody is chosen, all the persons of the offer count.
    """
    offered = () if status.offer is None else status.offer.people
    people = [person for person in offered if not status.chosen or person.person_id in status.chosen]
    if people and all(person.obstacle is not None for person in people):
        # Certificates are printed here: nothing is posted.
        return EhicStep.PEOPLE, EhicStep.DEPARTURE
    return tuple(EhicStep)


def previous_step(status: ChoosingEhic) -> ChoosingEhic | None:
    """Give the question before, None before the first one."""
    before = [step for step in steps_of(status) if step.value < status.step.value]
    return replace(status, step=before[-1]) if before else None


def order_again(state: Terminal, status: OrderingEhic, now_s: float) -> Terminal:
    """Ask for the order, as it was asked for before if it was."""
    request = OrderEhic(status.visitor.token, status.visitor.card, status.order)
    return move(state, replace(status, failure=None), now_s, request)


def offer_again(state: Terminal, status: ChoosingEhic, now_s: float) -> Terminal:
    """Ask once more who can have a card."""
    if status.failure is None:
        return state
    request = FetchEhicOffer(status.visitor.token, status.visitor.card)
    return move(state, replace(status, failure=None), now_s, request)


def after_paper(back: PrintableStatus) -> EhicOrdered | Menu:
    """Give the screen that follows a paper that is out: the order while it has others, else the menu."""
    if not isinstance(back, EhicOrdered) or back.printing is None:
        return Menu(back.visitor)
    printed = back.printed | {back.printing}
    if len(printed) == len(back.receipt.papers):
        return Menu(back.visitor)
    return replace(back, printed=printed, printing=None)


def _print(state: Terminal, status: EhicOrdered, action: PrintPaper, now_s: float) -> Terminal:
    papers = status.receipt.papers
    if state.pending is not None or not 0 <= action.index < len(papers):
        return state
    return start_job(
        state, status.visitor, _job(status, action.index, action.job_id), replace(status, printing=action.index), now_s
    )


def _job(status: EhicOrdered, index: int, job_id: UUID) -> PrintJob:
    paper = status.receipt.papers[index]
    # Whoever wants a paper once more has it already.
    document = as_duplicate(paper.document) if index in status.printed else paper.document
    return PrintJob(job_id, document, certificate_number=paper.number)
