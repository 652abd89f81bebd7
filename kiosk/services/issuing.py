"""Issue certificates of every kind: number, keep, sign; print twice only with DUPLICATA on the second paper."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from kiosk.documents.signature import CertificateClaims, sign_certificate, verification_url
from kiosk.storage.certificates import (
    Certificate,
    Subject,
    certificates_numbered,
    certificates_of_request,
    insert_certificate,
    next_number,
    update_certificate,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold what a certificate is wanted for.

    Attributes:
        about: what it attests of whom.
        request_id: made by the terminal, once a visit to a line of the menu.
        terminal_id: where it is printed.
        fund: whose number it gets, three digits.
        content_digest: of all that the paper says besides number and dates, as `content_digest` makes it.
        valid_until: the last day.
        unconfirmed: numbers of the terminal's journal whose printing was never confirmed.
    """

    about: Subject
    request_id: UUID
    terminal_id: str
    fund: str
    content_digest: str = field(repr=False)
    valid_until: date
    unconfirmed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Issued:
    """Hold a certificate that is kept.

    Attributes:
        is_duplicate: whether a paper with its number may exist already.
    """

    certificate: Certificate
    is_duplicate: bool


def issue(connection: Connection, claim: Claim, now: datetime) -> Issued:
    """Number and keep a certificate.

    The same request keeps its number whatever the paper says, as long as nothing was printed. Once a paper with the
    number may exist, the number stands for what that paper says: the same again is a DUPLICATA, anything else has a
    number of its own. The caller holds the file, so that two terminals take their turns.
    """
    printed = _printed_before(connection, claim, now)
    if printed is not None:
        return Issued(printed, is_duplicate=True)
    earlier = [
        one
        for one in certificates_of_request(connection, claim.about, claim.request_id)
        if not _may_be_on_paper(one, claim.unconfirmed)
    ]
    certificate = Certificate(
        number=earlier[0].number if earlier else next_number(connection, claim.fund, now.year),
        kind=claim.about.kind,
        file_id=claim.about.file_id,
        person_id=claim.about.person_id,
        request_id=claim.request_id,
        terminal_id=claim.terminal_id,
        issued_at=now,
        issued_on=now.date(),
        valid_until=claim.valid_until,
        content_digest=claim.content_digest,
    )
    if earlier:
        update_certificate(connection, certificate)
    else:
        insert_certificate(connection, certificate)
    return Issued(certificate, is_duplicate=False)


class Signer:
    """Sign what certificates say with the fund's key."""

    def __init__(self, signing_key: Ed25519PrivateKey, public_url: str) -> None:
        """Take the key and the address that the QR codes point to."""
        self._signing_key = signing_key
        self._public_url = public_url

    def url(self, claims: CertificateClaims) -> str:
        """Give what the QR code holds: the address of the verification page with the signed claims."""
        return verification_url(self._public_url, sign_certificate(claims, self._signing_key))


def content_digest(*said: object) -> str:
    """Give a digest of what a paper says: dataclasses and plain values, in their order."""
    text = json.dumps([_plain(one) for one in said], default=str, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(said: object) -> object:
    return dataclasses.asdict(said) if dataclasses.is_dataclass(said) and not isinstance(said, type) else said


def _printed_before(connection: Connection, claim: Claim, now: datetime) -> Certificate | None:
    """Find the certificate that says the same, is in date, and may be on paper already."""
    candidates = [
        *certificates_numbered(connection, claim.about, claim.unconfirmed),
        *(
            one
            for one in certificates_of_request(connection, claim.about, claim.request_id)
            if _may_be_on_paper(one, claim.unconfirmed)
        ),
    ]
    return next(
        (one for one in candidates if one.content_digest == claim.content_digest and now.date() <= one.valid_until),
        None,
    )


def _may_be_on_paper(certificate: Certificate, unconfirmed: frozenset[str]) -> bool:
    return certificate.printed_at is not None or str(certificate.number) in unconfirmed
