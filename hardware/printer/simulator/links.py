"""What carries the bytes between host and printer."""

from __future__ import annotations

from typing import Final, Protocol

from hardware.printer.simulator.engine import PrinterEngine

LOOPBACK: Final = "127.0.0.1"
"""The simulator never listens anywhere else."""

READ_BYTES_MAX: Final = 4096


class Link(Protocol):
    """Carry bytes, from the thread that owns the printer."""

    @property
    def url(self) -> str:
        """Give the address for the setting printer.url."""

    def prepare(self, now_s: float) -> float | None:
        """Make the link as the printer's state wants it: up or down, reading or not.

        Args:
            now_s: machine time.

        Returns:
            The machine time at which a slow link can read again; None if it does not wait for that.
        """

    def close(self) -> None:
        """End the link and everything behind it."""


class Throttle:
    """Let so many bytes a second pass, in small bursts as a UART does.

    Args:
        engine: says how fast a slow link is.
        line_bytes_per_s: of the line itself; None for one that is never the limit.
    """

    BURST_BYTES: Final = 64

    def __init__(self, engine: PrinterEngine, line_bytes_per_s: int | None) -> None:
        self._engine = engine
        self._line_bytes_per_s = line_bytes_per_s
        self._free_from_s = 0.0

    def _bytes_per_s(self) -> int | None:
        limits = [limit for limit in (self._line_bytes_per_s, self._engine.bytes_per_s) if limit is not None]
        return min(limits, default=None)

    def allowance(self, now_s: float) -> int:
        """Give how many bytes may be read now."""
        if self._bytes_per_s() is None:
            return READ_BYTES_MAX
        return self.BURST_BYTES if now_s >= self._free_from_s else 0

    def spend(self, count: int, now_s: float) -> None:
        """Say that bytes were read."""
        rate = self._bytes_per_s()
        if rate is not None:
            # A burst that was read late does not make the line slower than it is.
            start_s = self._free_from_s if now_s - self._free_from_s < self.BURST_BYTES / rate else now_s
            self._free_from_s = start_s + count / rate

    def free_from_s(self, now_s: float) -> float | None:
        """Give when more may be read; None if that is now."""
        return self._free_from_s if self._bytes_per_s() is not None and now_s < self._free_from_s else None
