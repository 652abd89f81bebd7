"""`kiosk demo` as somebody starts it in a shell, uses its files from another one, and ends it with Ctrl-C."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

PATIENCE_S = 60.0


@pytest.fixture
def environment():
    session = Path(tempfile.mkdtemp(prefix="kk-", dir="/tmp"))
    yield {
        **os.environ,
        # Qt draws in memory; the command wants to hear of a display.
        "DISPLAY": ":none",
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(session),
        "XDG_CONFIG_HOME": str(session / "config"),
        "LC_ALL": "C.UTF-8",
        "PYTHONIOENCODING": "utf-8",
    }
    shutil.rmtree(session)


@pytest.fixture
def said(tmp_path):
    """The file that the demonstration writes what it has to say into."""
    return tmp_path / "said"


@pytest.fixture
def demonstration(environment, said):
    """A demonstration in a group of processes of its own, as a shell starts it."""
    with said.open("wb") as out:
        command = [sys.executable, "-m", "kiosk.cli", "demo"]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, process_group=0)
    yield process
    below = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    for one in (*below, process):
        one.kill()
    process.wait()


def wait_until(is_true, what):
    deadline_s = time.monotonic() + PATIENCE_S
    while not is_true():
        assert time.monotonic() < deadline_s, what
        time.sleep(0.05)


def kiosk(environment, *arguments):
    command = [sys.executable, "-m", "kiosk.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")


def test_its_files_are_used_by_name_and_ctrl_c_ends_all_of_it_quietly(demonstration, environment, said):
    def has_logged(event):
        assert demonstration.poll() is None, said.read_text("utf-8")
        return event in said.read_text("utf-8")

    wait_until(lambda: has_logged("DATABASE_OPENED") and has_logged("READER_ADDED"), "a terminal in service")
    checked = kiosk(environment, "data", "check", "--demo")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "0 manquement." in checked.stdout
    assert "INCONNUE" in kiosk(environment, "verify", "--demo", "bonjour").stdout

    started = psutil.Process(demonstration.pid).children(recursive=True)
    assert {"kiosk.app.dock", "kiosk.app.terminal"} <= {word for one in started for word in one.cmdline()}
    os.killpg(demonstration.pid, signal.SIGINT)

    assert demonstration.wait(PATIENCE_S) == 0
    assert "Traceback" not in said.read_text("utf-8")
    assert "KeyboardInterrupt" not in said.read_text("utf-8")
    _gone, alive = psutil.wait_procs(started, timeout=10)
    assert alive == []
    assert not (Path(environment["XDG_RUNTIME_DIR"]) / "kiosk" / "state").exists()
