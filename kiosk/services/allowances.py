"""Issue daily-allowance certificates."""

import logging
from uuid import UUID

from sqlalchemy import Engine

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.documents.allowances import AllowanceCertificate, allowance_claims, allowance_document
from kiosk.domain.allowances import AllowancePeriod, PaidStoppage, period_of, totals
from kiosk.domain.certificates import CertificateKind
from kiosk.domain.law import Parameter
from kiosk.domain.months import last_of_months
from kiosk.domain.rights import Period, RightsFile
from kiosk.ports import Clock, NoAllowance, PreparedAllowances, ServiceFailure
from kiosk.services.answers import REFUSED, answered
from kiosk.services.issuing import Claim, Issued, Signer, content_digest, issue
from kiosk.services.paper_issue import issue_of
from kiosk.services.visits import Admitted, Gate
from kiosk.storage.allowances import read_paid_stoppages
from kiosk.storage.certificates import Subject
from kiosk.storage.engine import writing
from kiosk.storage.law import parameter_on
from kiosk.storage.registry import hold_file, read_rights_file

_logger = logging.getLogger(__name__)


class EmbeddedAllowances:
    """The service on the database of this process.

    Allowances that were paid are certified whether the person still has rights today or not.
    """

    def __init__(self, engine: Engine, gate: Gate, clock: Clock, signer: Signer) -> None:
        """Take what the service works with: the clock dates the certificates and their periods."""
        self._engine = engine
        self._gate = gate
        self._clock = clock
        self._signer = signer

    def prepare(
        self, token: str, choice: AllowancePeriod, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedAllowances | NoAllowance | ServiceFailure:
        """Number, sign and keep a certificate, as `kiosk.services.issuing.issue` does.

        Args:
            token: of the visit.
            choice: the period.
            request_id: made by the terminal, once a visit to this menu line.
            unconfirmed: numbers whose printing was never confirmed.
        """
        return answered("allowances.prepare", lambda: self._prepare(token, choice, request_id, unconfirmed))

    def _prepare(
        self, token: str, choice: AllowancePeriod, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedAllowances | NoAllowance | ServiceFailure:
        admitted = self._gate.admit(token)
        if admitted is None:
            return REFUSED
        now = self._clock.now()
        today, insured = now.date(), admitted.insured
        period = period_of(choice, today)
        with writing(self._engine) as connection:
            hold_file(connection, insured.file_id)
            stoppages = read_paid_stoppages(connection, insured.file_id, period)
            if not stoppages:
                return NoAllowance(choice, period)
            file = read_rights_file(connection, insured.file_id, today)
            claim = Claim(
                about=Subject(CertificateKind.ALLOWANCES, insured.file_id, insured.person_id),
                request_id=request_id,
                terminal_id=admitted.terminal_id,
                fund=file.organism.fund,
                content_digest=_content_digest(file, period, stoppages),
                valid_until=last_of_months(today, parameter_on(connection, Parameter.CERTIFICATE_MONTHS, today)),
                unconfirmed=unconfirmed,
            )
            issued = issue(connection, claim, now)
        if not issued.is_duplicate:
            log_event(_logger, Event.DOCUMENT_ISSUED, visit=admitted.visit, document="allowances")
        certificate = self._certificate(admitted, file, issued, period, stoppages)
        return PreparedAllowances(
            choice=choice,
            period=period,
            number=str(certificate.number),
            document=allowance_document(certificate, self._signer.url(allowance_claims(certificate))),
            total_net_cents=totals(certificate.payments).net_cents,
            duplicate=issued.is_duplicate,
        )

    def _certificate(
        self,
        admitted: Admitted,
        file: RightsFile,
        issued: Issued,
        period: Period,
        stoppages: tuple[PaidStoppage, ...],
    ) -> AllowanceCertificate:
        kept = issued.certificate
        return AllowanceCertificate(
            number=kept.number,
            name=admitted.insured.name,
            nir=admitted.insured.nir,
            organism=file.organism,
            address=file.address,
            period=period,
            stoppages=stoppages,
            issue=issue_of(admitted, kept, self._clock.now()),
            valid_until=kept.valid_until,
            is_duplicate=issued.is_duplicate,
        )


def _content_digest(file: RightsFile, period: Period, stoppages: tuple[PaidStoppage, ...]) -> str:
    """Give a digest of what a certificate says besides its number and the day of its issue.

    The period is a part of it: what is about other days is another certificate, even where the payments are the same.
    """
    name = file.insured.person.name
    return content_digest(file.insured_nir, name, file.organism, file.address, period, *stoppages)
