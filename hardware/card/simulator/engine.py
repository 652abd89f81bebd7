"""Answer APDUs as a Vitale 2 does under T=0: bytes in, bytes out, nothing else.

Source: docs/smartcard.md, 2; ISO/IEC 7816-4 for SELECT, READ BINARY, GET RESPONSE and the status words.
"""

from __future__ import annotations

from collections.abc import Callable

from hardware.card.simulator.file_system import Directory, ElementaryFile, build_directories, tlv
from hardware.card.simulator.scenario import Scenario

Applet = Callable[[bytes], bytes]
"""Answer one command, SW1-SW2 last."""

OK = bytes.fromhex("9000")
WRONG_LENGTH = bytes.fromhex("6700")
CONDITIONS_NOT_SATISFIED = bytes.fromhex("6985")
NO_CURRENT_FILE = bytes.fromhex("6986")
NOT_FOUND = bytes.fromhex("6A82")
WRONG_P1_P2 = bytes.fromhex("6A86")
WRONG_OFFSET = bytes.fromhex("6B00")
WRONG_INS = bytes.fromhex("6D00")
WRONG_CLA = bytes.fromhex("6E00")

_SELECT, _READ_BINARY, _GET_RESPONSE = 0xA4, 0xB0, 0xC0
_BY_ID, _BY_ID_UNDER, _BY_NAME = 0x00, 0x02, 0x04


def build_applet(scenario: Scenario) -> Applet:
    """Make what answers the APDUs of a card, in its state after a reset."""
    match scenario.applet:
        case "vitale2":
            return Vitale2Applet(build_directories(scenario), strict_t0=scenario.layout.strict_t0)
        case "vitale1":
            return _answer_vitale1
        case "other":
            return _answer_other


class Vitale2Applet:
    """Select and read the files of a Vitale 2; one object is one card between two resets."""

    def __init__(self, directories: tuple[Directory, ...], *, strict_t0: bool) -> None:
        self._directories = directories
        self._strict_t0 = strict_t0
        self._directory = directories[0]
        self._file: ElementaryFile | None = None
        self._pending = b""

    def __call__(self, command: bytes) -> bytes:
        """Answer one command."""
        if len(command) < 4:
            return WRONG_LENGTH
        cla, ins, p1, p2 = command[:4]
        if cla != 0x00:
            return WRONG_CLA
        pending, self._pending = self._pending, b""
        body = command[4:]
        if ins == _SELECT:
            return self._select(p1, body)
        if ins == _READ_BINARY:
            return self._read_binary(p1, p2, body)
        if ins == _GET_RESPONSE:
            return self._get_response(pending, body)
        return WRONG_INS

    def _select(self, p1: int, body: bytes) -> bytes:
        if not body or len(body) < 1 + body[0]:
            return WRONG_LENGTH
        name = body[1 : 1 + body[0]]
        if p1 == _BY_NAME:
            return self._select_directory(next((d for d in self._directories if d.aid == name), None))
        if p1 not in (_BY_ID, _BY_ID_UNDER):
            return WRONG_P1_P2
        file_id = int.from_bytes(name)
        directory = next((d for d in self._directories if d.file_id == file_id), None)
        if p1 == _BY_ID and directory is not None:
            return self._select_directory(directory)
        file = next((f for f in self._directory.files if f.file_id == file_id), None)
        if file is None:
            return NOT_FOUND
        self._file = file
        size = len(file.content).to_bytes(2)
        short_id = tlv(0x88, bytes([file.short_id << 3])) if file.short_id else b""
        return self._announce(tlv(0x6F, tlv(0x80, size), tlv(0x82, b"\x01"), tlv(0x83, name), short_id))

    def _select_directory(self, directory: Directory | None) -> bytes:
        if directory is None:
            return NOT_FOUND
        self._directory, self._file = directory, None
        return self._announce(tlv(0x6F, tlv(0x84, directory.aid)))

    def _announce(self, data: bytes) -> bytes:
        if not self._strict_t0:
            return data + OK
        self._pending = data
        return bytes([0x61, len(data)])

    def _read_binary(self, p1: int, p2: int, body: bytes) -> bytes:
        if len(body) != 1:
            return WRONG_LENGTH
        offset = p1 << 8 | p2
        if p1 & 0x80:
            short_id, offset = p1 & 0x1F, p2
            self._file = next((f for f in self._directory.files if f.short_id == short_id), None)
            if self._file is None:
                return NOT_FOUND
        if self._file is None:
            return NO_CURRENT_FILE
        rest = self._file.content[offset:]
        if not rest:
            return WRONG_OFFSET
        wanted = body[0] or 256
        if wanted > len(rest) and self._strict_t0:
            return bytes([0x6C, len(rest)])
        return rest[:wanted] + OK

    def _get_response(self, pending: bytes, body: bytes) -> bytes:
        if not pending:
            return CONDITIONS_NOT_SATISFIED
        if len(body) != 1:
            return WRONG_LENGTH
        wanted = body[0] or 256
        if wanted > len(pending):
            self._pending = pending
            return bytes([0x6C, len(pending)])
        self._pending = pending[wanted:]
        return pending[:wanted] + (bytes([0x61, len(self._pending)]) if self._pending else OK)


def _answer_vitale1(command: bytes) -> bytes:
    """Refuse as a Vitale 1 does: the ISO class is unknown, the instructions of its own class are not public."""
    return WRONG_INS if command[:1] == b"\xbc" else WRONG_CLA


def _answer_other(command: bytes) -> bytes:
    """Refuse as a card of another application does, a bank card for one."""
    if len(command) < 4:
        return WRONG_LENGTH
    if command[0] != 0x00:
        return WRONG_CLA
    return NOT_FOUND if command[1] == _SELECT else WRONG_INS
