from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.services.visits import VisitPolicy, is_alive, log_name
from kiosk.storage.visits import Visit, VisitStatus

OPENED = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
POLICY = VisitPolicy(idle=timedelta(minutes=30), longest=timedelta(hours=4))
VISIT = Visit("d" * 64, "person", 1, "card", "borne-07", VisitStatus.OPEN, opened_at=OPENED, used_at=OPENED)


@pytest.mark.parametrize("status", [VisitStatus.OPEN, VisitStatus.CHOOSING, VisitStatus.ACCEPTED])
def test_a_visit_lives_half_an_hour_after_its_last_use(status):
    visit = replace(VISIT, status=status, used_at=OPENED + timedelta(hours=1))
    assert is_alive(visit, OPENED + timedelta(minutes=89, seconds=59), POLICY)
    assert not is_alive(visit, OPENED + timedelta(minutes=90), POLICY)


def test_a_visit_lives_four_hours_at_most():
    visit = replace(VISIT, used_at=OPENED + timedelta(hours=3, minutes=50))
    assert is_alive(visit, OPENED + timedelta(hours=3, minutes=59), POLICY)
    assert not is_alive(visit, OPENED + timedelta(hours=4), POLICY)


def test_a_closed_visit_is_over():
    assert not is_alive(replace(VISIT, status=VisitStatus.CLOSED), OPENED, POLICY)


def test_the_log_knows_a_visit_by_a_name_that_opens_nothing():
    assert log_name(VISIT.id_digest) == "d" * 12
