"""Answer APDUs as a Vitale 2 does under T=0: bytes in, bytes out, nothing else.

Source: docs/smartcard.md, 2; ISO/IEC 7816-4 for SELECT, READ BINARY, GET RESPONSE and the status words.
"""

from __future__ import annotations

from collections.abc import Callable

from hardware.card.simulator.file_system import Directory, ElementaryFile, tlv
from hardware.card.simulator.memory import CardMemory
from hardware.card.simulator.scenario import Scenario
from hardware.card.simulator.status_words import (
    CONDITIONS_NOT_SATISFIED,
    NO_CURRENT_FILE,
    NOT_FOUND,
    OK,
    SECURITY_NOT_SATISFIED,
    WRONG_CLA,
    WRONG_INS,
    WRONG_LENGTH,
    WRONG_OFFSET,
    WRONG_P1_P2,
)
from hardware.card.simulator.update_session import Selected, UpdateSession
from kiosk.domain.sealed_session import CLA_SEALED, CLA_SESSION

Applet = Callable[[bytes], bytes]
"""Answer one command, SW1-SW2 last."""

_SELECT, _READ_BINARY, _GET_RESPONSE, _UPDATE_BINARY = 0xA4, 0xB0, 0xC0, 0xD6
_BY_ID, _BY_ID_UNDER, _BY_NAME = 0x00, 0x02, 0x04


def build_applet(scenario: Scenario, memory: CardMemory) -> Applet:
    """Make what answers the APDUs of a card, in its state after a reset; the memory outlives it."""
    match scenario.applet:
        case "vitale2":
            return Vitale2Applet(memory, strict_t0=scenario.layout.strict_t0)
        case "vitale1":
            return _answer_vitale1
        case "other":
            return _answer_other


class Vitale2Applet:
    """Select and read the files of a Vitale 2; one object is one card between two resets."""

    def __init__(self, memory: CardMemory, *, strict_t0: bool) -> None:
        self._memory = memory
        self._strict_t0 = strict_t0
        self._directory_id = memory.directories[0].file_id
        self._file_id: int | None = None
        self._pending = b""
        self._session = UpdateSession(memory)

    @property
    def _directory(self) -> Directory:
        """Give the current directory as it is valid now: a switch changes its files while they are selected."""
        return next(one for one in self._memory.directories if one.file_id == self._directory_id)

    @property
    def _file(self) -> ElementaryFile | None:
        return next((one for one in self._directory.files if one.file_id == self._file_id), None)

    def __call__(self, command: bytes) -> bytes:
        """Answer one command."""
        if len(command) < 4:
            return WRONG_LENGTH
        cla, ins, p1, p2 = command[:4]
        pending, self._pending = self._pending, b""
        body = command[4:]
        if cla in (CLA_SESSION, CLA_SEALED):
            selected = Selected(self._directory, self._file)
            data, status_word = self._session.answer(command[:4], body, selected)
            return self._announce(data) if data else status_word
        if cla != 0x00:
            return WRONG_CLA
        if ins == _SELECT:
            return self._select(p1, body)
        if ins == _READ_BINARY:
            return self._read_binary(p1, p2, body)
        if ins == _GET_RESPONSE:
            return self._get_response(pending, body)
        if ins == _UPDATE_BINARY:
            return SECURITY_NOT_SATISFIED
        return WRONG_INS

    def _select(self, p1: int, body: bytes) -> bytes:
        if not body or len(body) < 1 + body[0]:
            return WRONG_LENGTH
        name = body[1 : 1 + body[0]]
        if p1 == _BY_NAME:
            return self._select_directory(next((d for d in self._memory.directories if d.aid == name), None))
        if p1 not in (_BY_ID, _BY_ID_UNDER):
            return WRONG_P1_P2
        file_id = int.from_bytes(name)
        directory = next((d for d in self._memory.directories if d.file_id == file_id), None)
        if p1 == _BY_ID and directory is not None:
            return self._select_directory(directory)
        file = next((f for f in self._directory.files if f.file_id == file_id), None)
        if file is None:
            return NOT_FOUND
        self._file_id = file_id
        size = len(file.content).to_bytes(2)
        short_id = tlv(0x88, bytes([file.short_id << 3])) if file.short_id else b""
        return self._announce(tlv(0x6F, tlv(0x80, size), tlv(0x82, b"\x01"), tlv(0x83, name), short_id))

    def _select_directory(self, directory: Directory | None) -> bytes:
        if directory is None:
            return NOT_FOUND
        self._directory_id, self._file_id = directory.file_id, None
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
            found = next((f for f in self._directory.files if f.short_id == short_id), None)
            self._file_id = None if found is None else found.file_id
            if found is None:
                return NOT_FOUND
        file = self._file
        if file is None:
            return NO_CURRENT_FILE
        if file.is_sealed:
            return SECURITY_NOT_SATISFIED
        rest = file.content[offset:]
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
