"""What a visit asks of the outside: one frozen dataclass a question, answered by an action with its number."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kiosk.domain.allowances import AllowancePeriod
from kiosk.domain.attachment import AttachmentChoice
from kiosk.domain.cards import CardFile, Ticket
from kiosk.ports import EhicRequest, PrintJob, RightsChoice, UpdateStep


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
class PrepareStatement:
    """Make the statement of a month, None for the newest one that is not empty."""

    token: str = field(repr=False)
    month: date | None


@dataclass(frozen=True, slots=True)
class PrepareAllowances:
    """Number and sign a daily-allowance certificate."""

    token: str = field(repr=False)
    choice: AllowancePeriod
    request_id: UUID


@dataclass(frozen=True, slots=True)
class PrepareThirdParty:
    """Number and sign a full third-party-payment certificate."""

    token: str = field(repr=False)
    request_id: UUID


@dataclass(frozen=True, slots=True)
class PrepareAttachment:
    """Pre-fill the form that attaches children."""

    token: str = field(repr=False)
    choice: AttachmentChoice | None


@dataclass(frozen=True, slots=True)
class FetchEhicOffer:
    """Ask who can have a European card."""

    token: str = field(repr=False)
    card: CardFile = field(repr=False)


@dataclass(frozen=True, slots=True)
class OrderEhic:
    """Order European cards."""

    token: str = field(repr=False)
    card: CardFile = field(repr=False)
    order: EhicRequest


@dataclass(frozen=True, slots=True)
class OpenUpdate:
    """Open the update of the card, or go on with it."""

    token: str = field(repr=False)
    card: CardFile = field(repr=False)
    request_id: UUID


@dataclass(frozen=True, slots=True)
class GiveCommand:
    """Give the card the command of a step; the answer is an event of the reader, with the number of this question."""

    ticket: Ticket
    step: UpdateStep


@dataclass(frozen=True, slots=True)
class AnswerUpdate:
    """Give the service what the card answered to a step."""

    token: str = field(repr=False)
    step: UpdateStep
    response: bytes = field(repr=False)


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
    | PrepareStatement
    | PrepareRights
    | PrepareAllowances
    | PrepareThirdParty
    | PrepareAttachment
    | FetchEhicOffer
    | OrderEhic
    | OpenUpdate
    | GiveCommand
    | AnswerUpdate
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
