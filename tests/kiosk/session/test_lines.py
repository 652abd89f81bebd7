"""The lines of the menu that show a document: what each asks for, and what it prints."""

from datetime import date

import pytest

from kiosk.documents.language import Wording
from kiosk.documents.model import Document, Title
from kiosk.domain.allowances import AllowancePeriod
from kiosk.domain.attachment import AttachmentChoice
from kiosk.ports import PrintJob, RightsChoice, ServiceFailure
from kiosk.session import actions as do
from kiosk.session import requests as ask
from kiosk.session import statuses as at
from kiosk.session.limits import Limits
from kiosk.session.reducer import reduce
from kiosk.session.terminal import Terminal
from tests.kiosk.session.samples import (
    ALLOWANCES,
    CARD,
    CHILDREN,
    DETAIL,
    DOCUMENT,
    FAILURE,
    FORM,
    INSURED,
    JOB_ID,
    NEW_ID,
    OCTOBER,
    PAGE,
    PREPARED,
    QUARTER,
    REQUEST_ID,
    STATEMENT,
    THIRD_PARTY,
    TICKET,
)

TOKEN = INSURED.token
SEPTEMBER = date(2026, 9, 1)

FIRST_QUESTIONS = {
    do.Line.PAYMENTS: ask.FetchPayments(TOKEN, 0),
    do.Line.STATEMENTS: ask.PrepareStatement(TOKEN, None),
    do.Line.RIGHTS: ask.PrepareRights(TOKEN, RightsChoice(), REQUEST_ID),
    do.Line.ALLOWANCES: ask.PrepareAllowances(TOKEN, QUARTER, REQUEST_ID),
    do.Line.THIRD_PARTY: ask.PrepareThirdParty(TOKEN, REQUEST_ID),
    do.Line.ATTACHMENT: ask.PrepareAttachment(TOKEN, None),
    do.Line.EHIC: ask.FetchEhicOffer(TOKEN, CARD),
    do.Line.CARD_UPDATE: ask.OpenUpdate(TOKEN, CARD, REQUEST_ID),
}


class Line:
    """Lead the terminal from the menu into a line."""

    def __init__(self, line: do.Line) -> None:
        self.state = Terminal(at.Menu(INSURED), inserted=TICKET)
        self.does(do.OpenLine(line, REQUEST_ID))

    def does(self, *actions: do.Action) -> at.Status:
        for action in actions:
            self.state = reduce(self.state, action, 0.0, Limits())
        return self.state.status

    def is_answered(self, answer: do.Answer) -> at.Status:
        assert self.state.pending is not None, "nothing was asked"
        return self.does(do.Answered(self.state.pending.number, answer))

    @property
    def asks(self) -> ask.Request | None:
        return None if self.state.pending is None else self.state.pending.request


@pytest.mark.parametrize("line", do.Line)
def test_each_line_asks_for_what_it_shows_first(line: do.Line) -> None:
    assert Line(line).asks == FIRST_QUESTIONS[line]


CHOICES: list[tuple[do.Line, do.Answer, do.Action, ask.Request]] = [
    (do.Line.PAYMENTS, PAGE, do.ShowPage(1), ask.FetchPayments(TOKEN, 1)),
    (do.Line.STATEMENTS, STATEMENT, do.ChooseMonth(SEPTEMBER), ask.PrepareStatement(TOKEN, SEPTEMBER)),
    (
        do.Line.RIGHTS,
        PREPARED,
        do.ChooseRights(with_dependents=False, with_exemption=True),
        ask.PrepareRights(TOKEN, RightsChoice(with_dependents=False, with_exemption=True), REQUEST_ID),
    ),
    (
        do.Line.ALLOWANCES,
        ALLOWANCES,
        do.ChoosePeriod(AllowancePeriod.LAST_YEAR),
        ask.PrepareAllowances(TOKEN, AllowancePeriod.LAST_YEAR, REQUEST_ID),
    ),
    (
        do.Line.ATTACHMENT,
        FORM,
        do.ChooseChildren(AttachmentChoice(frozenset(), 1)),
        ask.PrepareAttachment(TOKEN, AttachmentChoice(frozenset(), 1)),
    ),
]
NAMES_OF_CHOICES = [line.name for line, *_ in CHOICES]


@pytest.mark.parametrize(("opened", "answer", "choice", "request_made"), CHOICES, ids=NAMES_OF_CHOICES)
def test_a_choice_asks_again_and_leaves_what_is_shown_until_it_is_answered(
    opened: do.Line, answer: do.Answer, choice: do.Action, request_made: ask.Request
) -> None:
    line = Line(opened)
    shown = line.is_answered(answer)
    chosen = line.does(choice)
    assert line.asks == request_made
    assert type(chosen) is type(shown)
    assert getattr(chosen, "prepared", PAGE) == getattr(shown, "prepared", PAGE)


@pytest.mark.parametrize(("opened", "answer", "choice", "request_made"), CHOICES, ids=NAMES_OF_CHOICES)
def test_what_could_not_be_fetched_is_asked_for_once_more_as_it_was(
    opened: do.Line, answer: do.Answer, choice: do.Action, request_made: ask.Request
) -> None:
    line = Line(opened)
    line.is_answered(answer)
    line.does(choice)
    line.is_answered(ServiceFailure(FAILURE))
    assert line.asks is None
    line.does(do.TryAgain(NEW_ID))
    # The page that is on the screen is the one that is shown again.
    expected = ask.FetchPayments(TOKEN, 0) if opened is do.Line.PAYMENTS else request_made
    assert line.asks == expected


@pytest.mark.parametrize("opened", do.Line)
def test_a_choice_of_another_line_changes_nothing(opened: do.Line) -> None:
    line = Line(opened)
    before = line.state
    for owner, _answer, choice, _request in CHOICES:
        if owner is not opened:
            line.does(choice)
    assert line.state == before


def test_a_payment_is_shown_in_full_and_the_list_is_behind_it() -> None:
    line = Line(do.Line.PAYMENTS)
    line.is_answered(PAGE)
    line.does(do.ShowDetail(7))
    assert line.asks == ask.FetchPayment(TOKEN, 7)
    assert line.is_answered(DETAIL) == at.ShowingPayment(INSURED, PAGE, 7, DETAIL)
    assert line.does(do.GoBack()) == at.ShowingPayments(INSURED, PAGE)


def test_a_payment_is_not_chosen_from_a_list_that_is_not_there() -> None:
    line = Line(do.Line.PAYMENTS)
    before = line.state
    line.does(do.ShowDetail(7))
    assert line.state == before


@pytest.mark.parametrize(
    ("opened", "answer", "job"),
    [
        (do.Line.STATEMENTS, STATEMENT, PrintJob(JOB_ID, DOCUMENT)),
        (do.Line.ATTACHMENT, FORM, PrintJob(JOB_ID, DOCUMENT)),
        (do.Line.RIGHTS, PREPARED, PrintJob(JOB_ID, DOCUMENT, certificate_number=PREPARED.number)),
        (do.Line.ALLOWANCES, ALLOWANCES, PrintJob(JOB_ID, DOCUMENT, certificate_number=ALLOWANCES.number)),
        (do.Line.THIRD_PARTY, THIRD_PARTY, PrintJob(JOB_ID, DOCUMENT, certificate_number=THIRD_PARTY.number)),
    ],
)
def test_what_is_on_the_screen_is_printed_with_the_number_it_has(
    opened: do.Line, answer: do.Answer, job: PrintJob
) -> None:
    line = Line(opened)
    line.is_answered(answer)
    printing = line.does(do.PrintDocument(JOB_ID))
    assert line.asks == ask.Print(job)
    assert isinstance(printing, at.Printing)


@pytest.mark.parametrize(
    "nothing",
    [
        at.ShowingPayments(INSURED, failure=FAILURE),
        at.ShowingPayment(INSURED, PAGE, 7, failure=FAILURE),
        at.ShowingStatement(INSURED, OCTOBER, failure=FAILURE),
        at.ShowingRights(INSURED, RightsChoice(), REQUEST_ID, failure=FAILURE),
        at.ShowingAllowances(INSURED, QUARTER, REQUEST_ID, failure=FAILURE),
        at.ShowingThirdParty(INSURED, REQUEST_ID, failure=FAILURE),
        at.ShowingAttachment(INSURED, CHILDREN, failure=FAILURE),
    ],
    ids=lambda status: type(status).__name__,
)
def test_where_nothing_is_shown_nothing_is_printed(nothing: at.Status) -> None:
    state = Terminal(nothing, inserted=TICKET)
    printed = reduce(state, do.PrintDocument(JOB_ID), 0.0, Limits())
    assert (printed.status, printed.pending) == (nothing, None)


@pytest.mark.parametrize(
    ("shown", "request_made"),
    [
        (at.ShowingPayments(INSURED, PAGE), ask.MakePaymentsDocument(TOKEN)),
        (at.ShowingPayment(INSURED, PAGE, 7, DETAIL), ask.MakePaymentDocument(TOKEN, 7)),
    ],
)
def test_the_papers_of_payments_are_made_before_they_are_printed(
    shown: at.PrintableStatus, request_made: ask.Request
) -> None:
    state = reduce(Terminal(shown, inserted=TICKET), do.PrintDocument(JOB_ID), 0.0, Limits())
    assert state.status == at.PreparingPrint(INSURED, JOB_ID, shown)
    assert state.pending is not None
    assert state.pending.request == request_made
    paper = Document(Wording("Paiements", "Payments"), (Title("PAIEMENTS"),))
    state = reduce(state, do.Answered(state.pending.number, paper), 0.0, Limits())
    assert state.pending is not None
    assert state.pending.request == ask.Print(PrintJob(JOB_ID, paper))
