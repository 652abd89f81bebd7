"""The last payments: the list, one of them, and their tickets."""

from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy import Connection, Engine

from kiosk.documents.model import Document
from kiosk.documents.payments import payment_document, payments_document
from kiosk.domain.payments import MonthTotal, PaymentDetail, PaymentsPage
from kiosk.ports import Clock, ServiceFailure
from kiosk.services.answers import REFUSED, answered
from kiosk.services.months import listed_months
from kiosk.services.paper_issue import issue_now
from kiosk.services.visits import Admitted, Gate
from kiosk.storage.engine import reading
from kiosk.storage.payments import count_payments, list_payments, own_totals, read_payment

PAYMENTS_A_PAGE: Final = 5

T = TypeVar("T")


class EmbeddedPayments:
    """The payments service on the database of this process.

    "Last" is the current month up to today and the five before it, for the list, the chart and the ticket alike: a
    payment that is dated ahead is shown from its day on.
    """

    def __init__(self, engine: Engine, gate: Gate, clock: Clock) -> None:
        """Take what the service works with."""
        self._engine = engine
        self._gate = gate
        self._clock = clock

    def page(self, token: str, page: int) -> PaymentsPage | ServiceFailure:
        """Give one page of five payments, newest first; page 0 is the newest, and there is no page below it.

        A page after the last one is the last one: the list may have grown shorter since.
        """
        return self._asked("payments.page", token, lambda connection, admitted: self._page(connection, admitted, page))

    def detail(self, token: str, payment_id: int) -> PaymentDetail | ServiceFailure:
        """Give one payment of the person's own file, whole."""
        return self._asked(
            "payments.detail",
            token,
            lambda connection, admitted: read_payment(connection, admitted.insured.file_id, payment_id) or REFUSED,
        )

    def list_document(self, token: str) -> Document | ServiceFailure:
        """Give the ticket of the payments of the last months."""
        return self._asked("payments.list_document", token, self._list_document)

    def detail_document(self, token: str, payment_id: int) -> Document | ServiceFailure:
        """Give the ticket of one payment."""
        return self._asked(
            "payments.detail_document",
            token,
            lambda connection, admitted: self._detail_document(connection, admitted, payment_id),
        )

    def _asked(
        self, operation: str, token: str, question: Callable[[Connection, Admitted], T | ServiceFailure]
    ) -> T | ServiceFailure:
        def ask() -> T | ServiceFailure:
            admitted = self._gate.admit(token)
            if admitted is None:
                return REFUSED
            with reading(self._engine) as connection:
                return question(connection, admitted)

        return answered(operation, ask)

    def _page(self, connection: Connection, admitted: Admitted, page: int) -> PaymentsPage:
        today = self._clock.now().date()
        months = listed_months(connection, today)
        file_id, first_day = admitted.insured.file_id, months[-1]
        payment_count = count_payments(connection, file_id, first_day, today)
        page_count = max(1, -(-payment_count // PAYMENTS_A_PAGE))
        page = min(max(page, 0), page_count - 1)
        totals = dict.fromkeys(reversed(months), 0)
        for day in own_totals(connection, file_id, first_day, today):
            totals[day.paid_on.replace(day=1)] += day.total_cents
        return PaymentsPage(
            payments=list_payments(connection, file_id, first_day, today, PAYMENTS_A_PAGE, page * PAYMENTS_A_PAGE),
            page=page,
            page_count=page_count,
            months=tuple(MonthTotal(month, total_cents) for month, total_cents in totals.items()),
            payment_count=payment_count,
        )

    def _list_document(self, connection: Connection, admitted: Admitted) -> Document:
        now = self._clock.now()
        first_day = listed_months(connection, now.date())[-1]
        insured = admitted.insured
        return payments_document(
            insured.name,
            insured.nir,
            first_day,
            now.date(),
            list_payments(connection, insured.file_id, first_day, now.date()),
            issue_now(admitted, now),
        )

    def _detail_document(
        self, connection: Connection, admitted: Admitted, payment_id: int
    ) -> Document | ServiceFailure:
        insured = admitted.insured
        detail = read_payment(connection, insured.file_id, payment_id)
        if detail is None:
            return REFUSED
        return payment_document(insured.name, insured.nir, detail, issue_now(admitted, self._clock.now()))
