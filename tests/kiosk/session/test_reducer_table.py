"""The whole rule as a table: for each status, the actions that change it; every other pair changes nothing."""

import pytest

from kiosk.session import statuses as at
from kiosk.session.actions import Answered
from kiosk.session.limits import Limits
from kiosk.session.reducer import reduce
from kiosk.session.requests import CheckCode, Pending
from kiosk.session.terminal import Terminal
from tests.kiosk.session.samples import ACTIONS, CODE, STATUSES, TICKET

NOW_S = 100.0

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
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "visit opened": "AskingCode",
        "service failed": "Welcoming",
        "finished": "TakeCard",
    },
    "welcome failed": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "visit opened": "AskingCode",
        "tried again": "Welcoming ask OpenVisit",
        "finished": "TakeCard",
    },
    "asking code": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "code accepted": "Menu",
        "code must be chosen": "ChoosingCode",
        "code wrong": "AskingCode",
        "code blocked": "AskingCode",
        "service failed": "AskingCode",
        "code entered": "AskingCode ask CheckCode",
        "provisional asked": "SendingProvisional ask SendProvisional",
        "finished": "TakeCard",
    },
    "sending provisional": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "provisional sent": "AskingProvisional",
        "no mobile": "SeeAdviser",
        "too many provisional": "SeeAdviser",
        "service failed": "SeeAdviser",
        "finished": "TakeCard",
    },
    "asking provisional": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
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
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
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
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "gone back": "AskingCode",
        "finished": "TakeCard",
    },
    "see adviser, not sent": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "tried again": "SendingProvisional ask SendProvisional",
        "gone back": "AskingCode",
        "finished": "TakeCard",
    },
    "choosing code": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "code accepted": "Menu",
        "code refused": "ChoosingCode",
        "service failed": "ChoosingCode",
        "code entered": "ChoosingCode",
        "finished": "TakeCard",
    },
    "choosing code, second time": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "code accepted": "Menu",
        "code refused": "ChoosingCode",
        "service failed": "ChoosingCode",
        "code entered": "ChoosingCode ask ChooseCode",
        "gone back": "ChoosingCode",
        "finished": "TakeCard",
    },
    "menu": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "payments opened": "ShowingPayments ask FetchPayments",
        "rights opened": "ShowingRights ask PrepareRights",
        "other procedures opened": "OtherProcedures",
        "finished": "TakeCard",
    },
    "other procedures": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "payments": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "service failed": "ShowingPayments",
        "page turned": "ShowingPayments ask FetchPayments",
        "payment chosen": "ShowingPayment ask FetchPayment",
        "print asked": "PreparingPrint ask MakePaymentsDocument",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "payments, fetching": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "page given": "ShowingPayments",
        "service failed": "ShowingPayments",
        "page turned": "ShowingPayments ask FetchPayments",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "payments failed": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "page given": "ShowingPayments",
        "page turned": "ShowingPayments ask FetchPayments",
        "payment chosen": "ShowingPayment ask FetchPayment",
        "print asked": "PreparingPrint ask MakePaymentsDocument",
        "tried again": "ShowingPayments ask FetchPayments",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "payment": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "service failed": "ShowingPayment",
        "print asked": "PreparingPrint ask MakePaymentDocument",
        "gone back": "ShowingPayments",
        "finished": "TakeCard",
    },
    "payment, fetching": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "detail given": "ShowingPayment",
        "service failed": "ShowingPayment",
        "gone back": "ShowingPayments",
        "finished": "TakeCard",
    },
    "payment failed": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "detail given": "ShowingPayment",
        "tried again": "ShowingPayment ask FetchPayment",
        "gone back": "ShowingPayments",
        "finished": "TakeCard",
    },
    "rights": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "no rights": "ShowingRights",
        "service failed": "ShowingRights",
        "rights chosen": "ShowingRights ask PrepareRights",
        "print asked": "Printing.SENDING ask Print",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "rights, preparing": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "certificate given": "ShowingRights",
        "no rights": "ShowingRights",
        "service failed": "ShowingRights",
        "rights chosen": "ShowingRights ask PrepareRights",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "rights failed": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "certificate given": "ShowingRights",
        "no rights": "ShowingRights",
        "rights chosen": "ShowingRights ask PrepareRights",
        "tried again": "ShowingRights ask PrepareRights",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "preparing print": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "document given": "Printing.SENDING ask Print",
        "service failed": "PrintRefused",
        "gone back": "ShowingPayments",
        "finished": "TakeCard",
    },
    "sending job": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "job started": "Printing.PRINTING",
        "job blocked": "Printing.BLOCKED",
        "job resumed": "Printing.PRINTING",
        "job printed": "Printed ask ConfirmPrinted",
        "job unknown": "PrintUnknown",
        "job refused": "PrintRefused",
        "finished": "TakeCard",
    },
    "printing": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "job blocked": "Printing.BLOCKED",
        "job printed": "Printed ask ConfirmPrinted",
        "job unknown": "PrintUnknown",
        "job refused": "PrintRefused",
        "finished": "TakeCard",
    },
    "printer blocked": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "job started": "Printing.PRINTING",
        "job blocked": "Printing.BLOCKED",
        "job resumed": "Printing.PRINTING",
        "job printed": "Printed ask ConfirmPrinted",
        "job unknown": "PrintUnknown",
        "job refused": "PrintRefused",
        "finished": "TakeCard",
    },
    "printed": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "print unknown": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "tried again": "Printing.SENDING ask Print",
        "gone back": "Menu",
        "finished": "TakeCard",
    },
    "print refused": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "tried again": "Printing.SENDING ask Print",
        "gone back": "ShowingRights",
        "finished": "TakeCard",
    },
    "document not made": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "gone back": "ShowingPayments",
        "finished": "TakeCard",
    },
    "still there?": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "visit opened": "Menu",
        "code accepted": "Menu",
        "code must be chosen": "Menu",
        "code wrong": "Menu",
        "code blocked": "Menu",
        "provisional sent": "Menu",
        "no mobile": "Menu",
        "too many provisional": "Menu",
        "code refused": "Menu",
        "page given": "Menu",
        "detail given": "Menu",
        "certificate given": "Menu",
        "no rights": "Menu",
        "document given": "Menu",
        "service failed": "Menu",
        "touched": "Menu",
        "contrast": "Menu",
        "text size": "Menu",
        "code entered": "Menu",
        "provisional asked": "Menu",
        "payments opened": "Menu",
        "rights opened": "Menu",
        "other procedures opened": "Menu",
        "page turned": "Menu",
        "payment chosen": "Menu",
        "rights chosen": "Menu",
        "print asked": "Menu",
        "tried again": "Menu",
        "gone back": "Menu",
        "continued": "Menu",
        "finished": "TakeCard",
    },
    "still there, printer blocked?": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
        "job started": "Printing.PRINTING",
        "job blocked": "Printing.BLOCKED",
        "job resumed": "Printing.PRINTING",
        "job printed": "Printed ask ConfirmPrinted",
        "job unknown": "PrintUnknown",
        "job refused": "PrintRefused",
        "visit opened": "Printing.BLOCKED",
        "code accepted": "Printing.BLOCKED",
        "code must be chosen": "Printing.BLOCKED",
        "code wrong": "Printing.BLOCKED",
        "code blocked": "Printing.BLOCKED",
        "provisional sent": "Printing.BLOCKED",
        "no mobile": "Printing.BLOCKED",
        "too many provisional": "Printing.BLOCKED",
        "code refused": "Printing.BLOCKED",
        "page given": "Printing.BLOCKED",
        "detail given": "Printing.BLOCKED",
        "certificate given": "Printing.BLOCKED",
        "no rights": "Printing.BLOCKED",
        "document given": "Printing.BLOCKED",
        "service failed": "Printing.BLOCKED",
        "touched": "Printing.BLOCKED",
        "contrast": "Printing.BLOCKED",
        "text size": "Printing.BLOCKED",
        "code entered": "Printing.BLOCKED",
        "provisional asked": "Printing.BLOCKED",
        "payments opened": "Printing.BLOCKED",
        "rights opened": "Printing.BLOCKED",
        "other procedures opened": "Printing.BLOCKED",
        "page turned": "Printing.BLOCKED",
        "payment chosen": "Printing.BLOCKED",
        "rights chosen": "Printing.BLOCKED",
        "print asked": "Printing.BLOCKED",
        "tried again": "Printing.BLOCKED",
        "gone back": "Printing.BLOCKED",
        "continued": "Printing.BLOCKED",
        "finished": "TakeCard",
    },
    "take card": {
        "reader lost": "Ended",
        "another card inserted": "Reading",
        "card removed": "Ended",
    },
}


def state_of(status: at.Status, *, waits_for_answer: bool) -> Terminal:
    """Put the terminal in a status, the person having just touched it."""
    nobody = isinstance(status, at.WaitingForCard | at.Ended | at.OutOfService) or (
        isinstance(status, at.CardProblem) and status.ticket is None
    )
    return Terminal(
        status,
        causes=status.causes if isinstance(status, at.OutOfService) else (),
        inserted=None if nobody else TICKET,
        pending=Pending(1, CheckCode("visit-1", CODE)) if waits_for_answer else None,
        last_number=1,
        active_at_s=NOW_S,
    )


def outcome(before: Terminal, after: Terminal) -> str:
    """Say where a pair leads, and what it asks for: "Menu", "AskingCode ask CheckCode", "" for nothing."""
    asked = after.pending if after.pending != before.pending else None
    if after.status == before.status and asked is None:
        return ""
    name = type(after.status).__name__
    if isinstance(after.status, at.Printing):
        name += f".{after.status.phase.name}"
    return name if asked is None else f"{name} ask {type(asked.request).__name__}"


@pytest.mark.parametrize("status_name", STATUSES)
def test_every_action_leads_from_a_status_where_the_table_says(status_name: str) -> None:
    found = {}
    for action_name, action in ACTIONS.items():
        before = state_of(STATUSES[status_name], waits_for_answer=isinstance(action, Answered))
        after = reduce(before, action, NOW_S, Limits())
        if leads_to := outcome(before, after):
            found[action_name] = leads_to

    assert found == TABLE[status_name]


def test_the_table_names_every_status_and_no_other_action() -> None:
    assert TABLE.keys() == STATUSES.keys()
    assert {name for row in TABLE.values() for name in row} <= ACTIONS.keys()
    sampled = {type(status) for status in STATUSES.values()}
    assert sampled == {*at.Status.__args__}  # every member of the union has a sample
