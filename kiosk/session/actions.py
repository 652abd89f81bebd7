"""What can happen to a visit: one frozen dataclass an action."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import Document
from kiosk.domain.allowances import AllowancePeriod
from kiosk.domain.attachment import AttachmentChoice
from kiosk.domain.ehic import EhicOffer
from kiosk.domain.payments import PaymentDetail, PaymentsPage
from kiosk.domain.third_party import NotCovered
from kiosk.ports import (
    CardEvent,
    ChosenAnswer,
    CodeCheck,
    EhicChanged,
    EhicReceipt,
    JobEvent,
    NoAllowance,
    NoRights,
    PreparedAllowances,
    PreparedAttachment,
    PreparedCertificate,
    PreparedStatement,
    PreparedThirdParty,
    ProvisionalAnswer,
    RemnantEvent,
    ServiceFailure,
    UpdateAnswer,
    VisitOpened,
)
from kiosk.session.preferences import Language, TextSize

# Time and equipment


@dataclass(frozen=True, slots=True)
class Tick:
    """Time went by; deadlines are looked at."""


@dataclass(frozen=True, slots=True)
class CardHappened:
    """The reader said something."""

    event: CardEvent


@dataclass(frozen=True, slots=True)
class HealthChanged:
    """What keeps the terminal from serving changed; nothing means all is well.

    Attributes:
        causes: what keeps it from serving at all.
        shortages: what keeps it from offering a part of its services.
    """

    causes: tuple[FailureCode, ...]
    shortages: tuple[FailureCode, ...] = ()


@dataclass(frozen=True, slots=True)
class JobHappened:
    """The printer said something about a job."""

    event: JobEvent


@dataclass(frozen=True, slots=True)
class RemnantHappened:
    """The printer said something about what an interrupted ticket left in it."""

    event: RemnantEvent


Answer = (
    VisitOpened
    | CodeCheck
    | ProvisionalAnswer
    | ChosenAnswer
    | PaymentsPage
    | PaymentDetail
    | PreparedStatement
    | PreparedCertificate
    | NoRights
    | PreparedAllowances
    | NoAllowance
    | PreparedThirdParty
    | NotCovered
    | PreparedAttachment
    | EhicOffer
    | EhicReceipt
    | EhicChanged
    | UpdateAnswer
    | Document
    | ServiceFailure
    | None
)
"""What may be answered; None says that what was to be done is done."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The outside answered the question of a number."""

    number: int
    answer: Answer = field(repr=False)


# The person


class Line(enum.Enum):
    """Name a line of the menu."""

    PAYMENTS = "payments"
    STATEMENTS = "statements"
    RIGHTS = "rights"
    ALLOWANCES = "allowances"
    THIRD_PARTY = "third-party"
    ATTACHMENT = "attachment"
    EHIC = "ehic"
    CARD_UPDATE = "card-update"


@dataclass(frozen=True, slots=True)
class Touched:
    """The person touched the screen or a key, without effect on the status."""


@dataclass(frozen=True, slots=True)
class SetContrast:
    """The person chose a palette."""

    high: bool


@dataclass(frozen=True, slots=True)
class SetTextSize:
    """The person chose a size of the texts."""

    size: TextSize


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The person chose the language of the screens."""

    language: Language


@dataclass(frozen=True, slots=True)
class EnterCode:
    """The person typed a code and confirmed it."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AskProvisional:
    """The person asks for a provisional code.

    Attributes:
        request_id: made by the terminal, so that asking again after a failure never sends twice.
    """

    request_id: UUID


@dataclass(frozen=True, slots=True)
class OpenLine:
    """The person chose a line of the menu.

    Attributes:
        request_id: made by the terminal, for what the line may issue.
    """

    line: Line
    request_id: UUID


@dataclass(frozen=True, slots=True)
class OpenOtherProcedures:
    """The person asks what is done elsewhere."""


@dataclass(frozen=True, slots=True)
class ShowPage:
    """The person turns to a page of the payments, 0 being the newest."""

    page: int


@dataclass(frozen=True, slots=True)
class ShowDetail:
    """The person chose a payment."""

    payment_id: int


@dataclass(frozen=True, slots=True)
class ChooseRights:
    """The person changes what the certificate shows; it keeps its number."""

    with_dependents: bool
    with_exemption: bool


@dataclass(frozen=True, slots=True)
class ChooseMonth:
    """The person chose the month of a statement, given by its first day."""

    month: date


@dataclass(frozen=True, slots=True)
class ChoosePeriod:
    """The person chose what the allowance certificate is about; it keeps its number."""

    choice: AllowancePeriod


@dataclass(frozen=True, slots=True)
class ChooseChildren:
    """The person changes whom the form is for."""

    choice: AttachmentChoice


@dataclass(frozen=True, slots=True)
class ChoosePeople:
    """The person changes for whom European cards are ordered."""

    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class ChooseDeparture:
    """The person says when the journey is, None where it is not known."""

    day: date | None


@dataclass(frozen=True, slots=True)
class RefuseAddress:
    """The person says that the address is wrong."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """The person goes to the next question, and from the last one orders."""


@dataclass(frozen=True, slots=True)
class PrintPaper:
    """The person asks for one of several papers.

    Attributes:
        index: its place among them.
        job_id: made by the terminal.
    """

    index: int
    job_id: UUID


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """The person asks for the paper.

    Attributes:
        job_id: made by the terminal.
    """

    job_id: UUID


@dataclass(frozen=True, slots=True)
class TryAgain:
    """The person asks once more for what failed.

    Attributes:
        request_id: made by the terminal, for what is issued anew.
    """

    request_id: UUID


@dataclass(frozen=True, slots=True)
class GoBack:
    """The person goes back one screen."""


@dataclass(frozen=True, slots=True)
class Continue:
    """The person is still there."""


@dataclass(frozen=True, slots=True)
class SawPaper:
    """The person has read that a paper came out which is somebody else's."""


@dataclass(frozen=True, slots=True)
class Finish:
    """The person ends the visit."""


PersonAction = (
    Touched
    | SetContrast
    | SetTextSize
    | SetLanguage
    | EnterCode
    | AskProvisional
    | OpenLine
    | OpenOtherProcedures
    | ShowPage
    | ShowDetail
    | ChooseRights
    | ChooseMonth
    | ChoosePeriod
    | ChooseChildren
    | ChoosePeople
    | ChooseDeparture
    | RefuseAddress
    | GoOn
    | PrintPaper
    | PrintDocument
    | TryAgain
    | GoBack
    | Continue
    | SawPaper
    | Finish
)
"""The actions by which a person shows to be there."""

Action = Tick | CardHappened | HealthChanged | JobHappened | RemnantHappened | Answered | PersonAction
