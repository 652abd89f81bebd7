"""The chimes: heard one at a time, never waited for, and silence where nothing can play them."""

import os
import stat
import time
import wave
from collections.abc import Callable
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest

from hardware.sound.player import AplaySounder
from kiosk.ports import Sound, Sounder
from kiosk.resources import resource_path

DEADLINE_S = 10.0


class Stage:
    """Stand in for `aplay`: a player that writes down what it plays and lasts as long as a test wants."""

    def __init__(self, folder: Path) -> None:
        self.heard_file = folder / "heard"
        self.curtain = folder / "curtain"
        self.program = folder / "player"
        os.mkfifo(self.curtain)
        self.program.write_text(
            f'#!/bin/sh\necho "begin $(basename "$1")" >> {self.heard_file}\n'
            f'read -r _ < {self.curtain}\necho "end $(basename "$1")" >> {self.heard_file}\n'
        )
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)

    def heard(self) -> list[str]:
        return self.heard_file.read_text().splitlines() if self.heard_file.exists() else []

    def end_one_sound(self) -> None:
        self.curtain.write_text("\n")


@pytest.fixture
def stage(tmp_path):
    return Stage(tmp_path)


@contextmanager
def sounder(*command: str, deadline_s: float = DEADLINE_S):
    playing = AplaySounder(command, deadline_s)
    try:
        yield playing
    finally:
        playing.stop()


def wait_until(condition: Callable[[], bool]) -> None:
    limit_s = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < limit_s, "it never came about"
        time.sleep(0.005)


@pytest.fixture
def no_child_is_left() -> Callable[[], bool]:
    """Tell whether the players have ended; other tests of this process may keep processes of their own."""
    others = set(psutil.Process().children())
    return lambda: not set(psutil.Process().children()) - others


def test_a_sound_is_handed_to_the_player_and_the_player_is_reaped(stage, no_child_is_left):
    with sounder(str(stage.program)) as playing:
        playing.play(Sound.TAKE_CARD)
        wait_until(lambda: stage.heard() == ["begin take-card.wav"])
        stage.end_one_sound()
        wait_until(lambda: stage.heard() == ["begin take-card.wav", "end take-card.wav"])
        wait_until(no_child_is_left)


def test_sounds_never_overlap_and_only_the_newest_waits(stage):
    with sounder(str(stage.program)) as playing:
        playing.play(Sound.STILL_THERE)
        wait_until(lambda: stage.heard() == ["begin still-there.wav"])
        playing.play(Sound.TAKE_CARD)
        playing.play(Sound.PROBLEM)
        stage.end_one_sound()
        wait_until(lambda: len(stage.heard()) == 3)
        assert stage.heard() == ["begin still-there.wav", "end still-there.wav", "begin problem.wav"]
        stage.end_one_sound()
        wait_until(lambda: stage.heard()[3:] == ["end problem.wav"])


def test_asking_for_a_sound_does_not_wait_for_the_one_that_plays(stage):
    with sounder(str(stage.program)) as playing:
        playing.play(Sound.PROBLEM)
        wait_until(lambda: len(stage.heard()) == 1)
        asked_s = time.monotonic()
        for _ in range(100):
            playing.play(Sound.PROBLEM)
        assert time.monotonic() - asked_s < 0.5
        assert stage.heard() == ["begin problem.wav"]


def test_stopping_ends_the_sound_that_plays(stage, no_child_is_left):
    with sounder(str(stage.program)) as playing:
        playing.play(Sound.TAKE_CARD)
        wait_until(lambda: len(stage.heard()) == 1)
    assert no_child_is_left()
    assert stage.heard() == ["begin take-card.wav"]


def test_a_stopped_sounder_plays_nothing(stage):
    with sounder(str(stage.program)) as playing:
        pass
    playing.play(Sound.PROBLEM)
    playing.stop()
    assert stage.heard() == []


def test_a_player_that_hangs_is_ended_and_the_next_sound_is_heard(stage, no_child_is_left):
    with sounder(str(stage.program), deadline_s=0.2) as playing:
        playing.play(Sound.TAKE_CARD)
        wait_until(lambda: stage.heard() == ["begin take-card.wav"])
        wait_until(no_child_is_left)
        playing.play(Sound.PROBLEM)
        wait_until(lambda: stage.heard() == ["begin take-card.wav", "begin problem.wav"])


def test_a_machine_without_a_player_stays_silent_and_goes_on(no_child_is_left):
    with sounder("/nonexistent/aplay") as playing:
        playing.play(Sound.PROBLEM)
        playing.play(Sound.TAKE_CARD)
    assert no_child_is_left()


def test_a_machine_without_a_device_stays_silent_and_goes_on(tmp_path):
    tried = tmp_path / "tried"
    player = tmp_path / "aplay"
    player.write_text(f'#!/bin/sh\necho "$1" >> {tried}\necho "audio open error" >&2\nexit 1\n')
    player.chmod(0o755)
    with sounder(str(player)) as playing:
        for count in (1, 2):
            playing.play(Sound.PROBLEM)
            wait_until(lambda count=count: tried.exists() and len(tried.read_text().splitlines()) == count)


def test_the_player_is_a_sounder(stage):
    with sounder(str(stage.program)) as playing:
        port: Sounder = playing
        assert callable(port.play)


@pytest.mark.parametrize("sound", Sound)
def test_each_sound_has_a_short_file_that_begins_and_ends_in_silence(sound):
    with closing(wave.open(str(resource_path(f"assets/sounds/{sound.value}.wav")), "rb")) as file:
        frames = file.readframes(file.getnframes())
        length_s = file.getnframes() / file.getframerate()
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
    assert 0.3 <= length_s < 1.0
    assert frames[:2] == frames[-2:] == b"\x00\x00"
    loudest = max(abs(int.from_bytes(frames[at : at + 2], "little", signed=True)) for at in range(0, len(frames), 2))
    assert 8_000 < loudest < 32_000


def test_the_sounds_can_be_told_apart():
    contents = {resource_path(f"assets/sounds/{sound.value}.wav").read_bytes() for sound in Sound}
    assert len(contents) == len(Sound)
