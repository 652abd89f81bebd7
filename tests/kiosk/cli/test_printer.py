"""`kiosk printer`: a printer for other programs, and the operator beside it."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner

from hardware.printer.simulator import PROFILES, ControlError, FaultName, PrinterControl, VirtualPrinter
from kiosk import cli
from kiosk.cli.environment import CommandLine, ExitCode
from kiosk.cli.printer import DIALECTS, FAULTS
from kiosk.cli.printer_control import control_socket

DEADLINE_S = 20


@pytest.fixture(autouse=True)
def _own_runtime(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


def run(*arguments):
    return CliRunner().invoke(cli.build("fr"), ["printer", *arguments], obj=CommandLine(), prog_name="kiosk")


@pytest.fixture
def printer(tmp_path):
    (tmp_path / "kiosk").mkdir(mode=0o700)
    with VirtualPrinter(control_path=control_socket()) as virtual:
        yield virtual


@pytest.fixture
def served(tmp_path):
    """Start `kiosk printer serve` with more options, and give the process once it listens."""
    processes = []

    def serve(*options):
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk.cli", "printer", "serve", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "LANG": "fr_FR.UTF-8", "XDG_RUNTIME_DIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        )
        processes.append(process)
        return process, [process.stdout.readline() for _ in range(3)]

    yield serve
    for process in processes:
        process.kill()
        process.communicate()


def test_the_names_in_the_help_are_those_of_the_simulator():
    assert set(DIALECTS) == set(PROFILES)
    assert set(FAULTS) == set(FaultName)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_stop_and_says_that_it_is_a_simulator(served, tmp_path, number):
    process, banner = served("--port", "0", "--papers", str(tmp_path / "papers"), "--time-scale", "0")
    assert "SIMULÉE" in banner[0]
    port = int(re.search(r'url = "tcp://127\.0\.0\.1:(\d+)"', banner[1]).group(1))
    with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE_S) as host:
        host.sendall(b"Bonjour\n\x1dVB\x00\x1dr\x01")
        assert host.recv(1) == b"\x00"
    process.send_signal(number)
    assert process.wait(DEADLINE_S) == ExitCode.DONE
    assert process.stderr.read() == ""
    assert (tmp_path / "papers" / "paper-0001.txt").read_text("utf-8") == "Bonjour\n"
    assert list((tmp_path / "kiosk").iterdir()) == []


def test_a_port_that_is_taken_is_said_in_one_line(printer):
    result = run("serve", "--port", str(printer.port))
    assert result.exit_code == ExitCode.FAILED
    assert str(printer.port) in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_fault_is_provoked_shown_and_put_right(printer):
    result = run("inject", "paper-out")
    assert result.exit_code == ExitCode.DONE
    assert re.search(r"active\s+paper-out", result.output)
    assert printer.operator.snapshot().state.paper_end
    result = run("clear", "paper-out")
    assert re.search(r"active\s+-", result.output)
    assert not printer.operator.snapshot().state.paper_end


def test_a_fault_can_wait_for_its_millimetre_and_all_are_cleared_at_once(printer):
    run("inject", "cover-open", "--after-mm", "100", "--for", "0.6")
    assert printer.operator.snapshot().waiting == (FaultName.COVER_OPEN,)
    run("inject", "cutter-jam", "--count", "2")
    run("clear")
    assert printer.operator.snapshot().waiting == printer.operator.snapshot().active == ()


def test_a_new_roll_and_the_ticket(printer):
    run("inject", "paper-out")
    assert run("new-roll").exit_code == ExitCode.DONE
    assert printer.operator.snapshot().state.online
    assert run("take").exit_code == ExitCode.DONE


def test_the_state_is_shown(printer):
    printer.operator.inject(FaultName.HEAD_HOT)
    result = run("state")
    assert re.search(r"error\s+HEAD_HOT", result.output)
    assert re.search(r"online\s+-", result.output)


def print_code(port, code):
    """Print a QR code with the commands of the printer (GS ( k), and cut."""
    data = code.encode()
    store = b"\x1d(k" + (len(data) + 3).to_bytes(2, "little") + b"1P0" + data
    with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE_S) as host:
        host.sendall(store + b"\x1d(k\x03\x001Q0\n\x1dVB\x00")


def test_what_the_code_of_the_newest_paper_says_is_written(printer):
    print_code(printer.port, "https://verification.example/verifier#1.a.b.c")
    printer.operator.wait_for_papers(1)
    result = run("qr")
    assert (result.exit_code, result.output) == (ExitCode.DONE, "https://verification.example/verifier#1.a.b.c\n")


def test_where_there_is_no_code_one_line_says_it(printer):
    assert "rien n’est encore imprimé" in run("qr").stderr
    with socket.create_connection(("127.0.0.1", printer.port), timeout=DEADLINE_S) as host:
        host.sendall(b"Bonjour\n\x1dVB\x00")
    printer.operator.wait_for_papers(1)
    result = run("qr")
    assert (result.exit_code, result.stdout) == (ExitCode.FAILED, "")
    assert "pas de code QR" in result.stderr


def test_without_a_printer_one_line_says_what_to_start():
    result = run("state")
    assert result.exit_code == ExitCode.FAILED
    assert "kiosk printer serve" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("printer")
def test_an_impossible_fault_is_refused():
    assert run("inject", "cover-open", "--after-mm", "-1").exit_code == ExitCode.REFUSED
    assert run("inject", "coffee").exit_code == ExitCode.REFUSED


def test_the_control_socket_can_be_elsewhere(tmp_path):
    with VirtualPrinter(control_path=tmp_path / "other") as virtual:
        run("inject", "near-end", "--control", str(tmp_path / "other"))
        assert virtual.operator.snapshot().state.paper_near_end


def test_what_the_printer_refuses_is_said_in_one_line(monkeypatch):
    def refuse(_client, _fault):
        raise ControlError("not today")

    monkeypatch.setattr(PrinterControl, "inject", refuse)
    result = run("inject", "stall")
    assert result.exit_code == ExitCode.FAILED
    assert result.stderr.endswith("not today\n")
