"""What a visit can be at a moment: one frozen dataclass a status.

A status holds all that its screen shows. What is asked of the outside is held beside it (`requests.py`).
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.access import CodeRefusal, MaskedMobile
from kiosk.domain.allowances import AllowancePeriod
from kiosk.domain.attachment import AttachmentChoice
from kiosk.domain.cards import CardFault, CardFile, Ticket
from kiosk.domain.ehic import EhicOffer
from kiosk.domain.payments import PaymentDetail, PaymentsPage
from kiosk.domain.third_party import NotCovered
from kiosk.ports import (
    EhicReceipt,
    EhicRequest,
    NoAllowance,
    PreparedAllowances,
    PreparedAttachment,
    PreparedCertificate,
    PreparedStatement,
    PreparedThirdParty,
    PrintJob,
    RightsChoice,
    UpdateEnded,
    UpdateStep,
)
from kiosk.session.result import VisitResult


@dataclass(frozen=True, slots=True)
class Visitor:
    """Hold the person of the visit.

    Attributes:
        visit_id: what the service knows the visit by; empty while it opens.
        token: what opens the person's data; empty until a code was accepted, so never empty from the menu on.
    """

    ticket: Ticket
    card: CardFile = field(repr=False)
    visit_id: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


class EndReason(enum.Enum):
    """Say why a visit ended."""

    FINISHED = "finished"
    CARD_REMOVED = "card-removed"
    TIME_OUT = "time-out"
    READER_LOST = "reader-lost"
    UPDATE_TORN = "update-torn"
    """The card left while it was being updated: the next visit goes on with the update."""


# Nobody is there


@dataclass(frozen=True, slots=True)
class OutOfService:
    """The terminal can serve nobody; it comes back by itself when the causes are gone.

    Attributes:
        causes: what is missing; none while the terminal starts.
    """

    causes: tuple[FailureCode, ...]


@dataclass(frozen=True, slots=True)
class WaitingForCard:
    """The attract screen.

    Attributes:
        shortages: what keeps a part of the services from being offered: no paper, for one.
    """

    shortages: tuple[FailureCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """The last words; then the terminal waits for a card.

    Attributes:
        until_s: when the screen goes, on the monotonic clock.
        result: what came of the visit: papers to take, cards ordered.
    """

    reason: EndReason
    until_s: float
    result: VisitResult = field(default_factory=VisitResult)


# A card is in


@dataclass(frozen=True, slots=True)
class Reading:
    """The card is being read."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class CardProblem:
    """The card cannot be used.

    Attributes:
        ticket: the card that is still in, None once it has left.
        since_s: when the fault was found, on the monotonic clock.
        until_s: when the screen goes; None while the card is in.
    """

    fault: CardFault
    ticket: Ticket | None
    since_s: float = 0.0
    until_s: float | None = None


@dataclass(frozen=True, slots=True)
class Welcoming:
    """The card is read and the service opens the visit."""

    visitor: Visitor
    failure: FailureCode | None = None


# The code


@dataclass(frozen=True, slots=True)
class AskingCode:
    """The code of the account is typed.

    Attributes:
        tries_left: after a wrong code, else None.
        blocked: no code opens this visit any more but a provisional one.
        failure: why the last code could not be checked.
        sent: the screen of the provisional code that was sent in this visit; asking for one leads back to it.
    """

    visitor: Visitor
    tries_left: int | None = None
    blocked: bool = False
    failure: FailureCode | None = None
    sent: AskingProvisional | None = None


@dataclass(frozen=True, slots=True)
class SendingProvisional:
    """The service sends a provisional code by SMS.

    Attributes:
        sent: the screen of the code that was sent before, which is valid until this one is made.
    """

    visitor: Visitor
    sent: AskingProvisional | None = None


@dataclass(frozen=True, slots=True)
class AskingProvisional:
    """The provisional code is typed.

    Attributes:
        mobile: the masked number the code was sent to.
        valid_minutes: how long the code lives.
        resend_from_s: when another code may be asked for, on the monotonic clock.
        tries_left: after a wrong code, else None.
        blocked: this code is burnt: another one is needed.
    """

    visitor: Visitor
    mobile: MaskedMobile
    valid_minutes: int
    resend_from_s: float
    tries_left: int | None = None
    blocked: bool = False
    failure: FailureCode | None = None


class AdviserReason(enum.Enum):
    """Say why only an adviser can give a code."""

    NO_MOBILE = "no-mobile"
    TOO_MANY = "too-many"
    NOT_SENT = "not-sent"


@dataclass(frozen=True, slots=True)
class SeeAdviser:
    """Only an adviser can give a code now.

    Attributes:
        failure: the failure code where the text message could not be sent.
        next_at: when the next message may be sent, where there were too many.
        sent: the screen of the last of these messages, where it was sent in this visit.
    """

    visitor: Visitor
    reason: AdviserReason
    failure: FailureCode | None = None
    next_at: datetime | None = None
    sent: AskingProvisional | None = None


class ChoiceProblem(enum.Enum):
    """Say why the two entries of a new code do not make a code."""

    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class ChoosingCode:
    """A definitive code is chosen, typed twice.

    Attributes:
        first: the first entry, None while it is typed.
        problem: what was wrong with the last entry.
    """

    visitor: Visitor
    first: str | None = field(default=None, repr=False)
    problem: CodeRefusal | ChoiceProblem | None = None
    failure: FailureCode | None = None


# The menu and its lines


@dataclass(frozen=True, slots=True)
class Menu:
    """The closed list of what can be done."""

    visitor: Visitor


@dataclass(frozen=True, slots=True)
class OtherProcedures:
    """What is done elsewhere, and where."""

    visitor: Visitor


@dataclass(frozen=True, slots=True)
class ShowingPayments:
    """The list of the last payments.

    Attributes:
        page: what is shown, None while the first page is fetched.
        failure: why the page asked for could not be fetched.
    """

    visitor: Visitor
    page: PaymentsPage | None = None
    failure: FailureCode | None = None


@dataclass(frozen=True, slots=True)
class ShowingPayment:
    """One payment whole.

    Attributes:
        page: the list to go back to.
    """

    visitor: Visitor
    page: PaymentsPage
    payment_id: int
    detail: PaymentDetail | None = None
    failure: FailureCode | None = None


@dataclass(frozen=True, slots=True)
class ShowingRights:
    """The rights certificate: choice and preview.

    Attributes:
        choice: what the person wants on the paper.
        request_id: keeps the number of the certificate while the choice changes.
        prepared: the preview, None while it is prepared.
        no_rights: there are no current rights, hence no certificate.
    """

    visitor: Visitor
    choice: RightsChoice
    request_id: UUID
    prepared: PreparedCertificate | None = None
    no_rights: bool = False
    failure: FailureCode | None = None


@dataclass(frozen=True, slots=True)
class ShowingStatement:
    """The statement of a month.

    Attributes:
        month: the first day of the month that was asked for, None for the newest one that is not empty.
        prepared: the preview, of the month before until the one asked for is there.
    """

    visitor: Visitor
    month: date | None = None
    prepared: PreparedStatement | None = None
    failure: FailureCode | None = None


@dataclass(frozen=True, slots=True)
class ShowingAllowances:
    """The daily-allowance certificate: choice of a period and preview.

    Attributes:
        request_id: keeps the number of the certificate while the choice changes.
        prepared: the preview, or that there is nothing to certify.
    """

    visitor: Visitor
    choice: AllowancePeriod
    request_id: UUID
    prepared: PreparedAllowances | NoAllowance | None = None
    failure: FailureCode | None = None


@dataclass(frozen=True, slots=True)
class ShowingThirdParty:
    """The full third-party-payment certificate, or how to apply for the cover.

    Attributes:
        request_id: keeps the number of the certificate when it is asked for again.
    """

    visitor: Visitor
    request_id: UUID
    prepared: PreparedThirdParty | NotCovered | None = None
    failure: FailureCode | None = None


@dataclass(frozen=True, slots=True)
class ShowingAttachment:
    """The form that attaches children: choice of the children and preview.

    Attributes:
        choice: whom the form is for, None until the service has said who can be chosen.
    """

    visitor: Visitor
    choice: AttachmentChoice | None = None
    prepared: PreparedAttachment | None = None
    failure: FailureCode | None = None


class EhicStep(enum.Enum):
    """Name the questions that come before an order."""

    PEOPLE = 1
    ADDRESS = 2
    DEPARTURE = 3


@dataclass(frozen=True, slots=True)
class Departure:
    """Hold the answer to "when do you leave?"; None says that the person does not know yet."""

    day: date | None


@dataclass(frozen=True, slots=True)
class ChoosingEhic:
    """The questions before European cards are ordered.

    Attributes:
        request_id: of the order to come.
        offer: who can have one, None while the service looks.
        chosen: the persons, by their number in the offer.
        departure: the answer, None until it is given.
        has_changed: whether the order was not taken, because what is offered has changed in between.
    """

    visitor: Visitor
    request_id: UUID
    step: EhicStep = EhicStep.PEOPLE
    offer: EhicOffer | None = None
    chosen: frozenset[int] = frozenset()
    departure: Departure | None = None
    has_changed: bool = False
    failure: FailureCode | None = None


@dataclass(frozen=True, slots=True)
class EhicAddressWrong:
    """The cards would be sent to an address that is no more the person's: an adviser changes it."""

    visitor: Visitor
    back: ChoosingEhic


@dataclass(frozen=True, slots=True)
class OrderingEhic:
    """The service takes the order.

    Attributes:
        order: asked again as it is after a failure, so that nothing is ordered twice.
    """

    visitor: Visitor
    order: EhicRequest
    failure: FailureCode | None = None


@dataclass(frozen=True, slots=True)
class EhicOrdered:
    """The order is kept; its papers can be printed.

    Attributes:
        printed: the papers that are out, by their place.
        printing: the paper that is being printed.
    """

    visitor: Visitor
    receipt: EhicReceipt
    printed: frozenset[int] = frozenset()
    printing: int | None = None


@dataclass(frozen=True, slots=True)
class UpdatingCard:
    """The Vitale card is updated: nothing is asked of the person but to leave it in.

    Attributes:
        request_id: of the update; asking again with it goes on where it stopped.
        step: the last command that the card was given, None before the first.
        ended: the outcome, once the update is over and the card is read back.
        failure: why it stopped.
    """

    visitor: Visitor
    request_id: UUID
    step: UpdateStep | None = None
    ended: UpdateEnded | None = None
    failure: FailureCode | None = None


@dataclass(frozen=True, slots=True)
class CardUpdated:
    """What came of the update, before and after.

    Attributes:
        visitor: with the card as it was read back.
    """

    visitor: Visitor
    ended: UpdateEnded


# Printing


PrintableStatus = (
    ShowingPayments
    | ShowingPayment
    | ShowingStatement
    | ShowingRights
    | ShowingAllowances
    | ShowingThirdParty
    | ShowingAttachment
    | EhicOrdered
)


@dataclass(frozen=True, slots=True)
class PreparingPrint:
    """The service makes the document of a payment list or detail."""

    visitor: Visitor
    job_id: UUID
    back: PrintableStatus


class PrintPhase(enum.Enum):
    """Say where a print job stands."""

    SENDING = "sending"
    PRINTING = "printing"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Printing:
    """The paper comes out, or the printer waits for somebody.

    Attributes:
        cause: why the printer waits; None unless the phase is BLOCKED.
        back: the screen to come back to.
    """

    visitor: Visitor
    job: PrintJob
    phase: PrintPhase
    back: PrintableStatus
    cause: FailureCode | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """The paper is out, confirmed by the printer.

    Attributes:
        until_s: when the next screen comes by itself.
        following: the screen that comes: the order with its other papers, else the menu.
    """

    visitor: Visitor
    job: PrintJob
    until_s: float
    following: EhicOrdered | Menu


@dataclass(frozen=True, slots=True)
class PrintUnknown:
    """Nobody can tell whether the paper is out: a DUPLICATA is offered."""

    visitor: Visitor
    job: PrintJob
    back: PrintableStatus


@dataclass(frozen=True, slots=True)
class PrintRefused:
    """Nothing was printed.

    Attributes:
        job: what can be tried again; None where its document could not even be made.
        cause: what is in the way; None once the printer is ready again.
    """

    visitor: Visitor
    job: PrintJob | None
    cause: FailureCode | None
    back: PrintableStatus


# The end


@dataclass(frozen=True, slots=True)
class TakeCard:
    """The visit is over and the card is still in: it chimes until the card is taken.

    Attributes:
        result: what came of the visit: papers to take beside the card.
    """

    reason: EndReason
    ticket: Ticket
    result: VisitResult = field(default_factory=VisitResult)


VisitStatus = (
    Welcoming
    | AskingCode
    | SendingProvisional
    | AskingProvisional
    | SeeAdviser
    | ChoosingCode
    | Menu
    | OtherProcedures
    | ShowingPayments
    | ShowingPayment
    | ShowingStatement
    | ShowingRights
    | ShowingAllowances
    | ShowingThirdParty
    | ShowingAttachment
    | ChoosingEhic
    | EhicAddressWrong
    | OrderingEhic
    | EhicOrdered
    | UpdatingCard
    | CardUpdated
    | PreparingPrint
    | Printing
    | Printed
    | PrintUnknown
    | PrintRefused
)
"""The statuses in which a person is known: the card leaving ends them at once."""


@dataclass(frozen=True, slots=True)
class StillThere:
    """The person has not touched anything for a while.

    Attributes:
        previous: what comes back when the person goes on.
        deadline_s: when the visit ends, on the monotonic clock.
    """

    previous: VisitStatus
    deadline_s: float

    @property
    def visitor(self) -> Visitor:
        """Give the person of the visit."""
        return self.previous.visitor


Status = OutOfService | WaitingForCard | Ended | Reading | CardProblem | VisitStatus | StillThere | TakeCard
