"""Build the commands that read a card and carry out one exchange over `transmit(bytes)`.

Source: ISO/IEC 7816-4, SELECT, READ BINARY and GET RESPONSE; 7816-3 for 61xx and 6Cxx under T=0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.domain.cards import CardFault

MF = bytes.fromhex("3F00")
MAX_ROUNDS = 8
"""Exchanges that one command may cost: a card that always answers 61xx or 6Cxx must not hold the reader."""
BLOCK = 256
"""Bytes that one READ BINARY with Le = 00 gives at most."""
MAX_OFFSET = 0x7FFF

CASE_2 = 5
"""Bytes of a command that asks for data and brings none: the last one is a length, which may be altered."""

SW_OK = 0x9000
SW_END_OF_FILE = 0x6282
SW_WRONG_OFFSET = 0x6B00


@dataclass(frozen=True, slots=True)
class ReadFault:
    """Say why reading stopped, with the last SW1-SW2 where the card gave one."""

    fault: CardFault
    status_word: int | None = None


Transmit = Callable[[bytes], bytes | ReadFault]
"""Send one command to the card and give its whole answer, SW1-SW2 last."""


@dataclass(frozen=True, slots=True)
class Response:
    """Hold the answer to one command."""

    data: bytes = field(repr=False)
    status_word: int


def select_mf() -> bytes:
    """Select the master file."""
    return bytes.fromhex("00A4000002") + MF


def select_application(aid: bytes) -> bytes:
    """Select an application by its name. Under T=0 a case-4 command goes without Le."""
    return bytes.fromhex("00A40400") + bytes([len(aid)]) + aid


def select_file(file_id: int) -> bytes:
    """Select an elementary file of the current application."""
    return bytes.fromhex("00A4020002") + file_id.to_bytes(2)


def read_binary(offset: int) -> bytes:
    """Read one block of the current file."""
    return bytes.fromhex("00B0") + offset.to_bytes(2) + b"\x00"


def read_short_file(short_id: int) -> bytes:
    """Read the first block of a file by its short identifier (1 to 30), which makes it the current file."""
    return bytes([0x00, 0xB0, 0x80 | short_id, 0x00, 0x00])


def get_response(length: int) -> bytes:
    """Fetch the bytes that 61xx announced; 0 means 256."""
    return bytes([0x00, 0xC0, 0x00, 0x00, length])


def exchange(transmit: Transmit, command: bytes) -> Response | ReadFault:
    """Send a command, fetch what 61xx announces and ask again with the length that 6Cxx names."""
    command = without_le_of_case_4(command)
    data = b""
    for _ in range(MAX_ROUNDS):
        answer = transmit(command)
        if isinstance(answer, ReadFault):
            return answer
        if len(answer) < 2:
            # Some drivers answer a card that was pulled with success and no byte at all.
            return ReadFault(CardFault.COMMUNICATION)
        data += answer[:-2]
        sw1, sw2 = answer[-2], answer[-1]
        if sw1 == 0x61:
            command = get_response(sw2)
        elif sw1 == 0x6C and len(command) == CASE_2:
            command = command[:-1] + bytes([sw2])
        else:
            return Response(data, sw1 << 8 | sw2)
    return ReadFault(CardFault.COMMUNICATION)


def without_le_of_case_4(command: bytes) -> bytes:
    """Leave out Le of a command that brings data and asks for data: T=0 has no place for it (ISO/IEC 7816-3, 12.2)."""
    has_le = len(command) > CASE_2 and len(command) == CASE_2 + command[4] + 1
    return command[:-1] if has_le else command


def select(transmit: Transmit, command: bytes) -> int | ReadFault:
    """Send a SELECT and give its status word; the file control information is announced (61xx) and left there."""
    answer = transmit(command)
    if isinstance(answer, ReadFault):
        return answer
    if len(answer) < 2:
        return ReadFault(CardFault.COMMUNICATION)
    return SW_OK if answer[-2] == 0x61 else int.from_bytes(answer[-2:])


def read_file(
    transmit: Transmit, first: bytes, is_whole: Callable[[bytes], bool], max_length: int
) -> bytes | ReadFault:
    """Read a file block by block.

    Args:
        transmit: the card.
        first: the command for the first block.
        is_whole: says of the bytes so far that the rest of the file is padding.
        max_length: more bytes than this are a fault.
    """
    data = b""
    command = first
    while len(data) <= max_length:
        block = exchange(transmit, command)
        if isinstance(block, ReadFault):
            return block
        if data and block.status_word == SW_WRONG_OFFSET:
            return data  # the file ends where a block ended
        if block.status_word not in (SW_OK, SW_END_OF_FILE):
            return ReadFault(CardFault.UNREADABLE, block.status_word)
        data += block.data
        if len(block.data) < BLOCK or block.status_word == SW_END_OF_FILE or is_whole(data):
            return data
        command = read_binary(len(data))
    return ReadFault(CardFault.MALFORMED)
