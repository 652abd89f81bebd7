"""A link without operating system: host and printer in one thread, for tests that need every byte in its place."""

from __future__ import annotations

from hardware.printer.simulator.engine import PrinterEngine


class InProcessLink:
    """Be the host of a printer whose parts move in no time.

    Args:
        engine: the printer; the link attaches itself to it.
    """

    def __init__(self, engine: PrinterEngine) -> None:
        self._engine = engine
        self.answers: list[bytes] = []
        """What the printer sent, one item for each time it sent something."""
        engine.attach(self._take)

    def write(self, data: bytes) -> int:
        """Send bytes until the printer reads no more, and return how many it took.

        Raises:
            ConnectionResetError: the link broke; `reconnect` makes a new one.
        """
        written = 0
        while written < len(data):
            taken = self._engine.receive(data[written:])
            written += taken
            self._engine.settle()
            if self._engine.take_break() is not None:
                raise ConnectionResetError(f"link broken after {written} bytes")
            if not taken:
                break
        return written

    def read(self) -> bytes:
        """Take everything that the printer sent since the last reading."""
        data = b"".join(self.answers)
        self.answers.clear()
        return data

    def reconnect(self) -> None:
        """Make a new link.

        Raises:
            ConnectionRefusedError: the printer accepts none.
        """
        self._engine.take_break()
        if not self._engine.is_reachable:
            raise ConnectionRefusedError("the printer accepts no connection")
        self.answers.clear()
        self._engine.attach(self._take)

    def elapse(self, seconds: float) -> None:
        """Let machine time pass for everything that waits for it."""
        self._engine.run_until(self._engine.now_s + seconds)
        self._engine.settle()

    def _take(self, data: bytes) -> int:
        self.answers.append(data)
        return len(data)
