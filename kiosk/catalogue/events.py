"""Events of the log. Written from events.toml by `make docs`: change that page, not this module."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kiosk.catalogue.model import EventEntry, Level


class Event(StrEnum):
    """Name each event that may be logged."""

    PROCESS_STARTED = "PROCESS_STARTED"
    PROCESS_STOPPED = "PROCESS_STOPPED"
    PROCESS_DIED = "PROCESS_DIED"
    PROCESS_FROZEN = "PROCESS_FROZEN"
    CRASH_LOOP = "CRASH_LOOP"
    UNEXPECTED_ERROR = "UNEXPECTED_ERROR"
    SETTINGS_LOADED = "SETTINGS_LOADED"
    SETTINGS_REFUSED = "SETTINGS_REFUSED"
    CARD_SERVICE_UP = "CARD_SERVICE_UP"
    CARD_SERVICE_DOWN = "CARD_SERVICE_DOWN"
    READER_ADDED = "READER_ADDED"
    READER_LOST = "READER_LOST"
    CARD_INSERTED = "CARD_INSERTED"
    CARD_REMOVED = "CARD_REMOVED"
    CARD_READ = "CARD_READ"
    CARD_FAULT = "CARD_FAULT"
    CARD_ANSWER_STALE = "CARD_ANSWER_STALE"
    VISIT_STARTED = "VISIT_STARTED"
    VISIT_STATUS_CHANGED = "VISIT_STATUS_CHANGED"
    VISIT_ENDED = "VISIT_ENDED"
    OUT_OF_SERVICE = "OUT_OF_SERVICE"
    BACK_IN_SERVICE = "BACK_IN_SERVICE"
    ACCESS_GRANTED = "ACCESS_GRANTED"
    ACCESS_REFUSED = "ACCESS_REFUSED"
    ACCOUNT_LOCKED = "ACCOUNT_LOCKED"
    PROVISIONAL_CODE_ISSUED = "PROVISIONAL_CODE_ISSUED"
    PROVISIONAL_CODE_REFUSED = "PROVISIONAL_CODE_REFUSED"
    CODE_CHOSEN = "CODE_CHOSEN"
    SMS_SENT = "SMS_SENT"
    SMS_FAILED = "SMS_FAILED"
    SERVICE_FAILED = "SERVICE_FAILED"
    DOCUMENT_ISSUED = "DOCUMENT_ISSUED"
    EHIC_ORDERED = "EHIC_ORDERED"
    CARD_UPDATE_OPENED = "CARD_UPDATE_OPENED"
    CARD_UPDATE_ENDED = "CARD_UPDATE_ENDED"
    PRINTER_CONNECTED = "PRINTER_CONNECTED"
    PRINTER_LOST = "PRINTER_LOST"
    PRINTER_FAULT = "PRINTER_FAULT"
    PRINTER_CLEARED = "PRINTER_CLEARED"
    PRINT_JOB_SENT = "PRINT_JOB_SENT"
    PRINT_JOB_ENDED = "PRINT_JOB_ENDED"
    PRINT_JOB_BLOCKED = "PRINT_JOB_BLOCKED"
    PRINT_REMNANT_LEFT = "PRINT_REMNANT_LEFT"
    PRINT_REMNANT_CUT = "PRINT_REMNANT_CUT"
    DATABASE_OPENED = "DATABASE_OPENED"
    DATABASE_MIGRATED = "DATABASE_MIGRATED"
    DATABASE_FAILED = "DATABASE_FAILED"
    DATA_GENERATED = "DATA_GENERATED"
    DATA_IMPORTED = "DATA_IMPORTED"
    IMPORT_REFUSED = "IMPORT_REFUSED"
    DATA_CHECKED = "DATA_CHECKED"


EVENTS: Final[Mapping[Event, EventEntry]] = MappingProxyType(
    {
        Event.PROCESS_STARTED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"process", "pid", "version", "terminal"}),
            meaning="One of our processes has started.",
        ),
        Event.PROCESS_STOPPED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"process", "pid", "exit_code"}),
            meaning="One of our processes has ended as it was asked to.",
        ),
        Event.PROCESS_DIED: EventEntry(
            level=Level.ERROR,
            fields=frozenset({"process", "pid", "exit_code"}),
            meaning="One of our processes has ended without being asked to; its parent starts it again.",
        ),
        Event.PROCESS_FROZEN: EventEntry(
            level=Level.ERROR,
            fields=frozenset({"process", "pid", "duration_s"}),
            meaning="One of our processes has given no sign of life for too long and is killed.",
        ),
        Event.CRASH_LOOP: EventEntry(
            level=Level.CRITICAL,
            fields=frozenset({"process", "count", "duration_s"}),
            meaning="Too many crashes in a short time: the terminal goes out of service.",
        ),
        Event.UNEXPECTED_ERROR: EventEntry(
            level=Level.CRITICAL,
            fields=frozenset({"error", "frames"}),
            meaning="A bug. The exception's text is left out, for it may hold anything.",
        ),
        Event.SETTINGS_LOADED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"file"}),
            meaning="Settings read; no file means the defaults.",
        ),
        Event.SETTINGS_REFUSED: EventEntry(
            level=Level.CRITICAL,
            fields=frozenset({"code", "file", "key"}),
            meaning="Settings with an unknown key, a wrong type or a value that is not allowed.",
        ),
        Event.CARD_SERVICE_UP: EventEntry(
            level=Level.INFO,
            fields=frozenset(),
            meaning="pcscd answers.",
        ),
        Event.CARD_SERVICE_DOWN: EventEntry(
            level=Level.ERROR,
            fields=frozenset({"code"}),
            meaning="pcscd does not answer.",
        ),
        Event.READER_ADDED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"reader"}),
            meaning="A card reader has appeared or come back.",
        ),
        Event.READER_LOST: EventEntry(
            level=Level.ERROR,
            fields=frozenset({"reader", "code"}),
            meaning="The card reader has gone.",
        ),
        Event.CARD_INSERTED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"card_kind"}),
            meaning="A card is in the reader.",
        ),
        Event.CARD_REMOVED: EventEntry(
            level=Level.INFO,
            fields=frozenset(),
            meaning="The card has left the reader.",
        ),
        Event.CARD_READ: EventEntry(
            level=Level.INFO,
            fields=frozenset({"card_kind", "people", "apdus", "duration_ms"}),
            meaning="The card has been read.",
        ),
        Event.CARD_FAULT: EventEntry(
            level=Level.WARNING,
            fields=frozenset({"code", "card_kind", "status_word", "apdus", "duration_ms"}),
            meaning="The card could not be read.",
        ),
        Event.CARD_ANSWER_STALE: EventEntry(
            level=Level.INFO,
            fields=frozenset({"operation"}),
            meaning="An answer about a card that is no longer there was dropped.",
        ),
        Event.VISIT_STARTED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit"}),
            meaning="Somebody has inserted a card.",
        ),
        Event.VISIT_STATUS_CHANGED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit", "from_status", "to_status", "code"}),
            meaning="The visit has gone from one status to another, or something has failed within one, which `code` names.",
        ),
        Event.VISIT_ENDED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit", "reason", "duration_s"}),
            meaning="The visit is over and everything of the person is gone.",
        ),
        Event.OUT_OF_SERVICE: EventEntry(
            level=Level.ERROR,
            fields=frozenset({"code"}),
            meaning="The terminal serves nobody until the cause is gone.",
        ),
        Event.BACK_IN_SERVICE: EventEntry(
            level=Level.INFO,
            fields=frozenset({"code", "duration_s"}),
            meaning="The cause has gone; the terminal serves again.",
        ),
        Event.ACCESS_GRANTED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit"}),
            meaning="The code was accepted.",
        ),
        Event.ACCESS_REFUSED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit"}),
            meaning="The code was refused; whether the account exists or is locked is not said.",
        ),
        Event.ACCOUNT_LOCKED: EventEntry(
            level=Level.WARNING,
            fields=frozenset({"visit"}),
            meaning="Too many wrong codes: the account is locked.",
        ),
        Event.PROVISIONAL_CODE_ISSUED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit", "reason"}),
            meaning="A provisional code was made and handed to the SMS gateway or to an adviser.",
        ),
        Event.PROVISIONAL_CODE_REFUSED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit", "attempts_left"}),
            meaning="A wrong code was typed while a provisional code was valid, and counts against that one too.",
        ),
        Event.CODE_CHOSEN: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit"}),
            meaning="A definitive code was chosen.",
        ),
        Event.SMS_SENT: EventEntry(
            level=Level.INFO,
            fields=frozenset({"duration_ms"}),
            meaning="The SMS gateway has accepted a message.",
        ),
        Event.SMS_FAILED: EventEntry(
            level=Level.ERROR,
            fields=frozenset({"code", "error", "duration_ms"}),
            meaning="The SMS gateway has refused a message or did not answer.",
        ),
        Event.SERVICE_FAILED: EventEntry(
            level=Level.ERROR,
            fields=frozenset({"code", "operation", "error", "duration_ms"}),
            meaning="A service could not do what was asked.",
        ),
        Event.DOCUMENT_ISSUED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit", "document"}),
            meaning="A numbered document was made and signed.",
        ),
        Event.EHIC_ORDERED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit", "count"}),
            meaning="European cards were ordered, all those of a request at once.",
        ),
        Event.CARD_UPDATE_OPENED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit", "reason"}),
            meaning="The update of a card was begun, or taken up again where it was torn.",
        ),
        Event.CARD_UPDATE_ENDED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"visit", "outcome"}),
            meaning="The update of a card has ended; the card holds what it held unless the outcome is UPDATED. One that stays open after a failure ends in another try.",
        ),
        Event.PRINTER_CONNECTED: EventEntry(
            level=Level.INFO,
            fields=frozenset(),
            meaning="The printer answers.",
        ),
        Event.PRINTER_LOST: EventEntry(
            level=Level.ERROR,
            fields=frozenset({"code"}),
            meaning="The printer does not answer any more.",
        ),
        Event.PRINTER_FAULT: EventEntry(
            level=Level.WARNING,
            fields=frozenset({"code"}),
            meaning="The printer says that it cannot print.",
        ),
        Event.PRINTER_CLEARED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"code", "duration_s"}),
            meaning="The printer's fault has gone.",
        ),
        Event.PRINT_JOB_SENT: EventEntry(
            level=Level.INFO,
            fields=frozenset({"job", "document", "bytes"}),
            meaning="A job was journalled and sent.",
        ),
        Event.PRINT_JOB_ENDED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"job", "outcome", "code", "confirmation", "duration_ms"}),
            meaning="What became of a job.",
        ),
        Event.PRINT_JOB_BLOCKED: EventEntry(
            level=Level.WARNING,
            fields=frozenset({"job", "code"}),
            meaning="A job waits inside the printer for its fault to be cleared.",
        ),
        Event.PRINT_REMNANT_LEFT: EventEntry(
            level=Level.WARNING,
            fields=frozenset({"job"}),
            meaning="A part of a job, which may name a person, is in the printer or hangs out of it.",
        ),
        Event.PRINT_REMNANT_CUT: EventEntry(
            level=Level.INFO,
            fields=frozenset({"job", "place"}),
            meaning="What was left of a job was cut off: whoever is there takes it away, unless it is in the bin.",
        ),
        Event.DATABASE_OPENED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"revision", "size", "duration_ms"}),
            meaning="The database is open and in order.",
        ),
        Event.DATABASE_MIGRATED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"revision", "duration_ms"}),
            meaning="The schema was brought to this program's revision.",
        ),
        Event.DATABASE_FAILED: EventEntry(
            level=Level.CRITICAL,
            fields=frozenset({"code", "error"}),
            meaning="The database cannot be used.",
        ),
        Event.DATA_GENERATED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"count", "duration_s"}),
            meaning="Fictional people were written.",
        ),
        Event.DATA_IMPORTED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"count", "added", "changed", "duration_s"}),
            meaning="CSV files were brought into the database: count rows were read, so many were new or different.",
        ),
        Event.IMPORT_REFUSED: EventEntry(
            level=Level.WARNING,
            fields=frozenset({"count"}),
            meaning="CSV files were refused for count reasons; the database is as it was.",
        ),
        Event.DATA_CHECKED: EventEntry(
            level=Level.INFO,
            fields=frozenset({"count", "rules", "duration_s"}),
            meaning="The database was checked against so many rules, and count rows break one.",
        ),
    }
)
"""Each event with the fields that it may carry."""
