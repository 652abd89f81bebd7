"""What a visit leaves in the world: papers at the mouth of the printer, cards that were ordered."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from kiosk.ports import JobBlocked, JobEvent, JobPrinted, JobRefused, JobResumed, JobStarted, JobUnknown


class Paper(enum.Enum):
    """Say whether there is paper to take."""

    NONE = "none"
    COMING = "coming"
    OUT = "out"
    UNSURE = "unsure"
    """Nobody can tell: the strip that was printed before the printer stopped may hang out."""
    OUT_AND_UNSURE = "out-and-unsure"
    """Some papers are out, and of another nobody can tell."""


@dataclass(frozen=True, slots=True)
class OpenJob:
    """Hold the print job that was under way when its person left.

    Attributes:
        paper: NONE while not one byte of it was sent, UNSURE while the printer waits for somebody, else COMING.
    """

    job_id: UUID
    paper: Paper


@dataclass(frozen=True, slots=True)
class VisitResult:
    """Hold what came of a visit; nothing in it says for whom or what about.

    Attributes:
        printed_count: how many papers are out, confirmed by the printer.
        is_unsure: whether there is a paper of which nobody can tell whether it is out.
        has_order: whether cards were ordered.
        open_job: what was being printed when the person left.
        open_order: the number of the question that ordered cards and was not answered yet when the person left.
    """

    printed_count: int = 0
    is_unsure: bool = False
    has_order: bool = False
    open_job: OpenJob | None = None
    open_order: int | None = None

    @property
    def paper(self) -> Paper:
        """Say whether there is paper to take; what still comes out is said first, what is surely out next."""
        left = Paper.NONE if self.open_job is None else self.open_job.paper
        if left is Paper.COMING:
            return Paper.COMING
        is_unsure = self.is_unsure or left is Paper.UNSURE
        if self.printed_count:
            return Paper.OUT_AND_UNSURE if is_unsure else Paper.OUT
        return Paper.UNSURE if is_unsure else Paper.NONE


def after_job(result: VisitResult, event: JobEvent) -> VisitResult:
    """Take what the printer says of a job of the visit."""
    match event:
        case JobStarted() | JobResumed():
            return replace(result, open_job=OpenJob(event.job_id, Paper.COMING))
        case JobBlocked():
            return replace(result, open_job=OpenJob(event.job_id, Paper.UNSURE))
        case JobPrinted():
            return replace(result, open_job=None, printed_count=result.printed_count + 1)
        case JobUnknown():
            return replace(result, open_job=None, is_unsure=True)
        case JobRefused():
            return replace(result, open_job=None)
        case _:
            assert_never(event)
