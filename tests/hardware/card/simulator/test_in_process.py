"""What the contract suite (test_contract) does not say of the reader in memory."""

import pytest

from hardware.card.simulator.in_process import InProcessCardReader
from hardware.card.simulator.scenario import load_scenario, parse_scenario
from kiosk.domain.cards import CardFault
from kiosk.ports import CardFaulted, CardInserted, CardRead, CardRemoved, ReaderFailed, ReaderReady


@pytest.fixture
def events():
    return []


@pytest.fixture
def reader(events):
    reader = InProcessCardReader()
    reader.start(events.append)
    return reader


def kinds(events):
    return [type(event) for event in events]


def test_it_tells_everything_before_the_card_is_let_go_of(reader, events):
    reader.insert("family")
    reader.remove()
    assert kinds(events) == [ReaderReady, CardInserted, CardRead, CardRemoved]


def test_it_takes_a_scenario_that_was_never_in_a_file(reader, events):
    reader.insert(load_scenario("locked"))
    assert kinds(events)[-1] is CardRead


def test_the_service_behind_it_can_fail_before_and_after_the_start(events):
    reader = InProcessCardReader()
    reader.fail(CardFault.SERVICE_DOWN)
    reader.start(events.append)
    reader.fail(None)
    reader.fail(CardFault.SERVICE_HUNG)
    assert events[0] == ReaderFailed(CardFault.SERVICE_DOWN)
    assert kinds(events) == [ReaderFailed, ReaderReady, ReaderFailed]


def test_the_delays_of_a_card_add_up_to_its_deadline_without_being_waited_for(reader, events):
    slow = parse_scenario(b'title = "x"\n[[faults]]\nkind = "delay"\ndelay_ms = 60000\n', "x")
    reader.insert(slow)
    assert events[-1].fault is CardFault.DEADLINE


def test_turning_or_removing_nothing_does_nothing(reader, events):
    reader.turn()
    reader.remove()
    assert kinds(events) == [ReaderReady]


def test_nothing_is_told_after_the_stop(reader, events):
    reader.stop()
    reader.insert("family")
    assert kinds(events) == [ReaderReady]


def test_a_card_may_be_read_again_from_within_its_own_event(events):
    reader = InProcessCardReader()

    def sink(event):
        events.append(event)
        if isinstance(event, CardFaulted) and kinds(events).count(CardFaulted) < 3:
            reader.reread(event.ticket)

    reader.start(sink)
    reader.insert("bank")
    assert kinds(events) == [ReaderReady, CardInserted, CardFaulted, CardFaulted, CardFaulted]


def test_a_virtual_card_is_refused_where_only_real_ones_are_read(events):
    reader = InProcessCardReader(accept_specimens=False)
    reader.start(events.append)
    reader.insert("family")
    assert events[-1].fault is CardFault.TEST_CARD
