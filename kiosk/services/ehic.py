"""European cards: who can have one, orders that are taken once, and provisional certificates."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine

from kiosk.catalogue.events import Event
from kiosk.catalogue.logging import log_event
from kiosk.documents.ehic import (
    EhicCertificate,
    EhicOrderTicket,
    OrderedCard,
    ehic_certificate_document,
    ehic_claims,
    ehic_order_document,
)
from kiosk.documents.model import Document
from kiosk.domain.cards import CardFile
from kiosk.domain.certificates import CertificateKind
from kiosk.domain.ehic import EhicGrant, EhicOffer, arrival, certificate_until, granted
from kiosk.ports import Clock, EhicChanged, EhicPaper, EhicReceipt, EhicRequest, ServiceFailure
from kiosk.services.answers import REFUSED, answered
from kiosk.services.ehic_candidates import Candidate, Candidates, read_candidates
from kiosk.services.issuing import Claim, Issued, Signer, content_digest, issue
from kiosk.services.paper_issue import issue_now, issue_of
from kiosk.services.visits import Admitted, Gate
from kiosk.storage.certificates import Subject, certificates_of_request
from kiosk.storage.ehic import EhicOrder, KeptOrder, insert_orders, new_order_number, orders_of_request
from kiosk.storage.engine import reading, writing
from kiosk.storage.registry import hold_file

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Hold one person of a request and what the person gets."""

    candidate: Candidate
    grant: EhicGrant

    @property
    def person_id(self) -> int:
        return self.candidate.offered.person_id


@dataclass(frozen=True, slots=True)
class _Kept:
    """Hold what a request has left in the database.

    Attributes:
        orders: by person, the earlier ones of the same request included.
        certificates: by person.
        ordered_now: how many orders are new.
    """

    candidates: Candidates
    wanted: tuple[_Wanted, ...]
    orders: Mapping[int, KeptOrder]
    certificates: Mapping[int, Issued]
    ordered_now: int


class EmbeddedEhic:
    """The service on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock, signer: Signer) -> None:
        """Take what the service works with: the clock dates orders and certificates."""
        self._engine = engine
        self._gate = gate
        self._clock = clock
        self._signer = signer

    def offer(self, token: str, card: CardFile) -> EhicOffer | ServiceFailure:
        """Say who can have a European card, and where it is sent.

        Args:
            token: of the visit.
            card: that is inserted: nobody else is offered a card.
        """
        return answered("ehic.offer", lambda: self._offer(token, card))

    def order(
        self, token: str, card: CardFile, request: EhicRequest, unconfirmed: frozenset[str]
    ) -> EhicReceipt | EhicChanged | ServiceFailure:
        """Order cards, all or none, and issue provisional certificates where the departure is too near.

        Orders and certificates are kept in one transaction. The same request never orders twice: it gets the receipt
        of what it ordered before.

        Args:
            token: of the visit.
            card: that is inserted.
            request: for whom, and when the journey is.
            unconfirmed: numbers of certificates whose printing was never confirmed.
        """
        return answered("ehic.order", lambda: self._order(token, card, request, unconfirmed))

    def _offer(self, token: str, card: CardFile) -> EhicOffer | ServiceFailure:
        admitted = self._gate.admit(token)
        if admitted is None:
            return REFUSED
        with reading(self._engine) as connection:
            candidates = read_candidates(connection, admitted.insured.file_id, card, self._clock.now())
        return REFUSED if candidates is None else candidates.offer

    def _order(
        self, token: str, card: CardFile, request: EhicRequest, unconfirmed: frozenset[str]
    ) -> EhicReceipt | EhicChanged | ServiceFailure:
        admitted = self._gate.admit(token)
        if admitted is None:
            return REFUSED
        now, file_id = self._clock.now(), admitted.insured.file_id
        with writing(self._engine) as connection:
            hold_file(connection, file_id)
            candidates = read_candidates(connection, file_id, card, now)
            if candidates is None:
                return REFUSED
            kept = _keep(connection, admitted, candidates, request, unconfirmed, now)
            if kept is None:
                now_offered = read_candidates(connection, file_id, card, now)
                return EhicChanged((now_offered or candidates).offer)
        if kept.ordered_now:
            log_event(_logger, Event.EHIC_ORDERED, visit=admitted.visit, count=kept.ordered_now)
        for issued in kept.certificates.values():
            if not issued.is_duplicate:
                log_event(_logger, Event.DOCUMENT_ISSUED, visit=admitted.visit, document="ehic")
        return self._receipt(admitted, request, kept, now)

    def _receipt(self, admitted: Admitted, request: EhicRequest, kept: _Kept, now: datetime) -> EhicReceipt:
        terms = kept.candidates.terms
        ordered_on = max((order.ordered_on for order in kept.orders.values()), default=now.date())
        expected_on = arrival(ordered_on, terms.working_days)
        papers = [
            EhicPaper(
                person=wanted.candidate.offered.first_name,
                document=self._certificate(admitted, kept.candidates, wanted.candidate, issued),
                number=str(issued.certificate.number),
            )
            for wanted in kept.wanted
            if (issued := kept.certificates.get(wanted.person_id)) is not None
        ]
        if kept.orders:
            ticket = EhicOrderTicket(
                insured=admitted.insured.name,
                insured_nir=admitted.insured.nir,
                cards=tuple(
                    OrderedCard(wanted.candidate.person.name, kept.orders[wanted.person_id].number)
                    for wanted in kept.wanted
                    if wanted.person_id in kept.orders
                ),
                address=kept.candidates.file.address,
                expected_on=expected_on,
                departure=request.departure,
                certificates=tuple(
                    wanted.candidate.person.name for wanted in kept.wanted if wanted.person_id in kept.certificates
                ),
                card_months=terms.months,
                issue=issue_now(admitted, now),
            )
            papers.insert(0, EhicPaper("", ehic_order_document(ticket)))
        ordered = [wanted for wanted in kept.wanted if wanted.person_id in kept.orders]
        return EhicReceipt(
            order_numbers=tuple(kept.orders[wanted.person_id].number for wanted in ordered),
            expected_on=expected_on,
            papers=tuple(papers),
            ordered_for=tuple(wanted.candidate.offered.first_name for wanted in ordered),
        )

    def _certificate(
        self, admitted: Admitted, candidates: Candidates, candidate: Candidate, issued: Issued
    ) -> Document:
        kept = issued.certificate
        certificate = EhicCertificate(
            number=kept.number,
            person=candidate.person,
            personal_nir=candidate.person.nir or candidates.file.insured_nir,
            organism=candidates.file.organism,
            card=candidate.standing.card,
            valid_until=kept.valid_until,
            issue=issue_of(admitted, kept, self._clock.now()),
            is_duplicate=issued.is_duplicate,
        )
        return ehic_certificate_document(certificate, self._signer.url(ehic_claims(certificate)))


def _keep(
    connection: Connection,
    admitted: Admitted,
    candidates: Candidates,
    request: EhicRequest,
    unconfirmed: frozenset[str],
    now: datetime,
) -> _Kept | None:
    """Keep orders and certificates; None, and nothing kept, where one of the persons gets nothing."""
    file_id, today = admitted.insured.file_id, now.date()
    before = orders_of_request(connection, file_id, request.request_id, now.tzinfo)
    is_past = request.departure is not None and request.departure < today
    if is_past and not before and not _has_certificates(connection, file_id, request):
        return None
    wanted = _wanted(candidates, request, before, today)
    if wanted is None:
        return None
    fund = candidates.file.organism.fund
    orders = [
        EhicOrder(
            number=new_order_number(connection, fund, today.year),
            file_id=file_id,
            person_id=one.person_id,
            request_id=request.request_id,
            terminal_id=admitted.terminal_id,
            ordered_at=now,
            departure=request.departure,
        )
        for one in wanted
        if one.grant.has_card and one.person_id not in before
    ]
    if not insert_orders(connection, orders):
        # Another terminal has ordered for one of them since they were looked at.
        return None
    certificates = {
        one.person_id: issue(connection, _claim(admitted, candidates, one.candidate, request, unconfirmed, today), now)
        for one in wanted
        if one.grant.has_certificate
    }
    by_person = {**before, **{order.person_id: KeptOrder(order.number, today) for order in orders}}
    kept_orders = {one.person_id: by_person[one.person_id] for one in wanted if one.person_id in by_person}
    return _Kept(candidates, wanted, kept_orders, certificates, len(orders))


def _has_certificates(connection: Connection, file_id: int, request: EhicRequest) -> bool:
    """Say whether a request has been carried out before, with certificates alone."""
    return any(
        certificates_of_request(connection, Subject(CertificateKind.EHIC, file_id, person), request.request_id)
        for person in request.people
    )


def _wanted(
    candidates: Candidates, request: EhicRequest, before: Mapping[int, KeptOrder], today: date
) -> tuple[_Wanted, ...] | None:
    """Say what each person of a request gets, None where one of them gets nothing: then nobody does."""
    asked = set(request.people)
    wanted = []
    for candidate in candidates.people:
        person = candidate.offered
        if person.person_id not in asked:
            continue
        grant = granted(person, request.departure, today, candidates.terms.near_days)
        if person.person_id in before:
            grant = EhicGrant(has_card=True, has_certificate=grant.has_certificate)
        if grant.is_nothing:
            return None
        wanted.append(_Wanted(candidate, grant))
    found = {one.person_id for one in wanted}
    return tuple(wanted) if asked and found == asked else None


def _claim(
    admitted: Admitted,
    candidates: Candidates,
    candidate: Candidate,
    request: EhicRequest,
    unconfirmed: frozenset[str],
    today: date,
) -> Claim:
    file, person = candidates.file, candidate.offered
    valid_until = certificate_until(today, candidates.terms.certificate_months, person.rights_until)
    return Claim(
        about=Subject(CertificateKind.EHIC, admitted.insured.file_id, person.person_id),
        request_id=request.request_id,
        terminal_id=admitted.terminal_id,
        fund=file.organism.fund,
        # With its days: a certificate of another day is another one, for it says other days.
        content_digest=content_digest(
            candidate.person, file.insured_nir, file.organism, candidate.standing.card, today, valid_until
        ),
        valid_until=valid_until,
        unconfirmed=unconfirmed,
    )
