"""The process of a terminal with hands and a card reader in it: no pcscd, and no process of the card's.

Beside what `benchmarks.hands` does, a line `insert CARD`, `remove` or `reset CARD` moves a card of the cast.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.hands import Hands
from hardware.card.simulator.in_process import InProcessCardReader
from kiosk.app import parts, terminal


class CardHands(Hands):
    """Move cards too.

    Args:
        reader: of the terminal; its events come from the thread that listens.
    """

    def __init__(self, reader: InProcessCardReader) -> None:
        super().__init__()
        self._reader = reader

    def hear(self, order: str) -> None:
        """Take an order."""
        verb, _, card = order.partition(" ")
        match verb:
            case "insert":
                self._reader.insert(card)
            case "remove":
                self._reader.remove()
            case "reset":
                self._reader.reset(card)
            case _:
                super().hear(order)


def main(arguments: Sequence[str]) -> int:
    """Run the terminal with hands and cards."""
    reader = InProcessCardReader()
    parts.PcscCardReader = lambda **_settings: reader  # type: ignore[assignment,attr-defined] # its name where it is made
    CardHands(reader).start()
    return terminal.main(arguments)
