"""The update of a card, step by step, without a terminal."""

from dataclasses import replace

import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.cards import CardFault
from kiosk.ports import (
    CardAnswered,
    CardFaulted,
    CardRead,
    CardRemoved,
    ReaderFailed,
    ServiceFailure,
)
from kiosk.session import actions as do
from kiosk.session import requests as ask
from kiosk.session import statuses as at
from kiosk.session.limits import Limits
from kiosk.session.reducer import reduce
from kiosk.session.terminal import Terminal
from kiosk.session.transition import deadline_s
from tests.kiosk.session.samples import (
    CARD,
    FAILURE,
    INSURED,
    NEW_ID,
    NEXT_STEP,
    NOTHING_NEW,
    REQUEST_ID,
    STEP,
    TICKET,
    UPDATED,
)

OK = b"\x90\x00"


class Update:
    """Lead the terminal from the menu through an update."""

    def __init__(self) -> None:
        self.state = Terminal(at.Menu(INSURED), inserted=TICKET)
        self.does(do.OpenLine(do.Line.CARD_UPDATE, REQUEST_ID))

    def does(self, *actions: do.Action) -> at.Status:
        for action in actions:
            self.state = reduce(self.state, action, 0.0, Limits())
        return self.state.status

    def is_answered(self, answer: do.Answer) -> at.Status:
        return self.does(do.Answered(self.number, answer))

    def hears_the_card(self, response: bytes = OK) -> at.Status:
        return self.does(do.CardHappened(CardAnswered(TICKET, self.number, response)))

    @property
    def number(self) -> int:
        assert self.state.pending is not None, "nothing was asked"
        return self.state.pending.number

    @property
    def asks(self) -> ask.Request | None:
        return None if self.state.pending is None else self.state.pending.request


@pytest.fixture
def update() -> Update:
    return Update()


@pytest.fixture
def writing(update: Update) -> Update:
    update.is_answered(STEP)
    return update


def test_the_terminal_relays_between_the_service_and_the_card(update: Update) -> None:
    assert update.asks == ask.OpenUpdate("token-1", CARD, REQUEST_ID)
    update.is_answered(STEP)
    assert update.asks == ask.GiveCommand(TICKET, STEP)
    update.hears_the_card(OK)
    assert update.asks == ask.AnswerUpdate("token-1", STEP, OK)
    update.is_answered(NEXT_STEP)
    assert update.asks == ask.GiveCommand(TICKET, NEXT_STEP)


def test_an_answer_to_another_command_is_dropped(writing: Update) -> None:
    before = writing.state
    writing.does(do.CardHappened(CardAnswered(TICKET, writing.number - 1, OK)))
    assert writing.state == before


def test_the_card_is_read_back_before_its_new_content_is_shown(writing: Update) -> None:
    writing.is_answered(UPDATED)
    assert writing.asks == ask.ReadCard(TICKET)
    read_back = replace(CARD, people=(*CARD.people, CARD.holder))
    status = writing.does(do.CardHappened(CardRead(TICKET, read_back)))
    assert status == at.CardUpdated(replace(INSURED, card=read_back), UPDATED)


def test_a_card_that_needs_nothing_is_not_read_again(writing: Update) -> None:
    assert writing.is_answered(NOTHING_NEW) == at.CardUpdated(INSURED, NOTHING_NEW)
    assert writing.asks is None


def test_a_card_that_is_read_at_another_moment_changes_nothing(writing: Update) -> None:
    before = writing.state
    writing.does(do.CardHappened(CardRead(TICKET, CARD)))
    assert writing.state == before


def test_nobody_can_leave_or_be_asked_while_the_card_is_written(writing: Update) -> None:
    before = writing.state.status
    assert writing.does(do.Finish(), do.GoBack(), do.TryAgain(NEW_ID)) == before
    assert deadline_s(writing.state, Limits()) is None


def test_a_service_that_stopped_answering_goes_on_where_it_was(writing: Update) -> None:
    writing.is_answered(ServiceFailure(FAILURE))
    assert deadline_s(writing.state, Limits()) is not None
    writing.does(do.TryAgain(NEW_ID))
    assert writing.asks == ask.OpenUpdate("token-1", CARD, REQUEST_ID)


def test_a_card_fault_stops_the_update(writing: Update) -> None:
    status = writing.does(do.CardHappened(CardFaulted(TICKET, CardFault.COMMUNICATION)))
    assert isinstance(status, at.UpdatingCard)
    assert status.failure is FailureCode.CARD_COMM
    assert writing.does(do.GoBack()) == at.Menu(INSURED)


@pytest.mark.parametrize("stop", [do.CardHappened(CardFaulted(TICKET, CardFault.COMMUNICATION)), None])
def test_an_update_that_stops_late_leaves_the_whole_idle_time_to_read_why(
    writing: Update, stop: do.Action | None
) -> None:
    late_s, limits = 300.0, Limits()
    stop = stop or do.Answered(writing.number, ServiceFailure(FAILURE))
    stopped = reduce(writing.state, stop, late_s, limits)
    assert deadline_s(stopped, limits) == late_s + limits.idle_s


def test_a_card_that_could_not_be_read_back_is_only_read_again(writing: Update) -> None:
    writing.is_answered(UPDATED)
    writing.does(do.CardHappened(CardFaulted(TICKET, CardFault.COMMUNICATION)))
    writing.does(do.TryAgain(NEW_ID))
    assert writing.asks == ask.ReadCard(TICKET)


def test_nobody_leaves_for_the_menu_with_a_card_that_nobody_has_read_since(writing: Update) -> None:
    writing.is_answered(UPDATED)
    stopped = writing.does(do.CardHappened(CardFaulted(TICKET, CardFault.COMMUNICATION)))
    assert writing.does(do.GoBack()) == stopped
    assert isinstance(writing.does(do.Finish()), at.TakeCard)


def test_a_card_pulled_before_it_was_given_a_command_is_simply_out(update: Update) -> None:
    status = update.does(do.CardHappened(CardRemoved(TICKET)))
    assert isinstance(status, at.Ended)
    assert status.reason is at.EndReason.CARD_REMOVED


def test_a_card_pulled_while_its_update_is_gone_on_with_says_that_it_is_torn(writing: Update) -> None:
    writing.is_answered(ServiceFailure(FAILURE))
    writing.does(do.TryAgain(NEW_ID))
    status = writing.does(do.CardHappened(CardRemoved(TICKET)))
    assert isinstance(status, at.Ended)
    assert status.reason is at.EndReason.UPDATE_TORN


def test_a_card_pulled_while_it_is_written_says_that_the_update_is_torn(writing: Update) -> None:
    status = writing.does(do.CardHappened(CardRemoved(TICKET)))
    assert isinstance(status, at.Ended)
    assert status.reason is at.EndReason.UPDATE_TORN
    assert status.until_s == Limits().card_problem_s, "it is read, not only seen"
    lost = writing.does(do.CardHappened(ReaderFailed(CardFault.READER_UNPLUGGED)))
    assert isinstance(lost, at.Ended)
    assert lost.reason is at.EndReason.READER_LOST


def test_a_card_pulled_after_the_last_command_is_simply_out(writing: Update) -> None:
    writing.is_answered(UPDATED)
    status = writing.does(do.CardHappened(CardRemoved(TICKET)))
    assert isinstance(status, at.Ended)
    assert status.reason is at.EndReason.CARD_REMOVED
