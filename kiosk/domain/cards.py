"""What is read from an inserted card, and what can be wrong with it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.nir import Nir


class CardKind(enum.Enum):
    """Say what a card is, from its answer to reset."""

    VITALE2 = "vitale2"
    VITALE1 = "vitale1"
    CPS = "cps"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Name one presence of one card: every answer about a card carries it, a stale one is dropped.

    Attributes:
        reader: the PC/SC name of the reader.
        boot: the generation of the process that owns PC/SC.
        insertion: the PC/SC event counter of the reader.
    """

    reader: str
    boot: int
    insertion: int


@dataclass(frozen=True, slots=True)
class CardPerson:
    """Hold one person of the identity file.

    Attributes:
        birth_date_text: the eight (or six) characters on the card.
        birth_date: the date, None where it is lunar or its century is missing.
    """

    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    birth_date_text: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    nir: Nir | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class CardFile:
    """Hold what a Vitale 2 shows without authentication.

    Attributes:
        people: the holder first, then the dependents, 1 to 20 persons.
        serial: the printed number of the card where it is readable.
    """

    people: tuple[CardPerson, ...]
    valid_from: date | None = None
    serial: str | None = field(default=None, repr=False)

    @property
    def holder(self) -> CardPerson:
        """Give the person whose card it is."""
        return self.people[0]


class CardFault(enum.Enum):
    """Say what is wrong with a card, its reader or the PC/SC service; the value is the name of the failure code."""

    SERVICE_DOWN = "PCSCD_DOWN"
    SERVICE_HUNG = "PCSCD_HUNG"
    NO_READER = "READER_MISSING"
    READER_UNPLUGGED = "READER_UNPLUGGED"
    READER_BUSY = "READER_BUSY"
    MUTE = "CARD_MUTE"
    UNPOWERED = "CARD_UNPOWERED"
    PROTOCOL = "CARD_PROTOCOL"
    REMOVED_DURING_READ = "CARD_REMOVED"
    SWAPPED = "CARD_SWAPPED"
    COMMUNICATION = "CARD_COMM"
    NOT_A_VITALE = "NOT_A_VITALE"
    CPS_INSERTED = "CPS_INSERTED"
    VITALE1 = "VITALE1"
    UNREADABLE = "CARD_UNREADABLE"
    MALFORMED = "CARD_MALFORMED"
    EMPTY = "CARD_EMPTY"
    COUNT_MISMATCH = "CARD_COUNT_MISMATCH"
    NIR_MISSING = "NIR_MISSING"
    NIR_KEY_WRONG = "NIR_KEY_WRONG"
    TOO_MANY_PEOPLE = "TOO_MANY_PERSONS"
    TEST_CARD = "TEST_CARD"
    DEADLINE = "CARD_DEADLINE"
