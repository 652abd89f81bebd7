"""Every member of the catalogue is used: one that nothing can log or show would promise what never comes."""

import re
from pathlib import Path

import pytest

import hardware
import kiosk
import ui
from kiosk.catalogue.events import Event
from kiosk.catalogue.failures import FailureCode
from kiosk.domain.cards import CardFault
from kiosk.storage.faults import DatabaseFault

GENERATED = {"events.py", "failures.py"}


def source_texts():
    for package in (kiosk, hardware, ui):
        for folder in package.__path__:
            for file in Path(folder).rglob("*.py"):
                if not (file.parent.name == "catalogue" and file.name in GENERATED):
                    yield file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def named():
    """Give what the source names of the enumerations, as (enumeration, member)."""
    members = re.compile(r"\b(Event|FailureCode|CardFault|DatabaseFault)\.([A-Z0-9_]+)\b")
    return {found for text in source_texts() for found in members.findall(text)}


def test_every_event_is_logged_somewhere(named):
    assert {event.name for event in Event} - {name for kind, name in named if kind == "Event"} == set()


def test_every_failure_comes_from_somewhere(named):
    by_code = {name for kind, name in named if kind == "FailureCode"}
    by_card = {fault.value for fault in CardFault if ("CardFault", fault.name) in named}
    by_database = {fault.value for fault in DatabaseFault if ("DatabaseFault", fault.name) in named}
    assert {code.name for code in FailureCode} - by_code - by_card - by_database == set()
