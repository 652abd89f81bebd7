"""Issue rights certificates: number, sign, keep; print twice only with DUPLICATA on the second paper."""

import dataclasses
import hashlib
import json
import logging
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.documents.issue import Issue
from kiosk.documents.rights import RightsCertificate, rights_claims, rights_document, valid_until
from kiosk.documents.signature import sign_certificate, verification_url
from kiosk.domain.law import Parameter
from kiosk.domain.rights import RightsFile
from kiosk.ports import Clock, NoRights, PreparedCertificate, RightsChoice, ServiceFailure
from kiosk.services.answers import REFUSED, answered
from kiosk.services.visits import Admitted, Gate
from kiosk.storage.certificates import (
    Certificate,
    certificates_of_request,
    insert_certificate,
    last_certificate,
    next_number,
    set_printed,
    update_certificate,
)
from kiosk.storage.engine import writing
from kiosk.storage.law import parameter_on
from kiosk.storage.registry import hold_file, read_rights_file

_logger = logging.getLogger(__name__)


class EmbeddedRights:
    """The rights service on the database of this process."""

    def __init__(
        self, engine: Engine, gate: Gate, clock: Clock, signing_key: Ed25519PrivateKey, public_url: str
    ) -> None:
        """Take what the service works with.

        Args:
            engine: the database.
            gate: admits tokens.
            clock: dates the certificates.
            signing_key: signs them.
            public_url: what their QR codes point to.
        """
        self._engine = engine
        self._gate = gate
        self._clock = clock
        self._signing_key = signing_key
        self._public_url = public_url

    def prepare(
        self, token: str, choice: RightsChoice, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedCertificate | NoRights | ServiceFailure:
        """Number, sign and keep a certificate.

        The same request id keeps its number whatever the choice, as long as nothing was printed. Once a paper with the
        number may exist, the number stands for what that paper says: the same again is a DUPLICATA, anything else has
        a number of its own.

        Args:
            token: of the visit.
            choice: what is shown.
            request_id: made by the terminal, once a visit to this menu line.
            unconfirmed: numbers whose printing was never confirmed.
        """
        return answered("rights.prepare", lambda: self._prepare(token, choice, request_id, unconfirmed))

    def confirm_printed(self, token: str, number: str) -> ServiceFailure | None:
        """Keep that the certificate is on paper."""
        return answered("rights.confirm_printed", lambda: self._confirm_printed(token, number))

    def _prepare(
        self, token: str, choice: RightsChoice, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedCertificate | NoRights | ServiceFailure:
        admitted = self._gate.admit(token)
        if admitted is None:
            return REFUSED
        now = self._clock.now()
        with writing(self._engine) as connection:
            hold_file(connection, admitted.insured.file_id)
            file = read_rights_file(connection, admitted.insured.file_id, now.date())
            if not file.has_rights_on(now.date()):
                return NoRights()
            content = content_digest(file, choice)
            printed = _printed_before(connection, admitted, request_id, unconfirmed, content, now)
            kept = printed or self._issue(connection, admitted, request_id, unconfirmed, file, content, now)
        if printed is None:
            log_event(_logger, Event.DOCUMENT_ISSUED, visit=admitted.visit, document="rights")
        return self._prepared(admitted, choice, file, kept, is_duplicate=printed is not None)

    def _issue(
        self,
        connection: Connection,
        admitted: Admitted,
        request_id: UUID,
        unconfirmed: frozenset[str],
        file: RightsFile,
        content: str,
        now: datetime,
    ) -> Certificate:
        earlier = [
            one
            for one in certificates_of_request(connection, admitted.insured.file_id, request_id)
            if not _may_be_on_paper(one, unconfirmed)
        ]
        months = parameter_on(connection, Parameter.CERTIFICATE_MONTHS, now.date())
        number = earlier[0].number if earlier else next_number(connection, file.organism.fund, now.year)
        certificate = Certificate(
            number=number,
            file_id=admitted.insured.file_id,
            request_id=request_id,
            terminal_id=admitted.terminal_id,
            issued_at=now,
            issued_on=now.date(),
            valid_until=valid_until(file, now.date(), months),
            content_digest=content,
        )
        if earlier:
            update_certificate(connection, certificate)
        else:
            insert_certificate(connection, certificate)
        return certificate

    def _prepared(
        self, admitted: Admitted, choice: RightsChoice, file: RightsFile, kept: Certificate, *, is_duplicate: bool
    ) -> PreparedCertificate:
        # A duplicate says what the first paper said: its hour and its terminal too.
        issued_at = kept.issued_at.astimezone(self._clock.now().tzinfo)
        certificate = RightsCertificate(
            number=kept.number,
            file=file,
            issue=Issue(issued_at, kept.terminal_id, is_specimen=admitted.insured.is_fictional),
            valid_until=kept.valid_until,
            with_dependents=choice.with_dependents,
            with_exemption=choice.with_exemption,
            is_duplicate=is_duplicate,
        )
        fragment = sign_certificate(rights_claims(certificate), self._signing_key)
        return PreparedCertificate(
            number=str(kept.number),
            choice=choice,
            document=rights_document(certificate, verification_url(self._public_url, fragment)),
            people_count=len(file.people),
            has_exemption=any(rights.exemption is not None for rights in file.people),
            duplicate=is_duplicate,
        )

    def _confirm_printed(self, token: str, number: str) -> ServiceFailure | None:
        admitted = self._gate.admit(token)
        if admitted is None:
            return REFUSED
        with writing(self._engine) as connection:
            is_known = set_printed(connection, admitted.insured.file_id, number, self._clock.now())
        return None if is_known else REFUSED


def _printed_before(
    connection: Connection,
    admitted: Admitted,
    request_id: UUID,
    unconfirmed: frozenset[str],
    content: str,
    now: datetime,
) -> Certificate | None:
    """Find the certificate that says the same, is in date, and may be on paper already."""
    file_id = admitted.insured.file_id
    last = last_certificate(connection, file_id)
    candidates = [] if last is None or str(last.number) not in unconfirmed else [last]
    candidates += [
        one for one in certificates_of_request(connection, file_id, request_id) if _may_be_on_paper(one, unconfirmed)
    ]
    return next((one for one in candidates if one.content_digest == content and now.date() <= one.valid_until), None)


def _may_be_on_paper(certificate: Certificate, unconfirmed: frozenset[str]) -> bool:
    return certificate.printed_at is not None or str(certificate.number) in unconfirmed


def content_digest(file: RightsFile, choice: RightsChoice) -> str:
    """Give a digest of what a certificate says besides its number and its dates."""
    people = file.people if choice.with_dependents else file.people[:1]
    shown = [rights if choice.with_exemption else dataclasses.replace(rights, exemption=None) for rights in people]
    said = dataclasses.asdict(dataclasses.replace(file, people=tuple(shown)))
    return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
