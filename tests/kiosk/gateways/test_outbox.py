import socket

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.gateways import phone_wire
from kiosk.gateways.outbox import Outbox

MOBILE = "+33639981234"
NOT_SENT = FailureCode.SMS_NOT_SENT


def test_a_message_reaches_the_telephone(phone):
    assert Outbox(phone.socket_path).send_sms(MOBILE, "Code provisoire : 482913, à personne « € »") is None
    (message,) = phone.messages(MOBILE)
    assert message.text == "Code provisoire : 482913, à personne « € »"


def test_without_a_telephone_nothing_is_sent(folder):
    assert Outbox(folder / "nowhere").send_sms(MOBILE, "482913") is NOT_SENT


def test_a_path_too_long_for_a_socket_sends_nothing(folder):
    assert Outbox(folder / ("x" * 120)).send_sms(MOBILE, "482913") is NOT_SENT


@pytest.mark.parametrize("answer", [b"", b"nonsense\n", b'{"is_done": false}\n', b'{"is_done": 1}\n', b"\xff\n"])
def test_an_answer_that_is_none_is_not_taken_for_one(folder, answer, at_the_other_end):
    at_the_other_end(folder / "phone", answer)
    assert Outbox(folder / "phone").send_sms(MOBILE, "482913") is NOT_SENT


def test_a_telephone_that_never_answers_counts_as_absent(folder, monkeypatch):
    monkeypatch.setattr(phone_wire, "DEADLINE_S", 0.05)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "phone"))
        listening.listen()
        assert Outbox(folder / "phone").send_sms(MOBILE, "482913") is NOT_SENT


def test_nothing_of_a_message_is_on_disk(phone, folder):
    Outbox(phone.socket_path).send_sms(MOBILE, "482913")
    assert [path.name for path in folder.iterdir()] == ["phone"]
    assert phone.socket_path.is_socket()


def test_no_code_is_in_the_repr_of_a_message(phone):
    Outbox(phone.socket_path).send_sms(MOBILE, "482913")
    assert "482913" not in repr(phone.messages())
    assert MOBILE not in repr(phone.messages())
