"""What the owner makes of the words of the card process, without one."""

import pytest

from hardware.card import owner as module
from hardware.card import wire
from hardware.card.owner import CardLimits, CardOwner
from hardware.card.states import Presence
from kiosk.domain.cards import CardFault, CardFile, CardKind, CardPerson, Ticket
from kiosk.domain.nir import Nir
from kiosk.ports import CardAnswered, CardFaulted, CardInserted, CardRead, CardRemoved, ReaderReady

READER = "Lecteur 00 00"
TICKET = Ticket(READER, 0, 1)
JADE = CardFile((CardPerson("PETIT", "JADE", "20010719", None, Nir("201077570231141")),))
SELECT_MF = bytes.fromhex("00A40000023F00")


class SilentChild:
    """Take orders, and say what the test says."""

    pid = 1

    def __init__(self, settings, _environment):
        self.settings = settings
        self.said = []
        self.orders = []
        self.is_killed = False

    def receive(self):
        said, self.said = self.said, []
        return said

    def send(self, order):
        self.orders.append(order)

    def kill(self):
        self.is_killed = True
        return -9


@pytest.fixture
def told():
    return []


@pytest.fixture
def owner(monkeypatch, told):
    monkeypatch.setattr(module, "CardChild", SilentChild)
    owner = CardOwner(wire.Settings(), {}, CardLimits(), told.append)
    owner.judge(0.0)
    says(owner, wire.Beat(60.0), wire.SeenReader(READER, 1, Presence.PRESENT, CardKind.VITALE2))
    says(owner, wire.ReadEnded(READER, 1, 16, 100, card=JADE))
    assert told == [ReaderReady(READER), CardInserted(TICKET, CardKind.VITALE2), CardRead(TICKET, JADE)]
    told.clear()
    return owner


def says(owner, *messages, now_s=0.0):
    owner.child.said.extend(messages)
    owner.listen(owner.child, now_s)


def test_a_card_that_falls_mute_at_an_exchange_is_gone_and_its_answer_is_not_waited_for(owner, told):
    owner.exchange(TICKET, 1, SELECT_MF, 0.0)
    # A reset that failed: pcscd counts nothing, for no card came or went.
    says(owner, wire.SeenReader(READER, 1, Presence.MUTE, CardKind.OTHER))
    assert told[0] == CardRemoved(TICKET)
    assert told[1:] == [CardInserted(TICKET, CardKind.OTHER), CardFaulted(TICKET, CardFault.MUTE)]
    told.clear()
    owner.judge(CardLimits().exchange_s)
    assert told == []
    assert not owner.child.is_killed


def test_an_exchange_behind_a_read_has_its_time_once_the_card_is_free(owner, told):
    owner.reread(TICKET, 0.0)
    owner.exchange(TICKET, 1, SELECT_MF, 0.0)
    says(owner, wire.ReadEnded(READER, 1, 16, 1400, card=JADE), now_s=1.4)
    owner.judge(2.0)
    says(owner, wire.ExchangeEnded(READER, 1, 1, response=b"\x90\x00"), now_s=2.0)
    assert told == [CardRead(TICKET, JADE), CardAnswered(TICKET, 1, b"\x90\x00")]


def test_an_exchange_without_an_answer_is_a_deadline_and_costs_the_process(owner, told):
    frozen = owner.child
    owner.exchange(TICKET, 1, SELECT_MF, 0.0)
    owner.judge(CardLimits().exchange_s)
    assert told == [CardFaulted(TICKET, CardFault.DEADLINE)]
    assert frozen.is_killed
    assert (owner.child.settings.known_reader, owner.child.settings.known_insertion) == (READER, 1)
