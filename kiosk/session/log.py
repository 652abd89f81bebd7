"""What the log says of a visit, inferred from two states: no status writes a line itself."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.session.statuses import (
    Ended,
    OutOfService,
    Printing,
    Status,
    StillThere,
    TakeCard,
    VisitStatus,
    Welcoming,
)
from kiosk.session.terminal import Terminal


@dataclass(frozen=True, slots=True)
class LogLine:
    """Hold an event of the catalogue and its fields; never anything about a person."""

    event: Event
    fields: tuple[tuple[str, str], ...] = ()


def log_lines(previous: Terminal, following: Terminal, visit: str) -> tuple[LogLine, ...]:
    """Say what happened between two states; what the services decide about codes, they log themselves.

    Args:
        previous: the state before.
        following: the state after.
        visit: the random number of the visit, which says nothing of the person.
    """
    before, after = previous.status, following.status
    if before == after:
        return ()
    lines = [*_service_lines(before, after), *_visit_lines(before, after, visit)]
    code = _code(after)
    has_moved = type(before) is not type(after) or (code is not None and code is not _code(before))
    if has_moved and (_is_visit(before) or _is_visit(after)):
        fields = [("visit", visit), ("from_status", type(before).__name__), ("to_status", type(after).__name__)]
        if code is not None:
            fields.append(("code", code))
        lines.append(LogLine(Event.VISIT_STATUS_CHANGED, tuple(fields)))
    return tuple(lines)


def _is_visit(status: Status) -> bool:
    return isinstance(status, VisitStatus | StillThere | TakeCard)


def _service_lines(before: Status, after: Status) -> list[LogLine]:
    old = set(before.causes) if isinstance(before, OutOfService) else set()
    new = set(after.causes) if isinstance(after, OutOfService) else set()
    gone = sorted(old - new) if old else []
    come = sorted(new - old)
    return [
        *(LogLine(Event.OUT_OF_SERVICE, (("code", code),)) for code in come),
        *(LogLine(Event.BACK_IN_SERVICE, (("code", code),)) for code in gone),
    ]


def _visit_lines(before: Status, after: Status, visit: str) -> list[LogLine]:
    of_visit = (("visit", visit),)
    match before, after:
        case _, Welcoming() if not _is_visit(before):
            return [LogLine(Event.VISIT_STARTED, of_visit)]
        case Ended(reason=known), Ended(reason=reason) if known is reason:
            # What has become of the paper since.
            return []
        case _, Ended(reason=reason):
            return [LogLine(Event.VISIT_ENDED, (*of_visit, ("reason", reason.name)))]
        case _:
            return []


def _code(status: Status) -> FailureCode | None:
    """Give the failure code that a status shows, None where it shows none."""
    if isinstance(status, Printing):
        return status.cause
    failure = getattr(status, "failure", None) or getattr(status, "cause", None)
    return failure if isinstance(failure, FailureCode) else None
