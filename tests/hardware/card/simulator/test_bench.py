"""The whole virtual reader, its private pcscd among it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
import pytest

from hardware.card.simulator.bench import BenchError, VirtualReaderBench
from hardware.card.simulator.paths import RuntimeDirectoryError
from hardware.card.simulator.private_pcscd import PcscdMissingError
from hardware.card.simulator.scenario import card_names

BUILD = Path(__file__).resolve().parents[4] / "build" / "virtual-reader"
SYSTEM = Path("/run/pcscd")


@pytest.fixture
def runtime():
    folder = Path(tempfile.mkdtemp(prefix="kb-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def own(runtime):
    """A bench of the test's own."""
    with VirtualReaderBench(runtime, BUILD) as bench:
        yield bench


def test_two_benches_run_side_by_side_and_share_nothing(own, bench):
    own.insert("family")
    assert own.pcscd.pid != bench.pcscd.pid
    assert bench.state().card is None


def test_a_second_bench_in_the_same_folder_is_refused_and_harms_nothing(own, runtime):
    pid = own.pcscd.pid
    with pytest.raises(BenchError, match="another virtual reader"), VirtualReaderBench(runtime, BUILD):
        pass
    assert own.pcscd.pid == pid
    assert own.state().connected


def test_after_the_end_nothing_runs_and_no_socket_is_left(runtime):
    with VirtualReaderBench(runtime, BUILD) as bench:
        pid = bench.pcscd.pid
    assert not psutil.pid_exists(pid)
    assert not [path for path in runtime.iterdir() if path.is_socket()]


def test_a_bench_that_was_ended_can_be_started_again_in_its_folder(runtime):
    for _ in range(2):
        with VirtualReaderBench(runtime, BUILD) as bench:
            assert bench.state().connected


def test_the_pcscd_of_a_bench_that_was_killed_is_ended_by_the_next(runtime):
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from hardware.card.simulator.bench import VirtualReaderBench\n"
        "bench = VirtualReaderBench(Path(sys.argv[1]), Path(sys.argv[2])).__enter__()\n"
        "print(bench.pcscd.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    command = [sys.executable, "-c", program, str(runtime), str(BUILD)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    killed = subprocess.run(command, stdout=subprocess.PIPE, env=environment, text=True)
    assert killed.returncode == -signal.SIGKILL
    left = int(killed.stdout)
    old = psutil.Process(left)
    assert old.name() == "pcscd"
    with VirtualReaderBench(runtime, BUILD) as bench:
        assert bench.state().connected
        deadline = time.monotonic() + 10
        while old.is_running() and old.status() != psutil.STATUS_ZOMBIE:
            assert time.monotonic() < deadline
            threading.Event().wait(0.005)


def test_a_process_that_has_got_the_number_of_an_old_pcscd_is_left_alone(runtime):
    (runtime / "pcscd.pid").write_text(str(os.getpid()))
    with VirtualReaderBench(runtime, BUILD) as bench:
        assert bench.pcscd.pid not in (None, os.getpid())


def test_the_directory_of_the_systems_own_pcscd_is_left_alone(runtime):
    before = SYSTEM.exists() and sorted((path.name, path.stat().st_mtime_ns) for path in SYSTEM.iterdir())
    mode = Path(os.devnull).stat().st_mode
    with VirtualReaderBench(runtime, BUILD) as bench:
        bench.insert("family")
    assert before == (SYSTEM.exists() and sorted((path.name, path.stat().st_mtime_ns) for path in SYSTEM.iterdir()))
    assert Path(os.devnull).stat().st_mode == mode


def test_nothing_listens_beyond_this_machine(own):
    connections = psutil.Process(own.pcscd.pid).net_connections("inet")
    assert connections == []


def test_a_folder_with_a_path_that_is_too_long_is_refused(tmp_path):
    with pytest.raises(RuntimeDirectoryError), VirtualReaderBench(tmp_path / ("x" * 90), BUILD):
        pass


def test_a_machine_without_pcscd_is_told_what_to_install(runtime, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda program, **_: None if program == "pcscd" else f"/usr/bin/{program}")
    with pytest.raises(PcscdMissingError, match="apt-get install pcscd"), VirtualReaderBench(runtime, BUILD):
        pass
    assert not [path for path in runtime.iterdir() if path.is_socket()]


def test_a_pcscd_that_ends_at_once_is_told_with_its_log(runtime, monkeypatch, tmp_path):
    broken = tmp_path / "pcscd"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(BenchError, match=r"pcscd\.log"), VirtualReaderBench(runtime, BUILD):
        pass


def test_killing_freezing_or_stopping_a_pcscd_that_does_not_run_does_nothing(own):
    own.pcscd.stop()
    for act in (own.pcscd.kill, own.pcscd.freeze, own.pcscd.thaw, own.pcscd.stop):
        act()
    assert own.pcscd.pid is None
    own.restart_pcscd()
    first = own.pcscd.pid
    own.pcscd.start()
    assert own.pcscd.pid == first


def test_a_frozen_pcscd_can_be_stopped(own):
    pid = own.pcscd.pid
    own.pcscd.freeze()
    own.pcscd.stop()
    assert not psutil.pid_exists(pid)


def test_the_cards_can_be_listed(own):
    assert [card.name for card in own.cards()] == list(card_names())
