"""How long after its insertion a card leads to the code screen, beside a raw script that reads the same files.

Both read the same virtual card through the same pcscd, with the same commands. The raw script ends with the last
answer; the terminal has by then to hand the card on to its other process, open the visit and paint two screens.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.observed import Observations
from benchmarks.processes import end
from benchmarks.reception import CARD, Visitor, program_environment, running_simulators
from benchmarks.report import Report, median, percentile
from hardware.card.reading import read_with_retries
from hardware.card.simulator.player import CardPlayer, Reply
from hardware.card.simulator.scenario import load_scenario
from kiosk.app.display import VirtualDisplay
from kiosk.app.simulators import Simulators
from kiosk.app.supervisor import python_command
from kiosk.resources import resource_path

RATIO: Final = 1.5

_LAST_STEP: Final = "code screen painted"

_BITS_PER_S: Final = 43_010
"""The contacts of a Vitale 2: TA1 = 13 of its ATR, so 372 / 4 clock cycles a bit, at 4 MHz."""
_ETU_A_CHARACTER: Final = 12
"""Source: ISO/IEC 7816-3, T=0 without extra guard time."""

_REST_S: Final = 0.3
"""Between a card that leaves and the next one: a hand is slower, and pcscd has powered the reader down."""
_WARM_UP_S: Final = 2.0


class Recorder:
    """Play a card in this process and keep what is exchanged with it.

    Attributes:
        exchanges: each command with its answer.
    """

    def __init__(self) -> None:
        self._player = CardPlayer(load_scenario(CARD))
        self._player.power_up()
        self.exchanges: list[tuple[bytes, bytes]] = []

    def transmit(self, command: bytes) -> bytes:
        """Answer a command."""
        outcome = self._player.transmit(command)
        assert isinstance(outcome, Reply)
        self.exchanges.append((command, outcome.data))
        return outcome.data

    def reset(self) -> None:
        """Reset the card, which a card that answers needs not."""
        raise AssertionError("the card did not answer")


def exchanges() -> list[tuple[bytes, bytes]]:
    """Give the commands with which the terminal reads the card, and its answers."""
    recorder = Recorder()
    read_with_retries(recorder, accept_specimens=True)
    return recorder.exchanges


def write_slow_card(path: Path) -> float:
    """Write a scenario of the same card that takes the time of its contacts; give that time in seconds.

    What the card itself thinks is not known and left out.
    """
    text = resource_path(f"assets/cards/{CARD}.toml").read_text(encoding="utf-8")
    total_ms = 0
    for number, (command, answer) in enumerate(exchanges(), start=1):
        # Under T=0 a procedure byte answers the header.
        characters = len(command) + 1 + len(answer)
        delay_ms = max(1, round(characters * _ETU_A_CHARACTER / _BITS_PER_S * 1000))
        total_ms += delay_ms
        text += f'\n[[faults]]\nkind = "delay"\ndelay_ms = {delay_ms}\nat = {number}\n'
    path.write_text(text, encoding="utf-8")
    return total_ms / 1000


class Script:
    """Run the raw script."""

    def __init__(self, simulators: Simulators, process: subprocess.Popen[str]) -> None:
        self._simulators = simulators
        self._process = process

    def reads_s(self, card: str) -> float:
        """Insert a card; give the time to the last answer."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "waiting\n"
        inserted_s = _insert(self._simulators, card)
        read_s = float(process.stdout.readline())
        _remove(self._simulators)
        return read_s - inserted_s


@contextmanager
def raw_script(simulators: Simulators) -> Iterator[Script]:
    """Run the raw script until the end of a `with`."""
    environment = {**program_environment(simulators, None), **simulators.reader.environment}
    process = subprocess.Popen(  # noqa: S603 - our own command
        python_command("benchmarks.raw_card", *(command.hex() for command, _ in exchanges())),
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Script(simulators, process)
    finally:
        end(process)
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()


def _insert(simulators: Simulators, card: str) -> float:
    simulators.reader.insert(card)
    # The reader was told just before the answer came.
    return time.monotonic()


def _remove(simulators: Simulators) -> None:
    simulators.reader.remove()
    time.sleep(_REST_S)


def terminal_rounds(
    simulators: Simulators, display: str, card: str, rounds: int, seen_path: Path
) -> list[dict[str, float]]:
    """Insert a card before a terminal again and again; give for each the seconds to each step."""
    settings = simulators.write_settings()
    inserted: list[float] = []
    arguments = (str(seen_path), "--config", str(settings))
    with Visitor(simulators, "benchmarks.observed", arguments, program_environment(simulators, display)) as visitor:
        visitor.wait_until_in_service()
        time.sleep(_WARM_UP_S)
        for _ in range(rounds):
            inserted.append(_insert(simulators, card))
            visitor.reaches("AskingCode")
            time.sleep(_REST_S)
            _remove(simulators)
            visitor.reaches("Ended")
    seen = msgspec.json.decode(seen_path.read_bytes(), type=Observations)
    moments = [*inserted, inserted[-1] + 60.0]
    return [_steps(seen, begun_s, until_s) for begun_s, until_s in pairwise(moments)]


def _steps(seen: Observations, inserted_s: float, until_s: float) -> dict[str, float]:
    def first(moments: Sequence[tuple[str, float]], what: str) -> float:
        return next(at_s for name, at_s in moments if name == what and inserted_s <= at_s < until_s) - inserted_s

    said = [(line.event, line.at_s) for line in seen.said]
    statuses = [(str(line.fields.get("to_status")), line.at_s) for line in seen.said]
    shown = [(screen.screen, screen.at_s) for screen in seen.shown]
    return {
        "card seen": first(said, "CARD_INSERTED"),
        "card read and handed on": first(said, "CARD_READ"),
        "visit opened": first(statuses, "AskingCode"),
        _LAST_STEP: first(shown, "CodeEntryScreen"),
    }


@dataclass(slots=True)
class Measured:
    """Hold what one card took, in seconds from its insertion.

    Attributes:
        raw_s: the raw script, to the last answer.
        steps: the terminal, to each step.
    """

    raw_s: list[float] = field(default_factory=list)
    steps: list[dict[str, float]] = field(default_factory=list)


def measure(display: str, simulators: Simulators, card: str, rounds: int, folder: Path) -> Measured:
    """Measure script and terminal in turns."""
    measured = Measured()
    for _ in range(2):
        with raw_script(simulators) as script:
            measured.raw_s += [script.reads_s(card) for _ in range(rounds)]
        measured.steps += terminal_rounds(simulators, display, card, rounds, folder / "seen.json")
    return measured


def _add_rows(report: Report, name: str, measured: Measured, reach: float | None) -> None:
    floor_s = median(measured.raw_s)

    def add(what: str, values_s: Sequence[float], reach: float | None = None) -> None:
        ratio = median(values_s) / floor_s
        times = (f"{value_s * 1000:.1f} ms" for value_s in (median(values_s), percentile(values_s, 90)))
        reached = None if reach is None else ratio <= reach
        report.add(f"{name}: {what}", *times, f"{ratio:.2f}", f"≤ {reach:.2f}" if reach else "", is_met=reached)

    add("raw script, last answer", measured.raw_s)
    for step in measured.steps[0]:
        add(f"terminal, {step}", [steps[step] for steps in measured.steps], reach if step == _LAST_STEP else None)


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=6, help="cards in each of two turns (default: %(default)s)")
    rounds: int = parser.parse_args().rounds
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as name,
        VirtualDisplay() as display,
        running_simulators(time_scale=0.0) as simulators,
    ):
        folder = Path(name)
        slow = folder / "slow.toml"
        line_s = write_slow_card(slow)
        at_line_speed = measure(display.name, simulators, str(slow), rounds, folder)
        instant = measure(display.name, simulators, CARD, rounds, folder)
    report = Report("card", "Card inserted → code screen", ("median", "p90", "÷ raw script", "reach"))
    _add_rows(report, "card at line speed", at_line_speed, RATIO)
    _add_rows(report, "card that answers at once", instant, None)
    report.note(f"{len(exchanges())} commands each; from the moment at which the reader is told of the card")
    report.note(f"line speed: {_BITS_PER_S} bit/s, as a Vitale 2 asks for (TA1 = 13): {line_s * 1000:.0f} ms in all")
    report.close({"at_line_speed": asdict(at_line_speed), "instant": asdict(instant)})


if __name__ == "__main__":
    main()
