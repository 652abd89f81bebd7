"""What an interrupted ticket left: when its cut is ordered, when it counts as made."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from hardware.printer.conversation import Conversation, Pace
from hardware.printer.encoder import Encoder
from hardware.printer.job_run import Waiting
from hardware.printer.journal import Entry, Journal, Recorded
from hardware.printer.profiles import EPSON_80MM
from hardware.printer.remnant import Remnant
from kiosk.ports import RemnantCut, RemnantEvent, RemnantLeft

HEALTHY_ASB = b"\x10\x00\x00\x00"
COVER_OPEN_ASB = b"\x38\x00\x00\x00"
CLEAN_STRIP = Encoder(EPSON_80MM).clean_strip()


class Strip:
    """A remnant of one job, with a conversation whose printer is played by the test."""

    def __init__(self, folder: Path, clock: Any) -> None:
        self.told: list[RemnantEvent] = []
        self.journal = Journal(folder / "jobs.db")
        self.job_id: UUID = uuid4()
        self.journal.begin(Entry(self.job_id, None, "ab" * 32), clock.now())
        self.journal.record(self.job_id, Recorded.UNKNOWN, "", clock.now())
        self.remnant = Remnant(EPSON_80MM, Encoder(EPSON_80MM), self.journal, clock, Waiting(), self.told.append)
        self.conversation = Conversation(EPSON_80MM, Pace(), 0.0)

    def says(self, answer: bytes, now_s: float) -> bytes:
        """Have the printer say something, and give what it is sent then."""
        self.conversation.heard(answer, now_s)
        self.remnant.cut_off(self.conversation, now_s)
        said = bytes(self.conversation.pending)
        self.conversation.wrote(len(said))
        return said


@pytest.fixture
def strip(tmp_path: Path, clock: Any) -> Strip:
    return Strip(tmp_path, clock)


def test_the_cut_counts_as_made_when_nothing_is_wrong_a_second_after_it_was_ordered(strip: Strip) -> None:
    assert strip.says(HEALTHY_ASB, 0.0) == CLEAN_STRIP
    assert strip.says(HEALTHY_ASB, 0.5) == b""
    assert strip.told == [RemnantLeft(strip.job_id)]
    assert strip.remnant.is_there

    strip.says(HEALTHY_ASB, 1.0)

    assert strip.told == [RemnantLeft(strip.job_id), RemnantCut(strip.job_id)]
    assert not strip.remnant.is_there
    assert strip.journal.unfinished() is None
    assert strip.says(HEALTHY_ASB, 2.0) == b""


def test_a_fault_before_that_has_it_ordered_again(strip: Strip) -> None:
    strip.says(HEALTHY_ASB, 0.0)

    assert strip.says(COVER_OPEN_ASB, 0.5) == b""
    assert strip.says(HEALTHY_ASB, 60.0) == CLEAN_STRIP
    assert strip.remnant.is_there


def test_a_link_that_breaks_before_that_has_it_ordered_again(strip: Strip) -> None:
    strip.says(HEALTHY_ASB, 0.0)

    strip.remnant.lose_link()

    assert strip.says(HEALTHY_ASB, 2.0) == CLEAN_STRIP


def test_nothing_is_ordered_while_bytes_wait_in_the_link(strip: Strip) -> None:
    strip.conversation.heard(HEALTHY_ASB, 0.0)
    strip.conversation.request(b"x")

    strip.remnant.cut_off(strip.conversation, 0.0)

    assert bytes(strip.conversation.pending) == b"x"
    strip.conversation.wrote(1)
    assert strip.says(HEALTHY_ASB, 0.1) == CLEAN_STRIP


def test_a_cut_that_cannot_be_kept_is_told_all_the_same(
    strip: Strip, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    strip.says(HEALTHY_ASB, 0.0)
    strip.journal.close()
    (tmp_path / "jobs.db").unlink()
    (tmp_path / "jobs.db").mkdir()

    strip.says(HEALTHY_ASB, 1.0)

    assert strip.told[-1] == RemnantCut(strip.job_id)
    assert any("DATABASE_FAILED" in record.getMessage() for record in caplog.records)
