"""Each question of a visit reaches the service that it is for, with what it holds."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.domain.attachment import AttachmentChoice
from kiosk.ports import RightsChoice
from kiosk.session import requests as ask
from tests.kiosk.session.samples import CARD, CODE, OCTOBER, ORDER, QUARTER, REQUEST_ID, STEP
from ui.terminal.questions import ServiceRequest, question_of

NUMBERS = frozenset({"751-26-000001-A"})
CHOICE = AttachmentChoice(frozenset({3}), 0)
TOKEN = "token-1"

QUESTIONS: list[tuple[ServiceRequest, str, str, tuple[object, ...]]] = [
    (ask.OpenVisit(CARD), "access", "open_visit", (CARD, "borne-07")),
    (ask.CheckCode("visit-1", CODE), "access", "check_code", ("visit-1", CODE)),
    (ask.SendProvisional("visit-1", REQUEST_ID), "access", "send_provisional", ("visit-1", REQUEST_ID)),
    (ask.ChooseCode("visit-1", CODE), "access", "choose_code", ("visit-1", CODE)),
    (ask.FetchPayments(TOKEN, 2), "payments", "page", (TOKEN, 2)),
    (ask.FetchPayment(TOKEN, 7), "payments", "detail", (TOKEN, 7)),
    (ask.MakePaymentsDocument(TOKEN), "payments", "list_document", (TOKEN,)),
    (ask.MakePaymentDocument(TOKEN, 7), "payments", "detail_document", (TOKEN, 7)),
    (ask.PrepareStatement(TOKEN, OCTOBER), "statements", "prepare", (TOKEN, OCTOBER)),
    (
        ask.PrepareRights(TOKEN, RightsChoice(), REQUEST_ID),
        "rights",
        "prepare",
        (TOKEN, RightsChoice(), REQUEST_ID, NUMBERS),
    ),
    (
        ask.PrepareAllowances(TOKEN, QUARTER, REQUEST_ID),
        "allowances",
        "prepare",
        (TOKEN, QUARTER, REQUEST_ID, NUMBERS),
    ),
    (ask.PrepareThirdParty(TOKEN, REQUEST_ID), "third_party", "prepare", (TOKEN, REQUEST_ID, NUMBERS)),
    (ask.PrepareAttachment(TOKEN, CHOICE), "attachment", "prepare", (TOKEN, CHOICE)),
    (ask.FetchEhicOffer(TOKEN, CARD), "ehic", "offer", (TOKEN, CARD)),
    (ask.OrderEhic(TOKEN, CARD, ORDER), "ehic", "order", (TOKEN, CARD, ORDER, NUMBERS)),
    (ask.OpenUpdate(TOKEN, CARD, REQUEST_ID), "card_update", "open", (TOKEN, CARD, REQUEST_ID)),
    (ask.AnswerUpdate(TOKEN, STEP, b"\x90\x00"), "card_update", "answer", (TOKEN, "update-1", 1, b"\x90\x00")),
    (ask.ConfirmPrinted(TOKEN, "751-26-000001-A"), "certificates", "confirm_printed", (TOKEN, "751-26-000001-A")),
]


@pytest.mark.parametrize(("request_", "service", "method", "arguments"), QUESTIONS)
def test_a_question_reaches_its_service(
    request_: ServiceRequest, service: str, method: str, arguments: tuple[object, ...]
) -> None:
    asked: list[tuple[object, ...]] = []

    class Service:
        def __getattr__(self, name: str) -> Callable[..., str]:
            def answer(*given: object) -> str:
                asked.append((name, *given))
                return "answered"

            return answer

    services: Any = SimpleNamespace(**{service: Service()})
    question = question_of(request_, services, "borne-07", lambda: NUMBERS)
    assert asked == [], "it is asked in a thread that may wait"
    assert question() == "answered"
    assert asked == [(method, *arguments)]


def test_every_question_is_tried() -> None:
    assert {type(question) for question, *_ in QUESTIONS} == set(ServiceRequest.__args__)
