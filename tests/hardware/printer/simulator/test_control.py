"""Another process acts on the printer through its socket."""

import errno
import json
import socket
import stat

import pytest

from hardware.printer.simulator import (
    CUSTOM_KIOSK,
    ControlError,
    Fault,
    FaultName,
    PaperPlace,
    PrinterControl,
    VirtualPrinter,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "printer"


@pytest.fixture
def control(path):
    with PrinterControl(path) as client:
        yield client


def raw(path, line):
    """One line as some other program might send it, and the answer."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        client.connect(str(path))
        client.sendall(line + b"\n")
        return json.loads(client.makefile("rb").readline())


def test_only_its_owner_can_open_the_socket(virtual, path):
    virtual(control_path=path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_state_is_told(virtual, path, control):
    virtual(control_path=path)
    look = control.state()
    assert look["state"]["online"] is True
    assert (look["active"], look["waiting"], look["papers"], look["events"]) == ([], [], 0, [])


def test_faults_come_and_go(virtual, path, control):
    virtual(control_path=path)
    control.inject(FaultName.COVER_OPEN)
    control.inject(Fault(FaultName.PAPER_OUT, after_mm=100))
    look = control.state()
    assert look["active"] == ["cover-open"]
    assert look["waiting"] == ["paper-out"]
    assert look["state"]["cover_open"] is True
    control.clear(FaultName.COVER_OPEN)
    assert control.state()["active"] == []
    control.clear()
    assert control.state()["waiting"] == []


@pytest.mark.parametrize("name", sorted(FaultName))
def test_every_fault_can_be_injected_and_cleared(virtual, path, control, name):
    virtual(control_path=path)
    control.inject(name)
    control.clear(name)
    assert control.state()["active"] == []


def test_the_state_names_errors(virtual, path, control):
    virtual(control_path=path)
    control.inject(FaultName.HEAD_HOT)
    assert control.state()["state"]["error"] == ["HEAD_HOT"]


def test_a_new_roll_is_put_in(virtual, path, control):
    virtual(control_path=path)
    control.inject(FaultName.PAPER_OUT)
    control.new_roll()
    look = control.state()
    assert look["active"] == []
    assert look["state"]["paper_end"] is False


def test_papers_come_whole(virtual, connect, path, control, bench):
    printer = virtual(control_path=path)
    host = connect(printer)
    host.ask(bench.job(5), 18)
    host.send(
        b"A\n\x1bJ\x40\x1d(k\x03\x001C\x04\x1d(k\x06\x001P0ABC\x1d(k\x02\x001Q\x1d(k\x03\x001Q0\x1bJ\x40"
        + bench.FEED_AND_CUT
    )
    printer.operator.wait_for_papers(2)
    papers = control.papers()
    assert papers == list(printer.operator.papers())
    assert papers[0].text.splitlines() == bench.text_lines(5)
    assert papers[1].symbols[0].payload == b"ABC"
    assert [paper.number for paper in control.papers(since=1)] == [2]


def test_the_ticket_is_taken(virtual, connect, path, control):
    printer = virtual(CUSTOM_KIOSK, control_path=path)
    assert control.take() is False
    connect(printer).send(b"A\n\x1bd\x04\x1bi")
    printer.operator.wait_for(lambda state: state.ticket_at_mouth)
    assert control.papers()[0].place is PaperPlace.AT_MOUTH
    assert control.take() is True
    assert control.papers()[0].place is PaperPlace.TAKEN


def test_a_long_list_of_papers_comes_in_several_answers(virtual, connect, path, control, bench):
    printer = virtual(control_path=path)
    connect(printer).send((b"A\n" + bench.FEED_AND_CUT) * 25)
    printer.operator.wait_for_papers(25)
    assert [paper.number for paper in control.papers()] == list(range(1, 26))
    assert len(raw(path, b'{"do": "papers"}')["papers"]) == 10


def test_no_printer_is_an_error_of_the_system(control):
    with pytest.raises(FileNotFoundError):
        control.state()


def test_the_client_finds_the_printer_again_after_a_restart(path, control):
    for _ in range(2):
        with VirtualPrinter(control_path=path):
            try:
                look = control.state()
            except OSError:  # it notices at the first question that the other end is gone
                look = control.state()
            assert look["papers"] == 0


def test_a_dead_socket_is_replaced(virtual, path):
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    virtual(control_path=path)
    assert raw(path, b'{"do": "state"}')["ok"] is True


def test_a_second_printer_does_not_take_the_socket_of_the_first(virtual, path):
    virtual(control_path=path)
    with pytest.raises(OSError) as refused:  # noqa: PT011 - its number says which; its text is in the language of the machine
        VirtualPrinter(control_path=path)
    assert refused.value.errno == errno.EADDRINUSE
    assert raw(path, b'{"do": "state"}')["ok"] is True


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"no json", "a request is one line of JSON"),
        (b"\xff\xfe", "a request is one line of JSON"),
        (b"[]", "a request is an object"),
        (b'{"do": "explode"}', "do is one of state"),
        (b'{"do": "inject", "fault": "coffee"}', "fault is one of paper-out"),
        (b'{"do": "inject"}', "fault is one of paper-out"),
        (b'{"do": "inject", "fault": "stall", "why": 1}', "a fault has no why"),
        (b'{"do": "inject", "fault": "stall", "for_s": "long"}', "the quantities of a fault are numbers"),
        (b'{"do": "inject", "fault": "stall", "for_s": -1}', "cannot happen in the past"),
        (b'{"do": "inject", "fault": "stall", "after_mm": Infinity}', "finite place"),
        (b'{"do": "inject", "fault": "cutter-jam", "count": 1.5}', "whole numbers"),
        (b"[" * 60_000, "a request is one line of JSON"),
        (b'{"do": "papers", "since": "first"}', "since is the number of a paper"),
    ],
)
def test_requests_that_make_no_sense_are_refused_in_words(virtual, path, line, error):
    virtual(control_path=path)
    answer = raw(path, line)
    assert answer["ok"] is False
    assert error in answer["error"]


def test_a_refusal_is_an_error_of_the_client(virtual, path, control):
    virtual(control_path=path)
    with pytest.raises(ControlError, match="since is the number of a paper"):
        control.papers(since=-1)


def test_several_requests_in_one_piece_and_one_in_several(virtual, path):
    virtual(control_path=path)
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        client.connect(str(path))
        answers = client.makefile("rb")
        client.sendall(b'{"do": "state"}\n{"do": "new-roll"}\n{"do": ')
        assert json.loads(answers.readline())["papers"] == 0
        assert json.loads(answers.readline()) == {"ok": True}
        client.sendall(b'"take"}\n')
        assert json.loads(answers.readline()) == {"ok": True, "taken": False}
        answers.close()


def test_a_client_without_line_ends_is_sent_away(virtual, path):
    virtual(control_path=path)
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        client.connect(str(path))
        client.sendall(b"x" * 70_000)
        with pytest.raises(ConnectionResetError):
            client.recv(1)
    assert raw(path, b'{"do": "state"}')["ok"] is True


def test_a_slow_client_gets_its_long_answer(virtual, connect, path, bench):
    printer = virtual(control_path=path)
    noise = bytes(index * 7919 % 251 for index in range(72 * 900))
    connect(printer).send(
        b"".join(b"\x1dv0\x00\x48\x00\x64\x00" + noise[start : start + 7200] for start in range(0, 72 * 900, 7200))
        + bench.FEED_AND_CUT
    )
    printer.operator.wait_for_papers(1)
    with socket.socket(socket.AF_UNIX) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        client.settimeout(5)
        client.connect(str(path))
        client.sendall(b'{"do": "papers"}\n' * 20)
        printer.operator.snapshot()
        lines = client.makefile("rb")
        for _ in range(20):
            assert len(json.loads(lines.readline())["papers"]) == 1
        lines.close()
