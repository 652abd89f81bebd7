"""Issue full third-party-payment certificates."""

import logging
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Engine

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.documents.third_party import ThirdPartyCertificate, third_party_claims, third_party_document
from kiosk.domain.certificates import CertificateKind
from kiosk.domain.law import Parameter
from kiosk.domain.rights import Period
from kiosk.domain.third_party import (
    Cover,
    CoveredPerson,
    NotCovered,
    ThirdPartyFile,
    covered_until,
    not_covered,
    renewal_window,
)
from kiosk.ports import Clock, PreparedThirdParty, ServiceFailure
from kiosk.services.answers import REFUSED, answered
from kiosk.services.issuing import Claim, Issued, Signer, content_digest, issue
from kiosk.services.paper_issue import issue_of
from kiosk.services.visits import Admitted, Gate
from kiosk.storage.certificates import Subject
from kiosk.storage.engine import writing
from kiosk.storage.law import parameter_on
from kiosk.storage.registry import hold_file, read_rights_file
from kiosk.storage.third_party import read_covers

Covered = tuple[tuple[CoveredPerson, Cover], ...]

_logger = logging.getLogger(__name__)


class EmbeddedThirdParty:
    """The service on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock, signer: Signer) -> None:
        """Take what the service works with: the clock dates the certificates."""
        self._engine = engine
        self._gate = gate
        self._clock = clock
        self._signer = signer

    def prepare(
        self, token: str, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedThirdParty | NotCovered | ServiceFailure:
        """Number, sign and keep a certificate, as `kiosk.services.issuing.issue` does, or say that there is no cover.

        Args:
            token: of the visit.
            request_id: made by the terminal, once a visit to this menu line.
            unconfirmed: numbers whose printing was never confirmed.
        """
        return answered("third_party.prepare", lambda: self._prepare(token, request_id, unconfirmed))

    def _prepare(
        self, token: str, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedThirdParty | NotCovered | ServiceFailure:
        admitted = self._gate.admit(token)
        if admitted is None:
            return REFUSED
        now = self._clock.now()
        today, insured = now.date(), admitted.insured
        with writing(self._engine) as connection:
            hold_file(connection, insured.file_id)
            file = _read_file(connection, insured.file_id, today)
            covered = file.covered_on(today)
            if not covered:
                return not_covered(file, today)
            renewal = _read_renewal(connection, covered, today)
            claim = Claim(
                about=Subject(CertificateKind.THIRD_PARTY, insured.file_id, insured.person_id),
                request_id=request_id,
                terminal_id=admitted.terminal_id,
                fund=file.organism.fund,
                content_digest=_content_digest(file, covered),
                valid_until=covered_until(cover for _person, cover in covered),
                unconfirmed=unconfirmed,
            )
            issued = issue(connection, claim, now)
        if not issued.is_duplicate:
            log_event(_logger, Event.DOCUMENT_ISSUED, visit=admitted.visit, document="third-party")
        certificate = self._certificate(admitted, file, covered, issued, renewal)
        return PreparedThirdParty(
            number=str(certificate.number),
            document=third_party_document(certificate, self._signer.url(third_party_claims(certificate))),
            covered_until=certificate.valid_until,
            duplicate=issued.is_duplicate,
            ended=file.ended_before(today),
            is_insured_covered=certificate.is_insured_covered,
        )

    def _certificate(
        self, admitted: Admitted, file: ThirdPartyFile, covered: Covered, issued: Issued, renewal: Period | None
    ) -> ThirdPartyCertificate:
        kept = issued.certificate
        return ThirdPartyCertificate(
            number=kept.number,
            file=file,
            covered=covered,
            issue=issue_of(admitted, kept, self._clock.now()),
            valid_until=kept.valid_until,
            renewal=renewal,
            is_duplicate=issued.is_duplicate,
        )


def _read_file(connection: Connection, file_id: int, today: date) -> ThirdPartyFile:
    rights = read_rights_file(connection, file_id, today)
    return ThirdPartyFile(
        insured_nir=rights.insured_nir,
        organism=rights.organism,
        address=rights.address,
        people=tuple(
            CoveredPerson(of_person.person, of_person.has_declared_doctor, covers)
            for of_person, covers in zip(rights.people, read_covers(connection, file_id), strict=True)
        ),
    )


def _read_renewal(connection: Connection, covered: Covered, today: date) -> Period | None:
    """Give the days on which the first contract that ends is asked for again, None where none has to be."""
    ending = [cover for person, cover in covered if person.is_to_be_renewed(cover)]
    if not ending:
        return None
    opens, closes = (
        parameter_on(connection, parameter, today)
        for parameter in (Parameter.C2S_RENEWAL_OPENS_MONTHS, Parameter.C2S_RENEWAL_CLOSES_MONTHS)
    )
    return renewal_window(min(ending, key=lambda cover: cover.freed_until), opens, closes)


def _content_digest(file: ThirdPartyFile, covered: Covered) -> str:
    """Give a digest of what a certificate says besides its number and the day of its issue."""
    said = [value for person, cover in covered for value in (person.person, person.has_declared_doctor, cover)]
    return content_digest(file.insured_nir, file.insured.name, file.organism, file.address, *said)
