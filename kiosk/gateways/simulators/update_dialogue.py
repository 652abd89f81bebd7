"""What the simulated authority says to one card in one session: an invention, described in docs/smartcard.md, 7.

Pure: a response in, a command out. The commands are written as one story, which the card's reset ends; told anew, it
asks the card first how far it came and goes on from there.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Generator, Mapping
from typing import Final

from kiosk.domain import sealed_session as sealed
from kiosk.domain.card_update import CardImage, UpdatePhase
from kiosk.domain.sealed_session import SessionKey, UpdatedFile
from kiosk.gateways.simulators.card_files import CardFilesError, lay_files, parse_files
from kiosk.gateways.simulators.update_progress import Progress
from kiosk.ports import (
    AuthorityAnswer,
    AuthorityCommand,
    CardImageRead,
    CardImageWritten,
    CardRejected,
    UpdateOrder,
)

READ_BYTES: Final = 240
"""Of one sealed READ BINARY: with its seal it stays within the 255 bytes that 61xx can announce."""
WRITE_BYTES: Final = 192

_OK: Final = b"\x90\x00"
_TAG_TEMPLATE: Final = 0x6F
_TAG_SIZE: Final = 0x80


class _RejectedError(Exception):
    """Say that the card did not answer as it should."""


_Ask = AuthorityCommand | CardImageRead
_Story = Generator[_Ask, bytes | CardImage, CardImage]
_Exchange = Generator[_Ask, bytes | CardImage, bytes]


class UpdateDialogue:
    """Lead one session.

    Args:
        order: what is to be done.
        key: of the card.
    """

    def __init__(self, order: UpdateOrder, key: bytes) -> None:
        self._order = order
        self._card_key = key
        self._session: SessionKey | None = None
        self._sealed_count = 0
        self._directory = 0
        self._file: UpdatedFile | None = None
        self._progress = Progress()
        self._story = self._tell()
        self.last: AuthorityAnswer = self._go_on(None)

    @property
    def number(self) -> int:
        """Give the number of the last command."""
        return self._progress.number

    def answer(self, response: bytes) -> AuthorityAnswer:
        """Take what the card answered to the last command."""
        if isinstance(self.last, AuthorityCommand):
            self.last = self._go_on(response)
        return self.last

    def write(self, target: CardImage) -> AuthorityAnswer:
        """Go on with what is to be written, once the card was read."""
        if isinstance(self.last, CardImageRead):
            self.last = self._go_on(target)
        return self.last

    def _go_on(self, given: bytes | CardImage | None) -> AuthorityAnswer:
        try:
            return next(self._story) if given is None else self._story.send(given)
        except StopIteration as end:
            return CardImageWritten(end.value)
        except _RejectedError:
            return CardRejected()

    # The story

    def _tell(self) -> _Story:
        order = self._order
        yield from self._open()
        valid, pending, written = yield from self._state()
        if order.target is not None and valid == order.transaction:
            # The switch was done, and only its answer lost.
            return (yield from self._read_back(order.target))
        if order.target is not None and pending == order.transaction:
            target = order.target
        else:
            self._progress.enter(UpdatePhase.READING)
            told = yield CardImageRead(_parsed((yield from self._read_files())))
            target = _image(told)
            self._progress.enter(UpdatePhase.WRITING)
            yield from self._say(sealed.INS_BEGIN, order.transaction)
            written = dict.fromkeys(UpdatedFile, 0)
        contents = lay_files(target)
        self._progress.enter(UpdatePhase.WRITING)
        self._progress.plan(UpdatePhase.WRITING, sum(_commands(contents[file], written[file]) for file in UpdatedFile))
        for file, content in contents.items():
            yield from self._write_file(file, content, written[file])
        self._progress.enter(UpdatePhase.SEALING)
        yield from self._say(sealed.INS_SWITCH, sealed.switch_digest(contents))
        return (yield from self._read_back(target))

    def _open(self) -> Generator[_Ask, bytes | CardImage, None]:
        # Another program may have left a file selected: from here on both sides know what is.
        yield from self._enter(UpdatedFile.IDENTITY.directory)
        challenge = secrets.token_bytes(sealed.CHALLENGE_BYTES)
        answer = yield from self._plain(sealed.CLA_SESSION, sealed.INS_OPEN, challenge)
        card_challenge, proof = answer[: sealed.CHALLENGE_BYTES], answer[sealed.CHALLENGE_BYTES :]
        session = SessionKey.agree(self._card_key, challenge, card_challenge)
        if not hmac.compare_digest(proof, session.card_proof()):
            raise _RejectedError
        yield from self._plain(sealed.CLA_SESSION, sealed.INS_PROVE, session.authority_proof())
        self._session = session

    def _state(self) -> Generator[_Ask, bytes | CardImage, tuple[bytes, bytes, dict[UpdatedFile, int]]]:
        answer = yield from self._say(sealed.INS_STATE, b"")
        size = sealed.TRANSACTION_BYTES
        lengths = answer[2 * size :]
        if len(lengths) != 2 * len(UpdatedFile):
            raise _RejectedError
        written = {file: int.from_bytes(lengths[2 * place : 2 * place + 2]) for place, file in enumerate(UpdatedFile)}
        return answer[:size], answer[size : 2 * size], written

    def _read_back(self, target: CardImage) -> _Story:
        self._progress.enter(UpdatePhase.CHECKING)
        contents = yield from self._read_files()
        if any(contents[file].rstrip(b"\x00") != laid.rstrip(b"\x00") for file, laid in lay_files(target).items()):
            raise _RejectedError
        return _parsed(contents)

    def _read_files(self) -> Generator[_Ask, bytes | CardImage, dict[UpdatedFile, bytes]]:
        contents: dict[UpdatedFile, bytes] = {}
        for file in UpdatedFile:
            size = yield from self._select(file)
            content = b""
            while len(content) < size:
                wanted = min(READ_BYTES, size - len(content))
                block = yield from self._say(sealed.INS_READ, bytes([wanted]), len(content))
                if len(block) != wanted:
                    raise _RejectedError
                content += block
            contents[file] = content
        return contents

    def _write_file(self, file: UpdatedFile, content: bytes, written: int) -> Generator[_Ask, bytes | CardImage, None]:
        if written >= len(content):
            return
        yield from self._select(file)
        for offset in range(written, len(content), WRITE_BYTES):
            yield from self._say(sealed.INS_WRITE, content[offset : offset + WRITE_BYTES], offset)

    # Commands

    def _select(self, file: UpdatedFile) -> Generator[_Ask, bytes | CardImage, int]:
        """Select a file in its directory and give its size."""
        if self._directory != file.directory:
            yield from self._enter(file.directory)
        control = yield from self._plain(0x00, 0xA4, file.file_id.to_bytes(2), p1=0x02)
        self._file = file
        return _size_of(control)

    def _enter(self, directory: int) -> Generator[_Ask, bytes | CardImage, None]:
        yield from self._plain(0x00, 0xA4, directory.to_bytes(2))
        self._directory, self._file = directory, None

    def _plain(self, cla: int, ins: int, data: bytes, p1: int = 0) -> _Exchange:
        response = yield self._progress.command(bytes([cla, ins, p1, 0, len(data)]) + data)
        return _data_of(response)

    def _say(self, ins: int, data: bytes, offset: int = 0) -> _Exchange:
        """Send a sealed command and give the data of its answer, the seal checked."""
        session, count = self._session, self._sealed_count
        if session is None:
            raise _RejectedError
        header = bytes([sealed.CLA_SEALED, ins]) + offset.to_bytes(2)
        body = data + session.seal_command(count, self._file, header, data)
        response = yield self._progress.command(header + bytes([len(body)]) + body)
        answer = _data_of(response)
        self._sealed_count += 1
        told, seal = answer[: -sealed.SEAL_BYTES], answer[-sealed.SEAL_BYTES :]
        if not hmac.compare_digest(seal, session.seal_answer(count, self._file, told)):
            raise _RejectedError
        return told


def _commands(content: bytes, written: int) -> int:
    """Give how many commands write the rest of a file: two SELECT at most, and the blocks."""
    return 2 - (written - len(content)) // WRITE_BYTES if written < len(content) else 0


def _data_of(response: bytes | CardImage) -> bytes:
    if not isinstance(response, bytes) or response[-2:] != _OK:
        raise _RejectedError
    return response[:-2]


def _image(told: bytes | CardImage) -> CardImage:
    if not isinstance(told, CardImage):
        raise _RejectedError
    return told


def _parsed(contents: Mapping[UpdatedFile, bytes]) -> CardImage:
    try:
        return parse_files(contents)
    except CardFilesError:
        raise _RejectedError from None


def _size_of(control: bytes) -> int:
    """Give the size that the file control information tells: 6F{80 size[2] …}."""
    if len(control) < 6 or (control[0], control[2], control[3]) != (_TAG_TEMPLATE, _TAG_SIZE, 2):
        raise _RejectedError
    return int.from_bytes(control[4:6])
