"""The card's side of an update session, spoken to byte by byte."""

import pytest

from hardware.card.simulator.engine import build_applet
from hardware.card.simulator.memory import build_memory
from hardware.card.simulator.scenario import load_scenario
from kiosk.domain import sealed_session as sealed
from kiosk.domain.sealed_session import SessionKey, UpdatedFile, specimen_key, switch_digest

CHALLENGE = b"\xa1" * sealed.CHALLENGE_BYTES
TRANSACTION = b"\x01" * sealed.TRANSACTION_BYTES
SELECT_RIGHTS = "00A4020002 00C1"


class Speaker:
    """Speak to a card as the authority does."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.memory = build_memory(scenario)
        self.power_up()

    def power_up(self):
        self.card = build_applet(self.scenario, self.memory)
        self.key = None
        self.count = 0
        self.file = None

    def tell(self, command):
        """Send a command and give data and status word."""
        command = bytes.fromhex(command) if isinstance(command, str) else command
        answer = self.card(command)
        if answer[-2] == 0x61:
            answer = self.card(bytes([0x00, 0xC0, 0x00, 0x00, answer[-1]]))
        return answer[:-2], answer[-2:].hex()

    def open(self):
        data, status = self.tell(bytes([0x80, sealed.INS_OPEN, 0, 0, len(CHALLENGE)]) + CHALLENGE)
        assert status == "9000"
        key = SessionKey.agree(specimen_key(self.scenario.card.serial), CHALLENGE, data[: sealed.CHALLENGE_BYTES])
        assert data[sealed.CHALLENGE_BYTES :] == key.card_proof()
        return key

    def prove(self, key):
        proof = key.authority_proof()
        return self.tell(bytes([0x80, sealed.INS_PROVE, 0, 0, len(proof)]) + proof)[1]

    def enter(self):
        self.key = self.open()
        assert self.prove(self.key) == "9000"
        return self

    def select(self, file):
        assert self.tell(f"00A4000002{file.directory:04X}")[1] == "9000"
        assert self.tell(f"00A4020002{file.file_id:04X}")[1] == "9000"
        self.file = file

    def sealed_bytes(self, ins, data=b"", offset=0):
        header = bytes([0x84, ins]) + offset.to_bytes(2)
        body = data + self.key.seal_command(self.count, self.file, header, data)
        return header + bytes([len(body)]) + body

    def say(self, ins, data=b"", offset=0):
        told, status = self.tell(self.sealed_bytes(ins, data, offset))
        if status == "9000":
            told, seal = told[:-8], told[-8:]
            assert seal == self.key.seal_answer(self.count, self.file, told)
        self.count += 1
        return told, status


@pytest.fixture
def card():
    return Speaker(load_scenario("to-update"))


def test_the_rights_are_read_in_a_session_alone(card):
    card.tell("00A4000002DF01")
    card.tell(SELECT_RIGHTS)
    assert card.tell("00B0000000") == (b"", "6982")
    card.enter()
    card.select(UpdatedFile.RIGHTS)
    told, status = card.say(sealed.INS_READ, bytes([19]))
    assert (told, status) == (
        bytes.fromhex("6712 8008") + b"20251231" + bytes.fromhex("810100 8203") + b"751"[:2],
        "9000",
    )


def test_no_byte_is_written_outside_a_session(card):
    assert card.tell("00D6000001FF") == (b"", "6982")
    assert card.tell("84D6000009" + "FF" * 9) == (b"", "6982")


def test_whoever_does_not_know_the_key_has_no_session(card):
    card.open()
    assert card.prove(SessionKey(b"guessed")) == "6300"
    assert card.prove(SessionKey(b"guessed")) == "6985", "there is nothing to prove any more"
    card.key = SessionKey(b"guessed")
    assert card.say(sealed.INS_STATE)[1] == "6982"


def test_a_session_is_proved_once(card):
    card.enter()
    assert card.prove(card.key) == "6985"


def test_a_command_that_is_repeated_or_altered_ends_the_session(card):
    card.enter()
    command = card.sealed_bytes(sealed.INS_BEGIN, TRANSACTION)
    assert card.tell(command)[1] == "9000"
    assert card.tell(command) == (b"", "6988")
    card.count = 1
    assert card.say(sealed.INS_STATE)[1] == "6982"


def test_a_command_for_one_file_does_not_write_another(card):
    card.enter().select(UpdatedFile.NIR)
    command = card.sealed_bytes(sealed.INS_READ, b"\x01")
    card.select(UpdatedFile.IDENTITY)
    assert card.tell(command)[1] == "6988"


def test_a_reset_ends_the_session_and_keeps_what_was_written(card):
    card.enter().say(sealed.INS_BEGIN, TRANSACTION)
    card.select(UpdatedFile.IDENTITY)
    assert card.say(sealed.INS_WRITE, b"abc") == (b"", "9000")
    card.power_up()
    card.key = SessionKey(b"old")
    assert card.say(sealed.INS_STATE)[1] == "6982"
    card.count = 0
    state, status = card.enter().say(sealed.INS_STATE)
    assert (state, status) == (sealed.NO_TRANSACTION + TRANSACTION + b"\x00\x03" + bytes(4), "9000")


def test_the_files_change_at_the_switch_while_they_are_selected(card):
    contents = {UpdatedFile.IDENTITY: b"abc", UpdatedFile.NIR: b"de", UpdatedFile.RIGHTS: b"f"}
    card.enter().say(sealed.INS_BEGIN, TRANSACTION)
    for file, content in contents.items():
        card.select(file)
        card.say(sealed.INS_WRITE, content)
    card.select(UpdatedFile.IDENTITY)
    assert card.tell("00B0000001") == (b"\x65", "9000")
    assert card.say(sealed.INS_SWITCH, bytes(16)) == (b"", "6985")
    assert card.say(sealed.INS_SWITCH, switch_digest(contents)) == (b"", "9000")
    assert card.tell("00B0000003") == (b"abc", "9000")


@pytest.mark.parametrize(
    ("ins", "data", "offset", "status"),
    [
        (sealed.INS_BEGIN, b"short", 0, "6700"),
        (sealed.INS_READ, b"", 0, "6700"),
        (sealed.INS_READ, b"\x01", 0x7FFF, "6b00"),
        (sealed.INS_WRITE, b"x", 0, "6985"),
        (0x77, b"", 0, "6d00"),
    ],
)
def test_what_cannot_be_done_has_its_status_word(card, ins, data, offset, status):
    card.enter().select(UpdatedFile.IDENTITY)
    assert card.say(ins, data, offset) == (b"", status)


def test_there_is_nothing_to_read_or_write_where_no_file_is_selected(card):
    card.enter().say(sealed.INS_BEGIN, TRANSACTION)
    assert card.say(sealed.INS_READ, b"\x01") == (b"", "6986")
    assert card.say(sealed.INS_WRITE, b"x") == (b"", "6986")


def test_a_gap_is_refused(card):
    card.enter().say(sealed.INS_BEGIN, TRANSACTION)
    card.select(UpdatedFile.NIR)
    assert card.say(sealed.INS_WRITE, b"x", offset=1) == (b"", "6a84")


@pytest.mark.parametrize(
    ("command", "status"),
    [("8050000004AABBCCDD", "6700"), ("80500000", "6700"), ("80500000 08 AA", "6700"), ("8077000001AA", "6d00")],
)
def test_malformed_commands_have_their_status_word(card, command, status):
    assert card.tell(command) == (b"", status)
