import json
import logging

import pytest

from kiosk.catalogue.events import EVENTS, Event
from kiosk.catalogue.logging import JsonFormatter, log_error, log_event

PERSONAL = {
    "nir",
    "name",
    "birth_date",
    "mobile",
    "address",
    "amount",
    "number",
    "pan",
    "text",
    "message",
    "people_names",
}


class _Lines(logging.Handler):
    def __init__(self):
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.lines = []

    def emit(self, record):
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def log():
    logger = logging.getLogger("test-of-the-log")
    handler = _Lines()
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.lines = handler.lines
    yield logger
    logger.removeHandler(handler)


def test_an_event_is_one_line_with_its_fields(log):
    log_event(log, Event.CARD_READ, card_kind="VITALE2", people=4, duration_ms=12.5)
    (line,) = log.lines
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "test-of-the-log",
        "event": "CARD_READ",
        "card_kind": "VITALE2",
        "people": 4,
        "duration_ms": 12.5,
    }


def test_a_field_that_the_event_does_not_carry_is_refused(log):
    with pytest.raises(ValueError, match="CARD_READ does not carry reader"):
        log_event(log, Event.CARD_READ, reader="x")
    assert log.lines == []


def test_a_field_that_is_not_known_is_left_out(log):
    log_event(log, Event.PRINT_JOB_ENDED, job="1", outcome="PRINTED", code=None)
    assert "code" not in log.lines[0]


def test_an_event_below_the_level_of_the_log_costs_nothing(log):
    log.setLevel(logging.ERROR)
    log_event(log, Event.CARD_REMOVED)
    assert log.lines == []


def test_an_exception_is_logged_without_its_text(log):
    try:
        int("secret words")
    except ValueError as error:
        log_error(log, error)
        log.exception("it failed with %s", "secret words")
    bug, other = log.lines
    assert bug["event"] == "UNEXPECTED_ERROR"
    assert bug["error"] == other["error"] == "ValueError"
    assert "test_logging" in bug["frames"]
    assert other["template"] == "it failed with %s"
    assert "secret" not in json.dumps(log.lines)


def test_the_line_of_an_event_points_to_who_logged_it(log, caplog):
    log_event(log, Event.CARD_REMOVED)
    assert caplog.records[0].filename == "test_logging.py"


@pytest.mark.parametrize("event", Event)
def test_no_event_has_room_for_anything_about_a_person(event):
    assert not EVENTS[event].fields & PERSONAL
