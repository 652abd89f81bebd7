"""Which screen shows a status while somebody is there; loaded after the first frame."""

from __future__ import annotations

from typing import assert_never

from kiosk.catalogue.failures import FailureCode
from kiosk.session.statuses import (
    AskingCode,
    AskingProvisional,
    CardProblem,
    CardUpdated,
    ChoosingCode,
    ChoosingEhic,
    EhicAddressWrong,
    EhicOrdered,
    Ended,
    Menu,
    OrderingEhic,
    OtherProcedures,
    PreparingPrint,
    Printed,
    Printing,
    PrintRefused,
    PrintUnknown,
    Reading,
    SeeAdviser,
    SendingProvisional,
    ShowingAllowances,
    ShowingAttachment,
    ShowingPayment,
    ShowingPayments,
    ShowingRights,
    ShowingStatement,
    ShowingThirdParty,
    StillThere,
    TakeCard,
    UpdatingCard,
    VisitStatus,
    Welcoming,
)
from ui.terminal.routes import Route
from ui.terminal.screen import ScreenContext
from ui.terminal.screens import (
    adviser_needed,
    allowances,
    attachment,
    card_problem,
    card_update,
    card_updated,
    choose_code,
    code,
    ehic,
    ended,
    menu,
    other_procedures,
    payment,
    payments,
    printing,
    provisional,
    reading,
    rights,
    statements,
    still_there,
    take_card,
    third_party,
    welcome,
)

AttendedStatus = Reading | CardProblem | VisitStatus | StillThere | TakeCard | Ended
"""The statuses in which somebody stands before the terminal."""


def attended_route_of(status: AttendedStatus, context: ScreenContext) -> Route:
    """Give the screen of a status and its view."""
    match status:
        case Reading():
            return Route(reading.ReadingScreen, reading.view_of(status, context))
        case CardProblem():
            return Route(card_problem.CardProblemScreen, card_problem.view_of(status, context))
        case Welcoming():
            return Route(welcome.WelcomeScreen, welcome.view_of(status, context))
        case AskingCode():
            return Route(code.CodeEntryScreen, code.view_of(status, context))
        case SendingProvisional():
            return Route(provisional.SendingScreen, provisional.sending_view_of(status, context))
        case AskingProvisional():
            return Route(provisional.ProvisionalScreen, provisional.view_of(status, context))
        case SeeAdviser():
            return Route(adviser_needed.AdviserNeededScreen, adviser_needed.view_of(status, context))
        case ChoosingCode():
            return Route(choose_code.ChooseCodeScreen, choose_code.view_of(status, context))
        case Menu():
            return Route(menu.MenuScreen, menu.view_of(status, context))
        case OtherProcedures():
            return Route(other_procedures.OtherProceduresScreen, other_procedures.view_of(status, context))
        case ShowingPayments():
            return Route(payments.PaymentsScreen, payments.view_of(status, context))
        case ShowingPayment():
            return Route(payment.PaymentScreen, payment.view_of(status, context))
        case ShowingStatement():
            return Route(statements.StatementsScreen, statements.view_of(status, context))
        case ShowingAllowances():
            return Route(allowances.AllowancesScreen, allowances.view_of(status, context))
        case ShowingThirdParty():
            return Route(third_party.ThirdPartyScreen, third_party.view_of(status, context))
        case ShowingRights():
            return Route(rights.RightsScreen, rights.view_of(status, context))
        case ChoosingEhic() | EhicAddressWrong() | OrderingEhic() | EhicOrdered():
            return ehic.route_of(status, context)
        case UpdatingCard(failure=FailureCode() as failure):
            return Route(card_update.UpdateStoppedScreen, card_update.stopped_view_of(status, failure))
        case UpdatingCard():
            return Route(card_update.UpdatingScreen, card_update.view_of(status, context))
        case CardUpdated():
            return Route(card_updated.CardUpdatedScreen, card_updated.view_of(status, context))
        case ShowingAttachment():
            return Route(attachment.AttachmentScreen, attachment.view_of(status, context))
        case PreparingPrint() | Printing() | Printed() | PrintUnknown() | PrintRefused():
            return Route(printing.PrintingScreen, printing.view_of(status, context))
        case StillThere():
            return Route(still_there.StillThereScreen, still_there.view_of(status, context))
        case TakeCard():
            return Route(take_card.TakeCardScreen, take_card.view_of(status, context))
        case Ended():
            return Route(ended.EndedScreen, ended.view_of(status, context))
        case _:
            assert_never(status)
