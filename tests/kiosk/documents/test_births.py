from datetime import date

import pytest

from kiosk.documents.births import birth_date_text
from kiosk.domain.people import Beneficiary, Name, Quality


@pytest.mark.parametrize(
    ("lunar", "text"), [(None, "31/12/1952"), ("19520000", "1952"), ("19520500", "05/1952"), ("19521340", "1952")]
)
def test_no_more_of_a_birth_date_is_written_than_is_known(lunar, text):
    person = Beneficiary(Name("DIALLO", "Aminata"), date(1952, 12, 31), Quality.INSURED, lunar_birth=lunar)
    assert birth_date_text(person) == text
