"""The clocks of this machine."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final


class MachineZone(tzinfo):
    """The zone of this machine with the summer time of each day, where datetime.astimezone() keeps that of one moment.

    What was issued in July is said in November with the hour that it had.
    """

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Give how far the clock on the wall is ahead of UTC."""
        return None if moment is None else _on_the_wall(moment).utcoffset()

    def dst(self, _moment: datetime | None) -> None:
        """Summer time is within the offset."""

    def tzname(self, moment: datetime | None) -> str | None:
        """Give the abbreviation, CET or CEST."""
        return None if moment is None else _on_the_wall(moment).tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """Give the time on the wall, the second of the two equal hours of an October night marked by its fold."""
        there = moment.replace(tzinfo=UTC).astimezone()
        local = there.replace(tzinfo=self)
        return local if local.utcoffset() == there.utcoffset() else local.replace(fold=1)


MACHINE_ZONE: Final = MachineZone()


class SystemClock:
    """Tell the time of this machine."""

    def monotonic_s(self) -> float:
        """Give seconds that never go back."""
        return time.monotonic()

    def now(self) -> datetime:
        """Give the civil time with the zone of this machine."""
        return datetime.now(MACHINE_ZONE)


def _on_the_wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None).astimezone()
