import itertools

import pytest

from hardware.card.apdu import ReadFault
from hardware.card.reading import MAX_RETRIES, read_with_retries
from hardware.card.simulator.player import CardPlayer
from hardware.card.simulator.scenario import load_scenario
from kiosk.domain.cards import CardFault, CardFile


class Contacts:
    """A good card behind contacts that fail: each transmission and reset takes the next of these."""

    def __init__(self, failing=(), resets=()):
        self.player = CardPlayer(load_scenario("family"))
        self.player.power_up()
        self.failing = iter(failing)
        self.resets = iter(resets)
        self.reset_count = 0

    def transmit(self, command):
        fault = next(self.failing, None)
        return fault if fault is not None else self.player.transmit(command).data

    def reset(self):
        self.reset_count += 1
        self.player.power_up()
        return next(self.resets, None)


def read(card):
    ticks = itertools.count()
    return read_with_retries(card, accept_specimens=True, monotonic_s=lambda: next(ticks) * 0.05)


def failed(fault):
    return ReadFault(fault)


def test_a_good_card_is_read_without_reset():
    card = Contacts()
    outcome = read(card)
    assert isinstance(outcome.result, CardFile)
    assert (card.reset_count, outcome.apdus, outcome.duration_ms) == (0, 16, 200)


@pytest.mark.parametrize("fault", [CardFault.COMMUNICATION, CardFault.MUTE, CardFault.UNPOWERED])
def test_a_fault_of_the_contacts_is_begun_again_from_a_reset(fault):
    card = Contacts([failed(fault), None, failed(fault), None, None, failed(fault)])
    assert isinstance(read(card).result, CardFile)
    assert card.reset_count == MAX_RETRIES


def test_after_three_retries_the_fault_stands():
    card = Contacts(itertools.repeat(failed(CardFault.COMMUNICATION)))
    outcome = read(card)
    assert outcome.result is CardFault.COMMUNICATION
    assert (card.reset_count, outcome.apdus) == (MAX_RETRIES, 1 + MAX_RETRIES)


def test_a_card_that_does_not_come_back_from_a_reset_is_tried_again_and_then_given_up():
    mute = itertools.repeat(failed(CardFault.MUTE))
    card = Contacts([failed(CardFault.COMMUNICATION)], resets=mute)
    assert read(card).result is CardFault.MUTE
    assert card.reset_count == MAX_RETRIES


@pytest.mark.parametrize("fault", [CardFault.SERVICE_DOWN, CardFault.READER_UNPLUGGED, CardFault.PROTOCOL])
def test_a_fault_that_no_reset_cures_is_not_tried_again(fault):
    card = Contacts([failed(fault)])
    assert read(card).result is fault
    assert card.reset_count == 0


def test_the_status_word_of_a_refusal_is_kept():
    card = Contacts()
    card.player = CardPlayer(load_scenario("bank"))
    card.player.power_up()
    outcome = read(card)
    assert (outcome.result, outcome.status_word) == (CardFault.NOT_A_VITALE, 0x6A82)


class SlowContacts(Contacts):
    """A good card that takes its time; the time is counted, not waited for."""

    def __init__(self, exchange_s):
        super().__init__()
        self.exchange_s = exchange_s

    def monotonic_s(self):
        return len(self.player.exchanges) * self.exchange_s


@pytest.mark.parametrize(
    ("exchange_s", "apdus", "has_serial"), [(0.04, 16, True), (0.1, 9, False), (0.12, 9, False), (0.2, 6, False)]
)
def test_of_a_slow_card_what_a_visit_needs_is_read_in_time_and_the_rest_is_left(exchange_s, apdus, has_serial):
    card = SlowContacts(exchange_s)
    outcome = read_with_retries(card, accept_specimens=True, monotonic_s=card.monotonic_s)
    assert len(outcome.result.people) == 4
    assert (outcome.apdus, outcome.result.serial is not None) == (apdus, has_serial)
    assert outcome.duration_ms < 1300
