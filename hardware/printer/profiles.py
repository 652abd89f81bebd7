"""What a printer has and which of the three dialects of status it speaks."""

from __future__ import annotations

import enum
import importlib.util
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from hardware.printer import commands
from hardware.printer.charset import CP858, CP1252, CodePage
from kiosk.documents.layout import COLUMNS_MIN, Size
from kiosk.documents.metrics import CELL_DOTS


class Dialect(enum.Enum):
    """Say how a printer tells its status, and so what can prove that a ticket is on paper."""

    EPSON = "epson"
    """ASB and GS ( H: the printer answers the id of the job itself."""
    CUSTOM = "custom"
    """Full status and counters of kiosk printers with a presenter: the cut counter goes up."""
    GENERIC = "generic"
    """"ESC/POS compatible": a queued status request is answered after the cut."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Describe a printer.

    Attributes:
        name: what `[printer] profile` calls it.
        columns: cells of font A on a line.
        dots_per_mm: of the head: 8 is 203 dpi, 7.1 is 180 dpi.
        code_page: the only one that its tickets use.
        native_qr: whether the printer draws QR codes by itself (GS ( k).
        cut: the command that cuts.
        head_to_cutter_mm: the cutter sits that much after the head: what is not fed to it stays on the next ticket.
        speed_mm_s: of the paper; a slow guess makes the deadline of a job late, a fast one makes it wrong.
        has_mouth: whether a presenter says that a cut ticket waits at the mouth.
    """

    name: str
    dialect: Dialect
    columns: int
    dots_per_mm: float
    code_page: CodePage
    native_qr: bool
    cut: bytes
    head_to_cutter_mm: float = 15.0
    speed_mm_s: float = 150.0
    has_mouth: bool = False

    @property
    def width_dots(self) -> int:
        """Give the width of a full line of font A."""
        return self.columns * CELL_DOTS[Size.NORMAL]


EPSON_80MM: Final = Profile(
    name="epson-80mm",
    dialect=Dialect.EPSON,
    columns=48,
    dots_per_mm=8.0,
    code_page=CP1252,
    native_qr=True,
    cut=commands.CUT_PARTIAL,
)
"""EU-m30, TM-m30, TM-T20II and later, TM-T88VI and later on 80 mm paper at 203 dpi."""

CUSTOM_KIOSK: Final = Profile(
    name="custom-kiosk",
    dialect=Dialect.CUSTOM,
    columns=48,
    dots_per_mm=8.0,
    code_page=CP858,
    native_qr=False,
    cut=commands.CUT_PRESENTER,
    has_mouth=True,
)
"""VKP80II, VKP80III, KPM: the older ones have no CP1252, and none is sure to draw QR codes."""

GENERIC_80MM: Final = Profile(
    name="generic-80mm",
    dialect=Dialect.GENERIC,
    columns=48,
    dots_per_mm=8.0,
    code_page=CP1252,
    native_qr=False,
    cut=commands.CUT_PARTIAL,
)

BUILT_IN: Final[Mapping[str, Profile]] = MappingProxyType(
    {profile.name: profile for profile in (EPSON_80MM, CUSTOM_KIOSK, GENERIC_80MM)}
)
"""The profiles that need no database, by name."""

_DEFAULTS: Final[Mapping[Dialect, Profile]] = MappingProxyType(
    {profile.dialect: profile for profile in BUILT_IN.values()}
)


DEFAULT: Final = "default"
"""Name that stands for the usual printer of a dialect."""


class UnknownProfileError(ValueError):
    """A profile that neither the program nor the printer database knows; the text names those that are allowed."""


def profile_names() -> tuple[str, ...]:
    """Give every name that `find_profile` knows, our own first."""
    return DEFAULT, *BUILT_IN, *sorted(_printer_database().keys() - {DEFAULT})


def find_profile(name: str, dialect: Dialect) -> Profile:
    """Give the profile of a printer.

    Args:
        name: of the built-in ones or of escpos-printer-db ("TM-T88V"); "default" for the usual one of the dialect.
        dialect: how its status is read.

    Raises:
        UnknownProfileError: nobody knows the name, or the printer cannot print our tickets.
    """
    if name == DEFAULT:
        return _DEFAULTS[dialect]
    if name in BUILT_IN:
        return replace(BUILT_IN[name], dialect=dialect)
    models = _printer_database()
    if name not in models:
        raise UnknownProfileError(f"unknown profile “{name}”, allowed: {', '.join(profile_names())}")
    return _profile_of_model(name, models[name], _DEFAULTS[dialect])


def _printer_database() -> Mapping[str, Any]:
    # The package is found but not imported: importing it parses this same file as YAML for 0.4 s, leaves a directory
    # in /tmp and adds a handler to the root logger.
    spec = importlib.util.find_spec("escpos")
    if spec is None or spec.origin is None:
        return {}
    data = json.loads((Path(spec.origin).parent / "capabilities.json").read_text("utf-8"))
    models: Mapping[str, Any] = data["profiles"]
    return models


def _profile_of_model(name: str, model: Mapping[str, Any], usual: Profile) -> Profile:
    page = _code_page(model["codePages"])
    columns = model["fonts"]["0"]["columns"]
    if page is None or not model["features"]["bitImageRaster"] or columns < COLUMNS_MIN:
        raise UnknownProfileError(
            f"profile “{name}” cannot print tickets: it needs CP1252 or CP858, raster images and {COLUMNS_MIN} columns"
        )
    dots_per_inch = model["media"].get("dpi")
    return replace(
        usual,
        name=name,
        columns=columns,
        dots_per_mm=dots_per_inch / 25.4 if isinstance(dots_per_inch, int) else usual.dots_per_mm,
        code_page=page,
        native_qr=model["features"]["qrCode"],
        cut=usual.cut if model["features"]["paperPartCut"] else commands.CUT_FULL,
    )


def _code_page(slots: Mapping[str, str]) -> CodePage | None:
    for wanted in (CP1252, CP858):
        found = sorted(int(slot) for slot, page in slots.items() if page == wanted.codec.upper())
        if found:
            return replace(wanted, slot=wanted.slot if wanted.slot in found else found[0])
    return None
