"""Write the catalogue's events as lines of JSON that hold nothing about a person."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Final

from kiosk.catalogue.events import EVENTS, Event
from kiosk.catalogue.model import Level

FieldValue = str | int | float | bool | None
"""What a field of an event may hold."""

_LEVELS: Final = {
    Level.INFO: logging.INFO,
    Level.WARNING: logging.WARNING,
    Level.ERROR: logging.ERROR,
    Level.CRITICAL: logging.CRITICAL,
}
_EVENT_KEY: Final = "kiosk_event"
_FIELDS_KEY: Final = "kiosk_fields"


def log_event(logger: logging.Logger, event: Event, **fields: FieldValue) -> None:
    """Log an event with the fields that the catalogue allows it; fields that are None are left out.

    Raises:
        ValueError: a field is not declared for this event.
    """
    entry = EVENTS[event]
    undeclared = fields.keys() - entry.fields
    if undeclared:
        raise ValueError(
            f"{event.value} does not carry {', '.join(sorted(undeclared))}: see kiosk/catalogue/events.toml"
        )
    level = _LEVELS[entry.level]
    if not logger.isEnabledFor(level):
        return
    kept = {name: value for name, value in fields.items() if value is not None}
    text = " ".join([event.value, *(f"{name}={value}" for name, value in kept.items())])
    logger.log(level, "%s", text, extra={_EVENT_KEY: event.value, _FIELDS_KEY: kept}, stacklevel=2)


class JsonFormatter(logging.Formatter):
    """Format a record as one line of JSON: time (UTC, ISO 8601), level, logger, event and its fields.

    A record of another library has the event "LOG" and its message *template*: the arguments may hold anything. Of an
    exception, the type and the places in the code are kept and its text is not, for the same reason.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        line: dict[str, FieldValue] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        event = getattr(record, _EVENT_KEY, None)
        if event is None:
            line["event"] = "LOG"
            line["template"] = str(record.msg)
        else:
            line["event"] = event
            line.update(getattr(record, _FIELDS_KEY))
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__qualname__
            line["frames"] = frames_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def frames_of(error: BaseException | None) -> str:
    """Return the places that an exception went through, outermost first, as "module:line module:line"."""
    if error is None:
        return ""
    return " ".join(
        f"{frame.f_globals.get('__name__', '?')}:{line}" for frame, line in traceback.walk_tb(error.__traceback__)
    )


def log_error(logger: logging.Logger, error: BaseException) -> None:
    """Log a bug as UNEXPECTED_ERROR: the type of the exception and where it went through, not its text."""
    log_event(logger, Event.UNEXPECTED_ERROR, error=type(error).__qualname__, frames=frames_of(error))
