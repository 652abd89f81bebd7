import time
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.app.clock import MACHINE_ZONE, SystemClock


@pytest.fixture(autouse=True)
def _in_paris(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_now_is_now_with_the_zone_of_the_machine():
    now = SystemClock().now()
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)
    assert now.tzinfo is MACHINE_ZONE


@pytest.mark.parametrize(
    ("moment", "on_the_wall"),
    [
        (datetime(2026, 7, 31, 22, 30, tzinfo=UTC), "2026-08-01T00:30:00+02:00"),
        (datetime(2026, 11, 21, 8, 0, tzinfo=UTC), "2026-11-21T09:00:00+01:00"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "2026-03-29T01:59:00+01:00"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2026-03-29T03:00:00+02:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25T02:30:00+02:00"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25T02:30:00+01:00"),
    ],
)
def test_each_moment_has_the_hour_of_its_own_day_and_leads_back(moment, on_the_wall):
    local = moment.astimezone(SystemClock().now().tzinfo)
    assert local.isoformat() == on_the_wall
    assert local.astimezone(UTC) == moment


def test_the_zone_has_the_name_of_the_season():
    assert datetime(2026, 7, 31, tzinfo=MACHINE_ZONE).tzname() == "CEST"
    assert datetime(2026, 11, 21, tzinfo=MACHINE_ZONE).tzname() == "CET"
