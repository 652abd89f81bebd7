"""What a person does to a visit."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never
from uuid import UUID

from kiosk.documents.duplicate import as_duplicate
from kiosk.domain.access import refuse_code
from kiosk.ports import PrintJob, RightsChoice
from kiosk.session.actions import (
    AskProvisional,
    ChooseRights,
    Continue,
    EnterCode,
    Finish,
    GoBack,
    Line,
    OpenLine,
    OpenOtherProcedures,
    PersonAction,
    PrintDocument,
    SetContrast,
    SetTextSize,
    ShowDetail,
    ShowPage,
    Touched,
    TryAgain,
)
from kiosk.session.limits import Limits
from kiosk.session.requests import (
    CheckCode,
    ChooseCode,
    FetchPayment,
    FetchPayments,
    MakePaymentDocument,
    MakePaymentsDocument,
    OpenVisit,
    PrepareRights,
    Print,
    SendProvisional,
)
from kiosk.session.statuses import (
    AdviserReason,
    AskingCode,
    AskingProvisional,
    CardProblem,
    ChoiceProblem,
    ChoosingCode,
    Ended,
    EndReason,
    Menu,
    OtherProcedures,
    OutOfService,
    PreparingPrint,
    PrintableStatus,
    Printed,
    Printing,
    PrintPhase,
    PrintRefused,
    PrintUnknown,
    Reading,
    SeeAdviser,
    SendingProvisional,
    ShowingPayment,
    ShowingPayments,
    ShowingRights,
    StillThere,
    TakeCard,
    Visitor,
    VisitStatus,
    WaitingForCard,
    Welcoming,
)
from kiosk.session.terminal import Terminal
from kiosk.session.transition import ask, move


def on_person(state: Terminal, action: PersonAction, now_s: float, limits: Limits) -> Terminal:
    """Follow the person; whatever is done shows that somebody is there."""
    state = replace(state, active_at_s=now_s)
    match action:
        case SetContrast(high=high):
            state = replace(state, preferences=replace(state.preferences, high_contrast=high))
        case SetTextSize(size=size):
            state = replace(state, preferences=replace(state.preferences, text_size=size))
        case _:
            pass
    status = state.status
    match status:
        case WaitingForCard() | OutOfService() | Ended() | Reading() | CardProblem() | TakeCard():
            return state
        case StillThere():
            if isinstance(action, Finish):
                return _finish(state, status.visitor, now_s)
            return replace(state, status=status.previous)
        case _:
            return _on_visitor(state, status, action, now_s, limits)


def _finish(state: Terminal, visitor: Visitor, now_s: float) -> Terminal:
    return move(state, TakeCard(EndReason.FINISHED, visitor.ticket), now_s)


def _on_visitor(state: Terminal, status: VisitStatus, action: PersonAction, now_s: float, limits: Limits) -> Terminal:
    visitor = status.visitor
    match action:
        case Touched() | Continue() | SetContrast() | SetTextSize():
            return state
        case Finish():
            return _finish(state, visitor, now_s)
        case GoBack():
            previous = _previous(status)
            return state if previous is None else move(state, previous, now_s)
        case EnterCode(code=code):
            return _enter_code(state, status, code, limits)
        case AskProvisional(request_id=request_id):
            return _ask_provisional(state, status, request_id, now_s)
        case OpenLine() | OpenOtherProcedures():
            return _open(state, visitor, action, now_s) if isinstance(status, Menu) else state
        case ShowPage(page=page):
            if not isinstance(status, ShowingPayments):
                return state
            return ask(state, FetchPayments(visitor.token, page))
        case ShowDetail(payment_id=payment_id):
            if not isinstance(status, ShowingPayments) or status.page is None:
                return state
            shown = ShowingPayment(visitor, status.page, payment_id)
            return move(state, shown, now_s, FetchPayment(visitor.token, payment_id))
        case ChooseRights(with_dependents=with_dependents, with_exemption=with_exemption):
            if not isinstance(status, ShowingRights):
                return state
            choice = RightsChoice(with_dependents=with_dependents, with_exemption=with_exemption)
            return ask(
                replace(state, status=replace(status, choice=choice)),
                PrepareRights(visitor.token, choice, status.request_id),
            )
        case PrintDocument(job_id=job_id):
            return _print(state, status, job_id, now_s)
        case TryAgain(request_id=request_id):
            return _try_again(state, status, request_id, now_s)
        case _:
            assert_never(action)


def _previous(status: VisitStatus) -> VisitStatus | None:
    """Give the screen behind a screen, None where there is no way back."""
    visitor = status.visitor
    match status:
        case OtherProcedures() | ShowingPayments() | ShowingRights() | Printed() | PrintUnknown():
            # After an unknown outcome the line is entered anew, so that its next paper is marked DUPLICATA.
            return Menu(visitor)
        case ShowingPayment(page=page):
            return ShowingPayments(visitor, page)
        case AskingProvisional() | SeeAdviser():
            return AskingCode(visitor)
        case ChoosingCode():
            return ChoosingCode(visitor)
        case PreparingPrint(back=back) | PrintRefused(back=back):
            return back
        case Welcoming() | AskingCode() | SendingProvisional() | Menu() | Printing():
            return None
        case _:
            assert_never(status)


def _enter_code(state: Terminal, status: VisitStatus, code: str, limits: Limits) -> Terminal:
    if state.pending is not None:
        return state
    match status:
        case AskingCode(visitor=visitor) | AskingProvisional(visitor=visitor):
            return ask(state, CheckCode(visitor.visit_id, code))
        case ChoosingCode(visitor=visitor, first=None):
            holder = visitor.card.holder
            refusal = None if holder.nir is None else refuse_code(code, limits.codes, holder.birth_date, holder.nir)
            if refusal is not None:
                return replace(state, status=ChoosingCode(visitor, problem=refusal))
            return replace(state, status=ChoosingCode(visitor, first=code))
        case ChoosingCode(visitor=visitor, first=first):
            if code != first:
                return replace(state, status=ChoosingCode(visitor, problem=ChoiceProblem.DIFFERENT))
            return ask(state, ChooseCode(visitor.visit_id, code))
        case _:
            return state


def _ask_provisional(state: Terminal, status: VisitStatus, request_id: UUID, now_s: float) -> Terminal:
    """Send a code from the screens that offer it; a second text message waits for its time."""
    match status:
        case AskingProvisional(resend_from_s=resend_from_s) if now_s < resend_from_s:
            return state
        case AskingCode(visitor=visitor) | AskingProvisional(visitor=visitor):
            return move(state, SendingProvisional(visitor), now_s, SendProvisional(visitor.visit_id, request_id))
        case _:
            return state


def _open(state: Terminal, visitor: Visitor, action: OpenLine | OpenOtherProcedures, now_s: float) -> Terminal:
    if isinstance(action, OpenOtherProcedures):
        return move(state, OtherProcedures(visitor), now_s)
    match action.line:
        case Line.PAYMENTS:
            return move(state, ShowingPayments(visitor), now_s, FetchPayments(visitor.token, 0))
        case Line.RIGHTS:
            choice = RightsChoice()
            shown = ShowingRights(visitor, choice, action.request_id)
            return move(state, shown, now_s, PrepareRights(visitor.token, choice, action.request_id))
        case _:
            assert_never(action.line)


def _print(state: Terminal, status: VisitStatus, job_id: UUID, now_s: float) -> Terminal:
    if state.pending is not None:
        return state
    visitor = status.visitor
    match status:
        case ShowingRights(prepared=prepared) if prepared is not None:
            job = PrintJob(job_id, prepared.document, certificate_number=prepared.number)
            return _start_job(state, visitor, job, status, now_s)
        case ShowingPayments(page=page) if page is not None:
            return move(state, PreparingPrint(visitor, job_id, status), now_s, MakePaymentsDocument(visitor.token))
        case ShowingPayment(payment_id=payment_id, detail=detail) if detail is not None:
            request = MakePaymentDocument(visitor.token, payment_id)
            return move(state, PreparingPrint(visitor, job_id, status), now_s, request)
        case _:
            return state


def _start_job(state: Terminal, visitor: Visitor, job: PrintJob, back: PrintableStatus, now_s: float) -> Terminal:
    return move(state, Printing(visitor, job, PrintPhase.SENDING, back), now_s, Print(job))


def _try_again(state: Terminal, status: VisitStatus, request_id: UUID, now_s: float) -> Terminal:
    if state.pending is not None:
        return state
    visitor, token = status.visitor, status.visitor.token
    match status:
        case Welcoming(failure=failure) if failure is not None:
            return move(state, Welcoming(visitor), now_s, OpenVisit(visitor.card))
        case SeeAdviser(reason=AdviserReason.NOT_SENT):
            return move(state, SendingProvisional(visitor), now_s, SendProvisional(visitor.visit_id, request_id))
        case ShowingPayments(page=page, failure=failure) if failure is not None:
            number = 0 if page is None else page.page
            return move(state, replace(status, failure=None), now_s, FetchPayments(token, number))
        case ShowingPayment(failure=failure) if failure is not None:
            return move(state, replace(status, failure=None), now_s, FetchPayment(token, status.payment_id))
        case ShowingRights(failure=failure) if failure is not None:
            request = PrepareRights(token, status.choice, status.request_id)
            return move(state, replace(status, failure=None), now_s, request)
        case PrintUnknown(job=job, back=back):
            duplicate = replace(job, job_id=request_id, document=as_duplicate(job.document))
            return _start_job(state, visitor, duplicate, back, now_s)
        case PrintRefused(job=job, back=back) if job is not None:
            return _start_job(state, visitor, replace(job, job_id=request_id), back, now_s)
        case _:
            return state
