"""The card host on its sockets, with the driver of the reader played by the test."""

import errno
import json
import os
import re
import socket
import tempfile
import threading
import time
from pathlib import Path

import pytest

from hardware.card.simulator.control import CardHostClient, CardHostError, NoCardHostError
from hardware.card.simulator.host import CardHost
from hardware.card.simulator.paths import BenchPaths
from hardware.card.simulator.scenario import card_names

SELECT_MF = bytes.fromhex("00A40000023F00")


@pytest.fixture
def paths():
    with tempfile.TemporaryDirectory(prefix="kh-", dir="/tmp") as folder:
        yield BenchPaths(Path(folder))


@pytest.fixture
def host(paths):
    host = CardHost(paths)
    host.start()
    yield host
    host.stop()


@pytest.fixture
def client(host, paths):
    del host  # it runs
    return CardHostClient(paths.control)


class Driver:
    """The other end of the cable, as ifd/virtual_ifd.c."""

    def __init__(self, path):
        self.link = socket.socket(socket.AF_UNIX)
        self.link.settimeout(5)
        self.link.connect(str(path))
        self.sequence = 0

    def say(self, kind, body=b""):
        self.sequence = (self.sequence + 1) % 256
        self.link.sendall(kind + bytes([self.sequence]) + len(body).to_bytes(2) + body)
        return self.sequence

    def hear(self):
        header = self._take(4)
        return header[:1], header[1], self._take(int.from_bytes(header[2:]))

    def ask(self, kind, body=b""):
        sequence = self.say(kind, body)
        assert self.hear_kind(b"A")[1] == sequence
        return self.last

    def hear_kind(self, kind):
        heard = self.hear()
        assert heard[0] == kind
        self.last = heard[2]
        return heard

    def _take(self, count):
        data = b""
        while len(data) < count:
            more = self.link.recv(count - len(data))
            if not more:
                raise EOFError
            data += more
        return data


@pytest.fixture
def driver(host, paths):
    driver = Driver(paths.reader)
    assert host.wait_connected(5)
    yield driver
    driver.link.close()


def test_a_card_that_goes_in_is_powered_and_asked(client, driver):
    client.insert("family")
    driver.hear_kind(b"I")
    assert driver.ask(b"U").hex() == "3b751300004409ea9000"
    assert driver.ask(b"T", SELECT_MF).hex() == "6112"
    assert driver.ask(b"R").hex() == "3b751300004409ea9000"
    client.remove()
    driver.hear_kind(b"X")


def test_a_driver_that_connects_late_is_told_of_the_card_that_is_in(client, paths):
    client.insert("locked")
    driver = Driver(paths.reader)
    driver.hear_kind(b"I")
    driver.link.close()


def test_a_new_driver_takes_the_reader_over(client, driver, paths):
    second = Driver(paths.reader)
    client.insert("locked")
    second.hear_kind(b"I")
    with pytest.raises(EOFError):
        driver.hear()
    second.link.close()


def test_a_card_put_in_the_place_of_another_leaves_first(client, driver):
    client.insert("family")
    client.insert("locked")
    assert [driver.hear()[0] for _ in range(3)] == [b"I", b"X", b"I"]


def test_a_turned_card_is_mute_and_turned_again_it_answers(client, driver):
    client.insert("family")
    driver.hear_kind(b"I")
    for turned, atr in ((True, ""), (False, "3b751300004409ea9000")):
        assert client.turn().turned is turned
        driver.hear_kind(b"X")
        driver.hear_kind(b"I")
        assert driver.ask(b"U").hex() == atr


def test_the_card_that_is_the_wrong_way_round_answers_once_it_is_turned(client, driver):
    client.insert("mute")
    driver.hear_kind(b"I")
    assert driver.ask(b"U") == b""
    client.turn()
    driver.hear_kind(b"X")
    driver.hear_kind(b"I")
    assert driver.ask(b"U") != b""


def test_frames_that_come_in_pieces_are_put_together(client, driver):
    client.insert("family")
    driver.hear_kind(b"I")
    driver.ask(b"U")
    frame = b"T\x09" + len(SELECT_MF).to_bytes(2) + SELECT_MF
    for index in range(len(frame)):
        driver.link.sendall(frame[index : index + 1])
    assert driver.hear_kind(b"A") == (b"A", 9, bytes.fromhex("6112"))


def test_a_slow_answer_lets_the_removal_through(client, driver, card_file, jade):
    client.insert(card_file(jade + '[[faults]]\nkind = "delay"\ndelay_ms = 60000\n'))
    driver.hear_kind(b"I")
    driver.ask(b"U")
    driver.say(b"T", SELECT_MF)
    client.remove()
    driver.hear_kind(b"X")


def test_a_slow_answer_comes_when_it_is_due_and_not_to_the_next_card(client, driver, card_file, jade):
    slow = card_file(jade + '[[faults]]\nkind = "delay"\ndelay_ms = 30\n')
    client.insert(slow)
    driver.hear_kind(b"I")
    driver.ask(b"U")
    begun = time.monotonic()
    assert driver.ask(b"T", SELECT_MF).hex() == "6112"
    assert time.monotonic() - begun >= 0.03
    driver.say(b"T", SELECT_MF)
    client.insert("locked")
    assert [driver.hear()[0] for _ in range(2)] == [b"X", b"I"]
    assert driver.ask(b"U").hex() == "3b751300004409ea9000"


def test_the_cable_can_be_pulled_and_put_back_with_the_card_in(client, driver, paths):
    client.insert("family")
    driver.hear_kind(b"I")
    state = client.unplug()
    assert (state.plugged, state.connected, state.card) == (False, False, "family")
    with pytest.raises(EOFError):
        driver.hear()
    assert not paths.reader.exists()
    client.unplug()
    client.plug()
    client.plug()
    again = Driver(paths.reader)
    again.hear_kind(b"I")
    again.link.close()


def test_the_state_tells_the_exchanges_of_the_last_card_without_a_byte_of_data(client, driver):
    client.insert("family")
    driver.hear_kind(b"I")
    driver.ask(b"U")
    driver.ask(b"T", SELECT_MF)
    for state in (client.state(), client.remove(), client.state()):
        [exchange] = state.exchanges
        assert (exchange.header, exchange.answer_length, exchange.status_word) == (SELECT_MF[:4], 0, 0x6112)


def test_what_cannot_be_inserted_is_refused_and_leaves_the_card_in(client):
    client.insert("family")
    with pytest.raises(CardHostError, match="no such card"):
        client.insert("nobody")
    with pytest.raises(CardHostError, match=re.escape(os.strerror(errno.ENOENT))):
        client.insert("/nowhere/card.toml")
    assert client.state().card == "family"


def test_a_file_is_inserted_from_where_the_asker_is(client, card_file, jade, tmp_path, monkeypatch):
    card_file(jade, "mine")
    monkeypatch.chdir(tmp_path)
    assert client.insert("mine.toml").card == str(tmp_path / "mine.toml")


def test_removing_and_turning_nothing_does_nothing(client):
    assert client.remove().card is None
    assert client.turn().card is None


def test_the_cards_of_the_cast_are_listed_with_their_titles(client):
    cards = {card.name: card.title for card in client.cards()}
    assert cards["family"] == "Famille ordinaire"
    assert set(cards) == set(card_names())


@pytest.mark.parametrize("line", [b"", b"{}", b"nonsense", b'{"do":"explode"}', b'{"do":"insert"}', b"\xff\xfe"])
def test_a_line_that_is_no_order_is_answered_with_an_error(host, paths, line):
    del host  # it runs
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(5)
        link.connect(str(paths.control))
        link.sendall(line + b"\n")
        assert "not an order" in json.loads(link.makefile().readline())["error"]


def test_whoever_asks_and_leaves_does_not_end_the_host(client, paths):
    for _ in range(3):
        with socket.socket(socket.AF_UNIX) as link:
            link.connect(str(paths.control))
    assert client.state().plugged


def test_nobody_answers_where_no_host_runs(paths):
    with pytest.raises(NoCardHostError):
        CardHostClient(paths.control).state()


def test_what_answers_and_is_no_host_is_told_apart(paths):
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.bind(str(paths.control))
        stranger.listen(1)
        stranger.settimeout(5)

        def answer():
            link, _ = stranger.accept()
            with link:
                link.recv(1000)
                link.sendall(b"HTTP/1.1 400\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(NoCardHostError, match="not a virtual reader"):
            CardHostClient(paths.control).state()
        thread.join()


def test_the_sockets_are_gone_after_the_stop(paths):
    host = CardHost(paths)
    host.start()
    host.stop()
    host.stop()
    assert not paths.reader.exists()
    assert not paths.control.exists()


def test_a_folder_that_cannot_be_used_is_an_error_and_leaves_nothing_open(paths):
    paths.control.mkdir()
    with pytest.raises(OSError, match="directory"):
        CardHost(paths).start()
    assert not paths.reader.exists()
