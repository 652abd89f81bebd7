"""The supervisor with terminals that are small programs: they beat, freeze, crash and end."""

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app.supervisor import (
    BEAT_FD_VARIABLE,
    CrashHistory,
    SupervisionLimits,
    Supervisor,
    notify_service_manager,
)
from kiosk.catalogue.failures import FailureCode

LIMITS = SupervisionLimits(
    start_s=10.0, beat_s=0.3, stop_s=2.0, crashes=3, crash_window_s=60.0, retry_s=0.2, settings_s=0.2
)

BEAT = f"import os, signal, sys, time; beat = lambda: os.write(int(os.environ['{BEAT_FD_VARIABLE}']), b'.')\n"


class Stage:
    """Run a supervisor over small programs and keep what they wrote down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.diary = folder / "diary"
        self.diary.touch()

    def program(self, *lines: str) -> tuple[str, ...]:
        """Write a terminal; `note("…")` adds a word to the diary."""
        note = f"note = lambda word: open({str(self.diary)!r}, 'a').write(word + chr(10))\n"
        return (sys.executable, "-c", BEAT + note + "\n".join(lines))

    def screen(self, failure: FailureCode) -> tuple[str, ...]:
        return self.program(f"note('{failure.name}')", "signal.pause()")

    def supervisor(self, *lines: str) -> Supervisor:
        return Supervisor(self.program(*lines), self.screen, LIMITS)

    def words(self) -> list[str]:
        return self.diary.read_text().split()

    def starts(self) -> str:
        """Give the line that counts the starts in `n`, for programs that behave differently each time."""
        counter = str(self.folder / "starts")
        return f"open({counter!r}, 'a').write('x'); n = len(open({counter!r}).read())"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def test_a_terminal_that_ends_well_ends_the_supervisor(stage: Stage) -> None:
    assert stage.supervisor("beat()", "note('served')").run() == 0
    assert stage.words() == ["served"]


def test_the_terminal_and_its_screen_are_out_of_reach_of_a_ctrl_c_at_the_supervisor(stage: Stage) -> None:
    own_group = "note('own' if os.getpgrp() == os.getpid() else 'shared')"
    screen = stage.program(own_group, "signal.pause()")
    terminal = stage.program(
        stage.starts(),
        own_group,
        f"while n == 2 and len(open({str(stage.diary)!r}).read().split()) < 3: time.sleep(0.02)",
        "os._exit(70) if n == 1 else beat()",
    )
    assert Supervisor(terminal, lambda _failure: screen, LIMITS).run() == 0
    assert stage.words() == ["own"] * 3


def test_a_terminal_that_crashes_is_started_again_behind_a_fresh_screen(stage: Stage) -> None:
    supervisor = stage.supervisor(
        stage.starts(),
        "beat()",
        "note(f'start-{n}')",
        "os._exit(70) if n == 1 else time.sleep(0.2)",
        "beat()",
    )
    assert supervisor.run() == 0
    words = stage.words()
    assert words[0] == "start-1"
    assert "start-2" in words
    assert "CRASH_LOOP" not in words


def test_a_terminal_that_freezes_is_killed_and_started_again(stage: Stage) -> None:
    supervisor = stage.supervisor(stage.starts(), "beat()", "note(f'start-{n}')", "time.sleep(60) if n == 1 else None")
    assert supervisor.run() == 0
    assert [word for word in stage.words() if word.startswith("start")] == ["start-1", "start-2"]


def test_the_third_crash_within_a_minute_ends_in_out_of_service_and_a_later_try(stage: Stage) -> None:
    supervisor = stage.supervisor(stage.starts(), "beat()", "os._exit(70) if n <= 3 else note('served')")
    supervisor.run()
    assert "CRASH_LOOP" in stage.words()
    assert stage.words()[-1] == "served"


def test_refused_settings_show_out_of_service_until_they_are_right_and_are_no_crash(stage: Stage) -> None:
    stage.supervisor(stage.starts(), "os._exit(2) if n <= 4 else note('served')").run()
    assert "CRASH_LOOP" not in stage.words()
    assert "SETTINGS_INVALID" in stage.words()
    assert stage.words()[-1] == "served"


def test_a_supervisor_that_is_asked_to_stop_asks_the_terminal_first(stage: Stage) -> None:
    supervisor = stage.supervisor(
        "def stopped(*_): note('asked'); sys.exit(0)",
        "signal.signal(signal.SIGTERM, stopped)",
        "beat()",
        "note('ready')",
        "while True: time.sleep(0.1); beat()",
    )
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    wait_until(lambda: "ready" in stage.words())
    supervisor.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert stage.words() == ["ready", "asked"]


def test_a_terminal_that_ignores_the_question_is_killed(stage: Stage) -> None:
    deaf = stage.program("signal.signal(signal.SIGTERM, signal.SIG_IGN)", "note(str(os.getpid()))", "time.sleep(60)")
    supervisor = Supervisor(deaf, stage.screen, replace(LIMITS, stop_s=0.2))
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    wait_until(lambda: bool(stage.words()))
    supervisor.stop()
    thread.join(10)
    assert not thread.is_alive()
    with pytest.raises(ProcessLookupError):
        os.kill(int(stage.words()[0]), 0)


def test_crashes_far_apart_are_not_a_loop() -> None:
    history = CrashHistory(SupervisionLimits())
    assert [history.add(moment) for moment in (0.0, 30.0, 61.0, 70.0, 80.0)] == [False, False, False, True, True]


@pytest.fixture
def service_manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield listener


def test_the_service_manager_hears_when_the_terminal_is_ready_and_each_beat(
    stage: Stage, service_manager: socket.socket
) -> None:
    stage.supervisor("beat()", "time.sleep(0.1)", "beat()", "time.sleep(0.1)").run()
    assert [service_manager.recv(64) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


def test_a_service_manager_that_is_gone_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", "@kiosk-nobody-listens")
    notify_service_manager("READY=1")


def wait_until(is_true: Callable[[], bool], patience_s: float = 10.0) -> None:
    """Look until something is true; the programs under test write to a file, which nothing announces."""
    waited = threading.Event()
    for _ in range(int(patience_s / 0.02)):
        if is_true():
            return
        waited.wait(0.02)
    raise AssertionError("it did not happen in time")
