"""Names to draw from: assets/demo/names.toml."""

import random
import tomllib
from functools import cache

import msgspec

from kiosk.resources import resource_path


class _FirstNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    until: int
    women: tuple[str, ...]
    men: tuple[str, ...]


class Professionals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold who gives care, by trade."""

    doctors: tuple[str, ...]
    specialists: tuple[str, ...]
    dentists: tuple[str, ...]
    pharmacies: tuple[str, ...]
    laboratories: tuple[str, ...]
    imaging: tuple[str, ...]
    physiotherapists: tuple[str, ...]
    nurses: tuple[str, ...]
    speech_therapists: tuple[str, ...]
    midwives: tuple[str, ...]
    taxis: tuple[str, ...]
    hospitals: tuple[str, ...]


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold all names."""

    last: tuple[str, ...]
    streets: tuple[str, ...]
    employers: tuple[str, ...]
    mutuals: tuple[tuple[str, ...], ...]
    first: tuple[_FirstNames, ...]
    professionals: Professionals

    def first_name(self, draw: random.Random, *, is_woman: bool, birth_year: int) -> str:
        """Draw a first name that was given in a year."""
        era = next(era for era in self.first if birth_year <= era.until)
        return draw.choice(era.women if is_woman else era.men)


@cache
def read_names() -> Names:
    """Read the file once."""
    content = tomllib.loads(resource_path("assets/demo/names.toml").read_text(encoding="utf-8"))
    return msgspec.convert(content, Names)
