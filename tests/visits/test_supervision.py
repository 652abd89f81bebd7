"""`kiosk run` keeps the terminal alive: frozen, killed or broken, it comes back, and says meanwhile that it will."""

import os
import signal

import pytest

from kiosk.catalogue.failures import FailureCode
from tests.visits.people import FAMILY
from tests.visits.programs import has_ended, service_manager, wait_until

TERMINAL, STAND_IN = "kiosk.app.terminal", "ui.terminal.crash"


@pytest.fixture
def run(start_program, config, tmp_path):
    """A terminal in service under `kiosk run`."""
    with service_manager(tmp_path) as (manager, environment):
        program = start_program("-m", "kiosk.cli", "run", "--config", str(config), **environment)
        program.manager = manager
        wait_until(lambda: is_in_service(program), "a terminal in service")
        yield program


def is_in_service(program):
    return "READY=1" in program.manager.heard and program.has_logged("READER_ADDED") and not program.under(STAND_IN)


def serves_a_card(program, reader):
    """The terminal reads a card."""
    before = count(program, "CARD_READ")
    reader.insert(FAMILY.card)
    wait_until(lambda: count(program, "CARD_READ") > before, "the reading of a card")
    reader.remove()


def count(program, name):
    return sum(event["event"] == name for event in program.events())


def stand_in_says(program):
    """Give the failure codes on the screens that stand in for the terminal."""
    return [process.cmdline()[-1] for process in program.under(STAND_IN)]


def test_a_frozen_terminal_is_replaced(run, simulators):
    (frozen,) = run.under(TERMINAL)
    frozen.suspend()
    wait_until(
        lambda: run.has_logged("PROCESS_FROZEN", process="terminal"), "the look at a terminal that does not beat"
    )
    wait_until(lambda: stand_in_says(run) == [FailureCode.CRASHED], "the screen of a terminal that restarts")
    wait_until(lambda: run.under(TERMINAL) and not run.under(STAND_IN), "another terminal")
    assert run.under(TERMINAL) != [frozen]
    serves_a_card(run, simulators.reader)


def test_a_killed_terminal_is_replaced_while_a_screen_says_so(run, simulators):
    (killed,) = run.under(TERMINAL)
    card_processes = run.under("hardware.card.process")
    killed.kill()
    wait_until(lambda: stand_in_says(run) == [FailureCode.CRASHED], "the screen of a terminal that restarts")
    wait_until(lambda: run.under(TERMINAL) and not run.under(STAND_IN), "another terminal")
    serves_a_card(run, simulators.reader)
    assert all(has_ended(process) for process in (killed, *card_processes))


def test_three_crashes_in_a_minute_close_the_terminal(run):
    for _ in range(3):
        wait_until(lambda: run.under(TERMINAL), "a terminal")
        (terminal,) = run.under(TERMINAL)
        terminal.kill()
        terminal.wait(10)
    wait_until(lambda: stand_in_says(run) == [FailureCode.CRASH_LOOP], "the screen of a terminal out of service")
    wait_until(lambda: run.has_logged("CRASH_LOOP"), "its line in the log")
    assert run.under(TERMINAL) == []
    run.process.send_signal(signal.SIGTERM)
    assert run.ends() == 0
    assert run.under("") == []


def test_it_ends_in_order_when_the_service_manager_asks(run):
    everything = [*run.under(TERMINAL), *run.under("hardware.card.process")]
    assert len(everything) == 2
    run.process.send_signal(signal.SIGTERM)
    assert run.ends() == 0
    wait_until(lambda: all(has_ended(one) for one in everything), "the end of everything")
    assert run.has_logged("PROCESS_STOPPED", process="terminal")


def test_the_service_manager_hears_that_it_lives(run):
    before = run.manager.count("WATCHDOG=1")
    wait_until(lambda: run.manager.count("WATCHDOG=1") > before + 1, "signs of life")


def test_a_terminal_whose_supervisor_was_killed_ends_too(run):
    everything = [*run.under(TERMINAL), *run.under("hardware.card.process")]
    os.kill(run.process.pid, signal.SIGKILL)
    run.ends()
    wait_until(lambda: all(has_ended(one) for one in everything), "the end of everything")
