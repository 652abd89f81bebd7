"""What a person does to a visit."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never
from uuid import UUID

from kiosk.documents.duplicate import as_duplicate
from kiosk.domain.access import refuse_code
from kiosk.session.actions import (
    AskProvisional,
    ChooseChildren,
    ChooseDeparture,
    ChooseMonth,
    ChoosePeople,
    ChoosePeriod,
    ChooseRights,
    Continue,
    EnterCode,
    Finish,
    GoBack,
    GoOn,
    OpenLine,
    OpenOtherProcedures,
    PersonAction,
    PrintDocument,
    PrintPaper,
    RefuseAddress,
    SawPaper,
    SetContrast,
    SetLanguage,
    SetTextSize,
    ShowDetail,
    ShowPage,
    Touched,
    TryAgain,
)
from kiosk.session.card_update import is_writing, update_again
from kiosk.session.ehic import after_paper, offer_again, on_ehic, order_again, previous_step
from kiosk.session.limits import Limits
from kiosk.session.lines import DocumentStatus, choose, fetch_again, open_line, print_document, start_job
from kiosk.session.remnant import RemnantPlace
from kiosk.session.reprint import with_duplicate
from kiosk.session.requests import (
    CheckCode,
    ChooseCode,
    OpenVisit,
    SendProvisional,
)
from kiosk.session.statuses import (
    AdviserReason,
    AskingCode,
    AskingProvisional,
    CardProblem,
    CardUpdated,
    ChoiceProblem,
    ChoosingCode,
    ChoosingEhic,
    EhicAddressWrong,
    EhicOrdered,
    Ended,
    EndReason,
    Menu,
    OrderingEhic,
    OtherProcedures,
    OutOfService,
    PreparingPrint,
    Printed,
    Printing,
    PrintRefused,
    PrintUnknown,
    Reading,
    SeeAdviser,
    SendingProvisional,
    ShowingAllowances,
    ShowingAttachment,
    ShowingPayment,
    ShowingPayments,
    ShowingRights,
    ShowingStatement,
    ShowingThirdParty,
    StillThere,
    TakeCard,
    UpdatingCard,
    Visitor,
    VisitStatus,
    WaitingForCard,
    Welcoming,
)
from kiosk.session.terminal import Terminal
from kiosk.session.transition import ask, move, take_card


def on_person(state: Terminal, action: PersonAction, now_s: float, limits: Limits) -> Terminal:
    """Follow the person; whatever is done shows that somebody is there."""
    state = replace(state, active_at_s=now_s)
    match action:
        case SetContrast(high=high):
            state = replace(state, preferences=replace(state.preferences, high_contrast=high))
        case SetTextSize(size=size):
            state = replace(state, preferences=replace(state.preferences, text_size=size))
        case SetLanguage(language=language):
            state = replace(state, preferences=replace(state.preferences, language=language))
        case SawPaper() if state.remnant is not None and state.remnant.place is RemnantPlace.OUT:
            state = replace(state, remnant=None)
        case _:
            pass
    status = state.status
    match status:
        case WaitingForCard() | OutOfService() | Ended() | Reading() | CardProblem() | TakeCard():
            return state
        case StillThere():
            if isinstance(action, Finish):
                return _finish(state, status.visitor, now_s)
            return replace(state, status=_seen_again(status.previous, now_s, limits))
        case _:
            if _was_meant_for_paper(state, now_s, limits) and not isinstance(action, Finish):
                return state
            return _on_visitor(state, status, action, now_s, limits)


def _seen_again(previous: VisitStatus, now_s: float, limits: Limits) -> VisitStatus:
    """Give the screen behind the question; a paper that came out behind it is shown as long as any other."""
    return replace(previous, until_s=now_s + limits.printed_s) if isinstance(previous, Printed) else previous


def _was_meant_for_paper(state: Terminal, now_s: float, limits: Limits) -> bool:
    """Say whether the screen changed by itself under the finger; "finish" stands and means the same on both screens."""
    return state.left_paper_at_s is not None and now_s - state.left_paper_at_s < limits.late_touch_s


def _finish(state: Terminal, visitor: Visitor, now_s: float) -> Terminal:
    if is_writing(state.status):
        return state
    return take_card(state, visitor, EndReason.FINISHED, now_s)


def _on_visitor(state: Terminal, status: VisitStatus, action: PersonAction, now_s: float, limits: Limits) -> Terminal:
    visitor = status.visitor
    match action:
        case Touched() | Continue() | SawPaper() | SetContrast() | SetTextSize() | SetLanguage():
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
        case ShowPage() | ShowDetail() | ChooseMonth() | ChooseRights() | ChoosePeriod() | ChooseChildren():
            return choose(state, status, action, now_s)
        case ChoosePeople() | ChooseDeparture() | RefuseAddress() | GoOn() | PrintPaper():
            return on_ehic(state, status, action, now_s)
        case PrintDocument(job_id=job_id):
            if state.pending is not None or not isinstance(status, DocumentStatus):
                return state
            return print_document(state, status, job_id, now_s)
        case TryAgain(request_id=request_id):
            return _try_again(state, status, request_id, now_s)
        case _:
            assert_never(action)


def _previous(status: VisitStatus) -> VisitStatus | None:
    """Give the screen behind a screen, None where there is no way back."""
    visitor = status.visitor
    match status:
        case PrintUnknown(back=back):
            # The person has looked at the paper, which is whole. From the menu the line is entered anew.
            return after_paper(back)
        case PrintRefused(back=EhicOrdered() as ordered):
            return replace(ordered, printing=None)
        case (
            OtherProcedures()
            | ShowingPayments()
            | ShowingStatement()
            | ShowingRights()
            | ShowingAllowances()
            | ShowingThirdParty()
            | ShowingAttachment()
            | EhicOrdered()
            | CardUpdated()
        ):
            return Menu(visitor)
        case Printed(following=following):
            return following
        case ChoosingEhic():
            return previous_step(status) or Menu(visitor)
        case UpdatingCard(ended=ended):
            # The other lines would go by what was read before the update.
            return None if is_writing(status) or ended is not None else Menu(visitor)
        case ShowingPayment(page=page):
            return ShowingPayments(visitor, page)
        case AskingProvisional():
            return AskingCode(visitor, sent=_quiet(status))
        case SeeAdviser(sent=AskingProvisional(blocked=False) as sent):
            return sent
        case SeeAdviser(sent=sent):
            return AskingCode(visitor, sent=sent)
        case ChoosingCode():
            return ChoosingCode(visitor)
        case PreparingPrint(back=back) | PrintRefused(back=back) | EhicAddressWrong(back=back):
            return back
        case Welcoming() | AskingCode() | SendingProvisional() | Menu() | OrderingEhic() | Printing():
            # An order that failed may have been taken: it is asked again as it was, or left.
            return None
        case _:
            assert_never(status)


def _quiet(status: AskingProvisional) -> AskingProvisional:
    """Give the screen of a provisional code as it is come back to: what was said of the last entry is old by then."""
    return replace(status, tries_left=None, failure=None)


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
    """Send a code from the screens that offer it; a second text message waits for its time.

    A code that was sent before is typed, not sent anew: its screen offers another one.
    """
    match status:
        case AskingProvisional(resend_from_s=resend_from_s) if now_s < resend_from_s:
            return state
        case AskingCode(sent=AskingProvisional() as sent) if not sent.blocked or now_s < sent.resend_from_s:
            return move(state, sent, now_s)
        case AskingCode(visitor=visitor, sent=sent):
            sending = SendingProvisional(visitor, sent)
            return move(state, sending, now_s, SendProvisional(visitor.visit_id, request_id))
        case AskingProvisional(visitor=visitor):
            sending = SendingProvisional(visitor, _quiet(status))
            return move(state, sending, now_s, SendProvisional(visitor.visit_id, request_id))
        case _:
            return state


def _open(state: Terminal, visitor: Visitor, action: OpenLine | OpenOtherProcedures, now_s: float) -> Terminal:
    if isinstance(action, OpenOtherProcedures):
        return move(state, OtherProcedures(visitor), now_s)
    return open_line(state, visitor, action, now_s)


def _try_again(state: Terminal, status: VisitStatus, request_id: UUID, now_s: float) -> Terminal:
    if state.pending is not None:
        return state
    visitor = status.visitor
    match status:
        case Welcoming(failure=failure) if failure is not None:
            return move(state, Welcoming(visitor), now_s, OpenVisit(visitor.card))
        case SeeAdviser(reason=AdviserReason.NOT_SENT):
            return move(state, SendingProvisional(visitor), now_s, SendProvisional(visitor.visit_id, request_id))
        case OrderingEhic(failure=failure) if failure is not None:
            return order_again(state, status, now_s)
        case ChoosingEhic():
            return offer_again(state, status, now_s)
        case UpdatingCard():
            return update_again(state, status, now_s)
        case PrintUnknown(job=job, back=back):
            duplicate = replace(job, job_id=request_id, document=as_duplicate(job.document))
            return start_job(state, visitor, duplicate, with_duplicate(back), now_s)
        case PrintRefused(job=job, back=back) if job is not None:
            return start_job(state, visitor, replace(job, job_id=request_id), back, now_s)
        case _:
            return fetch_again(state, status, now_s) if isinstance(status, DocumentStatus) else state
