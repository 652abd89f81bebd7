import re

import msgspec
import pytest

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.domain.cards import CardFault
from kiosk.settings import Settings


def test_every_failure_has_an_entry_with_its_code():
    assert set(FAILURES) == set(FailureCode)
    assert all(FAILURES[code].code == code.value for code in FailureCode)


@pytest.mark.parametrize("fault", CardFault)
def test_every_card_fault_is_a_failure_of_the_card_group(fault):
    assert FailureCode[fault.value].value.startswith("CARTE-")


@pytest.mark.parametrize("code", FailureCode)
def test_sentences_are_whole_and_follow_french_typography(code):
    failure = FAILURES[code]
    for sentence in (failure.person_title, failure.person_action, failure.technician):
        assert sentence.strip() == sentence
        assert "'" not in sentence
        assert "\u202f" not in sentence
        assert not re.search(r"[^\u00a0][;!?»%]|[^\u00a0\d]:(?!\w)|«[^\u00a0]", sentence)
    assert failure.person_action.endswith(".")
    assert failure.technician.endswith(".")
    assert not failure.person_title.endswith(".")


def test_the_technician_is_sent_to_settings_that_this_version_has():
    _whole, shapes = msgspec.json.schema_components([Settings])
    sections = {
        section.name: shapes[section.type.__name__]["properties"] for section in msgspec.structs.fields(Settings)
    }
    named = {found for failure in FAILURES.values() for found in re.findall(r"\[(\w+)\] (\w+)", failure.technician)}
    assert ("printer", "url") in named
    for section, key in named:
        assert sections[section][key].get("pattern") != "^$", f"[{section}] {key} must stay empty"
