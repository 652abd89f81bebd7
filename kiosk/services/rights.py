"""Issue rights certificates."""

import dataclasses
import logging
from uuid import UUID

from sqlalchemy import Engine

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.documents.rights import RightsCertificate, rights_claims, rights_document, valid_until
from kiosk.domain.certificates import CertificateKind
from kiosk.domain.law import Parameter
from kiosk.domain.rights import RightsFile
from kiosk.ports import Clock, NoRights, PreparedCertificate, RightsChoice, ServiceFailure
from kiosk.services.answers import REFUSED, answered
from kiosk.services.issuing import Claim, Issued, Signer, content_digest, issue
from kiosk.services.paper_issue import issue_of
from kiosk.services.visits import Admitted, Gate
from kiosk.storage.certificates import Subject
from kiosk.storage.engine import writing
from kiosk.storage.law import parameter_on
from kiosk.storage.registry import hold_file, read_rights_file

_logger = logging.getLogger(__name__)


class EmbeddedRights:
    """The rights service on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock, signer: Signer) -> None:
        """Take what the service works with: the clock dates the certificates."""
        self._engine = engine
        self._gate = gate
        self._clock = clock
        self._signer = signer

    def prepare(
        self, token: str, choice: RightsChoice, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedCertificate | NoRights | ServiceFailure:
        """Number, sign and keep a certificate, as `kiosk.services.issuing.issue` does.

        Args:
            token: of the visit.
            choice: what is shown.
            request_id: made by the terminal, once a visit to this menu line.
            unconfirmed: numbers whose printing was never confirmed.
        """
        return answered("rights.prepare", lambda: self._prepare(token, choice, request_id, unconfirmed))

    def _prepare(
        self, token: str, choice: RightsChoice, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedCertificate | NoRights | ServiceFailure:
        admitted = self._gate.admit(token)
        if admitted is None:
            return REFUSED
        now = self._clock.now()
        today, insured = now.date(), admitted.insured
        with writing(self._engine) as connection:
            hold_file(connection, insured.file_id)
            file = read_rights_file(connection, insured.file_id, today)
            if not file.has_rights_on(today):
                return NoRights()
            claim = Claim(
                about=Subject(CertificateKind.RIGHTS, insured.file_id, insured.person_id),
                request_id=request_id,
                terminal_id=admitted.terminal_id,
                fund=file.organism.fund,
                content_digest=_content_digest(file, choice),
                valid_until=valid_until(file, today, parameter_on(connection, Parameter.CERTIFICATE_MONTHS, today)),
                unconfirmed=unconfirmed,
            )
            issued = issue(connection, claim, now)
        if not issued.is_duplicate:
            log_event(_logger, Event.DOCUMENT_ISSUED, visit=admitted.visit, document="rights")
        return self._prepared(admitted, choice, file, issued)

    def _prepared(
        self, admitted: Admitted, choice: RightsChoice, file: RightsFile, issued: Issued
    ) -> PreparedCertificate:
        kept = issued.certificate
        certificate = RightsCertificate(
            number=kept.number,
            file=file,
            issue=issue_of(admitted, kept, self._clock.now()),
            valid_until=kept.valid_until,
            with_dependents=choice.with_dependents,
            with_exemption=choice.with_exemption,
            is_duplicate=issued.is_duplicate,
        )
        return PreparedCertificate(
            number=str(kept.number),
            choice=choice,
            document=rights_document(certificate, self._signer.url(rights_claims(certificate))),
            people_count=len(file.people),
            has_exemption=any(rights.exemption is not None for rights in file.people),
            duplicate=issued.is_duplicate,
        )


def _content_digest(file: RightsFile, choice: RightsChoice) -> str:
    """Give a digest of what a certificate says besides its number and its dates."""
    people = file.people if choice.with_dependents else file.people[:1]
    shown = [rights if choice.with_exemption else dataclasses.replace(rights, exemption=None) for rights in people]
    return content_digest(dataclasses.replace(file, people=tuple(shown)))
