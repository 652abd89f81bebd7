"""Pepper, keys of the digests and of the signature: files that only the service may read."""

import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.catalogue.failures import FailureCode

PEPPER_FILE: Final = "pepper"
DIGEST_KEY_FILE: Final = "digest-key"
SIGNING_KEY_FILE: Final = "signing-key.pem"
PUBLIC_KEY_FILE: Final = "signing.pub"
"""Beside the secrets, for whoever verifies certificates; it is no secret."""

_KEY_BYTES: Final = 32
_GROUP_OR_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_GROUP_WRITES_OR_OTHERS: Final = stat.S_IWGRP | stat.S_IXGRP | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Secrets:
    """Hold the secrets of the service.

    Attributes:
        pepper: mixed into every definitive code before it is hashed.
        digest_key: of the keyed digests of NIRs and provisional codes.
        signing_key: signs certificates.
    """

    pepper: bytes = field(repr=False)
    digest_key: bytes = field(repr=False)
    signing_key: Ed25519PrivateKey = field(repr=False)


def load_secrets(directory: Path, environ: Mapping[str, str] = os.environ) -> Secrets | FailureCode:
    """Read the secrets, or say SECRETS_MISSING: one is not there, is not a key, or others may read it.

    Args:
        directory: where they are.
        environ: says in CREDENTIALS_DIRECTORY where systemd put secrets. It lets the service's user read them by an
            access control list, whose mask stat shows as the bits of the group: mode 0440, owner root. Source:
            systemd.exec(5), LoadCredential=; acl(5), correspondence between ACL entries and file permission bits.
    """
    credentials = environ.get("CREDENTIALS_DIRECTORY")
    are_credentials = credentials is not None and directory == Path(credentials)
    refused = _GROUP_WRITES_OR_OTHERS if are_credentials else _GROUP_OR_OTHERS
    pepper = _key(directory / PEPPER_FILE, refused)
    digest_key = _key(directory / DIGEST_KEY_FILE, refused)
    signing_key = _signing_key(directory / SIGNING_KEY_FILE, refused)
    if pepper is None or digest_key is None or signing_key is None:
        return FailureCode.SECRETS_MISSING
    return Secrets(pepper, digest_key, signing_key)


def create_secrets(directory: Path) -> None:
    """Create all secrets anew. Never called by itself: with another pepper no code is right any more.

    Raises:
        FileExistsError: one is there already; nothing is overwritten.
        OSError: the folder cannot be written.
    """
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    signing_key = Ed25519PrivateKey.generate()
    _write(directory / PEPPER_FILE, secrets.token_hex(_KEY_BYTES).encode("ascii"), 0o600)
    _write(directory / DIGEST_KEY_FILE, secrets.token_hex(_KEY_BYTES).encode("ascii"), 0o600)
    private = signing_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(directory / SIGNING_KEY_FILE, private, 0o600)
    public = signing_key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    _write(directory / PUBLIC_KEY_FILE, public, 0o644)


def _write(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        # The mode at creation is narrowed by the umask: the public key is meant for others.
        os.fchmod(descriptor, mode)
        file.flush()
        os.fsync(descriptor)


def _read(path: Path, refused: int) -> bytes | None:
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_mode & refused:
                return None
            return file.read()
    except OSError:
        return None


def _key(path: Path, refused: int) -> bytes | None:
    content = _read(path, refused)
    if content is None:
        return None
    try:
        key = bytes.fromhex(content.decode("ascii"))
    except ValueError:
        return None
    return key if len(key) == _KEY_BYTES else None


def _signing_key(path: Path, refused: int) -> Ed25519PrivateKey | None:
    content = _read(path, refused)
    if content is None:
        return None
    try:
        key = serialization.load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PrivateKey) else None
