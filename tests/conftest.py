"""What holds for every test: no display unless asked for, nothing personal in the log, no process left behind."""

import logging
import os
import re
from collections.abc import Iterator

import hypothesis
import psutil
import pytest

from kiosk.texts import current_language, set_language

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The cores are shared: the time that an example takes says nothing.
hypothesis.settings.register_profile("shared", deadline=None)
hypothesis.settings.load_profile("shared")

CAST = (
    ("DURAND", "Marie"),
    ("LEFÈVRE", "Marc"),
    ("DURAND", "Lucas"),
    ("DURAND", "Inès"),
    ("MARTIN", "Paul"),
    ("MARTIN", "Colette"),
    ("PETIT", "Jade"),
    ("ROUSSEAU", "Henri"),
    ("BERNARD", "Sophie"),
    ("LECA", "Ange-Marie"),
    ("LECA", "Ghjulia"),
    ("ŒUVRARD", "Françoise-Zoé"),
    ("OEUVRARD", "Maëlys"),
    ("MOREAU", "Karim"),
    ("GARNIER", "Louise"),
    ("GARCIA", "Lucie"),
    ("GARCIA", "Noé"),
    ("FONTAINE", "Yves"),
    ("PEREZ", "Inés"),
    ("LAMBERT", "Claire"),
    ("ROUX", "David"),
)
"""Last and first names of the people that the tests and the demo know."""

_NAMES = re.compile(
    r"(?<!\w)(?:"
    + "|".join(sorted({form for pair in CAST for name in pair for form in (name, name.upper(), name.title())}))
    + r")(?!\w)"
)
# A NIR of 13 characters, or of 15 with its key: sex, year, month, department (2A and 2B in Corsica), commune, order.
_NIR = re.compile(r"(?<![0-9A-Za-z])[1-478]\d{4}(?:\d{2}|2[AB])\d{6}(?:\d{2})?(?![0-9A-Za-z])")
_GROUPING = re.compile(r"(?<=[0-9AB])[ \u00a0\u202f.](?=[0-9AB])")


def personal_data_in(text: str) -> str | None:
    """Return what looks like a NIR or a name of the cast in a text, None when there is nothing."""
    found = _NIR.search(_GROUPING.sub("", text)) or _NAMES.search(text)
    return found.group() if found else None


class _LogGuard(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.leaks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = f"{record.getMessage()} {record.__dict__.get('kiosk_fields', '')} {record.exc_info or ''}"
        leak = personal_data_in(said)
        if leak is not None:
            self.leaks.append(f"{record.name} at {record.filename}:{record.lineno} says {leak!r}")


@pytest.fixture(autouse=True)
def _nothing_personal_in_the_log() -> Iterator[None]:
    guard = _LogGuard()
    ours = [logging.getLogger(name) for name in ("kiosk", "hardware", "ui")]
    levels = [logger.level for logger in ours]
    logging.getLogger().addHandler(guard)
    # All that could be said is looked at, not only warnings.
    for logger in ours:
        logger.setLevel(logging.DEBUG)
    yield
    for logger, level in zip(ours, levels, strict=True):
        logger.setLevel(level)
    logging.getLogger().removeHandler(guard)
    assert guard.leaks == []


@pytest.fixture(autouse=True)
def _french_again() -> Iterator[None]:
    asked = os.environ.get("LANGUAGE")
    yield
    if current_language() != "fr":
        set_language("fr")
    # The command line sets it for click, and libc then translates the errors of the system for every later test.
    if asked is None:
        os.environ.pop("LANGUAGE", None)
    else:
        os.environ["LANGUAGE"] = asked


@pytest.fixture(autouse=True, scope="session")
def _no_process_left() -> Iterator[None]:
    before = {child.pid for child in psutil.Process().children()}
    yield
    left = [_name(child) for child in psutil.Process().children() if child.pid not in before]
    # Python itself keeps a helper for spawned processes until it ends.
    assert [name for name in left if "resource_tracker" not in name] == []


def _name(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess as gone:
        # Also a zombie: ended, and never waited for.
        return f"{gone.name or process.pid} (never waited for)"
