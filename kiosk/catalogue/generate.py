"""Write the modules and the pages that come from failures.toml and events.toml.

Pure functions from data to text; `packaging/docs.py` reads and writes the files.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.catalogue.model import Failure, Level, Picture, Severity

_MEMBER = re.compile(r"[A-Z][A-Z0-9_]*")
_CODE = re.compile(r"(CARTE|IMPR|SERV|BASE|REGL|BORNE)-\d{2}")
_GROUPS = {
    "CARTE": "The card and its reader",
    "IMPR": "The printer",
    "SERV": "The services",
    "BASE": "The database, the disk and the clock",
    "REGL": "Settings and secrets",
    "BORNE": "The terminal itself",
}


class CatalogueError(ValueError):
    """A page of the catalogue contradicts itself; the text names the entry."""


@dataclass(frozen=True, slots=True)
class EventData:
    """One event as its page has it, fields in their order.

    Attributes:
        level: how loud it is.
        fields: names of the fields it may carry.
        meaning: what has happened.
    """

    level: Level
    fields: tuple[str, ...]
    meaning: str


def parse_failures(data: Mapping[str, Any]) -> dict[str, Failure]:
    """Check the tables of failures.toml and return them by member name, in their order.

    Raises:
        CatalogueError: a name, code, severity or picture is malformed, or a code is used twice.
    """
    failures: dict[str, Failure] = {}
    codes: set[str] = set()
    for name, table in data.items():
        try:
            failure = Failure(
                code=table["code"],
                severity=Severity(table["severity"]),
                picture=Picture(table["picture"]),
                person_title=table["title"],
                person_action=table["action"],
                technician=table["technician"],
            )
        except (KeyError, ValueError) as error:
            raise CatalogueError(f"{name}: {error}") from error
        if not _MEMBER.fullmatch(name) or not _CODE.fullmatch(failure.code):
            raise CatalogueError(f"{name}: name or code {failure.code!r} is malformed")
        if failure.code in codes:
            raise CatalogueError(f"{name}: code {failure.code} is used twice")
        codes.add(failure.code)
        failures[name] = failure
    return failures


def parse_events(data: Mapping[str, Any]) -> tuple[dict[str, EventData], dict[str, str]]:
    """Check the tables of events.toml; return the events by member name and the meaning of each field.

    Raises:
        CatalogueError: a name or level is malformed, a field is not declared, or a declared field is used by no event.
    """
    meanings: dict[str, str] = data["fields"]
    events: dict[str, EventData] = {}
    for name, table in data["events"].items():
        try:
            event = EventData(Level(table["level"]), tuple(table["fields"]), table["meaning"])
        except (KeyError, ValueError) as error:
            raise CatalogueError(f"{name}: {error}") from error
        undeclared = set(event.fields) - meanings.keys()
        if not _MEMBER.fullmatch(name) or undeclared:
            raise CatalogueError(f"{name}: malformed name or undeclared fields {sorted(undeclared)}")
        events[name] = event
    unused = meanings.keys() - {field for event in events.values() for field in event.fields}
    if unused:
        raise CatalogueError(f"fields that no event uses: {sorted(unused)}")
    return events, meanings


def failures_module(failures: Mapping[str, Failure]) -> str:
    """Return the source of kiosk/catalogue/failures.py."""
    lines = [
        '"""Expected failures. Written from failures.toml by `make docs`: change that page, not this module."""',
        "",
        "from collections.abc import Mapping",
        "from enum import StrEnum",
        "from types import MappingProxyType",
        "from typing import Final",
        "",
        "from kiosk.catalogue.model import N_, Failure, Picture, Severity",
        "",
        "",
        "class FailureCode(StrEnum):",
        '    """Name each expected failure; the value is the code that a person reads out."""',
        "",
    ]
    lines += [f"    {name} = {_quote(failure.code)}" for name, failure in failures.items()]
    lines += ["", "", "FAILURES: Final[Mapping[FailureCode, Failure]] = MappingProxyType(", "    {"]
    for name, failure in failures.items():
        lines += [
            f"        FailureCode.{name}: Failure(",
            f"            code={_quote(failure.code)},",
            f"            severity=Severity.{failure.severity.name},",
            f"            picture=Picture.{failure.picture.name},",
            f"            # Translators: failure {failure.code}, title on the screen",
            f"            person_title=N_({_quote(failure.person_title)}),",
            f"            # Translators: failure {failure.code}, what the person does next",
            f"            person_action=N_({_quote(failure.person_action)}),",
            f"            # Translators: failure {failure.code}, for the technician",
            f"            technician=N_({_quote(failure.technician)}),",
            "        ),",
        ]
    lines += ["    }", ")", '"""Each failure by its code."""', ""]
    return "\n".join(lines)


def events_module(events: Mapping[str, EventData]) -> str:
    """Return the source of kiosk/catalogue/events.py."""
    lines = [
        '"""Events of the log. Written from events.toml by `make docs`: change that page, not this module."""',
        "",
        "from collections.abc import Mapping",
        "from enum import StrEnum",
        "from types import MappingProxyType",
        "from typing import Final",
        "",
        "from kiosk.catalogue.model import EventEntry, Level",
        "",
        "",
        "class Event(StrEnum):",
        '    """Name each event that may be logged."""',
        "",
    ]
    lines += [f"    {name} = {_quote(name)}" for name in events]
    lines += ["", "", "EVENTS: Final[Mapping[Event, EventEntry]] = MappingProxyType(", "    {"]
    for name, event in events.items():
        members = ", ".join(_quote(field) for field in event.fields)
        fields = f"frozenset({{{members}}})" if members else "frozenset()"
        lines += [
            f"        Event.{name}: EventEntry(",
            f"            level=Level.{event.level.name},",
            f"            fields={fields},",
            f"            meaning={_quote(event.meaning)},",
            "        ),",
        ]
    lines += ["    }", ")", '"""Each event with the fields that it may carry."""', ""]
    return "\n".join(lines)


def failures_page(failures: Mapping[str, Failure]) -> str:
    """Return docs/failures.md."""
    lines = [
        "# Failures",
        "",
        "Written from `kiosk/catalogue/failures.toml` by `make docs`. The screen shows the sentence, what to do and",
        "the code; the adviser or the technician finds the code here. A code is never reused.",
        "",
        "| severity | what it does |",
        "|---|---|",
        "| recoverable | it goes on by itself once the cause is gone, or the person tries again |",
        "| visit_ends | this visit cannot go on |",
        "| out_of_service | the terminal serves nobody until the cause is gone |",
    ]
    for group, heading in _GROUPS.items():
        lines += ["", f"## {heading}", ""]
        lines += [
            "| code | name | severity | on the screen | what to do | for the technician |",
            "|---|---|---|---|---|---|",
        ]
        lines += [
            f"| **{failure.code}** | {name} | {failure.severity.value} | {_cell(failure.person_title)} "
            f"| {_cell(failure.person_action)} | {_cell(failure.technician)} |"
            for name, failure in failures.items()
            if failure.code.startswith(f"{group}-")
        ]
    return "\n".join(lines) + "\n"


def events_page(events: Mapping[str, EventData], meanings: Mapping[str, str]) -> str:
    """Return docs/events.md."""
    lines = [
        "# Events of the log",
        "",
        "Written from `kiosk/catalogue/events.toml` by `make docs`. The log is one JSON object a line: `time` (UTC),",
        "`level`, `logger`, `event`, then the fields of that event and no other. No field is about a person.",
        "",
        "| event | level | fields | meaning |",
        "|---|---|---|---|",
    ]
    for name, event in events.items():
        fields = ", ".join(f"`{field}`" for field in event.fields)
        lines.append(f"| {name} | {event.level.value} | {fields} | {_cell(event.meaning)} |")
    lines += ["", "## Fields", "", "| field | holds |", "|---|---|"]
    lines += [f"| `{field}` | {_cell(meaning)} |" for field, meaning in sorted(meanings.items())]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    if '"' in text or "\\" in text or not text.replace("\u00a0", " ").isprintable():
        raise CatalogueError(f"quotes, backslashes and control characters are not used in the catalogue: {text!r}")
    return f'"{text}"'


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
