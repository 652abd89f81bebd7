"""Every paper cut so far and where it is now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hardware.printer.simulator.paper import Paper, PaperPlace

TICKET_PLACES = frozenset({PaperPlace.IN_PRESENTER, PaperPlace.AT_MOUTH})


class Tray:
    """Hold the papers in the order of their cuts, and the one that the presenter holds.

    Args:
        saved: called with each paper when it is cut.
    """

    def __init__(self, saved: Callable[[Paper], None]) -> None:
        self._saved = saved
        self._papers: list[Paper] = []

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Give every paper, oldest first."""
        return tuple(self._papers)

    @property
    def ticket_place(self) -> PaperPlace | None:
        """Give where the ticket in the presenter is; None while it is empty."""
        last = self._papers[-1] if self._papers else None
        return last.place if last is not None and last.place in TICKET_PLACES else None

    def add(self, paper: Paper) -> None:
        """Add a paper that was just cut."""
        self._papers.append(paper)
        self._saved(paper)

    def move_last(self, place: PaperPlace) -> None:
        """Say where the newest paper is now."""
        if self._papers:
            self._papers[-1] = replace(self._papers[-1], place=place)
