"""Codes, tokens and what is kept of them: slow hashes and keyed digests."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from kiosk.domain.cards import CardFile
from kiosk.domain.nir import Nir


@dataclass(frozen=True, slots=True)
class HashCost:
    """Hold what one guess costs. Source: OWASP, Password Storage, Argon2id with m = 19 MiB, t = 2, p = 1."""

    memory_kib: int = 19_456
    passes: int = 2
    lanes: int = 1


class CodeHasher:
    """Hash definitive codes and compare them; a comparison costs the same whether there is a code or not."""

    def __init__(self, pepper: bytes, cost: HashCost) -> None:
        """Take the pepper and the cost.

        Args:
            pepper: kept outside the database: who steals the database alone cannot even begin to guess.
            cost: of each hash.
        """
        self._pepper = pepper
        self._cost = cost
        self._argon2 = PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)
        self._nobodys_hash = _hash_of_no_code(cost)

    def hash(self, code: str, salt: bytes | None = None) -> str:
        """Hash a code.

        Args:
            code: the digits.
            salt: 16 bytes, for data that must be the same each time; by default they are random.
        """
        return self._argon2.hash(self._peppered(code), salt=salt)

    def is_right(self, code: str, code_hash: str | None) -> bool:
        """Say whether a code is that of a hash; without hash it is wrong, after the same work."""
        peppered = self._peppered(code)
        if code_hash is None or self._is_cheap(code_hash):
            self._is_of(peppered, self._nobodys_hash)
        return code_hash is not None and self._is_of(peppered, code_hash)

    def _is_of(self, peppered: bytes, code_hash: str) -> bool:
        try:
            return self._argon2.verify(code_hash, peppered)
        except (VerificationError, InvalidHashError):
            return False

    def _is_cheap(self, code_hash: str) -> bool:
        try:
            kept = extract_parameters(code_hash)
        except InvalidHashError:
            return True
        return kept.memory_cost * kept.time_cost < self._cost.memory_kib * self._cost.passes

    def _peppered(self, code: str) -> bytes:
        return hmac.digest(self._pepper, code.encode("utf-8", "surrogatepass"), hashlib.sha256)


def _hash_of_no_code(cost: HashCost) -> str:
    """Write a hash that no code has; to compare a code with it costs what every comparison does."""
    salt, digest = (base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=") for length in (16, 32))
    return f"$argon2id$v={ARGON2_VERSION}$m={cost.memory_kib},t={cost.passes},p={cost.lanes}${salt}${digest}"


class Digests:
    """Give the keyed digests under which people, cards and provisional codes are kept."""

    def __init__(self, key: bytes) -> None:
        """Take the key, which is kept outside the database."""
        self._key = key

    def person(self, nir: Nir) -> str:
        """Give the digest of a person, known or not."""
        return self._digest("person", nir.value)

    def card(self, card: CardFile) -> str:
        """Give the digest of a card by what is on it."""
        holder = card.holder
        return self._digest("card", holder.nir.value if holder.nir else "", holder.birth_date_text, card.serial or "")

    def provisional(self, code: str, code_id: str) -> str:
        """Give the digest of a provisional code; the same digits have another digest in another code.

        A slow hash would not help: there are only a million codes, and each lives for minutes.
        """
        return self._digest("provisional", code_id, code)

    def is_provisional(self, code: str, code_id: str, digest: str) -> bool:
        """Say whether a code is that of a digest, in a time that does not depend on it."""
        return hmac.compare_digest(self.provisional(code, code_id), digest)

    def _digest(self, purpose: str, *parts: str) -> str:
        message = "\0".join((purpose, *parts)).encode("utf-8", "surrogatepass")
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()


def new_digits(count: int) -> str:
    """Draw digits that nobody can foresee, each as likely as the others."""
    return f"{secrets.randbelow(10**count):0{count}d}"


def new_token() -> str:
    """Draw a token of 32 random bytes, as text."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """Give what is kept of a token. It is random as a whole: a plain digest cannot be worked back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
