"""Sign what a certificate says, and tell a genuine certificate from an altered one without asking anybody.

The QR code of a certificate holds the address of the verification page and, in its fragment, which browsers never send:

    1.KEY.PAYLOAD.SIGNATURE          each of the last three in base64url (RFC 4648, 5) without padding

- 1 is the version of this form;
- KEY names the public key: the first 6 bytes of the SHA-256 of its 32 raw bytes;
- PAYLOAD is a MessagePack array: number, kind, first and last day (ISO 8601), people printed, whether an exemption is
  printed, the holder check, and whether the people are fictional;
- SIGNATURE is Ed25519 (RFC 8032) over a context text, the version, the key's name and the payload.

The holder check is 16 bits derived from the NIR and the name. Somebody who holds the paper can retype both and see
whether they are those of the original; somebody who finds only the address cannot work back to them, because thousands
of people share any 16 bits and each try costs a PBKDF2.
"""

from __future__ import annotations

import base64
import binascii
import enum
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import msgspec
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from kiosk.domain.certificates import CertificateKind, CertificateNumber, InvalidCertificateNumberError
from kiosk.domain.nir import Nir

VERSION = "1"
VERIFICATION_PATH = "verifier"

_CONTEXT = b"borne-multiservices certificate\n"
"""Signed with every payload, so that no other thing signed with the same key passes for a certificate."""

_KEY_NAME_BYTES = 6
_HOLDER_CHECK_BYTES = 2
_HOLDER_CHECK_ITERATIONS = 100_000
"""PBKDF2-HMAC-SHA256, the slow derivation that browsers have too; about 30 ms."""

_FRAGMENT = re.compile(
    r"(?P<version>\d{1,3})\.(?P<key>[\w-]{1,64})\.(?P<payload>[\w-]{1,512})\.(?P<signature>[\w-]{1,128})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class CertificateClaims:
    """Hold what the signature covers: enough to compare with the paper, nothing that names a person.

    Attributes:
        number: the printed number.
        kind: what the certificate attests.
        issued_on: the first day on which it may be shown.
        valid_until: the last day.
        people_count: persons printed on it.
        shows_exemption: whether an exemption is printed on it.
        holder_check: the 2 bytes of `holder_check`.
        is_specimen: whether the people are fictional, and SPÉCIMEN is on the paper.
    """

    number: CertificateNumber
    kind: CertificateKind
    issued_on: date
    valid_until: date
    people_count: int
    shows_exemption: bool
    holder_check: bytes = field(repr=False)
    is_specimen: bool


@dataclass(frozen=True, slots=True)
class Valid:
    """Say that the fund issued a certificate with these claims; whether it is still in date is for the reader."""

    claims: CertificateClaims


@dataclass(frozen=True, slots=True)
class Altered:
    """Say that the fund's key is named but did not sign this."""


class UnknownReason(enum.Enum):
    """Say why nothing can be told."""

    NOT_A_CERTIFICATE = "not-a-certificate"
    OTHER_VERSION = "other-version"
    OTHER_KEY = "other-key"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Say that nothing can be told about this text."""

    reason: UnknownReason


Verdict = Valid | Altered | Unknown


def holder_check(number: CertificateNumber, nir: Nir, name: str) -> bytes:
    """Derive the 2 bytes that tie a certificate to its holder.

    Args:
        number: salts the derivation: the same holder has other bytes on each certificate.
        nir: of the holder.
        name: usual name and first name as printed; case, accents, spaces and hyphens do not count.
    """
    identity = f"{nir.value}{_letters(name)}".encode("ascii")
    return hashlib.pbkdf2_hmac(
        "sha256", identity, str(number).encode("ascii"), _HOLDER_CHECK_ITERATIONS, _HOLDER_CHECK_BYTES
    )


def is_held_by(claims: CertificateClaims, nir: Nir, name: str) -> bool:
    """Say whether a NIR and a name retyped from the paper are those of the original; 1 in 65,536 others would pass."""
    return holder_check(claims.number, nir, name) == claims.holder_check


def _letters(name: str) -> str:
    """Keep what everybody types alike: Françoise-Zoé ŒUVRARD and FRANCOISE ZOE OEUVRARD are the same person."""
    upper = name.upper().replace("Œ", "OE").replace("Æ", "AE")
    return "".join(letter for letter in unicodedata.normalize("NFKD", upper) if "A" <= letter <= "Z")


def sign_certificate(claims: CertificateClaims, private_key: Ed25519PrivateKey) -> str:
    """Give the fragment of a certificate; the same claims always give the same text."""
    payload = msgspec.msgpack.encode(
        (
            str(claims.number),
            claims.kind.value,
            claims.issued_on.isoformat(),
            claims.valid_until.isoformat(),
            claims.people_count,
            claims.shows_exemption,
            claims.holder_check,
            claims.is_specimen,
        )
    )
    key = key_name(private_key.public_key())
    signature = private_key.sign(_signed_bytes(key, payload))
    return f"{VERSION}.{key}.{_to_text(payload)}.{_to_text(signature)}"


def verification_url(public_url: str, fragment: str) -> str:
    """Give the address in the QR code: the page under the public address, with the certificate in the fragment."""
    return f"{public_url.rstrip('/')}/{VERIFICATION_PATH}#{fragment}"


def verify_fragment(text: str, public_keys: Iterable[Ed25519PublicKey]) -> Verdict:
    """Tell whether the fund signed a certificate; needs no network.

    Args:
        text: the fragment, or a whole address that ends with it, as a reader of QR codes gives it.
        public_keys: the keys trusted, today's and earlier ones.
    """
    parts = _FRAGMENT.fullmatch(text.strip().rpartition("#")[2])
    if parts is None:
        return Unknown(UnknownReason.NOT_A_CERTIFICATE)
    if parts["version"] != VERSION:
        return Unknown(UnknownReason.OTHER_VERSION)
    public_key = next((key for key in public_keys if key_name(key) == parts["key"]), None)
    if public_key is None:
        return Unknown(UnknownReason.OTHER_KEY)
    payload, signature = _from_text(parts["payload"]), _from_text(parts["signature"])
    if payload is None or signature is None:
        return Altered()
    try:
        public_key.verify(signature, _signed_bytes(parts["key"], payload))
    except InvalidSignature:
        return Altered()
    claims = _claims(payload)
    # Signed by this fund, yet not with what this version knows: a kind of certificate that came later.
    return Unknown(UnknownReason.OTHER_VERSION) if claims is None else Valid(claims)


def key_name(public_key: Ed25519PublicKey) -> str:
    """Give the short name by which a certificate points to its key."""
    return _to_text(hashlib.sha256(public_key.public_bytes_raw()).digest()[:_KEY_NAME_BYTES])


def read_public_key(content: bytes) -> Ed25519PublicKey | None:
    """Read a public key file, PEM (SubjectPublicKeyInfo) or 32 raw bytes; None if it is neither or no Ed25519 key."""
    try:
        if len(content) == 32:
            return Ed25519PublicKey.from_public_bytes(content)
        key = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) else None


def _signed_bytes(key: str, payload: bytes) -> bytes:
    return _CONTEXT + f"{VERSION}.{key}.".encode("ascii") + payload


_Wire = tuple[str, str, date, date, int, bool, bytes, bool]


def _claims(payload: bytes) -> CertificateClaims | None:
    try:
        number, kind, issued_on, valid_until, people_count, shows_exemption, check, is_specimen = (
            msgspec.msgpack.decode(payload, type=_Wire)
        )
        return CertificateClaims(
            CertificateNumber.parse(number),
            CertificateKind(kind),
            issued_on,
            valid_until,
            people_count,
            shows_exemption,
            check,
            is_specimen,
        )
    except (msgspec.DecodeError, InvalidCertificateNumberError, ValueError):
        return None


def _to_text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def _from_text(text: str) -> bytes | None:
    """Read base64url without padding; None where the text is not the one that `_to_text` writes."""
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        return None
    return content if _to_text(content) == text else None
