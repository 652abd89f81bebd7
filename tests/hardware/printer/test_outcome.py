"""Every state of a job against everything that can happen to it."""

import pytest

from hardware.printer.outcome import (
    Blocked,
    BodyProved,
    BytesTaken,
    Declined,
    FaultTold,
    Happening,
    HealthTold,
    JobProved,
    JobState,
    LinkLost,
    Patience,
    Printed,
    Queued,
    Refused,
    Sent,
    TimePassed,
    Unknown,
    advance,
)
from kiosk.catalogue.failures import FailureCode
from kiosk.ports import PrintProof

PATIENCE = Patience(printing_s=10.0, silence_s=3.0, blocked_silence_s=300.0)
NOW_S = 100.0
DUE_S = NOW_S + PATIENCE.printing_s

QUEUED = Queued()
SENT = Sent(DUE_S)
SENT_ON_PAPER = Sent(DUE_S, on_paper=True)
BLOCKED = Blocked(FailureCode.PAPER_OUT, heard_s=NOW_S)
PRINTED = Printed(PrintProof.PROCESS_ID)
UNKNOWN = Unknown()
REFUSED = Refused(FailureCode.PAPER_OUT)

DECLINED = Declined(FailureCode.COVER_OPEN)
TAKEN = BytesTaken()
COVER = FaultTold(FailureCode.COVER_OPEN)
HEALTHY = HealthTold()
BODY = BodyProved()
PROVED = JobProved(PrintProof.PROCESS_ID)
LOST = LinkLost()
TIME = TimePassed()

HAPPENINGS: dict[str, Happening] = {
    "declined": DECLINED,
    "bytes taken": TAKEN,
    "fault": COVER,
    "healthy": HEALTHY,
    "body proved": BODY,
    "proved": PROVED,
    "link lost": LOST,
    "time": TIME,
}

TABLE: dict[tuple[str, str], JobState] = {
    ("queued", "declined"): Refused(FailureCode.COVER_OPEN),
    ("queued", "bytes taken"): SENT,
    ("queued", "fault"): QUEUED,
    ("queued", "healthy"): QUEUED,
    ("queued", "body proved"): QUEUED,
    ("queued", "proved"): QUEUED,
    ("queued", "link lost"): Refused(FailureCode.PRINTER_MISSING),
    ("queued", "time"): QUEUED,
    ("sent", "declined"): SENT,
    ("sent", "bytes taken"): SENT,
    ("sent", "fault"): Blocked(FailureCode.COVER_OPEN, NOW_S),
    ("sent", "healthy"): SENT,
    ("sent", "body proved"): SENT_ON_PAPER,
    ("sent", "proved"): PRINTED,
    ("sent", "link lost"): UNKNOWN,
    ("sent", "time"): SENT,
    ("blocked", "declined"): BLOCKED,
    ("blocked", "bytes taken"): BLOCKED,
    ("blocked", "fault"): Blocked(FailureCode.COVER_OPEN, NOW_S),
    ("blocked", "healthy"): SENT,
    ("blocked", "body proved"): Blocked(FailureCode.PAPER_OUT, NOW_S, on_paper=True),
    ("blocked", "proved"): PRINTED,
    ("blocked", "link lost"): UNKNOWN,
    ("blocked", "time"): BLOCKED,
}
STATES: dict[str, JobState] = {"queued": QUEUED, "sent": SENT, "blocked": BLOCKED}
FINAL: dict[str, JobState] = {"printed": PRINTED, "unknown": UNKNOWN, "refused": REFUSED}


@pytest.mark.parametrize("happening", HAPPENINGS)
@pytest.mark.parametrize("state", STATES)
def test_an_open_job_goes_where_the_table_says(state: str, happening: str) -> None:
    assert advance(STATES[state], HAPPENINGS[happening], NOW_S, PATIENCE) == TABLE[state, happening]


@pytest.mark.parametrize("happening", HAPPENINGS)
@pytest.mark.parametrize("state", FINAL)
@pytest.mark.parametrize("now_s", [NOW_S, NOW_S + 1e6])
def test_an_outcome_never_changes(state: str, happening: str, now_s: float) -> None:
    assert advance(FINAL[state], HAPPENINGS[happening], now_s, PATIENCE) == FINAL[state]


@pytest.mark.parametrize("happening", HAPPENINGS)
@pytest.mark.parametrize("state", ["sent", "blocked"])
@pytest.mark.parametrize("now_s", [NOW_S, DUE_S, NOW_S + 1e6])
def test_a_job_of_which_a_byte_was_sent_is_never_queued_or_refused(state: str, happening: str, now_s: float) -> None:
    assert not isinstance(advance(STATES[state], HAPPENINGS[happening], now_s, PATIENCE), Queued | Refused)


def test_each_byte_taken_puts_the_deadline_off() -> None:
    assert advance(SENT, TAKEN, NOW_S + 5, PATIENCE) == Sent(DUE_S + 5)


def test_a_healthy_printer_without_proof_is_believed_until_the_deadline_only() -> None:
    assert advance(SENT, HEALTHY, DUE_S - 0.001, PATIENCE) == SENT
    assert advance(SENT, HEALTHY, DUE_S, PATIENCE) == UNKNOWN


def test_a_faulty_printer_is_believed_after_the_deadline() -> None:
    assert advance(SENT, COVER, DUE_S + 2, PATIENCE) == Blocked(FailureCode.COVER_OPEN, DUE_S + 2)


def test_silence_after_the_deadline_is_waited_for_and_then_given_up() -> None:
    assert advance(SENT, TIME, DUE_S + PATIENCE.silence_s - 0.001, PATIENCE) == SENT
    assert advance(SENT, TIME, DUE_S + PATIENCE.silence_s, PATIENCE) == UNKNOWN


def test_a_blocked_job_waits_as_long_as_the_printer_repeats_its_fault() -> None:
    much_later_s = NOW_S + 10_000
    repeated = advance(BLOCKED, FaultTold(FailureCode.PAPER_OUT), much_later_s, PATIENCE)

    assert repeated == Blocked(FailureCode.PAPER_OUT, much_later_s)
    assert advance(repeated, TIME, much_later_s + PATIENCE.blocked_silence_s - 0.001, PATIENCE) == repeated
    assert advance(repeated, TIME, much_later_s + PATIENCE.blocked_silence_s, PATIENCE) == UNKNOWN


def test_the_deadline_starts_again_when_a_fault_is_cleared() -> None:
    assert advance(BLOCKED, HEALTHY, NOW_S + 60, PATIENCE) == Sent(DUE_S + 60)


@pytest.mark.parametrize("state", [SENT_ON_PAPER, Blocked(FailureCode.PAPER_OUT, NOW_S, on_paper=True)])
def test_what_is_stuck_after_the_last_line_is_the_cutter(state: JobState) -> None:
    stuck = advance(state, FaultTold(FailureCode.PAPER_JAM), NOW_S, PATIENCE)

    assert stuck == Blocked(FailureCode.CUTTER_JAM, NOW_S, on_paper=True)
    assert advance(stuck, HEALTHY, NOW_S, PATIENCE) == SENT_ON_PAPER


@pytest.mark.parametrize("state", [SENT, SENT_ON_PAPER, BLOCKED])
def test_a_fault_that_only_the_power_switch_ends_leaves_a_doubt_at_once(state: JobState) -> None:
    assert advance(state, FaultTold(FailureCode.PRINTER_FAULT), NOW_S, PATIENCE) == UNKNOWN


def test_a_paper_jam_in_the_middle_is_a_paper_jam() -> None:
    assert advance(SENT, FaultTold(FailureCode.PAPER_JAM), NOW_S, PATIENCE) == Blocked(FailureCode.PAPER_JAM, NOW_S)


def test_a_ticket_on_paper_that_was_never_cut_is_not_printed_when_the_link_goes() -> None:
    """Nobody can take it: it hangs inside the printer."""
    assert advance(SENT_ON_PAPER, LOST, NOW_S, PATIENCE) == UNKNOWN
