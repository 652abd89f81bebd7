"""What a visit asks of the outside: one frozen dataclass a question, answered by an action with its number."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from kiosk.domain.cards import CardFile, Ticket
from kiosk.ports import PrintJob, RightsChoice


@dataclass(frozen=True, slots=True)
class ReadCard:
    """Read the card that is already in; the answer is an event of the reader."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """Open a visit for the card."""

    card: CardFile = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckCode:
    """Check the code typed."""

    visit_id: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SendProvisional:
    """Send a provisional code by SMS, once for each request id."""

    visit_id: str = field(repr=False)
    request_id: UUID


@dataclass(frozen=True, slots=True)
class ChooseCode:
    """Keep the code chosen."""

    visit_id: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FetchPayments:
    """Fetch a page of the last payments."""

    token: str = field(repr=False)
    page: int


@dataclass(frozen=True, slots=True)
class FetchPayment:
    """Fetch one payment whole."""

    token: str = field(repr=False)
    payment_id: int


@dataclass(frozen=True, slots=True)
class PrepareRights:
    """Number and sign a rights certificate."""

    token: str = field(repr=False)
    choice: RightsChoice
    request_id: UUID


@dataclass(frozen=True, slots=True)
class MakePaymentsDocument:
    """Make the ticket of the list of payments."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MakePaymentDocument:
    """Make the ticket of one payment."""

    token: str = field(repr=False)
    payment_id: int


@dataclass(frozen=True, slots=True)
class Print:
    """Print a job; its events follow as actions."""

    job: PrintJob


@dataclass(frozen=True, slots=True)
class ConfirmPrinted:
    """Keep that a certificate is on paper; nobody waits for the answer."""

    token: str = field(repr=False)
    number: str


Request = (
    ReadCard
    | OpenVisit
    | CheckCode
    | SendProvisional
    | ChooseCode
    | FetchPayments
    | FetchPayment
    | PrepareRights
    | MakePaymentsDocument
    | MakePaymentDocument
    | Print
    | ConfirmPrinted
)


@dataclass(frozen=True, slots=True)
class Pending:
    """Hold the question that waits for its answer; an answer with another number is late and dropped."""

    number: int
    request: Request
