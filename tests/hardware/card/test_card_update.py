"""A card is updated through both readers; other programs see the new bytes, and a torn card stays readable."""

from datetime import date

import pytest

from kiosk.domain.card_update import CardEntry
from kiosk.domain.sealed_session import specimen_key
from kiosk.gateways.simulators.update_dialogue import UpdateDialogue
from kiosk.ports import (
    AuthorityCommand,
    CardAnswered,
    CardImageRead,
    CardImageWritten,
    CardInserted,
    CardRead,
    CardRemoved,
    UpdateOrder,
)
from tests.hardware.card.conftest import Transport, wait_until_idle
from tests.hardware.card.simulator.test_tools import answers_to, run

SERIAL = "802500000299900000023"
MANON = CardEntry("RENAUD", "MANON", "20260214", "FRA", "226027570942165")
SWITCH = 21
"""The command that makes what was written valid."""


def with_newborn(image):
    return type(image)((*image.people, MANON), date(2027, 12, 31), has_declared_doctor=True, fund=image.fund)


class Update:
    """Relay between the authority and the card in a reader."""

    def __init__(self, transport, target=None):
        self.transport = transport
        self.told = transport.told
        self.dialogue = UpdateDialogue(UpdateOrder("1", SERIAL, b"12345678", target), specimen_key(SERIAL))
        self.target = target

    def insert(self):
        self.told.forget()
        self.transport.insert("to-update")
        self.ticket = self.told.wait_for(CardInserted, CardRead)[-1].ticket
        return self

    def step(self, command):
        self.told.forget()
        self.transport.reader.exchange(self.ticket, command.number, command.command)
        answered = self.told.wait_for(CardAnswered)
        assert answered.exchange_id == command.number
        return self.dialogue.answer(answered.response)

    def go_on(self, until=None):
        """Relay up to a command, which the card is not given; else to the end."""
        said = self.dialogue.last
        while not isinstance(said, CardImageWritten):
            if isinstance(said, CardImageRead):
                self.target = with_newborn(said.image)
                said = self.dialogue.write(self.target)
                continue
            assert isinstance(said, AuthorityCommand)
            if said.number == until:
                return said
            said = self.step(said)
        return said

    def first_names(self):
        self.told.forget()
        self.transport.reader.reread(self.ticket)
        return [person.first_name for person in self.told.wait_for(CardRead).card.people]


@pytest.fixture
def update(transport):
    transport.reset("to-update")
    yield Update(transport).insert()
    transport.remove()
    transport.told.wait_for(CardRemoved)
    transport.reset("to-update")


def test_the_card_holds_what_was_written_and_keeps_it(update):
    written = update.go_on()
    assert written.image == update.target
    assert update.first_names() == ["THOMAS", "SARAH", "MANON"]
    update.transport.remove()
    update.told.wait_for(CardRemoved)
    again = Update(update.transport).insert()
    assert again.first_names() == ["THOMAS", "SARAH", "MANON"]


@pytest.mark.parametrize("number", [2, 12, 15, SWITCH, SWITCH + 1, 29])
def test_a_card_pulled_between_two_commands_is_readable_and_finished_later(update, number):
    update.go_on(until=number)
    update.transport.remove()
    update.told.wait_for(CardRemoved)
    later = Update(update.transport, update.target).insert()
    held = ["THOMAS", "SARAH", "MANON"] if number > SWITCH else ["THOMAS", "SARAH"]
    assert later.first_names() == held
    assert isinstance(later.go_on(), CardImageWritten)
    assert later.first_names() == ["THOMAS", "SARAH", "MANON"]


IDENTITY = ("-s", "00A40000023F00", "-s", "00B0820000")
RIGHTS = ("-s", "00A404000BD250000002564954414C45", "-s", "00A402000200C100", "-s", "00B0000000")


@pytest.fixture
def over_pcscd(bench, _shared_reader):
    reader, told = _shared_reader
    wait_until_idle(told)
    bench.reset("to-update")
    yield Update(Transport("pcscd", reader, told, bench)).insert()
    bench.remove()
    bench.reset("to-update")


def test_another_program_is_kept_away_while_the_card_is_written_and_then_sees_the_new_bytes(over_pcscd, bench):
    update = over_pcscd
    assert b"MANON" not in answers_to(run(bench, "opensc-tool", *IDENTITY).stdout)[1][1]
    update.go_on(until=SWITCH)
    assert answers_to(run(bench, "opensc-tool", *IDENTITY).stdout) == []
    update.go_on()
    update.transport.reader.release(update.ticket)
    assert update.first_names() == ["THOMAS", "SARAH", "MANON"], "released, and read once more"
    identity = answers_to(run(bench, "opensc-tool", *IDENTITY).stdout)[1][1]
    assert b"\x80\x06RENAUD\x81\x05MANON\x82\x0820260214" in identity


def test_no_other_program_reads_the_rights_or_writes(over_pcscd, bench):
    over_pcscd.go_on()
    over_pcscd.transport.reader.release(over_pcscd.ticket)
    assert over_pcscd.first_names()
    _, _, (read, _) = answers_to(run(bench, "opensc-tool", *RIGHTS).stdout)
    assert read == 0x6982
    (written, _) = answers_to(run(bench, "opensc-tool", "-s", "00D682000141").stdout)[0]
    assert written == 0x6982
