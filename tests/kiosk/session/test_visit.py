"""A visit, step by step, without a terminal."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.duplicate import as_duplicate
from kiosk.domain.access import CodeRefusal
from kiosk.domain.cards import CardFault
from kiosk.ports import (
    CardFaulted,
    CardInserted,
    CardKind,
    CardRead,
    CardRemoved,
    CodeAccepted,
    CodeBlocked,
    CodeMustBeChosen,
    CodeRefused,
    CodeWrong,
    JobPrinted,
    JobRefused,
    JobUnknown,
    PrintProof,
    ProvisionalSent,
    ReaderFailed,
    RightsChoice,
    ServiceFailure,
    TooManyProvisional,
    VisitOpened,
)
from kiosk.session import actions as do
from kiosk.session import requests as ask
from kiosk.session import statuses as at
from kiosk.session.equipment import card_failure
from kiosk.session.limits import Limits
from kiosk.session.reducer import reduce
from kiosk.session.terminal import Terminal
from tests.kiosk.session.samples import (
    CARD,
    CODE,
    DOCUMENT,
    FAILURE,
    INSURED,
    JOB_ID,
    MOBILE,
    NEW_ID,
    PREPARED,
    REQUEST_ID,
    RIGHTS,
    STATUSES,
    TICKET,
    VISITOR,
)


class Visit:
    """Lead a terminal by what happens, in the words of the people before it."""

    def __init__(self, status: at.Status | None = None) -> None:
        held = None if status is None else TICKET
        self.state = Terminal(status or at.WaitingForCard(), inserted=held)
        self.now_s = 0.0

    def does(self, *actions: do.Action) -> at.Status:
        for action in actions:
            self.state = reduce(self.state, action, self.now_s, Limits())
        return self.state.status

    def is_answered(self, answer: do.Answer) -> at.Status:
        assert self.state.pending is not None, "nothing was asked"
        return self.does(do.Answered(self.state.pending.number, answer))

    @property
    def asks(self) -> ask.Request | None:
        return None if self.state.pending is None else self.state.pending.request


def test_a_card_and_its_code_open_the_menu() -> None:
    visit = Visit()
    visit.does(do.CardHappened(CardInserted(TICKET, CardKind.VITALE2)), do.CardHappened(CardRead(TICKET, CARD)))
    assert visit.asks == ask.OpenVisit(CARD)
    assert visit.is_answered(VisitOpened("visit-1")) == at.AskingCode(VISITOR)
    visit.does(do.EnterCode(CODE))
    assert visit.asks == ask.CheckCode("visit-1", CODE)
    assert visit.is_answered(CodeAccepted("token-1")) == at.Menu(INSURED)


def test_a_wrong_code_says_how_many_tries_are_left_and_the_last_one_blocks() -> None:
    visit = Visit(at.AskingCode(VISITOR))
    visit.does(do.EnterCode("11112222"))
    assert visit.is_answered(CodeWrong(2)) == at.AskingCode(VISITOR, tries_left=2)
    visit.does(do.EnterCode("11112222"))
    assert visit.is_answered(CodeBlocked()) == at.AskingCode(VISITOR, blocked=True)


class TestAProvisionalCodeSentBefore:
    SENT = at.AskingProvisional(VISITOR, MOBILE, 10, resend_from_s=60.0)

    def test_it_is_typed_after_a_way_back_and_no_message_leaves(self) -> None:
        visit = Visit(replace(self.SENT, tries_left=2))
        assert visit.does(do.GoBack()) == at.AskingCode(VISITOR, sent=self.SENT)
        assert visit.does(do.AskProvisional(REQUEST_ID)) == self.SENT
        assert visit.asks is None

    def test_after_its_time_its_screen_still_comes_first(self) -> None:
        visit = Visit(at.AskingCode(VISITOR, sent=self.SENT))
        visit.now_s = 61.0
        assert visit.does(do.AskProvisional(REQUEST_ID)) == self.SENT
        assert visit.does(do.AskProvisional(REQUEST_ID)) == at.SendingProvisional(VISITOR, self.SENT)
        assert visit.asks == ask.SendProvisional("visit-1", REQUEST_ID)

    def test_wrong_codes_of_the_account_burn_it_too(self) -> None:
        visit = Visit(at.AskingCode(VISITOR, sent=self.SENT))
        visit.does(do.EnterCode("11112222"))
        assert visit.is_answered(CodeWrong(1)) == at.AskingCode(VISITOR, tries_left=1, sent=self.SENT)
        visit.does(do.EnterCode("11112222"))
        burnt = replace(self.SENT, blocked=True)
        assert visit.is_answered(CodeBlocked()) == at.AskingCode(VISITOR, blocked=True, sent=burnt)

    @pytest.mark.parametrize(("now_s", "sends"), [(59.9, False), (60.0, True)])
    def test_a_burnt_one_is_replaced_once_its_time_has_come(self, now_s: float, sends: bool) -> None:
        burnt = replace(self.SENT, blocked=True)
        visit = Visit(burnt)
        visit.now_s = now_s
        assert visit.does(do.GoBack()) == at.AskingCode(VISITOR, sent=burnt)
        led = visit.does(do.AskProvisional(REQUEST_ID))
        assert led == (at.SendingProvisional(VISITOR, burnt) if sends else burnt)

    def test_too_many_messages_leave_the_way_back_to_the_last_code(self) -> None:
        visit = Visit(self.SENT)
        visit.now_s = 61.0
        visit.does(do.AskProvisional(REQUEST_ID))
        next_at = datetime(2026, 11, 21, 15, tzinfo=UTC)
        answered = visit.is_answered(TooManyProvisional(next_at))
        assert answered == at.SeeAdviser(VISITOR, at.AdviserReason.TOO_MANY, next_at=next_at, sent=self.SENT)
        assert visit.does(do.GoBack()) == self.SENT

    def test_too_many_messages_lead_from_a_burnt_code_back_to_the_code_of_the_account(self) -> None:
        burnt = replace(self.SENT, blocked=True)
        visit = Visit(at.SeeAdviser(VISITOR, at.AdviserReason.TOO_MANY, sent=burnt))
        assert visit.does(do.GoBack()) == at.AskingCode(VISITOR, sent=burnt)

    def test_a_message_that_did_not_leave_has_made_the_code_before_void(self) -> None:
        visit = Visit(replace(self.SENT, resend_from_s=0.0))
        visit.does(do.AskProvisional(REQUEST_ID))
        visit.is_answered(ServiceFailure(FAILURE))
        assert visit.does(do.GoBack()) == at.AskingCode(VISITOR)


def test_a_code_typed_while_another_is_checked_is_not_sent() -> None:
    visit = Visit(at.AskingCode(VISITOR))
    visit.does(do.EnterCode("11112222"), do.EnterCode(CODE))
    assert visit.asks == ask.CheckCode("visit-1", "11112222")


def test_a_provisional_code_leads_to_the_choice_of_a_code_typed_twice() -> None:
    visit = Visit(at.AskingCode(VISITOR))
    visit.now_s = 50.0
    assert visit.does(do.AskProvisional(REQUEST_ID)) == at.SendingProvisional(VISITOR)
    assert visit.asks == ask.SendProvisional("visit-1", REQUEST_ID)
    assert visit.is_answered(ProvisionalSent(MOBILE, 10)) == at.AskingProvisional(VISITOR, MOBILE, 10, 110.0)
    visit.does(do.EnterCode("482913"))
    assert visit.is_answered(CodeMustBeChosen()) == at.ChoosingCode(VISITOR)
    assert visit.does(do.EnterCode(CODE)) == at.ChoosingCode(VISITOR, first=CODE)
    visit.does(do.EnterCode(CODE))
    assert visit.asks == ask.ChooseCode("visit-1", CODE)
    assert visit.is_answered(CodeAccepted("token-1")) == at.Menu(INSURED)


def test_a_code_easy_to_guess_is_refused_before_the_second_time() -> None:
    visit = Visit(at.ChoosingCode(VISITOR))
    assert visit.does(do.EnterCode("14051969")) == at.ChoosingCode(VISITOR, problem=CodeRefusal.BIRTH_DATE)


def test_a_code_of_a_card_without_nir_is_left_to_the_service() -> None:
    anonymous = replace(VISITOR, card=replace(CARD, people=(replace(CARD.holder, nir=None),)))
    visit = Visit(at.ChoosingCode(anonymous))
    assert visit.does(do.EnterCode("12345678")) == at.ChoosingCode(anonymous, first="12345678")


def test_two_different_codes_are_asked_again_from_the_first() -> None:
    visit = Visit(at.ChoosingCode(VISITOR, first=CODE))
    assert visit.does(do.EnterCode("70914253")) == at.ChoosingCode(VISITOR, problem=at.ChoiceProblem.DIFFERENT)


def test_a_code_that_the_service_refuses_is_chosen_again() -> None:
    visit = Visit(at.ChoosingCode(VISITOR, first=CODE))
    visit.does(do.EnterCode(CODE))
    refused = visit.is_answered(CodeRefused(CodeRefusal.PART_OF_NIR))
    assert refused == at.ChoosingCode(VISITOR, problem=CodeRefusal.PART_OF_NIR)


@pytest.mark.parametrize(
    "status",
    [status for status in STATUSES.values() if isinstance(status, at.VisitStatus | at.StillThere)],
    ids=[name for name, status in STATUSES.items() if isinstance(status, at.VisitStatus | at.StillThere)],
)
@pytest.mark.parametrize("event", [CardRemoved(TICKET), ReaderFailed(CardFault.SERVICE_DOWN)], ids=["card", "reader"])
def test_nothing_of_the_person_is_left_once_the_card_or_the_reader_has_gone(
    status: at.Status, event: CardRemoved | ReaderFailed
) -> None:
    visit = Visit(status)
    ended = visit.does(do.CardHappened(event))
    assert isinstance(ended, at.Ended)
    assert visit.state.pending is None
    for trace in ("Marie", "DURAND", "269057568815764", "token-1", "visit-1", CODE):
        assert trace not in repr(visit.state)
    assert not hasattr(ended, "visitor")


def test_the_reader_that_goes_says_first_that_the_card_is_gone_then_why() -> None:
    visit = Visit(at.Menu(INSURED))
    visit.does(do.CardHappened(CardRemoved(TICKET)), do.CardHappened(ReaderFailed(CardFault.SERVICE_DOWN)))
    visit.does(do.HealthChanged((FailureCode.PCSCD_DOWN,)))
    assert visit.state.status == at.Ended(at.EndReason.READER_LOST, until_s=4.0)
    visit.now_s = 4.0
    assert visit.does(do.Tick()) == at.OutOfService((FailureCode.PCSCD_DOWN,))


def test_a_reader_lost_while_it_reads_is_a_terminal_out_of_service_and_not_a_card_problem() -> None:
    visit = Visit(at.Reading(TICKET))
    visit.does(do.CardHappened(CardRemoved(TICKET)))
    visit.does(do.CardHappened(ReaderFailed(CardFault.SERVICE_HUNG)), do.HealthChanged((FailureCode.PCSCD_HUNG,)))
    assert visit.state.status == at.OutOfService((FailureCode.PCSCD_HUNG,))


def test_the_answer_about_a_card_that_was_swapped_is_dropped() -> None:
    visit = Visit(at.Reading(TICKET))
    other = replace(TICKET, insertion=9)
    visit.does(do.CardHappened(CardInserted(other, CardKind.VITALE2)))
    assert visit.does(do.CardHappened(CardRead(TICKET, CARD))) == at.Reading(other)
    assert visit.does(do.CardHappened(CardFaulted(TICKET, CardFault.EMPTY))) == at.Reading(other)


def test_an_answer_to_the_question_of_the_person_before_is_dropped() -> None:
    visit = Visit(at.AskingCode(VISITOR))
    visit.does(do.EnterCode(CODE))
    assert visit.state.pending is not None
    late = do.Answered(visit.state.pending.number, CodeAccepted("token-1"))
    visit.does(do.CardHappened(CardRemoved(TICKET)))
    assert isinstance(visit.does(late), at.Ended)


def test_the_certificate_is_printed_with_its_number_and_confirmed_to_the_service() -> None:
    visit = Visit(at.Menu(INSURED))
    visit.does(do.OpenLine(do.Line.RIGHTS, REQUEST_ID))
    assert visit.asks == ask.PrepareRights("token-1", RightsChoice(), REQUEST_ID)
    visit.is_answered(PREPARED)
    visit.does(do.PrintDocument(JOB_ID))
    assert isinstance(visit.asks, ask.Print)
    assert visit.asks.job.certificate_number == PREPARED.number
    printed = visit.does(do.JobHappened(JobPrinted(JOB_ID, PrintProof.PROCESS_ID)))
    assert isinstance(printed, at.Printed)
    assert visit.asks == ask.ConfirmPrinted("token-1", PREPARED.number)
    assert visit.is_answered(None) == printed
    assert visit.asks is None


def test_a_list_of_payments_printed_has_nothing_to_confirm() -> None:
    visit = Visit(STATUSES["payments"])
    visit.does(do.PrintDocument(JOB_ID))
    visit.is_answered(DOCUMENT)
    visit.does(do.JobHappened(JobPrinted(JOB_ID, PrintProof.CUT_COUNTER)))
    assert visit.asks is None


def test_the_certificate_keeps_its_number_while_the_choice_changes() -> None:
    visit = Visit(RIGHTS)
    visit.does(do.ChooseRights(with_dependents=True, with_exemption=True))
    assert visit.asks == ask.PrepareRights("token-1", RightsChoice(with_exemption=True), REQUEST_ID)


def test_the_preview_of_another_choice_is_never_printed() -> None:
    visit = Visit(RIGHTS)
    visit.does(do.ChooseRights(with_dependents=False, with_exemption=False))
    assert isinstance(visit.does(do.PrintDocument(JOB_ID)), at.ShowingRights)
    visit.is_answered(ServiceFailure(FAILURE))
    assert isinstance(visit.does(do.PrintDocument(JOB_ID)), at.ShowingRights)


def test_a_paper_that_may_be_out_is_printed_again_as_a_duplicata_with_the_same_number() -> None:
    visit = Visit(STATUSES["printing"])
    assert isinstance(visit.does(do.JobHappened(JobUnknown(JOB_ID))), at.PrintUnknown)
    again = visit.does(do.TryAgain(NEW_ID))
    assert isinstance(again, at.Printing)
    assert again.job.job_id == NEW_ID
    assert again.job.certificate_number == PREPARED.number
    assert again.job.document == as_duplicate(DOCUMENT)


@pytest.mark.parametrize("name", ["rights", "allowances", "third party"])
def test_a_duplicata_that_is_refused_stays_one_when_the_person_goes_back_and_prints(name: str) -> None:
    visit = Visit(STATUSES[name])
    visit.does(do.PrintDocument(JOB_ID), do.JobHappened(JobUnknown(JOB_ID)), do.TryAgain(NEW_ID))
    assert isinstance(visit.does(do.JobHappened(JobRefused(NEW_ID, FAILURE))), at.PrintRefused)
    again = visit.does(do.GoBack(), do.PrintDocument(REQUEST_ID))
    assert isinstance(again, at.Printing)
    assert again.job.document == as_duplicate(DOCUMENT)


def test_a_paper_that_was_not_printed_is_printed_again_as_it_is() -> None:
    visit = Visit(STATUSES["print refused"])
    again = visit.does(do.TryAgain(NEW_ID))
    assert isinstance(again, at.Printing)
    assert again.job.document == DOCUMENT


def test_a_line_of_the_menu_opens_from_the_menu_only() -> None:
    visit = Visit(at.AskingCode(VISITOR))
    assert visit.does(do.OpenLine(do.Line.PAYMENTS, REQUEST_ID)) == at.AskingCode(VISITOR)


def test_a_card_that_leaves_a_terminal_out_of_service_is_not_read_later() -> None:
    visit = Visit(at.OutOfService((FAILURE,)))
    visit.does(do.CardHappened(CardRemoved(TICKET)))
    assert visit.does(do.HealthChanged(())) == at.WaitingForCard()


def test_trying_again_twice_asks_once() -> None:
    visit = Visit(STATUSES["welcome failed"])
    visit.does(do.TryAgain(NEW_ID))
    first = visit.state.pending
    visit.does(do.TryAgain(NEW_ID))
    assert visit.state.pending == first


@pytest.mark.parametrize("fault", CardFault)
def test_every_card_fault_has_a_failure_code(fault: CardFault) -> None:
    assert card_failure(fault).name == fault.value
