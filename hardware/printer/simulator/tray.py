"""Every paper cut so far and where it is now."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from hardware.printer.simulator.paper import Paper, PaperPlace

PAPERS_KEPT: Final = 200
"""Older papers are forgotten: a printer that runs for months does not grow."""

TICKET_PLACES: Final = frozenset({PaperPlace.IN_PRESENTER, PaperPlace.AT_MOUTH})


class Tray:
    """Hold the newest papers in the order of their cuts.

    Args:
        saved: called with each paper when it is cut.
    """

    def __init__(self, saved: Callable[[Paper], None]) -> None:
        self._saved = saved
        self._papers: deque[Paper] = deque(maxlen=PAPERS_KEPT)
        self.count = 0
        """How many were cut since the printer was built."""

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Give the papers kept, oldest first."""
        return tuple(self._papers)

    @property
    def ticket_place(self) -> PaperPlace | None:
        """Give where the ticket in the presenter is; None while it is empty."""
        place = self.newest_place
        return place if place in TICKET_PLACES else None

    @property
    def newest_place(self) -> PaperPlace | None:
        """Give where the newest paper is; None before the first."""
        return self._papers[-1].place if self._papers else None

    def add(self, paper: Paper) -> None:
        """Add a paper that was just cut."""
        self._papers.append(paper)
        self.count += 1
        self._saved(paper)

    def move_last(self, place: PaperPlace) -> None:
        """Say where the newest paper is now."""
        if self._papers:
            self._papers[-1] = replace(self._papers[-1], place=place)
