"""What many visits leave behind in the processes of a terminal: memory, descriptors, threads.

The terminal is the real one in its own process, drawn nowhere: card through pcscd, printer over TCP whose parts move in
no time. Each visit types the code, looks at the payments, prints a certificate and takes the card. It is looked at from
outside.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import asdict, dataclass
from typing import Final

import psutil

from benchmarks.processes import MIB
from benchmarks.reception import CODE, Visitor, program_environment, running_simulators
from benchmarks.report import Report

MEMORY_MIB: Final = 5.0

_WARM_UP_VISITS: Final = 20
"""Until caches are full and Qt has drawn every screen."""
_LOOKS: Final = 10


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what the terminal and its card process had after so many visits.

    Attributes:
        memory_mib: pages that no other process shares.
    """

    visits: int
    memory_mib: float
    descriptors: int
    threads: int


def look(visits: int, pid: int) -> Look:
    """Look at the processes of a terminal."""
    terminal = psutil.Process(pid)
    processes = [terminal, *terminal.children(recursive=True)]
    return Look(
        visits,
        sum(process.memory_full_info().uss for process in processes) / MIB,
        sum(process.num_fds() for process in processes),
        sum(process.num_threads() for process in processes),
    )


def visit(visitor: Visitor) -> None:
    """Play one visit."""
    visitor.insert()
    visitor.reaches("AskingCode")
    visitor.type(CODE, "Menu")
    visitor.press("Mes derniers remboursements", "ShowingPayments")
    visitor.press("Menu", "Menu")
    visitor.press("Attestation de droits", "ShowingRights")
    visitor.press("Imprimer", "Printed")
    visitor.press("Terminer", "TakeCard")
    visitor.remove()
    visitor.reaches("Ended")


def soak(visits: int) -> tuple[list[Look], float]:
    """Play visits; give what was seen, first and last included, and the seconds of a visit."""
    every = max(1, visits // _LOOKS)
    with running_simulators(time_scale=0.0) as simulators:
        arguments = ("--config", str(simulators.write_settings()))
        with Visitor(simulators, "benchmarks.hands", arguments, program_environment(simulators, None)) as visitor:
            visitor.wait_until_in_service()
            for _ in range(_WARM_UP_VISITS):
                visit(visitor)
            looks = [look(0, visitor.pid)]
            begun_s = time.monotonic()
            for number in range(1, visits + 1):
                visit(visitor)
                if number % every == 0 or number == visits:
                    looks.append(look(number, visitor.pid))
            return looks, (time.monotonic() - begun_s) / visits


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=200, help="visits (default: %(default)s)")
    visits: int = parser.parse_args().visits
    looks, visit_s = soak(visits)
    first, last = looks[0], looks[-1]
    report = Report("soak", f"{visits} visits in one process", ("before", "after", "more", "reach"))
    more_mib = last.memory_mib - first.memory_mib
    report.add(
        "memory of terminal and card process",
        f"{first.memory_mib:.1f} MiB",
        f"{last.memory_mib:.1f} MiB",
        f"{more_mib:+.1f} MiB",
        f"≤ +{MEMORY_MIB:.0f} MiB in 10,000 visits",
        is_met=more_mib <= MEMORY_MIB,
    )
    for what, before, after in (
        ("descriptors", first.descriptors, last.descriptors),
        ("threads", first.threads, last.threads),
    ):
        report.add(what, str(before), str(after), f"{after - before:+d}", "none", is_met=after <= before)
    report.note(f"counted after {_WARM_UP_VISITS} visits for the caches; {visit_s:.2f} s a visit")
    report.note("MiB on the way: " + ", ".join(f"{each.visits}: {each.memory_mib:.1f}" for each in looks))
    report.close({"looks": [asdict(each) for each in looks], "visit_s": visit_s})


if __name__ == "__main__":
    main()
