from uuid import uuid4

import pytest

from kiosk.domain.access import MaskedMobile
from kiosk.ports import CodeMustBeChosen, ProvisionalSent
from kiosk.services.provisional import code_message

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


def test_the_message_is_one_part_of_the_basic_alphabet():
    text = code_message("482913", 10)
    assert text == "Code provisoire borne CPAM : 482913. Valable 10 min. Ne le communiquez à personne."
    assert set(text) <= GSM_7
    assert len(text) <= 160


def test_after_a_power_cut_the_code_that_left_opens_and_is_not_sent_again(visitor, build):
    notifier = DyingNotifier()
    marie, request = visitor("family", services=build(notifier=notifier)).insert_card(), uuid4()
    with pytest.raises(PowerCutError):
        marie.ask_for_sms(request)
    assert marie.ask_for_sms(request) == ProvisionalSent(MaskedMobile("34"), 10)
    assert len(notifier.texts) == 1
    code = notifier.texts[0].split(" : ")[1][:6]
    assert marie.type_code(code) == CodeMustBeChosen()
