import subprocess
import sys
import threading

from kiosk.gateways.outbox import Outbox
from kiosk.gateways.simulators.phone import PhoneBench, read_messages

MARIES, SOPHIES = "+33639981234", "+33639984234"


def test_each_mobile_has_its_messages_in_order(phone):
    outbox = Outbox(phone.socket_path)
    for mobile, text in ((MARIES, "one"), (SOPHIES, "two"), (MARIES, "three")):
        outbox.send_sms(mobile, text)
    assert [message.text for message in phone.messages(MARIES)] == ["one", "three"]
    assert [(message.number, message.text) for message in phone.messages()] == [(1, "one"), (2, "two"), (3, "three")]


def test_the_dock_is_told_of_each_message(folder):
    told = []
    with PhoneBench(folder / "phone", told.append) as phone:
        Outbox(phone.socket_path).send_sms(MARIES, "one")
        assert [message.text for message in told] == ["one"]


def test_one_may_wait_for_a_message(phone):
    sender = threading.Thread(target=lambda: Outbox(phone.socket_path).send_sms(MARIES, "one"))
    sender.start()
    assert phone.wait_for_message(MARIES, timeout_s=10).text == "one"
    sender.join()
    assert phone.wait_for_message(SOPHIES, timeout_s=0.01) is None


def test_the_oldest_messages_go(phone):
    outbox = Outbox(phone.socket_path)
    for number in range(60):
        outbox.send_sms(MARIES, str(number))
    texts = [message.text for message in phone.messages()]
    assert texts == [str(number) for number in range(10, 60)]


def test_another_process_reads_the_messages(phone):
    Outbox(phone.socket_path).send_sms(MARIES, "one")
    script = (
        "import sys; from pathlib import Path; from kiosk.gateways.simulators.phone import read_messages;"
        "print([message.text for message in read_messages(Path(sys.argv[1]))])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, str(phone.socket_path)], capture_output=True, text=True, check=True
    )
    assert result.stdout == "['one']\n"


def test_where_no_telephone_listens_there_is_nothing_to_read(folder):
    assert read_messages(folder / "nowhere") is None


def test_after_the_end_nothing_is_left(folder):
    phone = PhoneBench(folder / "phone")
    phone.start()
    Outbox(phone.socket_path).send_sms(MARIES, "one")
    phone.stop()
    phone.stop()
    assert phone.messages() == ()
    assert list(folder.iterdir()) == []


def test_it_can_be_switched_on_again(phone):
    phone.stop()
    phone.start()
    assert Outbox(phone.socket_path).send_sms(MARIES, "one") is None
