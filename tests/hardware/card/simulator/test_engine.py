"""The virtual card, read as programs that know the Vitale 2 read it: none of our reader's code is used here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.card.simulator.engine import Vitale2Applet, build_applet
from hardware.card.simulator.file_system import Directory, ElementaryFile
from hardware.card.simulator.memory import CardMemory, build_memory
from hardware.card.simulator.scenario import load_scenario

MF_NAME = "D2500000024D465F564954414C45"
VITALE_NAME = "D250000002564954414C45"


def applet_of(name):
    scenario = load_scenario(name)
    return build_applet(scenario, build_memory(scenario))


@pytest.fixture
def card():
    return applet_of("family")


def ask(card, command):
    """Send a command as a T=0 reader does and give the data and the status word."""
    command = bytes.fromhex(command) if isinstance(command, str) else command
    answer = card(command)
    if answer[-2] == 0x6C:
        answer = card(command[:-1] + answer[-1:])
    data, status = answer[:-2], answer[-2:]
    while status[0] == 0x61:
        answer = card(bytes([0x00, 0xC0, 0x00, 0x00, status[1]]))
        data, status = data + answer[:-2], answer[-2:]
    return data, status.hex()


def read_whole(card):
    """Read the selected file in steps of 256 until a block is short."""
    content, offset = b"", 0
    while True:
        block, status = ask(card, bytes([0x00, 0xB0, offset >> 8, offset & 0xFF, 0x00]))
        content += block
        if len(block) != 256 or status != "9000":
            return content
        offset += 256


def split(data):
    """Split data objects with lengths of one byte, all that the simplest programs know."""
    found = []
    while data and data[0]:
        size = 2 if data[0] & 0x1F == 0x1F else 1
        length = data[size]
        found.append((data[:size].hex().upper(), data[size + 1 : size + 1 + length]))
        data = data[size + 1 + length :]
    return found


def test_a_program_that_reads_two_short_files_finds_the_people_and_their_numbers(card):
    assert ask(card, "00A40000023F00")[1] == "9000"
    identity, _ = ask(card, "00B0820000")
    assert ask(card, f"00A404000B{VITALE_NAME}")[1] == "9000"
    numbers, _ = ask(card, "00B0820000")
    people = [dict(split(value)) for tag, value in split(identity) if tag == "65"]
    assert [(one["80"].decode("latin-1"), one["81"].decode("latin-1"), one["82"].decode()) for one in people] == [
        ("DURAND", "MARIE", "19690514"),
        ("DURAND", "MARC", "19660220"),
        ("DURAND", "LUCAS", "20120304"),
        ("DURAND", "INÈS", "20150911"),
    ]
    nirs = [dict(split(value)).get("93", b"").decode() for tag, value in split(numbers) if tag == "65"]
    assert nirs == ["269057568815764", "", "112037568815861", "215097568815956"]


def test_a_program_that_follows_the_pointers_file_finds_every_file(card):
    assert ask(card, f"00A404000B{VITALE_NAME}")[1] == "9000"
    assert ask(card, "00A4020002200100")[1] == "9000"
    [(tag, pointers)] = split(read_whole(card))
    assert tag == "E0"
    (tag, directories), *entries = split(pointers)
    assert tag == "A0"
    names = {value[:2].hex().upper(): value[4:].hex().upper() for _, value in split(directories)}
    assert set(names.values()) == {MF_NAME, VITALE_NAME}
    found = {}
    for tag, value in entries:
        assert (tag, len(value)) == ("80", 12)
        name, entry, file_id = value[:8].decode().strip(), value[8:10].hex().upper(), value[10:12].hex()
        assert ask(card, f"00A40400{len(names[entry]) // 2:02X}{names[entry]}")[1] == "9000"
        assert ask(card, f"00A4020002{file_id}00")[1] == "9000"
        found[name] = split(read_whole(card))
    assert {name: tag for name, [(tag, _), *_] in found.items()} == {
        "IDENTITE": "65",
        "CARTE": "66",
        "NIR": "65",
        "CERTIF": "7F21",
    }
    assert split(found["CARTE"][0][1]) == [("80", b"20190312")]
    assert [tag for tag, _ in split(found["CERTIF"][0][1])] == ["5F37", "5F38"]


def test_the_extras_of_the_master_file_are_there(card):
    assert ask(card, f"00A404000E{MF_NAME}")[0].hex().upper() == f"6F10840E{MF_NAME}"
    ask(card, "00A40200022F00")
    assert dict(split(split(read_whole(card))[0][1]))["4F"].hex().upper() == VITALE_NAME
    ask(card, "00A40200022F02")
    assert split(read_whole(card))[0] == ("5A", bytes.fromhex("802500000299900000001F"))


def test_selecting_a_file_tells_its_size_and_identifier(card):
    control, _ = ask(card, "00A40200020002")
    [(tag, template)] = split(control)
    values = dict(split(template))
    assert tag == "6F"
    assert values["83"] == b"\x00\x02"
    assert int.from_bytes(values["80"]) == len(read_whole(card))


def test_a_t_0_card_announces_and_corrects(card):
    assert card(bytes.fromhex("00A40000023F00")).hex() == "6112"
    assert card(bytes.fromhex("00C0000005"))[-2:].hex() == "610d"
    assert card(bytes.fromhex("00C00000FF")).hex() == "6c0d"
    assert card(bytes.fromhex("00C000000D"))[-2:].hex() == "9000"
    assert card(bytes.fromhex("00C0000001")).hex() == "6985"
    assert card(bytes.fromhex("00B0820000"))[0] == 0x6C


def test_an_announced_answer_is_lost_with_the_next_command(card):
    card(bytes.fromhex("00A40000023F00"))
    card(bytes.fromhex("00B0820001"))
    assert card(bytes.fromhex("00C0000012")).hex() == "6985"


def test_a_reader_that_works_on_whole_commands_gets_whole_answers():
    scenario = load_scenario("family")
    relaxed = Vitale2Applet(CardMemory((Directory(0x3F00, b"MF", (ElementaryFile(2, 2, b"ABC"),)),)), strict_t0=False)
    assert relaxed(bytes.fromhex("00A40000023F00"))[-2:].hex() == "9000"
    assert relaxed(bytes.fromhex("00B0820000")) == b"ABC\x90\x00"
    assert scenario.layout.strict_t0


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("", "6700"),
        ("00A4", "6700"),
        ("00A40000", "6700"),
        ("00A400000A3F00", "6700"),
        ("00A4090002 3F00", "6a86"),
        ("00A4000002BEEF", "6a82"),
        ("00A4020002 3F00", "6a82"),
        ("00A4040003A00000", "6a82"),
        ("00B0000000", "6986"),
        ("00B0850000", "6a82"),
        ("00B08200", "6700"),
        ("00B082FF00", "6b00"),
        ("00D6820001FF", "6982"),
        ("0020008104 31323334", "6d00"),
        ("90A40000023F00", "6e00"),
    ],
)
def test_what_the_card_cannot_do_has_its_status_word(card, command, status):
    assert card(bytes.fromhex(command)).hex() == status


def test_a_vitale_1_refuses_the_iso_class_and_the_instructions_of_its_own():
    vitale1 = applet_of("vitale1")
    assert vitale1(bytes.fromhex("00A40000023F00")).hex() == "6e00"
    assert vitale1(bytes.fromhex("BCA40000023F00")).hex() == "6d00"


def test_another_card_has_none_of_the_files():
    other = applet_of("bank")
    assert other(bytes.fromhex("00A40000023F00")).hex() == "6a82"
    assert other(bytes.fromhex("00B0820000")).hex() == "6d00"
    assert other(bytes.fromhex("BCA40000023F00")).hex() == "6e00"
    assert other(b"").hex() == "6700"


@pytest.mark.parametrize("name", ["family", "vitale1", "bank"])
@given(commands=st.lists(st.binary(max_size=40), max_size=12))
def test_any_commands_are_answered_with_a_status_word(name, commands):
    card = applet_of(name)
    for command in commands:
        assert 2 <= len(card(command)) <= 258


@given(st.integers(0, 700), st.integers(0, 0x7FFF), st.integers(0, 255))
def test_reading_gives_the_bytes_that_are_there_and_no_others(size, offset, length):
    content = bytes(index * 7 % 256 for index in range(size))
    card = Vitale2Applet(CardMemory((Directory(0x3F00, b"MF", (ElementaryFile(5, 0, content),)),)), strict_t0=True)
    card(bytes.fromhex("00A40200020005"))
    data, status = ask(card, bytes([0x00, 0xB0, offset >> 8, offset & 0xFF, length]))
    expected = content[offset : offset + (length or 256)]
    assert (data, status) == ((expected, "9000") if expected else (b"", "6b00"))
