from datetime import date
from uuid import uuid4

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.access import MaskedMobile, ProvisionalPolicy
from kiosk.domain.adviser import CodeReason, IdentityCheck, IdentityDocument
from kiosk.domain.nir import Nir
from kiosk.ports import CodeMustBeChosen, CodeWrong, ProvisionalSent
from kiosk.services.adviser import AdviserCodes
from kiosk.services.codes import Digests
from kiosk.services.provisional import code_message
from kiosk.texts import set_language

GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The basic alphabet of text messages, one septet a letter. Source: 3GPP TS 23.038, 6.2.1."""


class PowerCutError(BaseException):
    """Stands for the power that goes: nothing after it runs."""


class DyingNotifier:
    """Takes a message, then the power goes before anybody knows."""

    def __init__(self):
        self.texts = []

    def send_sms(self, mobile_e164, text):
        del mobile_e164
        self.texts.append(text)
        raise PowerCutError


class SlowNotifier:
    """Takes a message; something happens before the gateway has answered."""

    def __init__(self, answer, meanwhile):
        self.answer = answer
        self.meanwhile = meanwhile
        self.text = ""

    def send_sms(self, mobile_e164, text):
        del mobile_e164
        self.text = text
        self.meanwhile(text.split(" : ")[1][:6])
        return self.answer


def test_the_message_is_one_part_of_the_basic_alphabet():
    text = code_message("482913", 10)
    assert text == "Code provisoire borne CPAM : 482913. Valable 10 min. Ne le communiquez à personne."
    assert set(text) <= GSM_7
    assert len(text) <= 160


def test_the_message_is_french_whatever_the_screen_speaks():
    in_french = code_message("482913", 10)
    set_language("en")

    assert code_message("482913", 10) == in_french


def test_after_a_power_cut_the_code_that_left_opens_and_is_not_sent_again(visitor, build):
    notifier = DyingNotifier()
    marie, request = visitor("family", services=build(notifier=notifier)).insert_card(), uuid4()
    with pytest.raises(PowerCutError):
        marie.ask_for_sms(request)
    assert marie.ask_for_sms(request) == ProvisionalSent(MaskedMobile("34"), 10)
    assert len(notifier.texts) == 1
    code = notifier.texts[0].split(" : ")[1][:6]
    assert marie.type_code(code) == CodeMustBeChosen()


@pytest.mark.parametrize("answer", [None, FailureCode.SMS_NOT_SENT])
def test_a_code_replaced_by_an_advisers_while_it_is_sent_stays_dead(visitor, build, opened, secrets, clock, answer):
    advisers = AdviserCodes(opened.engine, Digests(secrets.digest_key), clock, ProvisionalPolicy())
    check = IdentityCheck(
        Nir("269057568815764"), date(1969, 5, 14), "a.lebrun", IdentityDocument.PASSPORT, "7X2", CodeReason.FORGOTTEN
    )
    given = []
    notifier = SlowNotifier(answer, lambda _code: given.append(advisers.create(check)))
    marie = visitor("family", services=build(notifier=notifier)).insert_card()
    marie.ask_for_sms()
    assert isinstance(marie.type_code(notifier.text.split(" : ")[1][:6]), CodeWrong)
    assert marie.type_code(given[0].code) == CodeMustBeChosen()


@pytest.mark.parametrize("answer", [None, FailureCode.SMS_NOT_SENT])
def test_a_code_used_before_the_gateway_answers_opens_only_once(visitor, build, answer):
    usual = build()
    marie = visitor("family", services=usual).insert_card()
    used = []
    notifier = SlowNotifier(answer, lambda code: used.append(marie.type_code(code)))
    sender = build(notifier=notifier)
    sender.access.send_provisional(marie.visit_id, uuid4())
    assert used == [CodeMustBeChosen()]
    again = visitor("family", services=usual).insert_card()
    assert isinstance(again.type_code(notifier.text.split(" : ")[1][:6]), CodeWrong)
