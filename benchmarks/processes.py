"""Processes that a benchmark starts: their end, and what they and their children take of the memory."""

from __future__ import annotations

import contextlib
import ctypes
import subprocess
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any, Final

import psutil

KIB: Final = 1024
MIB: Final = 1024 * KIB

_STOP_S: Final = 5.0
_PR_SET_CHILD_SUBREAPER: Final = 36


def adopt_orphans() -> None:
    """Become the parent of what our children leave behind, so that it is counted and stopped.

    Source: prctl(2), PR_SET_CHILD_SUBREAPER.
    """
    if ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError("prctl refuses PR_SET_CHILD_SUBREAPER")


def processes_below() -> list[psutil.Process]:
    """Give the processes that descend from this one."""
    return psutil.Process().children(recursive=True)


def newcomers(known: Set[int]) -> list[psutil.Process]:
    """Give the processes below this one whose numbers are not among the known."""
    return [process for process in processes_below() if process.pid not in known]


def pss_bytes(processes: Sequence[psutil.Process]) -> int:
    """Add up the proportional set sizes: a page that n processes share counts for 1/n in each."""
    return _sum_bytes(processes, "Pss")


def written_bytes(processes: Sequence[psutil.Process]) -> int:
    """Add up the pages that processes have written and share with no other.

    Pages of libraries do not count: they are a process's own only for as long as no other program uses the library.
    """
    return _sum_bytes(processes, "Private_Dirty")


def _sum_bytes(processes: Sequence[psutil.Process], field: str) -> int:
    """Add up what smaps_rollup says of processes, those that have ended left out. Source: proc(5)."""
    total = 0
    for process in processes:
        try:
            lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended since it was listed
        total += sum(int(line.split()[1]) * KIB for line in lines if line.startswith(f"{field}:"))
    return total


def cpu_s(processes: Sequence[psutil.Process]) -> float:
    """Add up the processor time that processes, and those that they waited for, have taken."""
    total_s = 0.0
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total_s += times.user + times.system + times.children_user + times.children_system
    return total_s


def end(process: subprocess.Popen[Any]) -> None:
    """Stop a child, by force if it does not want to."""
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_all(processes: Sequence[psutil.Process]) -> None:
    """Stop what a child left behind, each process by its number."""
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    _, alive = psutil.wait_procs(processes, timeout=_STOP_S)
    for process in alive:
        process.kill()
    psutil.wait_procs(alive, timeout=_STOP_S)
