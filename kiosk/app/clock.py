"""The clocks of this machine."""

from __future__ import annotations

import time
from datetime import datetime


class SystemClock:
    """Tell the time of this machine."""

    def monotonic_s(self) -> float:
        """Give seconds that never go back."""
        return time.monotonic()

    def now(self) -> datetime:
        """Give the civil time with the zone of this machine."""
        return datetime.now().astimezone()
