"""Play a scenario: the card's answers, and what goes wrong at the nth. Pure: delays and pulls are told, not done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from hardware.card.simulator.engine import Applet, build_applet
from hardware.card.simulator.memory import CardMemory, build_memory
from hardware.card.simulator.scenario import (
    AnswerFault,
    DelayFault,
    PullFault,
    Scenario,
    SilenceFault,
    StatusWordFault,
    SwapFault,
)


@dataclass(frozen=True, slots=True)
class Reply:
    """Answer these bytes after a time."""

    data: bytes = field(repr=False)
    delay_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Silence:
    """Never answer."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """Leave the reader; the next card goes in at once where one is named."""

    next_card: str | None = None


Outcome = Reply | Silence | Pulled


@dataclass(frozen=True, slots=True)
class Exchange:
    """Hold what may be shown of one exchange: never a data byte.

    Attributes:
        header: CLA INS P1 P2.
        answer_length: bytes before SW1-SW2.
        status_word: None where the answer had none.
    """

    header: bytes
    answer_length: int
    status_word: int | None


class CardPlayer:
    """Play one card from its insertion to its removal.

    Args:
        scenario: the card, and what goes wrong.
        memory: what it holds; by default what the scenario says.
    """

    def __init__(self, scenario: Scenario, memory: CardMemory | None = None) -> None:
        self._scenario = scenario
        self._memory = memory or build_memory(scenario)
        self._applet: Applet | None = None
        self._exchanges: list[Exchange] = []

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Give the exchanges since the insertion."""
        return tuple(self._exchanges)

    def power_up(self) -> bytes:
        """Reset the card and give its ATR; nothing where it is mute."""
        if self._scenario.mute:
            return b""
        self._applet = build_applet(self._scenario, self._memory)
        return self._scenario.atr_bytes

    def power_down(self) -> None:
        """Take the power away: whatever was selected is forgotten."""
        self._applet = None

    def transmit(self, command: bytes) -> Outcome:
        """Answer one APDU, or say what happens in its place."""
        if self._applet is None:
            return Silence()
        number = len(self._exchanges) + 1
        answer = self._applet(command)
        delay_s = 0.0
        outcome: Outcome | None = None
        for fault in self._scenario.faults:
            match fault:
                case DelayFault():
                    delay_s += fault.delay_ms / 1000 if fault.at in (None, number) else 0.0
                case StatusWordFault():
                    if fault.at <= number < fault.at + fault.times:
                        answer = bytes.fromhex(fault.status_word)
                case AnswerFault():
                    if fault.at <= number < fault.at + fault.times:
                        answer = bytes.fromhex(fault.answer)
                case SilenceFault():
                    outcome = Silence() if fault.at == number else outcome
                case PullFault():
                    outcome = Pulled() if fault.at == number else outcome
                case SwapFault():
                    outcome = Pulled(fault.card) if fault.at == number else outcome
                case _:
                    assert_never(fault)
        self._note(command, answer if outcome is None else b"")
        return outcome if outcome is not None else Reply(answer, delay_s)

    def _note(self, command: bytes, answer: bytes) -> None:
        whole = len(answer) >= 2
        status_word = int.from_bytes(answer[-2:]) if whole else None
        self._exchanges.append(Exchange(command[:4], len(answer) - 2 if whole else len(answer), status_word))
