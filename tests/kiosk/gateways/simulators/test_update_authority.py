"""The simulated authority at the end of its line: it knows virtual cards, and forgets when it is stopped."""

import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest

from kiosk.catalogue.failures import FailureCode
from kiosk.domain.card_update import CardImage, UpdatePhase
from kiosk.gateways.simulators.update_authority import UpdateAuthorityBench
from kiosk.gateways.update_line import UpdateLine
from kiosk.gateways.update_wire import Request, answer_of, reply_of
from kiosk.ports import (
    AuthorityCommand,
    CardImageRead,
    CardImageWritten,
    CardRejected,
    UpdateOrder,
)

ORDER = UpdateOrder("update-1", "802500000299900000023", b"12345678")
IMAGE = CardImage((), None, has_declared_doctor=True, fund="751")
AWAY = FailureCode.UPDATE_UNAVAILABLE


@pytest.fixture
def folder():
    """The path of a socket is short."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-test-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def bench(folder):
    with UpdateAuthorityBench(folder / "authority") as bench:
        yield bench


@pytest.fixture
def line(bench):
    return UpdateLine(bench.socket_path)


def test_a_session_begins_with_a_command(line):
    said = line.open(ORDER)
    assert isinstance(said, AuthorityCommand)
    assert (said.number, said.phase) == (1, UpdatePhase.IDENTIFYING)


def test_the_same_answer_brings_the_same_command(line):
    line.open(ORDER)
    second = line.answer("update-1", 1, b"\x90\x00")
    assert second.number == 2
    assert line.answer("update-1", 1, b"\x90\x00") == second


def test_a_card_that_does_not_do_what_it_is_told_is_rejected_for_good(line):
    line.open(ORDER)
    assert line.answer("update-1", 1, b"\x6a\x82") == CardRejected()
    assert line.answer("update-1", 1, b"\x90\x00") == CardRejected()


def test_nothing_is_written_before_the_card_was_read(line):
    first = line.open(ORDER)
    assert line.write("update-1", IMAGE) == first


def test_an_answer_out_of_order_or_of_no_session_is_not_taken(line):
    line.open(ORDER)
    assert line.answer("update-1", 7, b"\x90\x00") is AWAY
    assert line.answer("another", 1, b"\x90\x00") is AWAY
    assert line.write("another", IMAGE) is AWAY


def test_an_authority_that_was_stopped_has_lost_its_sessions(bench, line):
    line.open(ORDER)
    bench.stop()
    assert line.answer("update-1", 1, b"\x90\x00") is AWAY
    bench.start()
    assert line.answer("update-1", 1, b"\x90\x00") is AWAY
    assert isinstance(line.open(ORDER), AuthorityCommand)


def test_only_the_last_sessions_are_kept(line):
    line.open(ORDER)
    for number in range(50):
        line.open(UpdateOrder(f"other-{number}", ORDER.serial, ORDER.transaction))
    assert line.answer("update-1", 1, b"\x90\x00") is AWAY
    assert isinstance(line.answer("other-49", 1, b"\x90\x00"), AuthorityCommand)


@pytest.mark.parametrize(
    "answer",
    [
        AuthorityCommand(3, 29, UpdatePhase.WRITING, b"\x84\xd6"),
        CardImageRead(IMAGE),
        CardImageWritten(IMAGE),
        CardRejected(),
        None,
    ],
)
def test_every_answer_comes_through_the_line_as_it_is(answer):
    reply = msgspec.json.decode(msgspec.json.encode(reply_of(answer)), type=type(reply_of(answer)))
    assert answer_of(reply) == answer


def test_what_is_on_a_card_is_not_in_what_might_be_logged():
    request = Request("answer", "update-1", response=b"RENAUD")
    assert "RENAUD" not in repr(request)
    assert "751" not in repr(reply_of(CardImageRead(IMAGE)))
