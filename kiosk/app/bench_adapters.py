"""What the dock acts on, made of the clients of the simulators."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from hardware.card.simulator.control import CardHostClient, CardHostError
from hardware.card.simulator.paths import BenchPaths
from hardware.printer.simulator.control import ControlError, PrinterControl
from hardware.printer.simulator.faults import FaultName
from hardware.printer.simulator.paper import PaperPlace
from hardware.printer.simulator.paper_files import png_of
from kiosk.gateways.simulators.phone import read_messages
from kiosk.services.generator.cast import cast_cards
from ui.dock.benches import (
    BenchAbsentError,
    DemoCard,
    PrinterLook,
    PrinterTrouble,
    ReaderLook,
    ReaderTrouble,
    TextMessage,
    TicketPicture,
)

T = TypeVar("T")


class CardHostBench:
    """Act on the virtual reader of a demonstration (a `ui.dock.benches.CardBench`).

    Args:
        runtime: the folder of its sockets.
        pcscd_pid: of the private pcscd, to freeze it; None where it is not known.
    """

    def __init__(self, runtime: Path, pcscd_pid: int | None) -> None:
        self._client = CardHostClient(BenchPaths(runtime).control)
        self._pcscd_pid = pcscd_pid
        self._is_frozen = False

    def cards(self) -> Sequence[DemoCard]:
        """List the cards of the cast with the code of each account, those that the fund knows first."""
        cast = {one.card: one for one in cast_cards()}
        order = {name: place for place, name in enumerate(cast)}
        found = []
        for card in sorted(self._ask(self._client.cards), key=lambda card: order.get(card.name, len(order))):
            known = cast.get(card.name)
            insured, code = ("", None) if known is None else (known.insured, known.code)
            found.append(DemoCard(card.name, card.title, insured, code or ""))
        return found

    def look(self) -> ReaderLook:
        """Look at the reader."""
        state = self._ask(self._client.state)
        troubles = set()
        if not state.plugged:
            troubles.add(ReaderTrouble.UNPLUGGED)
        if self._is_frozen:
            troubles.add(ReaderTrouble.SERVICE_FROZEN)
        possible = {ReaderTrouble.UNPLUGGED}
        if self._pcscd_pid is not None:
            possible.add(ReaderTrouble.SERVICE_FROZEN)
        return ReaderLook(state.card, state.turned, frozenset(troubles), frozenset(possible), len(state.exchanges))

    def insert(self, name: str) -> None:
        """Put a card in."""
        self._ask(lambda: self._client.insert(name))

    def remove(self) -> None:
        """Take the card out."""
        self._ask(self._client.remove)

    def turn(self) -> None:
        """Turn the card round."""
        self._ask(self._client.turn)

    def reset(self) -> None:
        """Take the card out and make it new."""
        card = self._ask(self._client.state).card
        if card is not None:
            self._ask(lambda: self._client.reset(card))

    def spoil(self, trouble: ReaderTrouble) -> None:
        """Pull the cable, or freeze pcscd."""
        if trouble is ReaderTrouble.UNPLUGGED:
            self._ask(self._client.unplug)
        elif trouble is ReaderTrouble.SERVICE_FROZEN:
            self._signal_pcscd(signal.SIGSTOP)
            self._is_frozen = True

    def mend(self, trouble: ReaderTrouble) -> None:
        """Put the cable back, or let pcscd go on."""
        if trouble is ReaderTrouble.UNPLUGGED:
            self._ask(self._client.plug)
        elif trouble is ReaderTrouble.SERVICE_FROZEN:
            self._signal_pcscd(signal.SIGCONT)
            self._is_frozen = False

    def _signal_pcscd(self, number: signal.Signals) -> None:
        if self._pcscd_pid is None:
            return
        try:
            os.kill(self._pcscd_pid, number)
        except ProcessLookupError as error:
            raise BenchAbsentError("pcscd has ended") from error

    def _ask(self, question: Callable[[], T]) -> T:
        try:
            return question()
        except CardHostError as error:
            raise BenchAbsentError(str(error)) from error


_TROUBLES = {trouble.value: trouble for trouble in PrinterTrouble}


class PrinterControlBench:
    """Act on the virtual printer of a demonstration (a `ui.dock.benches.PrinterBench`).

    Args:
        control: its control socket.
    """

    def __init__(self, control: Path) -> None:
        self._control = PrinterControl(control)

    def look(self) -> PrinterLook:
        """Look at the printer."""
        state = self._ask(self._control.state)
        troubles = frozenset(_TROUBLES[name] for name in state["active"] if name in _TROUBLES)
        return PrinterLook(int(state["papers"]), bool(state["in_progress_lines"]), troubles)

    def latest_ticket(self) -> TicketPicture | None:
        """Give the newest ticket."""
        count = self.look().tickets
        papers = self._ask(lambda: self._control.papers(count - 1)) if count else ()
        if not papers:
            return None
        paper = papers[-1]
        return TicketPicture(paper.number, png_of(paper), paper.text, paper.place is PaperPlace.TAKEN, paper.qr_texts)

    def take_ticket(self) -> None:
        """Take the newest ticket."""
        self._ask(self._control.take)

    def new_roll(self) -> None:
        """Put a full roll in."""
        self._ask(self._control.new_roll)

    def spoil(self, trouble: PrinterTrouble) -> None:
        """Make something go wrong."""
        self._ask(lambda: self._control.inject(FaultName(trouble.value)))

    def mend(self, trouble: PrinterTrouble) -> None:
        """Put it right."""
        self._ask(lambda: self._control.clear(FaultName(trouble.value)))

    def power_cycle(self) -> None:
        """Switch the printer off and on."""
        self._ask(lambda: self._control.inject(FaultName.POWER_CYCLE))

    def close(self) -> None:
        """End the connection; the next question would make another one."""
        self._control.close()

    def _ask(self, question: Callable[[], T]) -> T:
        try:
            return question()
        except (OSError, ControlError) as error:
            raise BenchAbsentError(str(error)) from error


class PhoneSocket:
    """Read the telephones of everybody (a `ui.dock.benches.Telephone`).

    Args:
        path: the socket of the simulated telephone.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def messages(self) -> Sequence[TextMessage]:
        """Give the messages, oldest first."""
        messages = read_messages(self._path)
        if messages is None:
            raise BenchAbsentError("no telephone listens")
        return [TextMessage(message.number, message.mobile, message.text) for message in messages]
