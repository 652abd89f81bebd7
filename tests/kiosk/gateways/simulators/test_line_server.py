import errno
import socket

import msgspec
import pytest

from kiosk.gateways.json_line import ask
from kiosk.gateways.simulators.line_server import LineServer

DEADLINE_S = 5.0


class Question(msgspec.Struct):
    number: int


class Answer(msgspec.Struct):
    double: int


@pytest.fixture
def make(folder):
    servers = []

    def make(path=folder / "socket", deadline_s=DEADLINE_S):
        server = LineServer(path, "doubling", Question, lambda question: Answer(2 * question.number), deadline_s)
        servers.append(server)
        server.start()
        return server

    yield make
    for server in servers:
        server.stop()


def answer_at(path, number=21):
    return ask(path, Question(number), Answer, DEADLINE_S)


def say(path, line):
    """Say something that is no question, and give what comes back before the end."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(DEADLINE_S)
        connection.connect(str(path))
        connection.sendall(line)
        connection.shutdown(socket.SHUT_WR)
        return connection.recv(100)


def test_a_question_is_answered(make, folder):
    make()
    assert answer_at(folder / "socket") == Answer(42)


def test_only_its_owner_reaches_it(make, folder):
    make(folder / "run" / "socket")
    assert (folder / "run").stat().st_mode & 0o777 == 0o700
    assert (folder / "run" / "socket").stat().st_mode & 0o777 == 0o600


def test_a_second_server_on_the_same_socket_is_refused(make, folder):
    make()
    with pytest.raises(OSError) as refused:  # noqa: PT011 - its number says which; its text is in the language of the machine
        make()
    assert refused.value.errno == errno.EADDRINUSE
    assert answer_at(folder / "socket") == Answer(42)


def test_the_socket_of_a_process_that_died_is_taken_over(make, folder):
    with socket.socket(socket.AF_UNIX) as died:
        died.bind(str(folder / "socket"))
    make()
    assert answer_at(folder / "socket") == Answer(42)


@pytest.mark.parametrize(
    "line",
    [b"", b"nonsense\n", b'{"number": "many"}\n', b"\xff" * 100 + b"\n"],
    ids=["nothing", "no object", "another object", "no text"],
)
def test_nonsense_gets_no_answer_and_harms_nothing(make, folder, line):
    make()
    assert say(folder / "socket", line) == b""
    assert answer_at(folder / "socket") == Answer(42)


def test_whoever_says_nothing_is_not_waited_for(make, folder):
    make(deadline_s=0.05)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.settimeout(DEADLINE_S)
        silent.connect(str(folder / "socket"))
        assert silent.recv(100) == b""
    assert answer_at(folder / "socket") == Answer(42)


def test_once_it_is_stopped_nothing_is_left(make, folder):
    server = make()
    server.stop()
    server.stop()
    assert list(folder.iterdir()) == []
    assert answer_at(folder / "socket") is None


def test_it_can_be_started_again(make, folder):
    server = make()
    server.stop()
    server.start()
    assert answer_at(folder / "socket") == Answer(42)
