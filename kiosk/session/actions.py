"""What can happen to a visit: one frozen dataclass an action."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from uuid import UUID

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.model import Document
from kiosk.domain.payments import PaymentDetail, PaymentsPage
from kiosk.ports import (
    CardEvent,
    ChosenAnswer,
    CodeCheck,
    JobEvent,
    NoRights,
    PreparedCertificate,
    ProvisionalAnswer,
    ServiceFailure,
    VisitOpened,
)
from kiosk.session.preferences import TextSize

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


Answer = (
    VisitOpened
    | CodeCheck
    | ProvisionalAnswer
    | ChosenAnswer
    | PaymentsPage
    | PaymentDetail
    | PreparedCertificate
    | NoRights
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
    RIGHTS = "rights"


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
class Finish:
    """The person ends the visit."""


Action = (
    Tick
    | CardHappened
    | HealthChanged
    | JobHappened
    | Answered
    | Touched
    | SetContrast
    | SetTextSize
    | EnterCode
    | AskProvisional
    | OpenLine
    | OpenOtherProcedures
    | ShowPage
    | ShowDetail
    | ChooseRights
    | PrintDocument
    | TryAgain
    | GoBack
    | Continue
    | Finish
)

PersonAction = (
    Touched
    | SetContrast
    | SetTextSize
    | EnterCode
    | AskProvisional
    | OpenLine
    | OpenOtherProcedures
    | ShowPage
    | ShowDetail
    | ChooseRights
    | PrintDocument
    | TryAgain
    | GoBack
    | Continue
    | Finish
)
"""The actions by which a person shows to be there."""
