"""What the terminal needs from the outside, as Protocols: each has a real part and a simulator."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import Document
from kiosk.domain.access import CodeRefusal, MaskedMobile
from kiosk.domain.allowances import AllowancePeriod
from kiosk.domain.attachment import AttachableChild, AttachmentChoice
from kiosk.domain.card_update import CardContent, CardImage, UpdateOutcome, UpdatePhase
from kiosk.domain.cards import CardFault, CardFile, CardKind, Ticket
from kiosk.domain.ehic import EhicOffer
from kiosk.domain.payments import PaymentDetail, PaymentsPage
from kiosk.domain.rights import Period
from kiosk.domain.statements import StatementMonth
from kiosk.domain.third_party import Cover, NotCovered


class Clock(Protocol):
    """Tell the time."""

    def monotonic_s(self) -> float:
        """Give seconds that never go back, for deadlines."""

    def now(self) -> datetime:
        """Give the civil time with its zone, for what is printed and kept."""


# Card reader


@dataclass(frozen=True, slots=True)
class ReaderReady:
    """Say that a reader is there and waits for a card."""

    reader: str


@dataclass(frozen=True, slots=True)
class ReaderFailed:
    """Say that no card can be read now: the service, the reader, or both are missing."""

    fault: CardFault


@dataclass(frozen=True, slots=True)
class CardInserted:
    """Say that a card was inserted; it is being read."""

    ticket: Ticket
    kind: CardKind


@dataclass(frozen=True, slots=True)
class CardRead:
    """Say what the card holds."""

    ticket: Ticket
    card: CardFile


@dataclass(frozen=True, slots=True)
class CardFaulted:
    """Say why the card cannot be read.

    Attributes:
        status_word: the last SW1-SW2 where the card gave one, for the technician.
    """

    ticket: Ticket
    fault: CardFault
    status_word: int | None = None


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """Say that the card of the ticket has left, or that nobody can tell any more that it is still there."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class CardAnswered:
    """Say what a card answered to a command.

    Attributes:
        exchange_id: the one that the command was given with.
        response: data and SW1-SW2, two bytes at least; 61xx and 6Cxx were followed already.
    """

    ticket: Ticket
    exchange_id: int
    response: bytes = field(repr=False)


CardEvent = ReaderReady | ReaderFailed | CardInserted | CardRead | CardFaulted | CardAnswered | CardRemoved


class CardReader(Protocol):
    """Watch a card reader and read each card at once.

    A mute card is CardInserted(kind=OTHER) followed by CardFaulted(MUTE). When the reader or the service goes while
    a card is in, CardRemoved comes before ReaderFailed. After each start, the first event is ReaderReady or
    ReaderFailed.
    """

    def start(self, sink: Callable[[CardEvent], None]) -> None:
        """Begin to watch; the sink is called from a thread of the reader's."""

    def reread(self, ticket: Ticket) -> None:
        """Read the same card again; the answer is CardRead or CardFaulted, nothing if the ticket is stale."""

    def exchange(self, ticket: Ticket, exchange_id: int, command: bytes) -> None:
        """Send one command APDU to the card.

        The answer is CardAnswered, CardFaulted, or CardRemoved where the card left; nothing if the ticket is stale.
        The connection is exclusive from the first exchange until `release`, a new read, or the card's leaving.
        """

    def release(self, ticket: Ticket) -> None:
        """End the exchanges with a card: it is reset and free for others; nothing if the ticket is stale."""

    def stop(self) -> None:
        """End watching and every process behind it; no event comes after the return."""


# Printer


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Hold one document to print once.

    Attributes:
        job_id: made by the terminal; the journal knows the job by it.
        certificate_number: the number of a certificate, kept in the journal so that a reprint is a DUPLICATA.
    """

    job_id: UUID
    document: Document = field(repr=False)
    certificate_number: str | None = None


class PrintProof(enum.Enum):
    """Say what proves that a job is on paper, strongest first."""

    PROCESS_ID = "process-id"
    """The answer to this job's id (GS ( H fn 48)."""
    CUT_COUNTER = "cut-counter"
    """The cut counter went up and the ticket is at the mouth."""
    QUEUED_STATUS = "queued-status"
    """A queued status request was answered after the cut (GS r): processed, not surely on paper."""
    WRITTEN = "written"
    """The last byte was written to a file or device that never answers: handed over, and no more is known."""


@dataclass(frozen=True, slots=True)
class PrinterReady:
    """Say that the printer can print."""


@dataclass(frozen=True, slots=True)
class PrinterFailed:
    """Say why nothing can be printed now."""

    failure: FailureCode


@dataclass(frozen=True, slots=True)
class JobStarted:
    """Say that the first byte of a job was sent."""

    job_id: UUID


@dataclass(frozen=True, slots=True)
class JobBlocked:
    """Say that the printer holds the job and will go on by itself once the cause is cleared."""

    job_id: UUID
    cause: FailureCode


@dataclass(frozen=True, slots=True)
class JobResumed:
    """Say that the cause is cleared and the job goes on."""

    job_id: UUID


@dataclass(frozen=True, slots=True)
class JobPrinted:
    """Say that the job is on paper."""

    job_id: UUID
    proof: PrintProof


@dataclass(frozen=True, slots=True)
class JobUnknown:
    """Say that nobody can tell whether the job is on paper: a reprint must say DUPLICATA."""

    job_id: UUID


@dataclass(frozen=True, slots=True)
class JobRefused:
    """Say that not one byte of the job was sent."""

    job_id: UUID
    cause: FailureCode


JobEvent = JobStarted | JobBlocked | JobResumed | JobPrinted | JobUnknown | JobRefused


@dataclass(frozen=True, slots=True)
class RemnantLeft:
    """Say that a part of a job that is UNKNOWN hangs out of the printer, where anyone can read it."""

    job_id: UUID


@dataclass(frozen=True, slots=True)
class RemnantCut:
    """Say that what was left of a job was cut off, and is in reach of whoever stands there now."""

    job_id: UUID


RemnantEvent = RemnantLeft | RemnantCut
PrinterEvent = PrinterReady | PrinterFailed | JobEvent | RemnantEvent


class TicketPrinter(Protocol):
    """Print documents one after the other, each with an outcome that is proved or named unknown."""

    def start(self, sink: Callable[[PrinterEvent], None]) -> None:
        """Begin to watch the printer; the sink is called from a thread of the printer's."""

    def submit(self, job: PrintJob) -> None:
        """Take a job; its events follow. A job that is already known is not printed again.

        Behind a job that is blocked it is refused, with the cause of the block.
        """

    def abandon(self, job_id: UUID) -> None:
        """Take note that nobody waits for a job any more.

        What the printer still holds of it once it cannot print is cleared rather than printed before the next person,
        and the job is UNKNOWN; a job that is moving is left to finish, one of which no byte was sent is refused. What
        came out of it already is cut off when the printer can move again: RemnantLeft, then RemnantCut, where people
        can reach it.
        """

    def unconfirmed_certificates(self) -> frozenset[str]:
        """Give the certificate numbers whose printing was never confirmed, power cuts included."""

    def stop(self) -> None:
        """End; a job under way becomes UNKNOWN in the journal."""


# Services


@dataclass(frozen=True, slots=True)
class ServiceFailure:
    """Say why a service could not answer; nothing was done, or asking again with the same id is safe."""

    failure: FailureCode


@dataclass(frozen=True, slots=True)
class VisitOpened:
    """Hold the visit that the service opened for a card.

    Attributes:
        visit_id: what the terminal gives with each code.
    """

    visit_id: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CodeAccepted:
    """Say that the code opens the visit; the token goes with every question for data."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CodeMustBeChosen:
    """Say that a provisional code was right: a definitive one must be chosen before anything is shown."""


@dataclass(frozen=True, slots=True)
class CodeWrong:
    """Say that the code is wrong, or the account unknown: nobody can tell which."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class CodeBlocked:
    """Say that no code opens this visit any more: a provisional one is needed."""


CodeCheck = CodeAccepted | CodeMustBeChosen | CodeWrong | CodeBlocked


@dataclass(frozen=True, slots=True)
class ProvisionalSent:
    """Say that a provisional code was sent to the mobile on file."""

    mobile: MaskedMobile
    valid_minutes: int


@dataclass(frozen=True, slots=True)
class NoMobileOnFile:
    """Say that no code can be sent: an adviser creates one."""


@dataclass(frozen=True, slots=True)
class TooManyProvisional:
    """Say that too many codes were sent; the next may be sent at the time given."""

    next_at: datetime


ProvisionalAnswer = ProvisionalSent | NoMobileOnFile | TooManyProvisional


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """Say why the chosen code is refused."""

    reason: CodeRefusal


ChosenAnswer = CodeAccepted | CodeRefused


class AccessService(Protocol):
    """Open visits with a card and a code."""

    def open_visit(self, card: CardFile, terminal_id: str) -> VisitOpened | ServiceFailure:
        """Open a visit; an unknown person gets one too, which no code opens."""

    def check_code(self, visit_id: str, code: str) -> CodeCheck | ServiceFailure:
        """Check a definitive or provisional code and count the wrong ones."""

    def send_provisional(self, visit_id: str, request_id: UUID) -> ProvisionalAnswer | ServiceFailure:
        """Send a provisional code by SMS; the same request id never sends twice."""

    def choose_code(self, visit_id: str, code: str) -> ChosenAnswer | ServiceFailure:
        """Replace the provisional code by a definitive one."""

    def close_visit(self, visit_id: str) -> None:
        """End the visit and its token; closing twice does nothing."""


class PaymentsService(Protocol):
    """Show the last payments."""

    def page(self, token: str, page: int) -> PaymentsPage | ServiceFailure:
        """Give one page of five payments, newest first; page 0 is the newest."""

    def detail(self, token: str, payment_id: int) -> PaymentDetail | ServiceFailure:
        """Give one payment of the person's own file, whole."""

    def list_document(self, token: str) -> Document | ServiceFailure:
        """Give the ticket of the payments of the last months."""

    def detail_document(self, token: str, payment_id: int) -> Document | ServiceFailure:
        """Give the ticket of one payment."""


@dataclass(frozen=True, slots=True)
class RightsChoice:
    """Hold what the person wants on the rights certificate."""

    with_dependents: bool = True
    with_exemption: bool = False


@dataclass(frozen=True, slots=True)
class PreparedCertificate:
    """Hold a certificate with its number and signature, ready to print.

    Attributes:
        choice: what it was prepared for.
        people_count: how many persons are on the file, the insured one included.
        has_exemption: whether there is an exemption that could be shown.
        duplicate: whether the paper says DUPLICATA, since this number may have been printed before.
    """

    number: str
    choice: RightsChoice
    document: Document = field(repr=False)
    people_count: int
    has_exemption: bool = field(repr=False)
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class NoRights:
    """Say that no certificate can be issued: the person has no current rights."""


class RightsService(Protocol):
    """Issue the rights certificate."""

    def prepare(
        self, token: str, choice: RightsChoice, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedCertificate | NoRights | ServiceFailure:
        """Number, sign and keep a certificate; the same request id keeps its number whatever the choice.

        Args:
            token: of the visit.
            choice: what is shown.
            request_id: made by the terminal, once a visit to this menu line.
            unconfirmed: numbers of the terminal's journal whose printing was never confirmed; if a certificate of the
                person is among them and still says the same, it comes back as a DUPLICATA.
        """


class CertificatesService(Protocol):
    """Do what certificates of all kinds share."""

    def confirm_printed(self, token: str, number: str) -> ServiceFailure | None:
        """Keep that a certificate is on paper."""


@dataclass(frozen=True, slots=True)
class PreparedStatement:
    """Hold the statement of a month, ready to print.

    Attributes:
        months: the months that have a statement, newest first, empty ones included.
        month: the first day of the month of the document.
    """

    months: tuple[StatementMonth, ...]
    month: date
    document: Document = field(repr=False)


class StatementsService(Protocol):
    """Give the monthly statements of the last months."""

    def prepare(self, token: str, month: date | None) -> PreparedStatement | ServiceFailure:
        """Make the statement of a month, given by its first day; None asks for the newest one that is not empty."""


@dataclass(frozen=True, slots=True)
class PreparedAllowances:
    """Hold the daily-allowance certificate of a period, ready to print.

    Attributes:
        choice: the period it was asked for.
        period: its days.
        total_net_cents: what was paid in it.
    """

    choice: AllowancePeriod
    period: Period
    number: str
    document: Document = field(repr=False)
    total_net_cents: int = field(repr=False)
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class NoAllowance:
    """Say that nothing was paid in the period: there is nothing to certify."""

    choice: AllowancePeriod
    period: Period


class AllowancesService(Protocol):
    """Issue the daily-allowance certificate."""

    def prepare(
        self, token: str, choice: AllowancePeriod, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedAllowances | NoAllowance | ServiceFailure:
        """Number, sign and keep a certificate; the same request id keeps its number whatever the period."""


@dataclass(frozen=True, slots=True)
class PreparedThirdParty:
    """Hold the full third-party-payment certificate, ready to print.

    Attributes:
        covered_until: the last day of the cover.
        ended: the contracts that the insured person had earlier, the latest first; they are not on the paper.
        is_insured_covered: whether the cover is the insured person's too, not of children or a spouse alone.
    """

    number: str
    document: Document = field(repr=False)
    covered_until: date
    duplicate: bool = False
    ended: tuple[Cover, ...] = field(default=(), repr=False)
    is_insured_covered: bool = True


class ThirdPartyService(Protocol):
    """Issue the full third-party-payment certificate."""

    def prepare(
        self, token: str, request_id: UUID, unconfirmed: frozenset[str]
    ) -> PreparedThirdParty | NotCovered | ServiceFailure:
        """Number, sign and keep a certificate, or say that there is no cover."""


@dataclass(frozen=True, slots=True)
class PreparedAttachment:
    """Hold the form that attaches children, pre-filled, ready to print.

    Attributes:
        children: the minors on the file, who can be chosen.
        choice: whom the form is for.
    """

    children: tuple[AttachableChild, ...]
    choice: AttachmentChoice
    document: Document = field(repr=False)


class AttachmentService(Protocol):
    """Pre-fill the form that attaches children to the card of one or both parents."""

    def prepare(self, token: str, choice: AttachmentChoice | None) -> PreparedAttachment | ServiceFailure:
        """Make the form; None chooses all the minors on the file, or one line to fill in where there are none."""


@dataclass(frozen=True, slots=True)
class EhicPaper:
    """Hold one paper of an order: the ticket of the order, or a provisional replacement certificate.

    Attributes:
        person: the first name of whom it is about; empty on the ticket, which is about all of them.
        number: of the certificate, None for the ticket.
    """

    person: str = field(repr=False)
    document: Document = field(repr=False)
    number: str | None = None


@dataclass(frozen=True, slots=True)
class EhicRequest:
    """Hold what is ordered.

    Attributes:
        request_id: made by the terminal, once an order: asking again with it orders nothing twice.
        people: the persons, by their number in the offer.
        departure: the day of the journey, None where it is not known.
    """

    request_id: UUID
    people: tuple[int, ...]
    departure: date | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class EhicReceipt:
    """Say that the order is kept.

    Attributes:
        order_numbers: one for each card ordered; none where only provisional certificates were wanted.
        expected_on: about when the cards arrive.
        papers: what can be printed, the ticket first.
        ordered_for: the first name of whom each card is for, in the order of the numbers.
    """

    order_numbers: tuple[str, ...]
    expected_on: date
    papers: tuple[EhicPaper, ...] = field(repr=False)
    ordered_for: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class EhicChanged:
    """Say that nothing was ordered, since what was offered is no more so; what is offered now."""

    offer: EhicOffer


class EhicService(Protocol):
    """Order European cards for the persons of the inserted card."""

    def offer(self, token: str, card: CardFile) -> EhicOffer | ServiceFailure:
        """Say who can have a European card, and where it is sent."""

    def order(
        self, token: str, card: CardFile, request: EhicRequest, unconfirmed: frozenset[str]
    ) -> EhicReceipt | EhicChanged | ServiceFailure:
        """Order cards, all or none, and issue provisional certificates where the departure is too near."""


@dataclass(frozen=True, slots=True)
class UpdateStep:
    """Hold the next command of an update, which the terminal relays without knowing what it means.

    Attributes:
        update_id: of the update.
        number: of the step, from 1.
        count: how many steps are known to come, the last one included; it may still grow.
        command: one command APDU.
    """

    update_id: str
    number: int
    count: int
    phase: UpdatePhase
    command: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class UpdateEnded:
    """Say how an update ended.

    Attributes:
        before: what the card held, None where the service did not read it.
        after: what it holds now, None where nothing was written.
    """

    outcome: UpdateOutcome
    before: CardContent | None = None
    after: CardContent | None = None


UpdateAnswer = UpdateStep | UpdateEnded


class CardUpdateService(Protocol):
    """Update a Vitale card: the service knows what to write and holds the keys, the terminal relays."""

    def open(self, token: str, card: CardFile, request_id: UUID) -> UpdateAnswer | ServiceFailure:
        """Open the update of a card, or go on with the one that was torn; the same request id opens one only."""

    def answer(self, token: str, update_id: str, number: int, response: bytes) -> UpdateAnswer | ServiceFailure:
        """Check what the card answered to a step and give the next; the same step may be answered again."""


@dataclass(frozen=True, slots=True)
class UpdateOrder:
    """Hold what the authority is asked to do with a card.

    Attributes:
        update_id: names the session at the authority, for as long as it lasts.
        serial: of the card.
        transaction: eight bytes that name what is to be written, on the card too; the same ones go on where it stopped.
        target: what is to be written, None until the card was read.
    """

    update_id: str
    serial: str = field(repr=False)
    transaction: bytes
    target: CardImage | None = None


@dataclass(frozen=True, slots=True)
class AuthorityCommand:
    """Hold the next command for the card, sealed where it must be.

    Attributes:
        number: from 1, growing by one with each command of the session.
        count: how many are known to come, the last one included; it may still grow.
    """

    number: int
    count: int
    phase: UpdatePhase
    command: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardImageRead:
    """Say what the card holds; the authority waits to be told what to write."""

    image: CardImage


@dataclass(frozen=True, slots=True)
class CardImageWritten:
    """Say that the card holds something new, which was read back from it."""

    image: CardImage


@dataclass(frozen=True, slots=True)
class CardRejected:
    """Say that what answered is not the card of this number, or does not do what it is told."""


AuthorityAnswer = AuthorityCommand | CardImageRead | CardImageWritten | CardRejected


class UpdateAuthority(Protocol):
    """The fund's server of card updates: it alone holds the keys of the cards, makes the commands and checks answers.

    Each question may be put again with the same arguments: nothing is done twice. A session that the authority has lost
    is a failure; the next `open` begins another one, which goes on where the card stopped.
    """

    def open(self, order: UpdateOrder) -> AuthorityAnswer | FailureCode:
        """Open a session with a card, in the place of any other one of this update."""

    def answer(self, update_id: str, number: int, response: bytes) -> AuthorityAnswer | FailureCode:
        """Take what the card answered to a command, and give what follows."""

    def write(self, update_id: str, target: CardImage) -> AuthorityAnswer | FailureCode:
        """Write what was decided upon, once the card was read."""


@dataclass(frozen=True, slots=True)
class Services:
    """Hold the services of a terminal, embedded or over HTTP."""

    access: AccessService
    payments: PaymentsService
    statements: StatementsService
    rights: RightsService
    allowances: AllowancesService
    third_party: ThirdPartyService
    attachment: AttachmentService
    ehic: EhicService
    card_update: CardUpdateService
    certificates: CertificatesService
    check: Callable[[], Sequence[FailureCode]]
    """Say what keeps the services from answering: nothing when all is well."""


class Notifier(Protocol):
    """Send a text message to a mobile."""

    def send_sms(self, mobile_e164: str, text: str) -> FailureCode | None:
        """Send one message; None when it was taken over for delivery."""


# Sound


class Sound(enum.Enum):
    """Name the sounds of the terminal."""

    TAKE_CARD = "take-card"
    STILL_THERE = "still-there"
    PROBLEM = "problem"


class Sounder(Protocol):
    """Play a short sound; a terminal without loudspeaker stays silent."""

    def play(self, sound: Sound) -> None:
        """Start the sound and return at once."""

    def stop(self) -> None:
        """End the sound that plays, and all that is behind it."""
