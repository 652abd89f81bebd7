"""The card reader of the terminal when pcscd, the reader, the card process or another program misbehaves."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from hardware.card.owner import CardLimits
from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.domain.cards import CardFault
from kiosk.ports import CardFaulted, CardInserted, CardRead, CardRemoved, ReaderFailed, ReaderReady

LEAVES_WITHIN_S = 1.0
"""The card, the reader or pcscd leaving ends the visit within this time."""


def until(condition, what):
    """Wait until a condition holds."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, f"waited for {what}"
        threading.Event().wait(0.005)


@pytest.fixture
def visit(bench, make_reader):
    """A card that has been read: its reader, what it told, and the ticket."""
    reader, told = make_reader()
    told.wait_for(ReaderReady)
    bench.insert("family")
    return reader, told, told.wait_for(CardRead).ticket


PATIENT = CardLimits(gone_s=8.0)
"""For what happens while the card process is replaced, however long a busy machine takes for that."""


@pytest.fixture
def patient_visit(bench, make_reader):
    """A card that has been read by a reader that waits for its card process."""
    reader, told = make_reader(limits=PATIENT)
    told.wait_for(ReaderReady)
    bench.insert("family")
    return reader, told, told.wait_for(CardRead).ticket


def is_alive(pid):
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


# What leaves


@pytest.mark.parametrize("leave", ["remove", "unplug", "kill pcscd", "stop pcscd"])
def test_whatever_leaves_the_card_is_gone_within_a_second(bench, visit, leave):
    _, told, ticket = visit
    acts = {
        "remove": bench.remove,
        "unplug": bench.unplug,
        "kill pcscd": bench.pcscd.kill,
        "stop pcscd": bench.pcscd.stop,
    }
    begun = time.monotonic()
    acts[leave]()
    until(lambda: CardRemoved(ticket) in told.events, "CardRemoved")
    assert told.moment_of(CardRemoved) - begun < LEAVES_WITHIN_S


def test_a_pcscd_that_is_killed_takes_the_card_away_and_gives_it_back_when_it_is_started_again(bench, visit):
    _, told, ticket = visit
    bench.pcscd.kill()
    removed, failed = told.wait_for(CardRemoved, ReaderFailed)
    assert (removed.ticket, failed.fault) == (ticket, CardFault.SERVICE_DOWN)
    bench.restart_pcscd()
    _, inserted, _ = told.wait_for(ReaderReady, CardInserted, CardRead)
    assert inserted.ticket != ticket


def test_a_pcscd_that_hangs_takes_the_card_away_within_a_second_and_gives_it_back_when_it_goes_on(bench, visit):
    _, told, ticket = visit
    begun = time.monotonic()
    bench.pcscd.freeze()
    removed, failed = told.wait_for(CardRemoved, ReaderFailed)
    assert (removed.ticket, failed.fault) == (ticket, CardFault.SERVICE_HUNG)
    assert told.moment_of(CardRemoved) - begun < LEAVES_WITHIN_S
    bench.pcscd.thaw()
    assert told.wait_for(ReaderReady, CardInserted, CardRead)[1].ticket != ticket


def test_the_removal_of_a_mute_card_is_seen_within_a_second(bench, make_reader):
    _, told = make_reader()
    bench.insert("mute")
    told.wait_for(CardInserted, CardFaulted)
    begun = time.monotonic()
    bench.remove()
    told.wait_for(CardRemoved)
    assert told.moment_of(CardRemoved) - begun < LEAVES_WITHIN_S


# What is missing at the start


def test_without_pcscd_the_reader_fails_first_and_is_ready_when_pcscd_comes(bench, make_reader):
    bench.pcscd.stop()
    _, told = make_reader()
    assert told.wait_for(ReaderFailed).fault is CardFault.SERVICE_DOWN
    bench.restart_pcscd()
    told.wait_for(ReaderFailed, ReaderReady)


def test_without_reader_there_is_none_until_pcscd_has_one(bench, make_reader):
    bench.unplug()
    bench.pcscd.kill()
    bench.pcscd.start()
    _, told = make_reader()
    until(lambda: told.events[-1:] == [ReaderFailed(CardFault.NO_READER)], "NO_READER")
    bench.plug()
    bench.pcscd.kill()
    bench.restart_pcscd()
    told.wait_for(ReaderReady)


def test_with_a_pcscd_that_hangs_from_the_start_the_reader_fails_and_comes_back(bench, make_reader):
    bench.pcscd.freeze()
    _, told = make_reader()
    assert told.wait_for(ReaderFailed).fault is CardFault.SERVICE_HUNG
    bench.pcscd.thaw()
    told.wait_for(ReaderFailed, ReaderReady)


def test_a_name_that_no_reader_has_is_no_reader(make_reader):
    _, told = make_reader(name_part="Gemalto")
    assert told.wait_for(ReaderFailed).fault is CardFault.NO_READER


def test_a_card_process_that_cannot_start_is_a_service_that_hangs(make_reader, tmp_path, monkeypatch):
    (tmp_path / "msgspec.py").write_text("raise SystemExit(3)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    # Our own folder comes first on the path of the card process: what it lacks is found in the broken one.
    _, told = make_reader(limits=CardLimits(start_s=0.5))
    assert told.wait_for(ReaderFailed).fault is CardFault.SERVICE_HUNG
    monkeypatch.undo()
    told.wait_for(ReaderFailed, ReaderReady)


def test_a_card_that_is_in_at_the_start_is_read(bench, make_reader):
    bench.insert("locked")
    _, told = make_reader()
    told.wait_for(ReaderReady, CardInserted, CardRead)


# The card process


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
def test_a_visit_goes_on_when_the_card_process_is_replaced(bench, patient_visit, number):
    reader, told, ticket = patient_visit
    before, pid = told.events, reader.child_pid
    os.kill(pid, number)
    until(lambda: reader.child_pid not in (None, pid) and not is_alive(pid), "another process")
    reader.reread(ticket)
    told.wait_for(CardRead, CardRead)
    assert told.events[: len(before)] == before
    assert len(told.events) == len(before) + 1
    bench.remove()
    assert told.wait_for(CardRemoved).ticket == ticket


def test_a_card_that_leaves_while_the_card_process_is_dead_is_removed(bench, patient_visit):
    reader, told, ticket = patient_visit
    os.kill(reader.child_pid, signal.SIGSTOP)
    bench.remove()
    assert told.wait_for(CardRemoved).ticket == ticket


def test_another_card_put_in_while_the_card_process_is_dead_is_another_card(bench, patient_visit):
    reader, told, ticket = patient_visit
    os.kill(reader.child_pid, signal.SIGSTOP)
    bench.insert("locked")
    removed, _, read = told.wait_for(CardRemoved, CardInserted, CardRead)
    assert removed.ticket == ticket
    assert read.card.holder.last_name == "BERNARD"


def test_a_card_process_that_dies_while_it_reads_is_replaced_and_reads_again(bench, make_reader, card_file, jade):
    reader, told = make_reader(limits=PATIENT)
    told.wait_for(ReaderReady)
    bench.insert(card_file(jade + '[[faults]]\nkind = "delay"\nat = 3\ndelay_ms = 300\n'))
    told.wait_for(CardInserted)
    os.kill(reader.child_pid, signal.SIGKILL)
    told.wait_for(CardInserted, CardRead)


def test_the_card_process_ends_with_its_parent_even_when_pcscd_hangs(bench):
    program = (
        "import sys, time\n"
        "from hardware.card.pcsc_reader import PcscCardReader\n"
        "reader = PcscCardReader()\n"
        "reader.start(lambda event: (print(reader.child_pid, flush=True)))\n"
        "time.sleep(60)\n"
    )
    environment = {**os.environ, **bench.environment, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment, text=True
    ) as parent:
        child = int(parent.stdout.readline())
        bench.pcscd.freeze()
        parent.kill()
    until(lambda: not is_alive(child), "the end of the card process")


def test_no_event_comes_after_the_stop_and_no_process_is_left(bench, visit):
    reader, told, ticket = visit
    pid = reader.child_pid
    reader.stop()
    before = told.events
    bench.remove()
    assert not is_alive(pid)
    reader.reread(ticket)
    reader.stop()
    assert told.events == before


def test_a_reader_can_be_started_again_after_its_stop(visit):
    reader, told, _ = visit
    reader.stop()
    told.forget()
    reader.start(told)
    told.wait_for(ReaderReady, CardInserted, CardRead)


# Reading that is disturbed


def test_a_card_that_takes_too_long_is_given_up_and_can_be_tried_again(bench, make_reader, card_file, jade):
    _, told = make_reader(limits=CardLimits(read_s=1.0))
    told.wait_for(ReaderReady)
    bench.insert(card_file(jade + '[[faults]]\nkind = "silence"\nat = 5\n'))
    faulted = told.wait_for(CardInserted, CardFaulted)[1]
    assert faulted.fault is CardFault.DEADLINE
    bench.remove()
    told.wait_for(CardRemoved)
    bench.insert("family")
    told.wait_for(CardInserted, CardRead)


@pytest.mark.parametrize("at", [1, 5, 9, 13])
def test_a_pcscd_killed_while_a_card_is_read_leaves_no_half_card(bench, make_reader, card_file, jade, at):
    _, told = make_reader()
    told.wait_for(ReaderReady)
    bench.insert(card_file(jade + f'[[faults]]\nkind = "delay"\nat = {at}\ndelay_ms = 500\n'))
    until(lambda: len(bench.state().exchanges) >= at, "the exchange")
    bench.pcscd.kill()
    inserted, removed, failed = told.wait_for(CardInserted, CardRemoved, ReaderFailed)
    assert (removed.ticket, failed.fault) == (inserted.ticket, CardFault.SERVICE_DOWN)


@pytest.mark.parametrize("at", [1, 9])
def test_a_reader_unplugged_while_a_card_is_read_leaves_no_half_card(bench, make_reader, card_file, jade, at):
    _, told = make_reader()
    told.wait_for(ReaderReady)
    bench.insert(card_file(jade + f'[[faults]]\nkind = "delay"\nat = {at}\ndelay_ms = 500\n'))
    until(lambda: len(bench.state().exchanges) >= at, "the exchange")
    bench.unplug()
    assert told.wait_for(CardInserted, CardRemoved, ReaderFailed)[2].fault is CardFault.READER_UNPLUGGED
    bench.plug()
    told.wait_for(ReaderReady, CardInserted, CardRead)


OTHER_PROGRAM = """
import sys
from smartcard import scard
_, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
_, names = scard.SCardListReaders(context, [])
share = scard.SCARD_SHARE_EXCLUSIVE if sys.argv[1] == "exclusive" else scard.SCARD_SHARE_SHARED
code, card, protocol = scard.SCardConnect(context, names[0], share, scard.SCARD_PROTOCOL_T0)
if sys.argv[1] == "transaction":
    code = scard.SCardBeginTransaction(card)
if sys.argv[1] == "unpower":
    code = scard.SCardDisconnect(card, scard.SCARD_UNPOWER_CARD)
print(code, flush=True)
sys.stdin.readline()
"""


@contextlib.contextmanager
def another_program(bench, act):
    """Have another program hold the card exclusively, in a transaction, or leave it without power."""
    environment = {**os.environ, **bench.environment}
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_PROGRAM, act],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as other:
        assert other.stdout.readline() == "0\n"
        yield
        other.stdin.close()


def test_a_card_that_another_program_holds_is_busy_and_read_again_once_it_lets_go(bench, make_reader):
    bench.insert("family")
    with another_program(bench, "exclusive"):
        reader, told = make_reader()
        _, faulted = told.wait_for(CardInserted, CardFaulted)
        assert faulted.fault is CardFault.READER_BUSY
    reader.reread(faulted.ticket)
    told.wait_for(CardFaulted, CardRead)


def test_another_program_inside_a_transaction_costs_the_deadline_not_the_reader(bench, make_reader):
    bench.insert("family")
    with another_program(bench, "transaction"):
        reader, told = make_reader()
        _, faulted = told.wait_for(CardInserted, CardFaulted)
        assert faulted.fault is CardFault.DEADLINE
    reader.reread(faulted.ticket)
    told.wait_for(CardFaulted, CardRead)


def test_a_card_that_another_program_left_without_power_is_read(bench, make_reader):
    bench.insert("family")
    with another_program(bench, "unpower"):
        _, told = make_reader()
        told.wait_for(CardInserted, CardRead)


def test_a_virtual_card_is_refused_where_only_real_ones_are_read(bench, make_reader):
    _, told = make_reader(accept_specimens=False)
    bench.insert("family")
    assert told.wait_for(CardInserted, CardFaulted)[1].fault is CardFault.TEST_CARD


# Many times


def test_thirty_cards_pulled_while_they_are_read_leave_the_reader_as_it_was(bench, make_reader, card_file, jade):
    reader, told = make_reader()
    told.wait_for(ReaderReady)
    bench.insert("family")
    told.wait_for(CardRead)
    process = psutil.Process(reader.child_pid)
    before = process.num_fds(), process.num_threads()
    for at in range(1, 31):
        told.forget()
        bench.insert(card_file(jade + f'[[faults]]\nkind = "pull"\nat = {at % 16 + 1}\n', f"pulled-{at}"))
        told.wait_for(CardInserted, CardFaulted, CardRemoved)
    told.forget()
    bench.insert("family")
    told.wait_for(CardInserted, CardRead)
    until(lambda: (process.num_fds(), process.num_threads()) == before, "the descriptors to be given back")


# The log


def test_the_log_says_what_happened_and_nothing_about_the_person(bench, make_reader, caplog):
    caplog.set_level("INFO")
    reader, told = make_reader()
    told.wait_for(ReaderReady)
    bench.insert("corsican")
    told.wait_for(CardRead)
    bench.insert("bank")
    told.wait_for(CardRemoved, CardInserted, CardFaulted)
    reader.stop()
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("hardware.card")]
    assert [line.split(" ")[0] for line in lines] == [
        Event.PROCESS_STARTED,
        Event.CARD_SERVICE_UP,
        Event.READER_ADDED,
        Event.CARD_INSERTED,
        Event.CARD_READ,
        Event.CARD_REMOVED,
        Event.CARD_INSERTED,
        Event.CARD_FAULT,
        Event.PROCESS_STOPPED,
    ]
    assert "people=2" in lines[4]
    assert "apdus=16" in lines[4]
    assert f"code={FailureCode.NOT_A_VITALE} status_word=6A82" in lines[7]
