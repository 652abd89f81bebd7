"""Describe virtual cards: who is on them, how their bytes lie, what goes wrong and when. Scenarios are TOML files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from kiosk.resources import resource_path

CARDS = "assets/cards"
VITALE2_ATR = "3B 75 13 00 00 44 09 EA 90 00"

FileName = Literal["identity", "nir", "card", "pan", "pointers", "rights"]
LengthForm = Literal["short", "81", "82"]
"""How many bytes a length has: one, two with 81 first, three with 82 first. Source: ISO/IEC 7816-4, 5.2.2.2."""


class ScenarioError(ValueError):
    """Say, in one line that names the file, why a scenario cannot be used."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Refuse a key that is not known."""


class Person(_Strict, frozen=True):
    """Hold one person as the card has it.

    Attributes:
        last_name: Latin-1.
        first_name: Latin-1.
        birth_date: AAAAMMJJ; a lunar date and AAMMJJ are allowed.
        country: three letters.
        nir: fifteen characters, none for a dependent whose number is not certified. A wrong one is allowed.
    """

    last_name: str
    first_name: str
    birth_date: str
    country: str = "FRA"
    nir: str = ""

    def __post_init__(self) -> None:
        """Refuse a letter that the card's alphabet has not.

        Raises:
            ValueError: a text is not Latin-1; Œ, for one, is written OE on a card.
        """
        try:
            "".join((self.last_name, self.first_name, self.birth_date, self.country, self.nir)).encode("latin-1")
        except UnicodeEncodeError as error:
            raise ValueError(
                f"{error.object[error.start]} is not a letter of Latin-1, the alphabet of a card"
            ) from None


class CardData(_Strict, frozen=True):
    """Hold what belongs to the card itself.

    Attributes:
        valid_from: AAAAMMJJ.
        serial: the printed number; ours begin with 8025000002999.
        rights_until: the last day of the rights, AAAAMMJJ; empty where no end is known.
        declared_doctor: whether a treating doctor is declared.
        fund: the three digits of the fund.
    """

    valid_from: str = "20190312"
    serial: str = "802500000299900000017"
    rights_until: str = "20251231"
    declared_doctor: bool = True
    fund: str = "751"


class Layout(_Strict, frozen=True):
    """Say how the bytes of the files lie.

    Attributes:
        padding_bytes: zeros after each file.
        length_form: the form of the lengths of templates, "mixed" for 81 and 82 in turn; a value longer than the form
            allows takes the next.
        nir_entries: how many entries the NIR file has; by default one a person.
        truncated_bytes: bytes cut off the end of the identity file, its padding aside.
        empty_files: files that say "04 00".
        missing_files: files that the card does not have.
        strict_t0: answer 61xx and 6Cxx as a T=0 card does; else as a reader that works on whole APDUs does.
    """

    padding_bytes: Annotated[int, msgspec.Meta(ge=0, le=4096)] = 24
    length_form: LengthForm | Literal["mixed"] = "short"
    nir_entries: Annotated[int, msgspec.Meta(ge=0, le=64)] | None = None
    truncated_bytes: Annotated[int, msgspec.Meta(ge=0)] = 0
    empty_files: tuple[FileName, ...] = ()
    missing_files: tuple[FileName, ...] = ()
    strict_t0: bool = True

    def form_of(self, place: int) -> LengthForm:
        """Give the form of the length of a template by its place in its file."""
        if self.length_form == "mixed":
            return "82" if place % 2 else "81"
        return self.length_form


Nth = Annotated[int, msgspec.Meta(ge=1)]
"""The number of an APDU since the card was inserted; the first is 1."""
Times = Annotated[int, msgspec.Meta(ge=1)]


class StatusWordFault(_Strict, frozen=True, tag_field="kind", tag="status-word"):
    """Answer with a status word in the place of the answer, from the nth APDU on, so many times."""

    at: Nth
    status_word: Annotated[str, msgspec.Meta(pattern="^[0-9A-Fa-f]{4}$")]
    times: Times = 1


class AnswerFault(_Strict, frozen=True, tag_field="kind", tag="answer"):
    """Answer with these bytes in hexadecimal, which may be none, one or nonsense."""

    at: Nth
    answer: Annotated[str, msgspec.Meta(pattern="^([0-9A-Fa-f]{2} ?)*$")]
    times: Times = 1


class DelayFault(_Strict, frozen=True, tag_field="kind", tag="delay"):
    """Take this long for each APDU, or for the nth alone."""

    delay_ms: Annotated[int, msgspec.Meta(ge=1, le=60_000)]
    at: Nth | None = None


class SilenceFault(_Strict, frozen=True, tag_field="kind", tag="silence"):
    """Never answer the nth APDU."""

    at: Nth


class PullFault(_Strict, frozen=True, tag_field="kind", tag="pull"):
    """Be pulled out in the place of the nth answer."""

    at: Nth


class SwapFault(_Strict, frozen=True, tag_field="kind", tag="swap"):
    """Be pulled out in the place of the nth answer, a card of the cast following at once."""

    at: Nth
    card: str


Fault = StatusWordFault | AnswerFault | DelayFault | SilenceFault | PullFault | SwapFault


class Scenario(_Strict, frozen=True):
    """Describe one virtual card.

    Attributes:
        title: what it is, in French, for lists.
        applet: what answers the APDUs.
        atr: the answer to reset in hexadecimal; any bytes, so that bad ones can be tried.
        mute: no answer to reset at all, as a card the wrong way round.
    """

    title: str
    applet: Literal["vitale2", "vitale1", "other"] = "vitale2"
    atr: Annotated[str, msgspec.Meta(pattern="^([0-9A-Fa-f]{2} ?)*$")] = VITALE2_ATR
    mute: bool = False
    people: tuple[Person, ...] = ()
    card: CardData = msgspec.field(default_factory=CardData)
    layout: Layout = msgspec.field(default_factory=Layout)
    faults: tuple[Fault, ...] = ()

    @property
    def atr_bytes(self) -> bytes:
        """Give the answer to reset."""
        return bytes.fromhex(self.atr)


def parse_scenario(text: bytes, origin: str) -> Scenario:
    """Parse a scenario.

    Args:
        text: TOML in UTF-8.
        origin: what to call it in an error, the path of the file.

    Raises:
        ScenarioError: unknown key, wrong type, not TOML, a text that Latin-1 cannot hold.
    """
    try:
        scenario = msgspec.toml.decode(text, type=Scenario)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{origin}: {error}") from None
    for fault in scenario.faults:
        # What follows by a swap is a card of the cast: a file could swap for itself for ever.
        if isinstance(fault, SwapFault) and fault.card not in card_names():
            raise ScenarioError(f"{origin}: faults: {fault.card}: {_no_such_card()}")
    return scenario


def load_scenario(name_or_file: str) -> Scenario:
    """Load a card of the cast by its name, or any scenario by its path (which ends in .toml).

    Raises:
        ScenarioError: no such card, unreadable file, or wrong content.
    """
    path = Path(name_or_file)
    if path.suffix != ".toml":
        if name_or_file not in card_names():
            raise ScenarioError(f"{name_or_file}: {_no_such_card()}")
        path = resource_path(CARDS) / f"{name_or_file}.toml"
    try:
        text = path.read_bytes()
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror}") from None
    return parse_scenario(text, str(path))


def card_names() -> tuple[str, ...]:
    """Give the names of the cards of the cast."""
    return tuple(sorted(path.stem for path in resource_path(CARDS).glob("*.toml")))


def _no_such_card() -> str:
    return f"no such card; the cards are {', '.join(card_names())}"
