"""Which service answers which question of a visit."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from kiosk.ports import Services
from kiosk.session.actions import Answer
from kiosk.session.requests import (
    AnswerUpdate,
    CheckCode,
    ChooseCode,
    ConfirmPrinted,
    FetchEhicOffer,
    FetchPayment,
    FetchPayments,
    MakePaymentDocument,
    MakePaymentsDocument,
    OpenUpdate,
    OpenVisit,
    OrderEhic,
    PrepareAllowances,
    PrepareAttachment,
    PrepareRights,
    PrepareStatement,
    PrepareThirdParty,
    SendProvisional,
)

LineRequest = (
    FetchPayments
    | FetchPayment
    | MakePaymentsDocument
    | MakePaymentDocument
    | PrepareStatement
    | PrepareRights
    | PrepareAllowances
    | PrepareThirdParty
    | PrepareAttachment
    | FetchEhicOffer
    | OrderEhic
)
"""What the lines of the menu that show something ask."""

ServiceRequest = (
    OpenVisit | CheckCode | SendProvisional | ChooseCode | LineRequest | OpenUpdate | AnswerUpdate | ConfirmPrinted
)
"""What is asked of a service; the rest is asked of the equipment."""


def question_of(
    request: ServiceRequest, services: Services, terminal_id: str, unconfirmed: Callable[[], frozenset[str]]
) -> Callable[[], Answer]:
    """Give what is to be called, in a thread that may wait, to have a question answered.

    Args:
        request: the question.
        services: who is asked.
        terminal_id: the name of this terminal.
        unconfirmed: gives the certificate numbers whose printing was never confirmed; called at once.
    """
    match request:
        case OpenVisit(card=card):
            return lambda: services.access.open_visit(card, terminal_id)
        case CheckCode(visit_id=visit_id, code=code):
            return lambda: services.access.check_code(visit_id, code)
        case SendProvisional(visit_id=visit_id, request_id=request_id):
            return lambda: services.access.send_provisional(visit_id, request_id)
        case ChooseCode(visit_id=visit_id, code=code):
            return lambda: services.access.choose_code(visit_id, code)
        case ConfirmPrinted(token=token, number=number):
            return lambda: services.certificates.confirm_printed(token, number)
        case OpenUpdate(token=token, card=card, request_id=request_id):
            return lambda: services.card_update.open(token, card, request_id)
        case AnswerUpdate(token=token, step=step, response=response):
            return lambda: services.card_update.answer(token, step.update_id, step.number, response)
        case _:
            return _line_question(request, services, unconfirmed)


def _line_question(
    request: LineRequest, services: Services, unconfirmed: Callable[[], frozenset[str]]
) -> Callable[[], Answer]:
    token = request.token
    match request:
        case FetchPayments(page=page):
            return lambda: services.payments.page(token, page)
        case FetchPayment(payment_id=payment_id):
            return lambda: services.payments.detail(token, payment_id)
        case MakePaymentsDocument():
            return lambda: services.payments.list_document(token)
        case MakePaymentDocument(payment_id=payment_id):
            return lambda: services.payments.detail_document(token, payment_id)
        case PrepareStatement(month=month):
            return lambda: services.statements.prepare(token, month)
        case PrepareRights(choice=choice, request_id=request_id):
            numbers = unconfirmed()
            return lambda: services.rights.prepare(token, choice, request_id, numbers)
        case PrepareAllowances(choice=period, request_id=request_id):
            numbers = unconfirmed()
            return lambda: services.allowances.prepare(token, period, request_id, numbers)
        case PrepareThirdParty(request_id=request_id):
            numbers = unconfirmed()
            return lambda: services.third_party.prepare(token, request_id, numbers)
        case PrepareAttachment(choice=children):
            return lambda: services.attachment.prepare(token, children)
        case FetchEhicOffer(card=card):
            return lambda: services.ehic.offer(token, card)
        case OrderEhic(card=card, order=order):
            numbers = unconfirmed()
            return lambda: services.ehic.order(token, card, order, numbers)
        case _:
            assert_never(request)
