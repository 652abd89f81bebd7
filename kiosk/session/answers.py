"""What the answers of the services do to a visit."""

from __future__ import annotations

from dataclasses import replace

from kiosk.documents.model import Document
from kiosk.domain.ehic import EhicOffer
from kiosk.domain.payments import PaymentDetail, PaymentsPage
from kiosk.domain.third_party import NotCovered
from kiosk.ports import (
    CodeAccepted,
    CodeBlocked,
    CodeMustBeChosen,
    CodeRefused,
    CodeWrong,
    EhicChanged,
    EhicReceipt,
    NoAllowance,
    NoMobileOnFile,
    NoRights,
    PreparedAllowances,
    PreparedAttachment,
    PreparedCertificate,
    PreparedStatement,
    PreparedThirdParty,
    PrintJob,
    ProvisionalSent,
    ServiceFailure,
    TooManyProvisional,
    UpdateAnswer,
    VisitOpened,
)
from kiosk.session.actions import Answer, Answered
from kiosk.session.card_update import on_update_answer
from kiosk.session.goodbye import after_order, on_late_answer
from kiosk.session.limits import Limits
from kiosk.session.requests import ConfirmPrinted, Print
from kiosk.session.statuses import (
    AdviserReason,
    AskingCode,
    AskingProvisional,
    ChoosingCode,
    ChoosingEhic,
    EhicOrdered,
    Ended,
    Menu,
    OrderingEhic,
    PreparingPrint,
    Printing,
    PrintPhase,
    PrintRefused,
    SeeAdviser,
    SendingProvisional,
    ShowingAllowances,
    ShowingAttachment,
    ShowingPayment,
    ShowingPayments,
    ShowingRights,
    ShowingStatement,
    ShowingThirdParty,
    TakeCard,
    UpdatingCard,
    VisitStatus,
    Welcoming,
)
from kiosk.session.terminal import Terminal
from kiosk.session.transition import move, without_warning


def on_answer(state: Terminal, action: Answered, now_s: float, limits: Limits) -> Terminal:
    """Take the answer to the question that waits.

    A late answer, to a question no longer asked, changes nothing but what is said of an order at the end.
    """
    if isinstance(state.status, TakeCard | Ended):
        return on_late_answer(state, state.status, action, now_s, limits)
    if state.pending is None or state.pending.number != action.number:
        return state
    if isinstance(state.pending.request, ConfirmPrinted):
        # Nobody waited for it: it does not take the question "still there?" back.
        return replace(state, pending=None)
    state = without_warning(replace(state, pending=None), now_s)
    status = state.status
    if not isinstance(status, VisitStatus):
        return state
    if isinstance(status, UpdatingCard) and isinstance(action.answer, UpdateAnswer | ServiceFailure):
        return on_update_answer(state, status, action.answer, now_s)
    followed = _next(status, action.answer, now_s, limits)
    if followed is None:
        return state
    if isinstance(followed, EhicOrdered):
        state = replace(state, result=after_order(state.result, followed.receipt))
    request = Print(followed.job) if isinstance(followed, Printing) else None
    return move(state, followed, now_s, request)


def _next(status: VisitStatus, answer: Answer, now_s: float, limits: Limits) -> VisitStatus | None:
    """Give the status that an answer leads to; None where the answer means nothing to the status."""
    visitor = status.visitor
    match status, answer:
        case Welcoming(), VisitOpened(visit_id=visit_id):
            return AskingCode(replace(visitor, visit_id=visit_id))
        case ((AskingCode() | AskingProvisional() | ChoosingCode()), CodeAccepted(token=token)):
            return Menu(replace(visitor, token=token))
        case ((AskingCode() | AskingProvisional()), CodeMustBeChosen()):
            return ChoosingCode(visitor)
        case ((AskingCode() | AskingProvisional()), CodeWrong(tries_left=tries_left)):
            return replace(status, tries_left=tries_left, blocked=False, failure=None)
        case AskingCode(sent=sent), CodeBlocked():
            # A wrong code counts on the code that was sent too: it is burnt as well.
            burnt = None if sent is None else replace(sent, blocked=True)
            return AskingCode(visitor, blocked=True, sent=burnt)
        case AskingProvisional(), CodeBlocked():
            return replace(status, tries_left=None, blocked=True, failure=None)
        case ChoosingCode(), CodeRefused(reason=reason):
            return ChoosingCode(visitor, problem=reason)
        case SendingProvisional(), ProvisionalSent(mobile=mobile, valid_minutes=valid_minutes):
            return AskingProvisional(visitor, mobile, valid_minutes, resend_from_s=now_s + limits.resend_s)
        case SendingProvisional(), NoMobileOnFile():
            return SeeAdviser(visitor, AdviserReason.NO_MOBILE)
        case SendingProvisional(sent=sent), TooManyProvisional(next_at=next_at):
            return SeeAdviser(visitor, AdviserReason.TOO_MANY, next_at=next_at, sent=sent)
        case SendingProvisional(), ServiceFailure(failure=failure):
            return SeeAdviser(visitor, AdviserReason.NOT_SENT, failure)
        case ShowingPayments(), PaymentsPage():
            return ShowingPayments(visitor, answer)
        case ShowingPayment(), PaymentDetail():
            return replace(status, detail=answer, failure=None)
        case ShowingRights(), PreparedCertificate():
            return replace(status, prepared=answer, no_rights=False, failure=None)
        case ShowingRights(), NoRights():
            return replace(status, prepared=None, no_rights=True, failure=None)
        case ShowingStatement(), PreparedStatement():
            return replace(status, month=answer.month, prepared=answer, failure=None)
        case ShowingAllowances(), PreparedAllowances() | NoAllowance():
            return replace(status, prepared=answer, failure=None)
        case ShowingThirdParty(), PreparedThirdParty() | NotCovered():
            return replace(status, prepared=answer, failure=None)
        case ShowingAttachment(), PreparedAttachment():
            return replace(status, choice=answer.choice, prepared=answer, failure=None)
        case ChoosingEhic(), EhicOffer():
            return replace(status, offer=answer, chosen=_only_choice(answer), failure=None)
        case OrderingEhic(), EhicReceipt():
            return EhicOrdered(visitor, answer)
        case OrderingEhic(order=order), EhicChanged(offer=offer):
            return ChoosingEhic(visitor, order.request_id, offer=offer, chosen=_only_choice(offer), has_changed=True)
        case PreparingPrint(job_id=job_id, back=back), Document():
            return Printing(visitor, PrintJob(job_id, answer), PrintPhase.SENDING, back)
        case PreparingPrint(back=back), ServiceFailure(failure=failure):
            return PrintRefused(visitor, None, failure, back)
        case ChoosingCode(), ServiceFailure(failure=failure):
            return ChoosingCode(visitor, failure=failure)
        case (
            (ShowingRights() | ShowingStatement() | ShowingAllowances() | ShowingThirdParty() | ShowingAttachment()),
            ServiceFailure(),
        ):
            # The preview of the choice before would be printed for the choice on the screen.
            return replace(status, prepared=None, failure=answer.failure)
        case (
            (
                Welcoming()
                | AskingCode()
                | AskingProvisional()
                | ShowingPayments()
                | ShowingPayment()
                | ChoosingEhic()
                | OrderingEhic()
            ),
            ServiceFailure(),
        ):
            return replace(status, failure=answer.failure)
        case _:
            return None


def _only_choice(offer: EhicOffer) -> frozenset[int]:
    """Choose the person where there is but one to choose."""
    possible = [person.person_id for person in offer.people if person.obstacle is None]
    return frozenset(possible) if len(offer.people) == 1 else frozenset()
