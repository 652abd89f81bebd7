"""How a virtual card and the simulated authority of updates talk to each other.

All of it is an invention, described in docs/smartcard.md, 7: neither the commands of an update of a real Vitale, nor
its keys, nor where it keeps the rights, are public. Only INS B0 (READ BINARY), INS D6 (UPDATE BINARY) and the status
words are those of ISO/IEC 7816-4.
"""

from __future__ import annotations

import enum
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

CLA_SESSION: Final = 0x80
"""Proprietary class: opens a session."""
CLA_SEALED: Final = 0x84
"""Proprietary class with secure messaging: only inside an open session, the data ending in a seal."""

INS_OPEN: Final = 0x50
INS_PROVE: Final = 0x82
INS_STATE: Final = 0xCA
INS_BEGIN: Final = 0x5A
INS_READ: Final = 0xB0
INS_WRITE: Final = 0xD6
INS_SWITCH: Final = 0x5C

CHALLENGE_BYTES: Final = 8
PROOF_BYTES: Final = 8
SEAL_BYTES: Final = 8
TRANSACTION_BYTES: Final = 8
DIGEST_BYTES: Final = 16

NO_TRANSACTION: Final = bytes(TRANSACTION_BYTES)
"""What a card says of itself that was never updated, or that no update waits on."""

_SPECIMEN_KEY: Final = hashlib.sha256(b"Vitale specimens of the simulators: this key protects nothing").digest()


class UpdatedFile(enum.Enum):
    """Name the files that an update rewrites, by directory and identifier, in the order of the switch's digest."""

    IDENTITY = (0x3F00, 0x0002)
    NIR = (0xDF01, 0x0002)
    RIGHTS = (0xDF01, 0x00C1)
    """The rights, declared doctor and fund; a real card's place for them is not public."""

    @property
    def directory(self) -> int:
        """Give the identifier of the directory."""
        return self.value[0]

    @property
    def file_id(self) -> int:
        """Give the identifier in the directory."""
        return self.value[1]


def specimen_key(serial: str) -> bytes:
    """Give the key of a virtual card; that of a real one would never leave the fund's server and the card."""
    return hmac.digest(_SPECIMEN_KEY, serial.encode("ascii"), "sha256")


def switch_digest(contents: Mapping[UpdatedFile, bytes]) -> bytes:
    """Give what a switch names, so that nothing but the whole of all files is ever made valid."""
    digest = hashlib.sha256()
    for file in UpdatedFile:
        content = contents[file]
        digest.update(file.directory.to_bytes(2) + file.file_id.to_bytes(2) + len(content).to_bytes(2) + content)
    return digest.digest()[:DIGEST_BYTES]


@dataclass(frozen=True, slots=True)
class SessionKey:
    """Hold the key of one session: it ends with the card's reset."""

    key: bytes = field(repr=False)

    @classmethod
    def agree(cls, card_key: bytes, authority_challenge: bytes, card_challenge: bytes) -> SessionKey:
        """Derive the key that both sides know once each has seen the other's challenge."""
        return cls(hmac.digest(card_key, b"session" + authority_challenge + card_challenge, "sha256"))

    def card_proof(self) -> bytes:
        """Give what only the card can answer."""
        return hmac.digest(self.key, b"card", "sha256")[:PROOF_BYTES]

    def authority_proof(self) -> bytes:
        """Give what only the authority can ask with."""
        return hmac.digest(self.key, b"authority", "sha256")[:PROOF_BYTES]

    def seal_command(self, count: int, file: UpdatedFile | None, header: bytes, data: bytes) -> bytes:
        """Seal a command: what it says, to which file, and its place among the sealed ones of the session."""
        return self._seal(b"command", count, file, header + data)

    def seal_answer(self, count: int, file: UpdatedFile | None, data: bytes) -> bytes:
        """Seal an answer to the command of the same place."""
        return self._seal(b"answer", count, file, data)

    def _seal(self, side: bytes, count: int, file: UpdatedFile | None, content: bytes) -> bytes:
        place = bytes(4) if file is None else file.directory.to_bytes(2) + file.file_id.to_bytes(2)
        return hmac.digest(self.key, side + count.to_bytes(4) + place + content, "sha256")[:SEAL_BYTES]
