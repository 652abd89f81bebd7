from datetime import date
from uuid import UUID

from kiosk.ports import EhicRequest


def test_a_journey_is_not_in_a_repr():
    assert "date(" not in repr(EhicRequest(UUID(int=1), (1,), date(2026, 12, 1)))
