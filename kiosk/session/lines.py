"""What a person does on the lines of the menu that show a document: choose, fetch again, print."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never
from uuid import UUID

from kiosk.domain.allowances import AllowancePeriod
from kiosk.ports import PreparedAllowances, PreparedThirdParty, PrintJob, RightsChoice
from kiosk.session.actions import (
    ChooseChildren,
    ChooseMonth,
    ChoosePeriod,
    ChooseRights,
    Line,
    OpenLine,
    ShowDetail,
    ShowPage,
)
from kiosk.session.requests import (
    FetchEhicOffer,
    FetchPayment,
    FetchPayments,
    MakePaymentDocument,
    MakePaymentsDocument,
    OpenUpdate,
    PrepareAllowances,
    PrepareAttachment,
    PrepareRights,
    PrepareStatement,
    PrepareThirdParty,
    Print,
    Request,
)
from kiosk.session.statuses import (
    ChoosingEhic,
    PreparingPrint,
    PrintableStatus,
    Printing,
    PrintPhase,
    ShowingAllowances,
    ShowingAttachment,
    ShowingPayment,
    ShowingPayments,
    ShowingRights,
    ShowingStatement,
    ShowingThirdParty,
    UpdatingCard,
    Visitor,
    VisitStatus,
)
from kiosk.session.terminal import Terminal
from kiosk.session.transition import ask, move

DocumentStatus = (
    ShowingPayments
    | ShowingPayment
    | ShowingStatement
    | ShowingRights
    | ShowingAllowances
    | ShowingThirdParty
    | ShowingAttachment
)
"""The screens of these lines."""

ChoiceAction = ShowPage | ShowDetail | ChooseMonth | ChooseRights | ChoosePeriod | ChooseChildren
"""What can be chosen on them."""

FIRST_PERIOD = AllowancePeriod.LAST_3_MONTHS
"""What an employment agency or a landlord asks for most often."""


def open_line(state: Terminal, visitor: Visitor, action: OpenLine, now_s: float) -> Terminal:
    """Enter a line of the menu and ask for what it shows first."""
    status = _first_status(visitor, action.line, action.request_id)
    return move(state, status, now_s, _question(status))


def choose(state: Terminal, status: VisitStatus, action: ChoiceAction, now_s: float) -> Terminal:
    """Show something else of the same line; what is on the screen stays until the answer is there."""
    visitor = status.visitor
    match status, action:
        case ShowingPayments(), ShowPage(page=page):
            return ask(state, FetchPayments(visitor.token, page))
        case ShowingPayments(page=page), ShowDetail(payment_id=payment_id) if page is not None:
            detail = ShowingPayment(visitor, page, payment_id)
            return move(state, detail, now_s, _question(detail))
        case ShowingStatement(), ChooseMonth(month=month):
            return _ask_for(state, replace(status, month=month))
        case ShowingRights(), ChooseRights(with_dependents=dependents, with_exemption=exemption):
            return _ask_for(state, replace(status, choice=RightsChoice(dependents, exemption)))
        case ShowingAllowances(), ChoosePeriod(choice=period):
            return _ask_for(state, replace(status, choice=period))
        case ShowingAttachment(), ChooseChildren(choice=children):
            return _ask_for(state, replace(status, choice=children))
        case _:
            return state


def fetch_again(state: Terminal, status: DocumentStatus, now_s: float) -> Terminal:
    """Ask once more for what could not be fetched."""
    if status.failure is None:
        return state
    status = replace(status, failure=None)
    return move(state, status, now_s, _question(status))


def print_document(state: Terminal, status: DocumentStatus, job_id: UUID, now_s: float) -> Terminal:
    """Print what is on the screen; the papers of payments are made first."""
    visitor = status.visitor
    match status:
        case ShowingPayments(page=page):
            if page is None:
                return state
            return move(state, PreparingPrint(visitor, job_id, status), now_s, MakePaymentsDocument(visitor.token))
        case ShowingPayment(payment_id=payment_id, detail=detail):
            if detail is None:
                return state
            request = MakePaymentDocument(visitor.token, payment_id)
            return move(state, PreparingPrint(visitor, job_id, status), now_s, request)
        case ShowingRights() | ShowingStatement() | ShowingAllowances() | ShowingThirdParty() | ShowingAttachment():
            job = _job(status, job_id)
            return state if job is None else start_job(state, visitor, job, status, now_s)
        case _:
            assert_never(status)


def start_job(state: Terminal, visitor: Visitor, job: PrintJob, back: PrintableStatus, now_s: float) -> Terminal:
    """Give a job to the printer."""
    return move(state, Printing(visitor, job, PrintPhase.SENDING, back), now_s, Print(job))


def _ask_for(state: Terminal, status: DocumentStatus) -> Terminal:
    return ask(replace(state, status=status), _question(status))


def _first_status(visitor: Visitor, line: Line, request_id: UUID) -> DocumentStatus | ChoosingEhic | UpdatingCard:
    match line:
        case Line.PAYMENTS:
            return ShowingPayments(visitor)
        case Line.STATEMENTS:
            return ShowingStatement(visitor)
        case Line.RIGHTS:
            return ShowingRights(visitor, RightsChoice(), request_id)
        case Line.ALLOWANCES:
            return ShowingAllowances(visitor, FIRST_PERIOD, request_id)
        case Line.THIRD_PARTY:
            return ShowingThirdParty(visitor, request_id)
        case Line.ATTACHMENT:
            return ShowingAttachment(visitor)
        case Line.EHIC:
            return ChoosingEhic(visitor, request_id)
        case Line.CARD_UPDATE:
            return UpdatingCard(visitor, request_id)
        case _:
            assert_never(line)


def _question(status: DocumentStatus | ChoosingEhic | UpdatingCard) -> Request:
    """Give what a screen of a line asks for when it shows nothing yet, or something else."""
    token = status.visitor.token
    match status:
        case ShowingPayments(page=page):
            return FetchPayments(token, 0 if page is None else page.page)
        case ShowingPayment(payment_id=payment_id):
            return FetchPayment(token, payment_id)
        case ShowingStatement(month=month):
            return PrepareStatement(token, month)
        case ShowingRights(choice=choice, request_id=request_id):
            return PrepareRights(token, choice, request_id)
        case ShowingAllowances(choice=period, request_id=request_id):
            return PrepareAllowances(token, period, request_id)
        case ShowingThirdParty(request_id=request_id):
            return PrepareThirdParty(token, request_id)
        case ShowingAttachment(choice=children):
            return PrepareAttachment(token, children)
        case ChoosingEhic():
            return FetchEhicOffer(token, status.visitor.card)
        case UpdatingCard(request_id=request_id):
            return OpenUpdate(token, status.visitor.card, request_id)
        case _:
            assert_never(status)


def _job(
    status: ShowingRights | ShowingStatement | ShowingAllowances | ShowingThirdParty | ShowingAttachment, job_id: UUID
) -> PrintJob | None:
    """Give the job of what is on the screen, None where there is nothing to print."""
    match status:
        case ShowingStatement(prepared=statement):
            return None if statement is None else PrintJob(job_id, statement.document)
        case ShowingAttachment(prepared=form):
            return None if form is None else PrintJob(job_id, form.document)
        case ShowingRights(prepared=prepared) if prepared is not None:
            return PrintJob(job_id, prepared.document, certificate_number=prepared.number)
        case ShowingAllowances(prepared=PreparedAllowances() as allowances):
            return PrintJob(job_id, allowances.document, certificate_number=allowances.number)
        case ShowingThirdParty(prepared=PreparedThirdParty() as third_party):
            return PrintJob(job_id, third_party.document, certificate_number=third_party.number)
        case _:
            return None
