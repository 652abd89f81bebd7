"""The services of a terminal, each question of which is put to whatever services run at that moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import Document
from kiosk.domain.allowances import AllowancePeriod
from kiosk.domain.attachment import AttachmentChoice
from kiosk.domain.cards import CardFile
from kiosk.domain.ehic import EhicOffer
from kiosk.domain.payments import PaymentDetail, PaymentsPage
from kiosk.domain.third_party import NotCovered
from kiosk.ports import (
    ChosenAnswer,
    CodeCheck,
    EhicChanged,
    EhicReceipt,
    EhicRequest,
    NoAllowance,
    NoRights,
    PreparedAllowances,
    PreparedAttachment,
    PreparedCertificate,
    PreparedStatement,
    PreparedThirdParty,
    ProvisionalAnswer,
    RightsChoice,
    ServiceFailure,
    Services,
    UpdateAnswer,
    VisitOpened,
)

T = TypeVar("T")


class Relay(Protocol):
    """Put a question to the services that run."""

    def ask(self, question: Callable[[Services], T]) -> T | ServiceFailure:
        """Give the answer, or why there is none."""


def relayed_services(relay: Relay, check: Callable[[], Sequence[FailureCode]]) -> Services:
    """Give services that ask through a relay."""
    return Services(
        access=_Access(relay),
        payments=_Payments(relay),
        statements=_Statements(relay),
        rights=_Rights(relay),
        allowances=_Allowances(relay),
        third_party=_ThirdParty(relay),
        attachment=_Attachment(relay),
        ehic=_Ehic(relay),
        card_update=_CardUpdate(relay),
        certificates=_Certificates(relay),
        check=check,
    )


class _Access:
    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def open_visit(self, card: CardFile, terminal_id: str) -> VisitOpened | ServiceFailure:
        return self._relay.ask(lambda services: services.access.open_visit(card, terminal_id))

    def check_code(self, visit_id: str, code: str) -> CodeCheck | ServiceFailure:
        return self._relay.ask(lambda services: services.access.check_code(visit_id, code))

    def send_provisional(self, visit_id: str, request_id: UUID) -> ProvisionalAnswer | ServiceFailure:
        return self._relay.ask(lambda services: services.access.send_provisional(visit_id, request_id))

    def choose_code(self, visit_id: str, code: str) -> ChosenAnswer | ServiceFailure:
        return self._relay.ask(lambda services: services.access.choose_code(visit_id, code))

    def close_visit(self, visit_id: str) -> None:
        self._relay.ask(lambda services: services.access.close_visit(visit_id))


class _Payments:
    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def page(self, token: str, page: int) -> PaymentsPage | ServiceFailure:
        return self._relay.ask(lambda services: services.payments.page(token, page))

    def detail(self, token: str, payment_id: int) -> PaymentDetail | ServiceFailure:
        return self._relay.ask(lambda services: services.payments.detail(token, payment_id))

    def list_document(self, token: str) -> Document | ServiceFailure:
        return self._relay.ask(lambda services: services.payments.list_document(token))

    def detail_document(self, token: str, payment_id: int) -> Document | ServiceFailure:
        return self._relay.ask(lambda services: services.payments.detail_document(token, payment_id))


class _Rights:
    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def prepare(
        self, token: str, choice: RightsChoice, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedCertificate | NoRights | ServiceFailure:
        return self._relay.ask(lambda services: services.rights.prepare(token, choice, request_id, unconfirmed))


class _Statements:
    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def prepare(self, token: str, month: date | None) -> PreparedStatement | ServiceFailure:
        return self._relay.ask(lambda services: services.statements.prepare(token, month))


class _Allowances:
    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def prepare(
        self, token: str, choice: AllowancePeriod, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedAllowances | NoAllowance | ServiceFailure:
        return self._relay.ask(lambda services: services.allowances.prepare(token, choice, request_id, unconfirmed))


class _ThirdParty:
    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def prepare(
        self, token: str, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedThirdParty | NotCovered | ServiceFailure:
        return self._relay.ask(lambda services: services.third_party.prepare(token, request_id, unconfirmed))


class _Attachment:
    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def prepare(self, token: str, choice: AttachmentChoice | None) -> PreparedAttachment | ServiceFailure:
        return self._relay.ask(lambda services: services.attachment.prepare(token, choice))


class _Ehic:
    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def offer(self, token: str, card: CardFile) -> EhicOffer | ServiceFailure:
        return self._relay.ask(lambda services: services.ehic.offer(token, card))

    def order(
        self, token: str, card: CardFile, request: EhicRequest, unconfirmed: frozenset[str]
    ) -> EhicReceipt | EhicChanged | ServiceFailure:
        return self._relay.ask(lambda services: services.ehic.order(token, card, request, unconfirmed))


class _CardUpdate:
    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def open(self, token: str, card: CardFile, request_id: UUID) -> UpdateAnswer | ServiceFailure:
        return self._relay.ask(lambda services: services.card_update.open(token, card, request_id))

    def answer(self, token: str, update_id: str, number: int, response: bytes) -> UpdateAnswer | ServiceFailure:
        return self._relay.ask(lambda services: services.card_update.answer(token, update_id, number, response))


class _Certificates:
    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def confirm_printed(self, token: str, number: str) -> ServiceFailure | None:
        return self._relay.ask(lambda services: services.certificates.confirm_printed(token, number))
