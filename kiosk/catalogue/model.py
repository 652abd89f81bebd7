"""Shapes of the catalogue's entries. The entries are in failures.toml and events.toml."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a failure does to the visit and to the terminal."""

    RECOVERABLE = "recoverable"
    """It goes on by itself once the cause is gone, or the person tries again."""
    VISIT_ENDS = "visit_ends"
    """This visit cannot go on."""
    OUT_OF_SERVICE = "out_of_service"
    """The terminal serves nobody until the cause is gone."""


class Picture(StrEnum):
    """What the screen draws beside a failure's sentence."""

    READER = "reader"
    INSERT_AGAIN = "insert_again"
    TURN_CARD = "turn_card"
    WRONG_CARD = "wrong_card"
    PROFESSIONAL_CARD = "professional_card"
    TAKE_CARD = "take_card"
    ADVISER = "adviser"
    PRINTER = "printer"
    PAPER = "paper"
    COVER = "cover"
    CUTTER = "cutter"
    HEAT = "heat"
    SERVICE = "service"
    SMS = "sms"
    DATABASE = "database"
    DISK = "disk"
    CLOCK = "clock"
    SETTINGS = "settings"
    RESTART = "restart"


class Level(StrEnum):
    """How loud an event is; the names are those of `logging`."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Failure:
    """Describe one expected failure. The three sentences are French msgids: pass them through gettext to show them.

    Attributes:
        code: what a person reads out to an adviser, "CARTE-12".
        severity: what it does to the visit and to the terminal.
        picture: what the screen draws.
        person_title: what happened, to the person.
        person_action: what the person does next.
        technician: the cause, then what to look at.
    """

    code: str
    severity: Severity
    picture: Picture
    person_title: str
    person_action: str
    technician: str


@dataclass(frozen=True, slots=True)
class EventEntry:
    """Describe one event of the log.

    Attributes:
        level: how loud it is.
        fields: names of the fields that a line of this event may carry.
        meaning: what has happened, for the reader of the log.
    """

    level: Level
    fields: frozenset[str]
    meaning: str


def N_(text: str) -> str:  # noqa: N802 - the name by which Babel's extraction knows a text that is translated later
    """Mark a text for translation and return it as it is."""
    return text
