"""What the log says of a visit."""

import itertools
from dataclasses import replace

import pytest

from kiosk.catalogue.events import EVENTS, Event
from kiosk.catalogue.failures import FailureCode
from kiosk.session import statuses as at
from kiosk.session.log import LogLine, log_lines
from kiosk.session.terminal import Terminal
from tests.kiosk.session.samples import CODE, INSURED, STATUSES, TICKET, VISITOR


def lines(before: at.Status, after: at.Status) -> tuple[LogLine, ...]:
    return log_lines(Terminal(before), Terminal(after), "a1b2c3d4")


def events(before: at.Status, after: at.Status) -> set[Event]:
    return {line.event for line in lines(before, after)}


def test_a_state_that_stays_the_same_says_nothing() -> None:
    assert lines(at.Menu(INSURED), at.Menu(INSURED)) == ()


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        (at.Reading(TICKET), at.Welcoming(VISITOR), Event.VISIT_STARTED),
        (at.Menu(INSURED), at.Ended(at.EndReason.CARD_REMOVED, 1.0), Event.VISIT_ENDED),
        (at.WaitingForCard(), at.OutOfService((FailureCode.PRINTER_MISSING,)), Event.OUT_OF_SERVICE),
        (at.OutOfService((FailureCode.PRINTER_MISSING,)), at.WaitingForCard(), Event.BACK_IN_SERVICE),
        (at.Menu(INSURED), STATUSES["payments"], Event.VISIT_STATUS_CHANGED),
    ],
)
def test_what_happened_is_named(before: at.Status, after: at.Status, event: Event) -> None:
    assert event in events(before, after)


def test_the_printer_that_waits_gives_its_cause_as_the_code() -> None:
    changed = lines(at.Menu(INSURED), STATUSES["printer blocked"])
    assert ("code", FailureCode.PAPER_OUT) in changed[-1].fields


def told(before: at.Status, after: at.Status) -> list[str | None]:
    """The code of each line about the status."""
    changed = [line for line in lines(before, after) if line.event is Event.VISIT_STATUS_CHANGED]
    return [dict(line.fields).get("code") for line in changed]


FAILED = {name: status for name, status in STATUSES.items() if getattr(status, "failure", None) is not None}


@pytest.mark.parametrize("failed", FAILED.values(), ids=FAILED.keys())
def test_a_failure_within_a_status_is_told_once_with_its_code(failed: at.Status) -> None:
    working = replace(failed, failure=None)
    assert told(working, failed) == [failed.failure]
    assert told(failed, working) == [], "who tries again has not failed yet"
    other = FailureCode.DISK_FULL
    assert told(failed, replace(failed, failure=other)) == [other]


def test_what_else_changes_in_a_status_that_has_failed_is_no_new_failure() -> None:
    failed = STATUSES["payments failed"]
    assert told(failed, replace(failed, page=None)) == []


def test_an_update_that_goes_on_says_nothing_at_each_step() -> None:
    assert told(STATUSES["update opening"], STATUSES["update, card at work"]) == []


def test_no_pair_of_statuses_says_anything_about_the_person_or_an_undeclared_field() -> None:
    for before, after in itertools.product(STATUSES.values(), repeat=2):
        for line in lines(before, after):
            assert {name for name, _ in line.fields} <= set(EVENTS[line.event].fields)
            for trace in ("Marie", "DURAND", "2690575", "token-1", "visit-1", CODE, "4812"):
                assert trace not in repr(line)
