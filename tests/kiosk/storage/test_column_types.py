from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.storage.column_types import UtcDateTime

PARIS = timezone(timedelta(hours=1))
MOMENT = datetime(2026, 11, 21, 10, 30, tzinfo=PARIS)
KIND = UtcDateTime()


def test_sqlite_keeps_texts_of_one_shape():
    kept = KIND.process_bind_param(MOMENT, sqlite.dialect())
    assert kept == datetime(2026, 11, 21, 9, 30)  # noqa: DTZ001 - that is what is kept
    assert KIND.process_result_value(kept, sqlite.dialect()) == MOMENT


def test_postgresql_keeps_the_zone():
    kept = KIND.process_bind_param(MOMENT, postgresql.dialect())
    assert kept == MOMENT
    assert kept.tzinfo is UTC
    assert KIND.process_result_value(kept, postgresql.dialect()) is kept


def test_nothing_stays_nothing():
    assert KIND.process_bind_param(None, sqlite.dialect()) is None
    assert KIND.process_result_value(None, sqlite.dialect()) is None


def test_a_moment_without_zone_is_a_bug():
    with pytest.raises(ValueError, match="without zone"):
        KIND.process_bind_param(datetime(2026, 11, 21), sqlite.dialect())  # noqa: DTZ001 - that is the bug
