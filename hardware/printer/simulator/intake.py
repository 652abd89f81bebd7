"""Where bytes come in: a bounded receive buffer behind a real-time scanner."""

from __future__ import annotations

from collections.abc import Iterator

from hardware.printer.simulator.realtime import BetweenCommandsScanner, EverywhereScanner, RealTimeScanner
from hardware.printer.simulator.tokens import Command


class Intake:
    """Keep received bytes until the interpreter is ready for them.

    Args:
        capacity: bytes of the receive buffer; a full one is not read into, which is the flow control.
        legacy_realtime_in_data: whether requests are found inside image data too.
    """

    def __init__(self, capacity: int, *, legacy_realtime_in_data: bool) -> None:
        self._capacity = capacity
        self._legacy = legacy_realtime_in_data
        self._buffer = bytearray()
        self._scanner = self._new_scanner()

    def _new_scanner(self) -> RealTimeScanner:
        return EverywhereScanner() if self._legacy else BetweenCommandsScanner()

    @property
    def room(self) -> int:
        """Give how many bytes more it takes."""
        return self._capacity - len(self._buffer)

    @property
    def held(self) -> int:
        """Give how many bytes wait."""
        return len(self._buffer)

    def accept(self, data: bytes) -> Iterator[Command]:
        """Take bytes, at most `room`, and give each real-time request the moment its last byte is in."""
        if self._scanner.is_clear(data):
            self._buffer += data
            return
        for byte in data:
            self._buffer.append(byte)
            request = self._scanner.push(byte)
            if request is not None:
                yield request

    def take(self, count: int) -> bytes:
        """Give the first bytes, as many as there are, and make room."""
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def clear(self) -> None:
        """Lose everything that waits."""
        self._buffer.clear()

    def restart(self) -> None:
        """Lose everything that waits and what the scanner has seen (power)."""
        self.clear()
        self._scanner = self._new_scanner()
