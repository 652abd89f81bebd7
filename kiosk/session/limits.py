"""How long the terminal waits, in seconds on the monotonic clock, and what a code may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from kiosk.domain.access import CodePolicy
from kiosk.session.statuses import (
    AskingCode,
    AskingProvisional,
    CardUpdated,
    ChoosingCode,
    ChoosingEhic,
    EhicAddressWrong,
    EhicOrdered,
    Menu,
    OrderingEhic,
    OtherProcedures,
    PreparingPrint,
    Printed,
    Printing,
    PrintPhase,
    PrintRefused,
    PrintUnknown,
    SeeAdviser,
    SendingProvisional,
    ShowingAllowances,
    ShowingAttachment,
    ShowingPayment,
    ShowingPayments,
    ShowingRights,
    ShowingStatement,
    ShowingThirdParty,
    UpdatingCard,
    VisitStatus,
    Welcoming,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold the waiting times of a visit.

    Attributes:
        idle_s: without a touch, before the question "still there?".
        idle_code_s: idem while a code is typed.
        idle_reading_s: idem while a statement, a certificate or a printer's cause is read.
        warning_s: how long the question stays (WCAG 2.2.1 asks for 20 s at least).
        goodbye_s: how long the last screen stays.
        card_problem_s: how long a card problem, an update to finish or a paper to take is said once the card is out.
        pulled_s: a fault of communication that the card's leaving follows within this time was a card pulled too soon.
        printed_s: how long "take your document" stays before the next screen comes by itself; and the last screen,
            while the paper of somebody who left still comes out.
        late_touch_s: a touch within this time after "take your document" went by itself was meant for that screen: eye
            and hand take about half a second from what is seen to what is touched.
        resend_s: between two text messages.
        preferences_s: how long palette and text size outlast the last touch while no card is in.
        codes: what a definitive code may be.
    """

    idle_s: float = 60.0
    idle_code_s: float = 90.0
    idle_reading_s: float = 120.0
    warning_s: float = 30.0
    goodbye_s: float = 4.0
    card_problem_s: float = 8.0
    pulled_s: float = 0.5
    printed_s: float = 15.0
    late_touch_s: float = 0.7
    resend_s: float = 60.0
    preferences_s: float = 60.0
    codes: CodePolicy = field(default_factory=CodePolicy)

    def idle_limit_s(self, status: VisitStatus) -> float | None:
        """Give how long a person may do nothing; None where only the machine is at work."""
        match status:
            case AskingCode() | AskingProvisional() | ChoosingCode():
                return self.idle_code_s
            case (
                ShowingPayments()
                | ShowingPayment()
                | ShowingStatement()
                | ShowingRights()
                | ShowingAllowances()
                | ShowingThirdParty()
                | ShowingAttachment()
                | ChoosingEhic()
                | EhicAddressWrong()
                | EhicOrdered()
                | CardUpdated()
                | OtherProcedures()
                | SeeAdviser()
            ):
                return self.idle_reading_s
            case Printing(phase=PrintPhase.BLOCKED):
                return self.idle_reading_s
            case Printing() | Printed():
                return None
            case UpdatingCard(failure=None):
                # A card that is being written must not be asked for.
                return None
            case (
                Welcoming()
                | SendingProvisional()
                | Menu()
                | OrderingEhic()
                | UpdatingCard()
                | PreparingPrint()
                | PrintUnknown()
                | PrintRefused()
            ):
                return self.idle_s
            case _:
                assert_never(status)
