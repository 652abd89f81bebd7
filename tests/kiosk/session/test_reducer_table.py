"""The whole rule as a table: for each status, the actions that change it; every other pair changes nothing."""

import pytest

from kiosk.ports import CardAnswered
from kiosk.session import statuses as at
from kiosk.session.actions import Action, Answered, CardHappened, PersonAction
from kiosk.session.limits import Limits
from kiosk.session.reducer import reduce
from kiosk.session.requests import CheckCode, GiveCommand, Pending
from kiosk.session.terminal import Terminal
from tests.kiosk.session.samples import ACTIONS, CODE, STATUSES, STEP, TICKET

NOW_S = 100.0

LEAVING = {"reader lost": "Ended", "another card inserted": "Reading", "card removed": "Ended"}
"""What ends every visit."""

SIGNS_OF_LIFE = [
    name
    for name, action in ACTIONS.items()
    if isinstance(action, PersonAction | Answered) and name not in ("late answer", "finished")
]
"""What takes the question "still there?" back."""

TABLE: dict[str, dict[str, str]] = {
    "out of service": {
        "all is well": "WaitingForCard",
        "printer missing": "OutOfService",
    },
    "waiting": {
        "another card inserted": "Reading",
        "printer missing": "OutOfService",
    },
    "ended": {
        "another card inserted": "Reading",
    },
    "reading": {
        "reader lost": "WaitingForCard",
        "another card inserted": "Reading",
        "card read": "Welcoming ask OpenVisit",
        "card faulted": "CardProblem",
        "card removed": "CardProblem",
    },
    "card problem": {
        "reader lost": "WaitingForCard",
        "another card inserted": "Reading",
        "card removed": "CardProblem",
    },
    "card problem, card out": {
        "reader lost": "WaitingForCard",
        "another card inserted": "Reading",
    },
    "welcoming": {
        **LEAVING,
        "visit opened": "AskingCode",
        "service failed": "Welcoming",
        "finished": "TakeCard",
    },
    "welcome failed": {
        **LEAVING,
        "visit opened": "AskingCode",
        "tried again": "Welcoming ask OpenVisit",
        "finished": "TakeCard",
    },
    "asking code": {
        **LEAVING,
        "code accepted": "Menu",
        "code must be chosen": "ChoosingCode",
        "code wrong": "AskingCode",
        "code blocked": "AskingCode",
        "service failed": "AskingCode",
        "code entered": "AskingCode ask CheckCode",
        "provisional asked": "SendingProvisional ask SendProvisional",
        "finished": "TakeCard",
    },
    "asking code, provisional sent": {
        **LEAVING,
        "code accepted": "Menu",
        "code must be chosen": "ChoosingCode",
        "code wrong": "AskingCode",
        "code blocked": "AskingCode",
        "service failed": "AskingCode",
        "code entered": "AskingCode ask CheckCode",
        "provisional asked": "AskingProvisional",
        "finished": "TakeCard",
    },
    "asking code, provisional burnt": {
        **LEAVING,
        "code accepted": "Menu",
        "code must be chosen": "ChoosingCode",
        "code wrong": "AskingCode",
        "code blocked": "AskingCode",
        "service failed": "AskingCode",
        "code entered": "AskingCode ask CheckCode",
        "provisional asked": "SendingProvisional ask SendProvisional",
        "finished": "TakeCard",
    },
    "asking code, provisional burnt, too soon to send again": {
        **LEAVING,
        "code accepted": "Menu",
        "code must be chosen": "ChoosingCode",
        "code wrong": "AskingCode",
        "code blocked": "AskingCode",
        "service failed": "AskingCode",
        "code entered": "AskingCode ask CheckCode",
        "provisional asked": "AskingProvisional",
        "finished": "TakeCard",
    },
    "sending provisional": {
        **LEAVING,
        "provisional sent": "AskingProvisional",
        "no mobile": "SeeAdviser",
        "too many provisional": "SeeAdviser",
        "service failed": "SeeAdviser",
        "finished": "TakeCard",
    },
    "asking provisional": {
        **LEAVING,
        "code accepted": "Menu",
        "code must be chosen": "ChoosingCode",
        "code wrong": "AskingProvisional",
        "code blocked": "AskingProvisional",
        "service failed": "AskingProvisional",
        "code entered": "AskingProvisional ask CheckCode",
        "provisional asked": "SendingProvisional ask SendProvisional",
        "gone back": "AskingCode",
        "finished": "TakeCard",
    },
    "asking provisional, too soon to send again": {
        **LEAVING,
        "code accepted": "Menu",
        "code must be chosen": "ChoosingCode",
        "code wrong": "AskingProvisional",
        "code blocked": "AskingProvisional",
        "service failed": "AskingProvisional",
        "code entered": "AskingProvisional ask CheckCode",
        "gone back": "AskingCode",
        "finished": "TakeCard",
    },
    "see adviser, no mobile": {
        **LEAVING,
        "gone back": "AskingCode",
        "finished": "TakeCard",
    },
    "see adviser, too many": {
        **LEAVING,
        "gone back": "AskingProvisional",
        "finished": "TakeCard",
    },
    "see adviser, not sent": {
        **LEAVING,
        "tried again": "SendingProvisional ask SendProvisional",
        "gone back": "AskingCode",
        "finished": "TakeCard",
    },
    "choosing code": {
        **LEAVING,
        "code accepted": "Menu",
        "code refused": "ChoosingCode",
        "service failed": "ChoosingCode",
        "code entered": "ChoosingCode",
        "finished": "TakeCard",
    },
    "choosing code, second time": {
        **LEAVING,
        "code accepted": "Menu",
        "code refused": "ChoosingCode",
        "service failed": "ChoosingCode",
        "code entered": "ChoosingCode ask ChooseCode",
        "gone back": "ChoosingCode",
        "finished": "TakeCard",
    },
    "menu": {
        **LEAVING,
        "payments opened": "ShowingPayments ask FetchPayments",
        "statements opened": "ShowingStatement ask PrepareStatement",
        "rights opened": "ShowingRights ask PrepareRights",
        "allowances opened": "ShowingAllowances ask PrepareAllowances",
        "third party opened": "ShowingThirdParty ask PrepareThirdParty",
        "attachment opened": "ShowingAttachment ask PrepareAttachment",
        "ehic opened": "ChoosingEhic.PEOPLE ask FetchEhicOffer",
        "card update opened": "UpdatingCard ask OpenUpdate",
        "other procedures opened": "OtherProcedures",
        "finished": "TakeCard",
    },
    "other procedures": {
        **LEAVING,
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "payments": {
        **LEAVING,
        "service failed": "ShowingPayments",
        "page turned": "ShowingPayments ask FetchPayments",
        "payment chosen": "ShowingPayment ask FetchPayment",
        "print asked": "PreparingPrint ask MakePaymentsDocument",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "payments, fetching": {
        **LEAVING,
        "page given": "ShowingPayments",
        "service failed": "ShowingPayments",
        "page turned": "ShowingPayments ask FetchPayments",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "payments failed": {
        **LEAVING,
        "page given": "ShowingPayments",
        "page turned": "ShowingPayments ask FetchPayments",
        "payment chosen": "ShowingPayment ask FetchPayment",
        "print asked": "PreparingPrint ask MakePaymentsDocument",
        "tried again": "ShowingPayments ask FetchPayments",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "payment": {
        **LEAVING,
        "service failed": "ShowingPayment",
        "print asked": "PreparingPrint ask MakePaymentDocument",
        "gone back": "ShowingPayments",
        "finished": "TakeCard",
    },
    "payment, fetching": {
        **LEAVING,
        "detail given": "ShowingPayment",
        "service failed": "ShowingPayment",
        "gone back": "ShowingPayments",
        "finished": "TakeCard",
    },
    "payment failed": {
        **LEAVING,
        "detail given": "ShowingPayment",
        "tried again": "ShowingPayment ask FetchPayment",
        "gone back": "ShowingPayments",
        "finished": "TakeCard",
    },
    "rights": {
        **LEAVING,
        "no rights": "ShowingRights",
        "service failed": "ShowingRights",
        "rights chosen": "ShowingRights ask PrepareRights",
        "print asked": "Printing.SENDING ask Print",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "rights, preparing": {
        **LEAVING,
        "certificate given": "ShowingRights",
        "no rights": "ShowingRights",
        "service failed": "ShowingRights",
        "rights chosen": "ShowingRights ask PrepareRights",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "rights failed": {
        **LEAVING,
        "certificate given": "ShowingRights",
        "no rights": "ShowingRights",
        "rights chosen": "ShowingRights ask PrepareRights",
        "tried again": "ShowingRights ask PrepareRights",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "statement": {
        **LEAVING,
        "service failed": "ShowingStatement",
        "month chosen": "ShowingStatement ask PrepareStatement",
        "print asked": "Printing.SENDING ask Print",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "statement, preparing": {
        **LEAVING,
        "statement given": "ShowingStatement",
        "service failed": "ShowingStatement",
        "month chosen": "ShowingStatement ask PrepareStatement",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "statement failed": {
        **LEAVING,
        "statement given": "ShowingStatement",
        "month chosen": "ShowingStatement ask PrepareStatement",
        "tried again": "ShowingStatement ask PrepareStatement",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "allowances": {
        **LEAVING,
        "no allowance": "ShowingAllowances",
        "service failed": "ShowingAllowances",
        "period chosen": "ShowingAllowances ask PrepareAllowances",
        "print asked": "Printing.SENDING ask Print",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "no allowance": {
        **LEAVING,
        "allowances given": "ShowingAllowances",
        "service failed": "ShowingAllowances",
        "period chosen": "ShowingAllowances ask PrepareAllowances",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "allowances, preparing": {
        **LEAVING,
        "allowances given": "ShowingAllowances",
        "no allowance": "ShowingAllowances",
        "service failed": "ShowingAllowances",
        "period chosen": "ShowingAllowances ask PrepareAllowances",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "allowances failed": {
        **LEAVING,
        "allowances given": "ShowingAllowances",
        "no allowance": "ShowingAllowances",
        "period chosen": "ShowingAllowances ask PrepareAllowances",
        "tried again": "ShowingAllowances ask PrepareAllowances",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "third party": {
        **LEAVING,
        "not covered": "ShowingThirdParty",
        "service failed": "ShowingThirdParty",
        "print asked": "Printing.SENDING ask Print",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "not covered": {
        **LEAVING,
        "third party given": "ShowingThirdParty",
        "service failed": "ShowingThirdParty",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "third party, preparing": {
        **LEAVING,
        "third party given": "ShowingThirdParty",
        "not covered": "ShowingThirdParty",
        "service failed": "ShowingThirdParty",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "third party failed": {
        **LEAVING,
        "third party given": "ShowingThirdParty",
        "not covered": "ShowingThirdParty",
        "tried again": "ShowingThirdParty ask PrepareThirdParty",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "attachment": {
        **LEAVING,
        "service failed": "ShowingAttachment",
        "children chosen": "ShowingAttachment ask PrepareAttachment",
        "print asked": "Printing.SENDING ask Print",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "attachment, preparing": {
        **LEAVING,
        "form given": "ShowingAttachment",
        "service failed": "ShowingAttachment",
        "children chosen": "ShowingAttachment ask PrepareAttachment",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "attachment failed": {
        **LEAVING,
        "form given": "ShowingAttachment",
        "children chosen": "ShowingAttachment ask PrepareAttachment",
        "tried again": "ShowingAttachment ask PrepareAttachment",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "ehic people": {
        **LEAVING,
        "ehic offer given": "ChoosingEhic.PEOPLE",
        "service failed": "ChoosingEhic.PEOPLE",
        "people chosen": "ChoosingEhic.PEOPLE",
        "gone on": "ChoosingEhic.ADDRESS",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "ehic people, nobody chosen": {
        **LEAVING,
        "service failed": "ChoosingEhic.PEOPLE",
        "people chosen": "ChoosingEhic.PEOPLE",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "ehic people, certificate alone": {
        **LEAVING,
        "ehic offer given": "ChoosingEhic.PEOPLE",
        "service failed": "ChoosingEhic.PEOPLE",
        "people chosen": "ChoosingEhic.PEOPLE",
        "gone on": "ChoosingEhic.DEPARTURE",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "ehic people, fetching": {
        **LEAVING,
        "ehic offer given": "ChoosingEhic.PEOPLE",
        "service failed": "ChoosingEhic.PEOPLE",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "ehic people failed": {
        **LEAVING,
        "ehic offer given": "ChoosingEhic.PEOPLE",
        "tried again": "ChoosingEhic.PEOPLE ask FetchEhicOffer",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "ehic address": {
        **LEAVING,
        "ehic offer given": "ChoosingEhic.ADDRESS",
        "service failed": "ChoosingEhic.ADDRESS",
        "address refused": "EhicAddressWrong",
        "gone on": "ChoosingEhic.DEPARTURE",
        "gone back": "ChoosingEhic.PEOPLE",
        "finished": "TakeCard",
    },
    "ehic departure": {
        **LEAVING,
        "ehic offer given": "ChoosingEhic.DEPARTURE",
        "service failed": "ChoosingEhic.DEPARTURE",
        "departure chosen": "ChoosingEhic.DEPARTURE",
        "departure not known": "ChoosingEhic.DEPARTURE",
        "gone on": "OrderingEhic ask OrderEhic",
        "gone back": "ChoosingEhic.ADDRESS",
        "finished": "TakeCard",
    },
    "ehic departure, not given": {
        **LEAVING,
        "ehic offer given": "ChoosingEhic.DEPARTURE",
        "service failed": "ChoosingEhic.DEPARTURE",
        "departure chosen": "ChoosingEhic.DEPARTURE",
        "departure not known": "ChoosingEhic.DEPARTURE",
        "gone back": "ChoosingEhic.ADDRESS",
        "finished": "TakeCard",
    },
    "ehic departure, certificate alone": {
        **LEAVING,
        "ehic offer given": "ChoosingEhic.DEPARTURE",
        "service failed": "ChoosingEhic.DEPARTURE",
        "departure chosen": "ChoosingEhic.DEPARTURE",
        "departure not known": "ChoosingEhic.DEPARTURE",
        "gone on": "OrderingEhic ask OrderEhic",
        "gone back": "ChoosingEhic.PEOPLE",
        "finished": "TakeCard",
    },
    "ehic address wrong": {
        **LEAVING,
        "gone back": "ChoosingEhic.PEOPLE",
        "finished": "TakeCard",
    },
    "ordering ehic": {
        **LEAVING,
        "ehic ordered": "EhicOrdered",
        "ehic offer changed": "ChoosingEhic.PEOPLE",
        "service failed": "OrderingEhic",
        "finished": "TakeCard",
    },
    "ehic order failed": {
        **LEAVING,
        "ehic ordered": "EhicOrdered",
        "ehic offer changed": "ChoosingEhic.PEOPLE",
        "tried again": "OrderingEhic ask OrderEhic",
        "finished": "TakeCard",
    },
    "ehic ordered": {
        **LEAVING,
        "paper asked": "Printing.SENDING ask Print",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "update opening": {
        **LEAVING,
        "card faulted": "UpdatingCard",
        "card answered": "UpdatingCard ask AnswerUpdate",
        "update step given": "UpdatingCard ask GiveCommand",
        "update done": "UpdatingCard ask ReadCard",
        "update refused": "CardUpdated",
        "service failed": "UpdatingCard",
    },
    "update, card at work": {
        **LEAVING,
        "card faulted": "UpdatingCard",
        "card answered": "UpdatingCard ask AnswerUpdate",
        "update step given": "UpdatingCard ask GiveCommand",
        "update done": "UpdatingCard ask ReadCard",
        "update refused": "CardUpdated",
        "service failed": "UpdatingCard",
    },
    "update, reading back": {
        **LEAVING,
        "card read": "CardUpdated",
        "card faulted": "UpdatingCard",
        "card answered": "UpdatingCard ask AnswerUpdate",
        "update step given": "UpdatingCard ask GiveCommand",
        "update done": "UpdatingCard ask ReadCard",
        "update refused": "CardUpdated",
        "service failed": "UpdatingCard",
    },
    "update failed": {
        **LEAVING,
        "card answered": "UpdatingCard ask AnswerUpdate",
        "update step given": "UpdatingCard ask GiveCommand",
        "update done": "UpdatingCard ask ReadCard",
        "update refused": "CardUpdated",
        "tried again": "UpdatingCard ask OpenUpdate",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "reading back failed": {
        **LEAVING,
        "card read": "CardUpdated",
        "card answered": "UpdatingCard ask AnswerUpdate",
        "update step given": "UpdatingCard ask GiveCommand",
        "update done": "UpdatingCard ask ReadCard",
        "update refused": "CardUpdated",
        "tried again": "UpdatingCard ask ReadCard",
        "finished": "TakeCard",
    },
    "card updated": {
        **LEAVING,
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "preparing print": {
        **LEAVING,
        "document given": "Printing.SENDING ask Print",
        "service failed": "PrintRefused",
        "gone back": "ShowingPayments",
        "finished": "TakeCard",
    },
    "sending job": {
        **LEAVING,
        "job started": "Printing.PRINTING",
        "job blocked": "Printing.BLOCKED",
        "job resumed": "Printing.PRINTING",
        "job printed": "Printed ask ConfirmPrinted",
        "job unknown": "PrintUnknown",
        "job refused": "PrintRefused",
        "finished": "TakeCard",
    },
    "printing": {
        **LEAVING,
        "job blocked": "Printing.BLOCKED",
        "job printed": "Printed ask ConfirmPrinted",
        "job unknown": "PrintUnknown",
        "job refused": "PrintRefused",
        "finished": "TakeCard",
    },
    "printer blocked": {
        **LEAVING,
        "job started": "Printing.PRINTING",
        "job blocked": "Printing.BLOCKED",
        "job resumed": "Printing.PRINTING",
        "job printed": "Printed ask ConfirmPrinted",
        "job unknown": "PrintUnknown",
        "job refused": "PrintRefused",
        "finished": "TakeCard",
    },
    "printing a paper of an order": {
        **LEAVING,
        "job blocked": "Printing.BLOCKED",
        "job printed": "Printed ask ConfirmPrinted",
        "job unknown": "PrintUnknown",
        "job refused": "PrintRefused",
        "finished": "TakeCard",
    },
    "printing the last paper of an order": {
        **LEAVING,
        "job blocked": "Printing.BLOCKED",
        "job printed": "Printed ask ConfirmPrinted",
        "job unknown": "PrintUnknown",
        "job refused": "PrintRefused",
        "finished": "TakeCard",
    },
    "printed": {
        **LEAVING,
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "printed, more papers": {
        **LEAVING,
        "gone back": "EhicOrdered",
        "finished": "TakeCard",
    },
    "print unknown": {
        **LEAVING,
        "tried again": "Printing.SENDING ask Print",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "print of an order unknown": {
        **LEAVING,
        "tried again": "Printing.SENDING ask Print",
        "gone back": "EhicOrdered",
        "finished": "TakeCard",
    },
    "print refused": {
        **LEAVING,
        "tried again": "Printing.SENDING ask Print",
        "gone back": "ShowingRights",
        "finished": "TakeCard",
    },
    "document not made": {
        **LEAVING,
        "gone back": "ShowingPayments",
        "finished": "TakeCard",
    },
    "still there?": {
        **LEAVING,
        **dict.fromkeys(SIGNS_OF_LIFE, "Menu"),
        "finished": "TakeCard",
    },
    "still there, printer blocked?": {
        **LEAVING,
        **dict.fromkeys(SIGNS_OF_LIFE, "Printing.BLOCKED"),
        "job started": "StillThere",
        "job blocked": "StillThere",
        "job resumed": "StillThere",
        "job printed": "StillThere ask ConfirmPrinted",
        "job unknown": "StillThere",
        "job refused": "StillThere",
        "finished": "TakeCard",
    },
    "take card": {
        **LEAVING,
    },
}


def state_of(status: at.Status, action: Action) -> Terminal:
    """Put the terminal in a status, the person having just touched it and the question waiting that an answer needs."""
    nobody = isinstance(status, at.WaitingForCard | at.Ended | at.OutOfService) or (
        isinstance(status, at.CardProblem) and status.ticket is None
    )
    return Terminal(
        status,
        causes=status.causes if isinstance(status, at.OutOfService) else (),
        inserted=None if nobody else TICKET,
        pending=_waits_for(action),
        last_number=1,
        active_at_s=NOW_S,
    )


def _waits_for(action: Action) -> Pending | None:
    match action:
        case Answered():
            return Pending(1, CheckCode("visit-1", CODE))
        case CardHappened(event=CardAnswered()):
            return Pending(1, GiveCommand(TICKET, STEP))
        case _:
            return None


def outcome(before: Terminal, after: Terminal) -> str:
    """Say where a pair leads, and what it asks for: "Menu", "AskingCode ask CheckCode", "" for nothing."""
    asked = after.pending if after.pending != before.pending else None
    if after.status == before.status and asked is None:
        return ""
    name = type(after.status).__name__
    if isinstance(after.status, at.Printing):
        name += f".{after.status.phase.name}"
    if isinstance(after.status, at.ChoosingEhic):
        name += f".{after.status.step.name}"
    return name if asked is None else f"{name} ask {type(asked.request).__name__}"


@pytest.mark.parametrize("status_name", STATUSES)
def test_every_action_leads_from_a_status_where_the_table_says(status_name: str) -> None:
    found = {}
    for action_name, action in ACTIONS.items():
        before = state_of(STATUSES[status_name], action)
        after = reduce(before, action, NOW_S, Limits())
        if leads_to := outcome(before, after):
            found[action_name] = leads_to

    assert found == TABLE[status_name]


def test_the_table_names_every_status_and_no_other_action() -> None:
    assert TABLE.keys() == STATUSES.keys()
    assert {name for row in TABLE.values() for name in row} <= ACTIONS.keys()
    sampled = {type(status) for status in STATUSES.values()}
    assert sampled == {*at.Status.__args__}  # every member of the union has a sample
