"""The card's side of an update session: an invention, described in docs/smartcard.md, 7."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass

from hardware.card.simulator.file_system import Directory, ElementaryFile
from hardware.card.simulator.memory import CardMemory
from hardware.card.simulator.status_words import (
    AUTHENTICATION_FAILED,
    CONDITIONS_NOT_SATISFIED,
    NO_CURRENT_FILE,
    NO_ROOM,
    OK,
    SECURITY_NOT_SATISFIED,
    WRONG_INS,
    WRONG_LENGTH,
    WRONG_OFFSET,
    WRONG_SEAL,
)
from kiosk.domain import sealed_session as sealed
from kiosk.domain.sealed_session import SessionKey, UpdatedFile


@dataclass(frozen=True, slots=True)
class Selected:
    """Hold what is selected on the card."""

    directory: Directory
    file: ElementaryFile | None

    @property
    def updated_file(self) -> UpdatedFile | None:
        """Give which of the files that an update rewrites is selected, None where none is."""
        if self.file is None:
            return None
        place = (self.directory.file_id, self.file.file_id)
        return next((one for one in UpdatedFile if one.value == place), None)


class UpdateSession:
    """Answer the session's commands from one reset to the next; the second value of an answer is the status word."""

    def __init__(self, memory: CardMemory) -> None:
        self._memory = memory
        self._key: SessionKey | None = None
        self._is_proven = False
        self._count = 0

    def answer(self, header: bytes, body: bytes, selected: Selected) -> tuple[bytes, bytes]:
        """Answer a command of one of the two classes."""
        if not body or len(body) != 1 + body[0]:
            return b"", WRONG_LENGTH
        cla, ins = header[:2]
        if cla == sealed.CLA_SEALED:
            return self._sealed(header, body[1:], selected)
        if ins == sealed.INS_OPEN:
            return self._open(body[1:])
        if ins == sealed.INS_PROVE:
            return self._prove(body[1:])
        return b"", WRONG_INS

    def _open(self, challenge: bytes) -> tuple[bytes, bytes]:
        if len(challenge) != sealed.CHALLENGE_BYTES:
            return b"", WRONG_LENGTH
        own = secrets.token_bytes(sealed.CHALLENGE_BYTES)
        self._key = SessionKey.agree(sealed.specimen_key(self._memory.serial), challenge, own)
        self._is_proven, self._count = False, 0
        return own + self._key.card_proof(), OK

    def _prove(self, proof: bytes) -> tuple[bytes, bytes]:
        key = self._key
        if key is None or self._is_proven:
            return b"", CONDITIONS_NOT_SATISFIED
        if not hmac.compare_digest(proof, key.authority_proof()):
            self._key = None
            return b"", AUTHENTICATION_FAILED
        self._is_proven = True
        return b"", OK

    def _sealed(self, header: bytes, body: bytes, selected: Selected) -> tuple[bytes, bytes]:
        key = self._key
        if key is None or not self._is_proven:
            return b"", SECURITY_NOT_SATISFIED
        data, seal = body[: -sealed.SEAL_BYTES], body[-sealed.SEAL_BYTES :]
        file = selected.updated_file
        if not hmac.compare_digest(seal, key.seal_command(self._count, file, header, data)):
            self._key = None  # whoever alters, repeats or drops a command has no second try
            return b"", WRONG_SEAL
        answer, status_word = self._carry_out(header, data, selected)
        if status_word == OK:
            answer += key.seal_answer(self._count, file, answer)
        self._count += 1
        return answer, status_word

    def _carry_out(self, header: bytes, data: bytes, selected: Selected) -> tuple[bytes, bytes]:
        memory, offset = self._memory, int.from_bytes(header[2:4])
        match header[1]:
            case sealed.INS_STATE:
                lengths = b"".join(memory.written(file).to_bytes(2) for file in UpdatedFile)
                return memory.valid + memory.pending + lengths, OK
            case sealed.INS_BEGIN if len(data) == sealed.TRANSACTION_BYTES:
                memory.begin(data)
                return b"", OK
            case sealed.INS_READ if len(data) == 1:
                return _read(selected.file, offset, data[0])
            case sealed.INS_WRITE:
                return b"", self._write(selected.updated_file, offset, data)
            case sealed.INS_SWITCH:
                return b"", OK if memory.switch(data) else CONDITIONS_NOT_SATISFIED
            case sealed.INS_BEGIN | sealed.INS_READ:
                return b"", WRONG_LENGTH
            case _:
                return b"", WRONG_INS

    def _write(self, file: UpdatedFile | None, offset: int, data: bytes) -> bytes:
        if file is None:
            return NO_CURRENT_FILE
        if self._memory.pending == sealed.NO_TRANSACTION:
            return CONDITIONS_NOT_SATISFIED
        return OK if self._memory.write(file, offset, data) else NO_ROOM


def _read(file: ElementaryFile | None, offset: int, wanted: int) -> tuple[bytes, bytes]:
    if file is None:
        return b"", NO_CURRENT_FILE
    data = file.content[offset : offset + wanted]
    return (data, OK) if data else (b"", WRONG_OFFSET)
