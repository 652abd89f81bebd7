from datetime import UTC, date, datetime

import pytest

from kiosk.domain.adviser import AdviserCode, CodeReason, IdentityCheck, IdentityDocument, PersonUnknown
from kiosk.domain.nir import Nir


def check(**changes):
    return IdentityCheck(
        **{
            "nir": Nir("147037570311870"),
            "birth_date": date(1947, 3, 8),
            "adviser": "a.lebrun",
            "document": IdentityDocument.PASSPORT,
            "document_end": "7X2",
            "reason": CodeReason.FORGOTTEN,
        }
        | changes
    )


def test_of_a_document_only_its_end_is_kept():
    assert check().document_end == "7X2"
    for too_much in ("", "2", "12AB34567", "7 X"):
        with pytest.raises(ValueError, match="last three"):
            check(document_end=too_much)


def test_a_check_has_an_adviser():
    with pytest.raises(ValueError, match="adviser"):
        check(adviser="")


def test_neither_code_nor_person_is_in_a_repr():
    text = repr((check(), AdviserCode("48291375", datetime(2026, 11, 22, tzinfo=UTC)), PersonUnknown()))
    assert not any(personal in text for personal in ("48291375", "7X2", "1947", "147037"))
