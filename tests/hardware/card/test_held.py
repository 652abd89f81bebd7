"""A card that is held for exchanges when pcscd, the reader, the card process or another program misbehaves."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from hardware.card import held as held_module
from hardware.card import presence as presence_module
from hardware.card.held import HeldCard
from hardware.card.owner import CardLimits
from hardware.card.presence import CardPresence
from kiosk.domain.cards import CardFault
from kiosk.ports import CardAnswered, CardFaulted, CardInserted, CardRead, CardRemoved, ReaderFailed, ReaderReady

SELECT_MF = bytes.fromhex("00A40000023F00")
READ_IDENTITY = bytes.fromhex("00B0820000")

CONNECT = """
from smartcard import scard
_, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
_, names = scard.SCardListReaders(context, [])
code, _, _ = scard.SCardConnect(context, names[0], scard.SCARD_SHARE_SHARED, scard.SCARD_PROTOCOL_T0)
print(code & 0xFFFFFFFF)
"""
SUCCESS, SHARING_VIOLATION = 0, 0x8010000B


def connect_as_another_program(bench):
    environment = {**os.environ, **bench.environment}
    ended = subprocess.run([sys.executable, "-c", CONNECT], env=environment, capture_output=True, check=True, text=True)
    return int(ended.stdout)


def until(condition, what):
    """Wait until a condition holds."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, f"waited for {what}"
        threading.Event().wait(0.005)


@pytest.fixture
def held(bench, make_reader, card_file, jade):
    """A card that answers its twentieth command late and is held: its reader, what it tells, and the ticket."""
    reader, told = make_reader(limits=CardLimits(gone_s=8.0))
    told.wait_for(ReaderReady)
    bench.insert(card_file(jade + '[[faults]]\nkind = "delay"\nat = 20\ndelay_ms = 700\n'))
    ticket = told.wait_for(CardRead).ticket
    reader.exchange(ticket, 1, SELECT_MF)
    told.wait_for(CardAnswered)
    return reader, told, ticket


def ask_late(bench, held):
    """Send a command that is being answered when this returns."""
    reader, _, ticket = held
    reader.exchange(ticket, 2, READ_IDENTITY)
    until(lambda: len(bench.state().exchanges) >= 20, "the exchange")


def test_nobody_else_reaches_a_card_from_the_first_command_to_the_release(bench, held):
    reader, told, ticket = held
    assert connect_as_another_program(bench) == SHARING_VIOLATION
    reader.release(ticket)
    until(lambda: connect_as_another_program(bench) == SUCCESS, "the release")
    reader.exchange(ticket, 3, SELECT_MF)
    assert told.wait_for(CardAnswered, CardAnswered)[1].exchange_id == 3


def test_a_card_is_let_go_of_when_it_leaves(bench, held):
    _, told, _ = held
    bench.insert("family")
    told.wait_for(CardRemoved, CardInserted, CardRead)
    assert connect_as_another_program(bench) == SUCCESS


def test_a_card_that_left_does_not_keep_the_next_one_from_other_programs(bench, held):
    _, told, _ = held
    bench.insert("cps")  # which is not read, so that nothing is asked of it
    told.wait_for(CardRemoved, CardInserted, CardFaulted)
    until(lambda: connect_as_another_program(bench) == SUCCESS, "the release")


class OtherCard:
    """A connection to the card that came in the place of the one that is meant."""

    def __init__(self):
        self.commands = []
        self.resets = []

    def events(self, _reader):
        return 9

    def transmit(self, command):
        self.commands.append(command)
        return b"\x90\x00"

    def close(self, *, reset):
        self.resets.append(reset)


def test_a_card_that_came_in_the_place_of_another_unseen_is_told_nothing(monkeypatch):
    other = OtherCard()
    monkeypatch.setattr(held_module, "connect", lambda _presence: other)
    monkeypatch.setattr(presence_module, "LEAVE_WAIT_S", 0.0)
    fault = HeldCard().exchange(CardPresence("Lecteur", 7), SELECT_MF)
    assert (fault, other.commands, other.resets) == (CardFault.COMMUNICATION, [], [True])


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
def test_an_exchange_ends_with_the_card_process_and_the_next_one_has_another(bench, held, number):
    reader, told, ticket = held
    ask_late(bench, held)
    os.kill(reader.child_pid, number)
    assert told.wait_for(CardFaulted) == CardFaulted(ticket, CardFault.COMMUNICATION)
    for exchange_id in range(10, 1000):
        before = told.count()
        reader.exchange(ticket, exchange_id, SELECT_MF)
        if isinstance(told.wait_for_more(before), CardAnswered):
            break
    assert told.events[-1].exchange_id == exchange_id


def test_a_card_process_that_dies_between_two_commands_is_not_missed(held):
    reader, told, ticket = held
    pid = reader.child_pid
    os.kill(pid, signal.SIGKILL)
    until(lambda: reader.child_pid not in (None, pid), "another process")
    reader.exchange(ticket, 2, SELECT_MF)
    answered = told.wait_for(CardAnswered, CardAnswered)[1]
    assert answered == CardAnswered(ticket, 2, answered.response)


def test_a_pcscd_that_is_killed_at_an_exchange_takes_the_card_away(bench, held):
    _, told, ticket = held
    ask_late(bench, held)
    bench.pcscd.kill()
    _, removed, failed = told.wait_for(CardAnswered, CardRemoved, ReaderFailed)
    assert (removed.ticket, failed.fault) == (ticket, CardFault.SERVICE_DOWN)


def test_a_reader_that_is_unplugged_at_an_exchange_takes_the_card_away(bench, held):
    _, told, ticket = held
    ask_late(bench, held)
    bench.unplug()
    _, removed, failed = told.wait_for(CardAnswered, CardRemoved, ReaderFailed)
    assert (removed.ticket, failed.fault) == (ticket, CardFault.READER_UNPLUGGED)
    bench.plug()
    told.wait_for(ReaderReady, CardInserted, CardRead)


def test_a_card_that_another_program_holds_is_busy(bench, make_reader):
    reader, told = make_reader()
    told.wait_for(ReaderReady)
    bench.insert("family")
    ticket = told.wait_for(CardRead).ticket
    hold = CONNECT.replace("SHARE_SHARED", "SHARE_EXCLUSIVE").replace("print(code", "import sys; print(code")
    with subprocess.Popen(
        [sys.executable, "-u", "-c", hold + "sys.stdin.read()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **bench.environment},
        text=True,
    ) as other:
        assert other.stdout.readline() == "0\n"
        reader.exchange(ticket, 1, SELECT_MF)
        assert told.wait_for(CardFaulted) == CardFaulted(ticket, CardFault.READER_BUSY)
        other.stdin.close()
    reader.exchange(ticket, 2, SELECT_MF)
    assert told.wait_for(CardFaulted, CardAnswered)[1].exchange_id == 2


def test_what_is_exchanged_is_not_logged(bench, make_reader, caplog):
    reader, told = make_reader()
    told.wait_for(ReaderReady)
    bench.insert("family")
    ticket = told.wait_for(CardRead).ticket
    reader.exchange(ticket, 1, SELECT_MF)
    told.wait_for(CardAnswered)
    reader.exchange(ticket, 2, READ_IDENTITY)
    answered = told.wait_for(CardAnswered, CardAnswered)[1]
    assert b"DURAND" in answered.response
    logged = caplog.text + "".join(str(record.__dict__) for record in caplog.records) + repr(answered)
    assert "DURAND" not in logged
    assert "44555241" not in logged
