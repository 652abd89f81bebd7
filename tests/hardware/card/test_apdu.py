from hypothesis import given
from hypothesis import strategies as st

from hardware.card import apdu
from hardware.card.apdu import MAX_ROUNDS, ReadFault, Response
from kiosk.domain.cards import CardFault

READ = apdu.read_binary(0)


class Script:
    """A card that gives these answers in turn, the last for ever, and keeps what it was asked."""

    def __init__(self, *answers):
        self.answers = [bytes.fromhex(answer) if isinstance(answer, str) else answer for answer in answers]
        self.asked = []

    def __call__(self, command):
        self.asked.append(command)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def test_the_commands_are_those_of_the_standard():
    assert apdu.select_mf().hex() == "00a40000023f00"
    assert apdu.select_application(bytes.fromhex("D250000002")).hex() == "00a4040005d250000002"
    assert apdu.select_file(0x2F02).hex() == "00a40200022f02"
    assert apdu.read_short_file(2).hex() == "00b0820000"
    assert apdu.read_binary(0x0123).hex() == "00b0012300"
    assert apdu.get_response(0x1E).hex() == "00c000001e"


def test_an_answer_is_split_from_its_status_word():
    assert apdu.exchange(Script("AABB9000"), READ) == Response(b"\xaa\xbb", 0x9000)


def test_what_is_announced_is_fetched():
    card = Script("6102", "AABB9000")
    assert apdu.exchange(card, READ) == Response(b"\xaa\xbb", 0x9000)
    assert card.asked[1].hex() == "00c0000002"


def test_an_announcement_in_several_parts_is_put_together():
    assert apdu.exchange(Script("AA6101", "BB9000"), READ) == Response(b"\xaa\xbb", 0x9000)


def test_a_wrong_length_is_asked_again_with_the_right_one():
    card = Script("6C2D", "AA9000")
    apdu.exchange(card, READ)
    assert card.asked[1].hex() == "00b000002d"


def test_a_wrong_length_for_a_command_that_has_none_is_its_answer():
    assert apdu.exchange(Script("6C2D"), bytes.fromhex("00A40000")) == Response(b"", 0x6C2D)


def test_a_command_that_brings_data_is_never_altered():
    update = bytes.fromhex("00D6000002AABB")
    card = Script("6C01", "9000")
    assert apdu.exchange(card, update) == Response(b"", 0x6C01)
    assert card.asked == [update]


def test_a_command_that_brings_data_and_asks_for_some_goes_without_its_length():
    card = Script("6102", "AABB9000")
    assert apdu.exchange(card, bytes.fromhex("0088000002112200")) == Response(b"\xaa\xbb", 0x9000)
    assert [asked.hex() for asked in card.asked] == ["00880000021122", "00c0000002"]


def test_an_answer_without_status_word_is_a_failed_exchange():
    for answer in ("", "90"):
        assert apdu.exchange(Script(answer), READ) == ReadFault(CardFault.COMMUNICATION)
        assert apdu.select(Script(answer), apdu.select_mf()) == ReadFault(CardFault.COMMUNICATION)


def test_a_fault_of_the_transport_goes_through():
    fault = ReadFault(CardFault.SERVICE_DOWN)
    assert apdu.exchange(Script(fault), READ) is fault
    assert apdu.select(Script(fault), apdu.select_mf()) is fault
    assert apdu.read_file(Script(fault), READ, lambda _: False, 4096) is fault


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=30))
def test_one_command_costs_a_bounded_number_of_exchanges_whatever_the_card_says(answers):
    card = Script(*answers)
    apdu.exchange(card, READ)
    assert len(card.asked) <= MAX_ROUNDS


def test_a_card_that_announces_for_ever_is_given_up():
    assert apdu.exchange(Script("6110"), READ) == ReadFault(CardFault.COMMUNICATION)
    assert apdu.exchange(Script("6C10"), READ) == ReadFault(CardFault.COMMUNICATION)


def test_a_selection_that_announces_its_file_control_information_has_succeeded_without_it():
    card = Script("6116")
    assert apdu.select(card, apdu.select_mf()) == apdu.SW_OK
    assert len(card.asked) == 1
    assert apdu.select(Script("6A82"), apdu.select_mf()) == 0x6A82


def test_a_file_is_read_to_its_short_block():
    card = Script(bytes(256) + b"\x90\x00", bytes(10) + b"\x90\x00")
    assert len(apdu.read_file(card, READ, lambda _: False, 4096)) == 266
    assert card.asked[1] == apdu.read_binary(256)


def test_a_file_may_end_where_a_block_ends():
    assert len(apdu.read_file(Script(bytes(256) + b"\x90\x00", "6B00"), READ, lambda _: False, 4096)) == 256
    assert len(apdu.read_file(Script(bytes(256) + b"\x62\x82"), READ, lambda _: False, 4096)) == 256


def test_the_padding_of_a_file_is_not_fetched():
    card = Script(bytes(256) + b"\x90\x00")
    apdu.read_file(card, READ, lambda data: len(data) == 256, 4096)
    assert len(card.asked) == 1


def test_a_refused_file_gives_the_status_word():
    refused = apdu.read_file(Script("6982"), READ, lambda _: False, 4096)
    assert refused == ReadFault(CardFault.UNREADABLE, 0x6982)


def test_a_file_without_end_is_given_up():
    endless = Script(bytes(256) + b"\x90\x00")
    assert apdu.read_file(endless, READ, lambda _: False, 4096) == ReadFault(CardFault.MALFORMED)
    assert len(endless.asked) == 17
