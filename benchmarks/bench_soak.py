"""What many visits leave behind in the process of a terminal: memory, descriptors, threads.

The terminal is the real one in its own process, drawn nowhere, with a card reader in that process and a printer over
TCP whose parts move in no time. The visits take the eight lines of the menu in turn: each types the code, opens its
line, prints what there is to print, orders a European card or has the card updated, and takes the card. The process is
looked at from outside.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import psutil
from pysqlite3 import dbapi2
from sqlalchemy import make_url

from benchmarks.processes import KIB, MIB, written_bytes
from benchmarks.reception import Visitor, program_environment, running_simulators
from benchmarks.report import Report
from kiosk.app.simulators import Simulators
from kiosk.services.generator.cast import cast_cards

MEMORY_MIB: Final = 5.0

_WARM_UP_ROUNDS: Final = 3
"""Until caches are full and Qt has drawn every screen."""
_LOOKS: Final = 10
_SETTLED_VISITS: Final = 500
"""From here on each look counts for the pace: caches that fill slowly are full."""
_PACE_VISITS: Final = 1000


@dataclass(frozen=True, slots=True)
class LineVisit:
    """Hold what a visit does.

    Attributes:
        card: of the cast.
        line: what stands on the tile of the menu.
        status: to which the tile leads.
        steps: what is pressed then, each with the status that it leads to where that is another one.
    """

    card: str
    line: str
    status: str
    steps: tuple[tuple[str, str], ...]


_PRINT: Final = (("Imprimer", "Printed"), ("Terminer", "TakeCard"))
_LOOK: Final = (("Terminer", "TakeCard"),)
_ORDER: Final = (
    ("Continuer", ""),
    ("Oui, continuer", ""),
    ("Je ne sais pas", ""),
    ("Commander", "EhicOrdered"),
    *_PRINT,
)

VISITS: Final = (
    LineVisit("family", "Mes derniers remboursements", "ShowingPayments", _PRINT),
    LineVisit("family", "Mes relevés mensuels", "ShowingStatement", _PRINT),
    LineVisit("exemption", "Attestation de droits", "ShowingRights", _PRINT),
    LineVisit("allowances", "Attestation d’indemnités journalières", "ShowingAllowances", _PRINT),
    LineVisit("c2s", "Attestation tiers payant intégral", "ShowingThirdParty", _PRINT),
    LineVisit("family", "Rattacher mes enfants", "ShowingAttachment", _PRINT),
    LineVisit("no-mobile", "Carte européenne", "ChoosingEhic", _ORDER),
    LineVisit("to-update", "Mettre à jour ma carte Vitale", "CardUpdated", _LOOK),
)


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what the terminal had after so many visits.

    Attributes:
        memory_mib: pages that it has written and no other process shares.
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
        written_bytes(processes) / MIB,
        sum(process.num_fds() for process in processes),
        sum(process.num_threads() for process in processes),
    )


class CardVisitor(Visitor):
    """Stand before a terminal that has its card reader in its own process."""

    def wait_until_in_service(self) -> None:
        """Wait until printer and services have reported."""
        self.wait_for("PRINTER_CONNECTED", "DATABASE_OPENED")

    def insert(self, card: str = "") -> None:
        """Put a card in, as it was before any update."""
        self._order(f"reset {card}", "")
        self._order(f"insert {card}", "")

    def remove(self) -> None:
        """Pull the card."""
        self._order("remove", "")


def visit(visitor: Visitor, plan: LineVisit, codes: Mapping[str, str]) -> None:
    """Play one visit."""
    visitor.insert(plan.card)
    visitor.reaches("AskingCode")
    visitor.type(codes[plan.card], "Menu")
    visitor.press(plan.line, plan.status)
    for text, status in plan.steps:
        visitor.press(text, status)
    visitor.remove()
    visitor.reaches("Ended")


def look_after(simulators: Simulators) -> None:
    """Put a full roll in, and forget the orders of European cards, so that the next visit orders again."""
    simulators.printer.operator.new_roll()
    connection = dbapi2.connect(make_url(simulators.settings.database.url).database)
    connection.execute("DELETE FROM ehic_orders")
    connection.commit()
    connection.close()


def soak(visits: int) -> tuple[list[Look], float]:
    """Play visits; give what was seen, first and last included, and the seconds of a visit."""
    every = max(1, visits // _LOOKS)
    codes = {card.card: card.code for card in cast_cards() if card.code is not None}
    with running_simulators(time_scale=0.0) as simulators:
        arguments = ("--config", str(simulators.write_settings()))
        environment = program_environment(simulators, None)
        with CardVisitor(simulators, "benchmarks.card_in_hand", arguments, environment) as visitor:
            visitor.wait_until_in_service()
            for plan in VISITS * _WARM_UP_ROUNDS:
                visit(visitor, plan, codes)
                look_after(simulators)
            looks = [look(0, visitor.pid)]
            begun_s = time.monotonic()
            for number in range(1, visits + 1):
                visit(visitor, VISITS[number % len(VISITS)], codes)
                look_after(simulators)
                if number % every == 0 or number == visits:
                    looks.append(look(number, visitor.pid))
            return looks, (time.monotonic() - begun_s) / visits


def pace_mib(looks: Sequence[Look]) -> float | None:
    """Give by how much the memory grows in a thousand visits, by the straight line nearest to the later looks."""
    later = [each for each in looks if each.visits >= _SETTLED_VISITS]
    if len(later) < 2:
        return None
    visits = [each.visits for each in later]
    return statistics.linear_regression(visits, [each.memory_mib for each in later]).slope * _PACE_VISITS


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=200, help="visits (default: %(default)s)")
    visits: int = parser.parse_args().visits
    looks, visit_s = soak(visits)
    first, last = looks[0], looks[-1]
    title = f"{visits} visits over the eight lines in one process"
    report = Report("soak", title, ("before", "after", "more", "reach"))
    more_mib = last.memory_mib - first.memory_mib
    report.add(
        "memory of the terminal",
        f"{first.memory_mib:.1f} MiB",
        f"{last.memory_mib:.1f} MiB",
        f"{more_mib:+.1f} MiB",
        f"≤ +{MEMORY_MIB:.0f} MiB in 10,000 visits",
        is_met=more_mib <= MEMORY_MIB,
    )
    pace = pace_mib(looks)
    if pace is not None:
        what = f"memory, in {_PACE_VISITS:,} visits, from visit {_SETTLED_VISITS} on"
        report.add(what, "", "", f"{pace * MIB / KIB:+.0f} KiB", "")
    for what, before, after in (
        ("descriptors", first.descriptors, last.descriptors),
        ("threads", first.threads, last.threads),
    ):
        report.add(what, str(before), str(after), f"{after - before:+d}", "none", is_met=after <= before)
    report.note(f"counted after {_WARM_UP_ROUNDS * len(VISITS)} visits for the caches; {visit_s:.2f} s a visit")
    report.note("MiB on the way: " + ", ".join(f"{each.visits}: {each.memory_mib:.1f}" for each in looks))
    report.close({"looks": [asdict(each) for each in looks], "visit_s": visit_s})


if __name__ == "__main__":
    main()
