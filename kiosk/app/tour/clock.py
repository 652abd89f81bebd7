"""The clock of the tour."""

from __future__ import annotations

from datetime import datetime
from time import monotonic


class SkippingClock:
    """Tell the time of this machine, and skip the minutes in which nobody does anything."""

    def __init__(self) -> None:
        self._skipped_s = 0.0

    def monotonic_s(self) -> float:
        """Give seconds that never go back."""
        return monotonic() + self._skipped_s

    def now(self) -> datetime:
        """Give the civil time."""
        return datetime.now().astimezone()

    def skip(self, seconds: float) -> None:
        """Let time pass."""
        self._skipped_s += seconds
