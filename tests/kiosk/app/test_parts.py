import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest

from kiosk.app.parts import authority_of, notifier_of
from kiosk.app.sockets import AUTHORITY_SOCKET, PHONE_SOCKET
from kiosk.app.terminal import offered_lines
from kiosk.catalogue.failures import FailureCode
from kiosk.gateways.simulators.phone import PhoneBench
from kiosk.gateways.simulators.update_authority import UpdateAuthorityBench
from kiosk.ports import AuthorityCommand, UpdateOrder
from kiosk.session.actions import Line
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


@pytest.fixture
def authority(folder):
    with UpdateAuthorityBench(folder / AUTHORITY_SOCKET) as bench:
        yield bench


@pytest.mark.usefixtures("authority")
def test_cards_are_updated_by_the_simulated_authority_alone(folder):
    order = UpdateOrder("1", "802500000299900000023", b"12345678")
    assert isinstance(authority_of(WITH_SIMULATORS, folder).open(order), AuthorityCommand)
    assert authority_of(IN_SERVICE, folder) is None
    folder.chmod(0o777)
    assert authority_of(WITH_SIMULATORS, folder) is None


def test_the_line_of_the_update_is_offered_where_an_authority_is_connected():
    assert offered_lines(WITH_SIMULATORS) == tuple(Line)
    assert set(Line) - set(offered_lines(IN_SERVICE)) == {Line.CARD_UPDATE}
