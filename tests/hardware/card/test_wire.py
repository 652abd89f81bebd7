from datetime import date

import msgspec
import pytest

from hardware.card import wire
from hardware.card.states import Failed, Presence, ReadOutcome, Watching
from kiosk.domain.cards import CardFault, CardFile, CardKind, CardPerson
from kiosk.domain.nir import Nir

CARD = CardFile(
    (
        CardPerson("OEUVRARD-LEÇON", "FRANÇOISE-ZOÉ", "19930809", date(1993, 8, 9), Nir("293087570533393"), "FRA"),
        CardPerson("LECA", "GHJULIA", "450000", None, None, ""),
    ),
    date(2020, 8, 14),
    "802500000299900000007",
)


def sent(message):
    line = wire.encode(message)
    assert line.count(b"\n") == 1
    return msgspec.json.decode(line, type=wire.FromChild)


@pytest.mark.parametrize(
    "state",
    [
        Watching("Lecteur é 00", 65535, Presence.PRESENT, CardKind.VITALE2),
        Watching("Lecteur", 0, Presence.MUTE),
        *(Failed(fault) for fault in CardFault),
    ],
    ids=str,
)
def test_a_state_comes_over_as_it_was(state):
    assert wire.state_of(sent(wire.seen(state))) == state


@pytest.mark.parametrize(
    "outcome",
    [ReadOutcome(CARD, None, 16, 120), ReadOutcome(CardFault.UNREADABLE, 0x6982, 3, 7), ReadOutcome(CardFault.MUTE)],
    ids=["card", "refused", "mute"],
)
def test_what_was_read_comes_over_as_it_was(outcome):
    assert sent(wire.read_ended("Lecteur", 4, outcome)).outcome == outcome


@pytest.mark.parametrize(
    "message",
    [
        wire.ExchangeEnded("Lecteur", 4, 9, response=bytes(range(256))),
        wire.ExchangeEnded("Lecteur", 4, 9, fault=CardFault.UNPOWERED),
    ],
    ids=["answered", "failed"],
)
def test_what_was_exchanged_comes_over_as_it_was(message):
    assert sent(message) == message


@pytest.mark.parametrize(
    "order", [wire.Read("L", 1), wire.Exchange("L", 1, 2, b"\x00\xa4\x00"), wire.Release("L", 1)], ids=str
)
def test_an_order_comes_over_as_it_was(order):
    assert msgspec.json.decode(wire.encode(order), type=wire.Order) == order


def test_what_is_exchanged_does_not_show_in_its_representation():
    shown = repr(wire.Exchange("L", 1, 2, b"DURAND")) + repr(wire.ExchangeEnded("L", 1, 2, response=b"DURAND"))
    assert "DURAND" not in shown
    assert "fault" in shown


def test_a_number_that_is_wrong_does_not_come_over():
    line = wire.encode(wire.read_ended("Lecteur", 4, ReadOutcome(CARD))).replace(b"293087570533393", b"293087570533394")
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.json.decode(line, type=wire.FromChild)
    assert "2930875" not in str(refused.value)
