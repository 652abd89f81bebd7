"""Bytes become the same tokens however they are cut, and nothing can make the tokenizer fail."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.simulator.grammar import BLOCK_BYTES_MAX, RULES
from hardware.printer.simulator.tokenizer import Tokenizer
from hardware.printer.simulator.tokens import Character, Command, Discarded, Token, Unknown


def tokens_of(data: bytes) -> list[Token]:
    return Tokenizer().feed(data)


def test_printable_bytes_are_characters():
    assert tokens_of(b"A\xe9~") == [Character(0x41), Character(0xE9), Character(0x7E)]


COMMANDS = {
    "LF": (b"\n", b"\n", b""),
    "CR": (b"\r", b"\r", b""),
    "HT": (b"\t", b"\t", b""),
    "FF": (b"\x0c", b"\x0c", b""),
    "CAN": (b"\x18", b"\x18", b""),
    "ESC @": (b"\x1b@", b"\x1b@", b""),
    "ESC ! n": (b"\x1b!\x38", b"\x1b!", b"\x38"),
    "ESC t n": (b"\x1bt\x10", b"\x1bt", b"\x10"),
    "ESC $ nL nH": (b"\x1b$\x10\x01", b"\x1b$", b"\x10\x01"),
    "ESC p m t1 t2": (b"\x1bp\x00\x19\xfa", b"\x1bp", b"\x00\x19\xfa"),
    "ESC W, eight bytes": (b"\x1bW12345678", b"\x1bW", b"12345678"),
    "ESC D until NUL": (b"\x1bD\x08\x10\x00", b"\x1bD", b"\x08\x10\x00"),
    "ESC D ended by a smaller column": (b"\x1bD\x08\x04", b"\x1bD", b"\x08\x04"),
    "ESC c 5 n": (b"\x1bc5\x01", b"\x1bc5", b"\x01"),
    "ESC *, one byte a column": (b"\x1b*\x00\x02\x00\xaa\x55", b"\x1b*", b"\x00\x02\x00\xaa\x55"),
    "ESC *, three bytes a column": (b"\x1b*\x21\x01\x00\x01\x02\x03", b"\x1b*", b"\x21\x01\x00\x01\x02\x03"),
    "ESC &, two characters": (b"\x1b&\x01\x41\x42\x01\xff\x02\xee\xdd", b"\x1b&", b"\x01\x41\x42\x01\xff\x02\xee\xdd"),
    "GS ! n": (b"\x1d!\x11", b"\x1d!", b"\x11"),
    "GS V 0": (b"\x1dV\x00", b"\x1dV", b"\x00"),
    "GS V 1": (b"\x1dV\x01", b"\x1dV", b"\x01"),
    "GS V 48": (b"\x1dV0", b"\x1dV", b"0"),
    "GS V 49": (b"\x1dV1", b"\x1dV", b"1"),
    "GS V 65 n": (b"\x1dVA\x03", b"\x1dV", b"A\x03"),
    "GS V 66 n": (b"\x1dVB\x00", b"\x1dV", b"B\x00"),
    "GS v 0, 2 x 2 bytes": (b"\x1dv0\x00\x02\x00\x02\x00\x1b@\n\xff", b"\x1dv0", b"\x00\x02\x00\x02\x00\x1b@\n\xff"),
    "GS ( k": (b"\x1d(k\x04\x001A2\x00", b"\x1d(k", b"\x04\x001A2\x00"),
    "GS ( H": (b"\x1d(H\x06\x0000P001", b"\x1d(H", b"\x06\x0000P001"),
    "GS ( L": (b"\x1d(L\x02\x0002", b"\x1d(L", b"\x02\x0002"),
    "GS 8 L": (b"\x1d8L\x02\x00\x00\x0002", b"\x1d8L", b"\x02\x00\x00\x0002"),
    "GS * x y": (b"\x1d*\x01\x0112345678", b"\x1d*", b"\x01\x0112345678"),
    "GS k m, to NUL": (b"\x1dk\x04ABC\x00", b"\x1dk", b"\x04ABC\x00"),
    "GS k m n": (b"\x1dk\x49\x04{BA1", b"\x1dk", b"\x49\x04{BA1"),
    "GS a n": (b"\x1da\xff", b"\x1da", b"\xff"),
    "GS r n": (b"\x1dr\x01", b"\x1dr", b"\x01"),
    "GS I n": (b"\x1dI\x43", b"\x1dI", b"\x43"),
    "GS e 6": (b"\x1de\x06", b"\x1de", b"\x06"),
    "GS e 3 m": (b"\x1de\x03\x0c", b"\x1de", b"\x03\x0c"),
    "GS e 32 m t": (b"\x1de\x20\x0c\x05", b"\x1de", b"\x20\x0c\x05"),
    "GS E0h n": (b"\x1d\xe0\x0f", b"\x1d\xe0", b"\x0f"),
    "GS E2h": (b"\x1d\xe2", b"\x1d\xe2", b""),
    "GS C ;": (b"\x1dC;1;65535;1;1;1;", b"\x1dC", b";1;65535;1;1;1;"),
    "GS g 2": (b"\x1dg2\x00\x14\x00\x00", b"\x1dg2", b"\x00\x14\x00\x00"),
    "FS ( A": (b"\x1c(A\x02\x00\x31\x00", b"\x1c(A", b"\x02\x00\x31\x00"),
    "FS .": (b"\x1c.", b"\x1c.", b""),
    "FS P": (b"\x1cP\x05\x01R\x0a", b"\x1cP", b"\x05\x01R\x0a"),
    "FS q, one image": (b"\x1cq\x01\x01\x00\x01\x00" + bytes(8), b"\x1cq", b"\x01\x01\x00\x01\x00" + bytes(8)),
    "DLE EOT n": (b"\x10\x04\x01", b"\x10\x04", b"\x01"),
    "DLE EOT 7 a": (b"\x10\x04\x07\x01", b"\x10\x04", b"\x07\x01"),
    "DLE ENQ n": (b"\x10\x05\x02", b"\x10\x05", b"\x02"),
    "DLE DC4 1": (b"\x10\x14\x01\x00\x05", b"\x10\x14", b"\x01\x00\x05"),
    "DLE DC4 8": (b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", b"\x10\x14", b"\x08\x01\x03\x14\x01\x06\x02\x08"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_its_arguments_and_not_a_byte_more(name):
    data, code, arguments = COMMANDS[name]
    assert tokens_of(data + b"A") == [Command(code, arguments), Character(0x41)]


def test_the_commands_of_the_target_printers_are_known():
    named = (
        *(b"\n\r\t\x0c\x18"[i : i + 1] for i in range(5)),
        *(b"\x1b" + bytes([letter]) for letter in b"@!-EGMadJtR23{ $\\DLSTWpimv"),
        *(b"\x1bc3", b"\x1bc4", b"\x1bc5", b"\x1b*"),
        *(b"\x1d" + bytes([letter]) for letter in b"!BLWPVkhwHfarIe\xe0\xe1\xe2\xe3\xe4"),
        *(b"\x1dv0", b"\x1d(k", b"\x1d(L", b"\x1d8L", b"\x1d(H", b"\x1d(D", b"\x1d(E", b"\x1d(A"),
        *(b"\x1c(A", b"\x1c.", b"\x1c&", b"\x1cS", b"\x1c-", b"\x1cC", b"\x1cP", b"\x10\x04", b"\x10\x05", b"\x10\x14"),
    )
    assert [code for code in named if code not in RULES] == []


def test_an_unknown_command_is_named_and_its_data_are_read_as_text():
    assert tokens_of(b"\x1b\x07A") == [Unknown(b"\x1b\x07"), Character(0x41)]


def test_nul_bytes_between_commands_are_nothing():
    assert tokens_of(b"\0" * 8192 + b"\x1b@") == [Command(b"\x1b@", b"")]


def test_an_image_that_never_ends_swallows_what_follows():
    tokenizer = Tokenizer()
    assert tokenizer.feed(b"\x1dv0\x00\x48\x00\x10\x00" + b"\x1b@A\n") == []
    assert tokenizer.need == 0x48 * 0x10


def test_a_block_that_no_printer_holds_is_thrown_away_and_reading_goes_on_behind_it():
    tokenizer = Tokenizer()
    rows = BLOCK_BYTES_MAX // 256 + 1
    tokens = tokenizer.feed(b"\x1dv0\x00\x00\x01" + rows.to_bytes(2, "little"))
    for _ in range(rows):
        tokens += tokenizer.feed(b"\xaa" * 256)
    tokens += tokenizer.feed(b"A")
    assert tokens == [Discarded(b"\x1dv0", rows * 256), Character(0x41)]


def test_nothing_that_is_printed_appears_in_the_representation_of_a_token():
    assert "P001" not in repr(tokens_of(b"\x1d(H\x06\x0000P001"))
    assert "65" not in repr(tokens_of(b"A"))


KNOWN = st.sampled_from([data for data, _, _ in COMMANDS.values()])
STREAMS = st.lists(st.one_of(KNOWN, st.binary(max_size=12)), max_size=12).map(b"".join)


@given(data=STREAMS, cuts=st.lists(st.integers(0, 400), max_size=10))
def test_any_way_of_cutting_the_bytes_gives_the_same_tokens(data, cuts):
    places = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    tokenizer = Tokenizer()
    in_pieces = [token for start, end in itertools.pairwise(places) for token in tokenizer.feed(data[start:end])]
    byte_by_byte = Tokenizer()
    one_by_one = [token for byte in data for token in byte_by_byte.feed(bytes([byte]))]
    assert in_pieces == one_by_one == tokens_of(data)


@given(data=st.binary(max_size=300))
def test_no_bytes_make_it_fail(data):
    for token in tokens_of(data):
        assert isinstance(token, Character | Command | Unknown | Discarded)
