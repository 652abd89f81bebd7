"""How long the GUI thread of the terminal is busy with one event, through whole visits of both lines of the menu.

The terminal is the real one, in its own process on a virtual screen: card through pcscd, printer over TCP as fast as
a real one. An event is timed from the moment the event loop hands it out until the loop has it back.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.observed import GuiEvent, Observations
from benchmarks.reception import CODE, Visitor, program_environment, running_simulators
from benchmarks.report import Report, percentile
from kiosk.app.display import VirtualDisplay

FRAME_MS: Final = 16.0
TOUCH_MS: Final = 50.0
_WORST: Final = 8
_WARM_UP_S: Final = 2.0


def play(visitor: Visitor) -> None:
    """Play one visit: wrong code, both lines with their tickets, what is done elsewhere, palette and sizes."""
    visitor.insert()
    visitor.reaches("AskingCode")
    visitor.type("70914253")
    visitor.wait_for("ACCESS_REFUSED")
    visitor.type(CODE, "Menu")
    visitor.press("Mes derniers remboursements", "ShowingPayments")
    visitor.press("Plus anciens")
    visitor.press("Plus récents")
    visitor.press("Imprimer", "Printed")
    visitor.press("Autre démarche", "Menu")
    visitor.press("Mes derniers remboursements", "ShowingPayments")
    visitor.press("Consultation", "ShowingPayment")
    visitor.press("Retour", "ShowingPayments")
    visitor.press("Menu", "Menu")
    visitor.press("Texte")
    visitor.press("Contraste")
    visitor.press("Attestation de droits", "ShowingRights")
    visitor.press("Imprimer", "Printed")
    visitor.press("Autre démarche", "Menu")
    visitor.press("Texte")
    visitor.press("Contraste")
    visitor.press("Autres démarches", "OtherProcedures")
    visitor.press("Menu", "Menu")
    visitor.press("Terminer", "TakeCard")
    visitor.remove()
    visitor.reaches("Ended")


def observe(visits: int) -> Observations:
    """Run a terminal through visits and give what its process saw."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        VirtualDisplay() as display,
        running_simulators(time_scale=1.0) as simulators,
    ):
        seen = Path(folder) / "seen.json"
        arguments = (str(seen), "--config", str(simulators.write_settings()))
        environment = program_environment(simulators, display.name)
        with Visitor(simulators, "benchmarks.observed", arguments, environment) as visitor:
            visitor.wait_until_in_service()
            # What the screens of a visit need is loaded while nobody is there.
            time.sleep(_WARM_UP_S)
            for _ in range(visits):
                play(visitor)
        return msgspec.json.decode(seen.read_bytes(), type=Observations)


def of_visits(seen: Observations) -> list[GuiEvent]:
    """Leave out what came before the first card: imports and the first frame."""
    begun_s = next(said.at_s for said in seen.said if said.event == "CARD_INSERTED")
    return [event for event in seen.events if event.begun_s >= begun_s]


def touch_to_printer_ms(seen: Observations) -> list[float]:
    """Give the time from each touch on a print button until its job goes to the printer."""
    touches = [
        event for event in seen.events if event.kind == "MouseButtonRelease" and event.receiver == "Button print"
    ]
    sent_s = [said.at_s for said in seen.said if said.event == "PRINT_JOB_SENT"]
    return [(next(at_s for at_s in sent_s if at_s > touch.begun_s) - touch.begun_s) * 1000 for touch in touches]


def _name(event: GuiEvent) -> str:
    return f"{event.kind} to {event.receiver}, then {event.screen}"


def _report(seen: Observations, visits: int) -> Report:
    events = of_visits(seen)
    durations_ms, cpus_ms = [event.duration_ms for event in events], [event.cpu_ms for event in events]
    p99_ms = percentile(durations_ms, 99)
    longer = [event for event in events if event.duration_ms > FRAME_MS]
    report = Report("gui", f"Events of the GUI thread, {visits} visits", ("time", "processor time", "reach"))
    report.add("events", str(len(events)), "", "")
    report.add(
        "p99",
        f"{p99_ms:.1f} ms",
        f"{percentile(cpus_ms, 99):.1f} ms",
        f"≤ {FRAME_MS:.0f} ms",
        is_met=p99_ms <= FRAME_MS,
    )
    report.add("longest", f"{max(durations_ms):.1f} ms", f"{max(cpus_ms):.1f} ms", "")
    report.add(
        f"longer than {FRAME_MS:.0f} ms",
        f"{len(longer)} ({len(longer) / len(events):.2%})",
        str(sum(cpu_ms > FRAME_MS for cpu_ms in cpus_ms)),
        "",
    )
    pauses = [pause for pause in seen.pauses if pause.begun_s >= events[0].begun_s]
    longest_pause_ms = max((pause.duration_ms for pause in pauses), default=0.0)
    report.add("longest garbage collection, of any thread", f"{longest_pause_ms:.1f} ms", "", "")
    touches_ms = touch_to_printer_ms(seen)
    report.add(
        f"touch on “Imprimer” → job on its way to the printer, longest of {len(touches_ms)}",
        f"{max(touches_ms):.1f} ms",
        "",
        f"≤ {TOUCH_MS:.0f} ms",
        is_met=max(touches_ms) <= TOUCH_MS,
    )
    kinds: dict[str, list[GuiEvent]] = defaultdict(list)
    for event in events:
        kinds[_name(event)].append(event)
    for name, alike in sorted(kinds.items(), key=lambda kind: max(event.cpu_ms for event in kind[1]))[
        : -_WORST - 1 : -1
    ]:
        longest_ms, cpu_ms = max(event.duration_ms for event in alike), max(event.cpu_ms for event in alike)
        report.note(f"at most {longest_ms:.0f} ms, {cpu_ms:.0f} ms of a processor, {len(alike)} events: {name}")
    return report


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=3, help="visits (default: %(default)s)")
    visits: int = parser.parse_args(arguments).visits
    seen = observe(visits)
    longer = [event for event in of_visits(seen) if event.duration_ms > FRAME_MS]
    raw = {"longer_than_a_frame": msgspec.to_builtins(longer), "touch_to_printer_ms": touch_to_printer_ms(seen)}
    _report(seen, visits).close(raw)


if __name__ == "__main__":
    main()
