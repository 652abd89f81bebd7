import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest

from kiosk.app.parts import notifier_of
from kiosk.app.sockets import PHONE_SOCKET
from kiosk.catalogue.failures import FailureCode
from kiosk.gateways.simulators.phone import PhoneBench
from kiosk.settings import Settings, Terminal

MOBILE = "+33639981234"
IN_SERVICE = Settings()
WITH_SIMULATORS = msgspec.structs.replace(Settings(), terminal=Terminal(simulators=True))


@pytest.fixture
def folder():
    folder = Path(tempfile.mkdtemp(prefix="kiosk-test-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def phone(folder):
    with PhoneBench(folder / PHONE_SOCKET) as bench:
        yield bench


def test_with_simulators_a_code_reaches_the_simulated_telephone(folder, phone):
    assert notifier_of(WITH_SIMULATORS, folder).send_sms(MOBILE, "482913") is None
    assert [message.text for message in phone.messages()] == ["482913"]


def test_a_terminal_in_service_gives_no_code_to_whoever_listens(folder, phone):
    assert notifier_of(IN_SERVICE, folder).send_sms(MOBILE, "482913") is FailureCode.SMS_NOT_SENT
    assert phone.messages() == ()


def test_a_folder_that_others_may_write_to_gets_no_code(folder, phone):
    folder.chmod(0o777)
    assert notifier_of(WITH_SIMULATORS, folder).send_sms(MOBILE, "482913") is FailureCode.SMS_NOT_SENT
    assert phone.messages() == ()
