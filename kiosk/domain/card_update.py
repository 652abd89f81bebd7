"""Updates of Vitale cards: what can come of one, and what it changes."""

from __future__ import annotations

import enum
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from kiosk.domain.cards import CardFile, CardPerson
from kiosk.domain.matching import match_people
from kiosk.domain.nir import InvalidNirError, Nir
from kiosk.domain.rights import BeneficiaryRights, RightsFile

MAX_PEOPLE: Final = 20
"""Persons that a card has room for (docs/smartcard.md, 2)."""

_LAST_OF_LATIN1: Final = 0xFF


class UpdatePhase(enum.Enum):
    """Name what an update is doing, in order."""

    IDENTIFYING = 1
    READING = 2
    WRITING = 3
    SEALING = 4
    CHECKING = 5


class UpdateOutcome(enum.Enum):
    """Say what came of an update."""

    UPDATED = "updated"
    NOTHING_NEW = "nothing-new"
    OPPOSED = "opposed"
    """The card was declared lost or stolen, or withdrawn."""
    UNKNOWN_CARD = "unknown-card"
    """No card with this serial number was given to this person."""
    RIGHTS_ENDED = "rights-ended"
    """What the card would be given is less than what it holds: an adviser explains it, nothing is written."""
    REFUSED_BY_CARD = "refused-by-card"
    """The card did not answer as a card of the fund does, before anything on it was made valid: it is as it was."""


@dataclass(frozen=True, slots=True)
class CardContent:
    """Hold what an update looks at and changes on a card.

    Attributes:
        people: the first names, the holder first.
        rights_until: the last day of the rights, None where no end is known.
        has_declared_doctor: whether a treating doctor is declared.
        fund: the three digits of the fund.
    """

    people: tuple[str, ...] = field(repr=False)
    rights_until: date | None
    has_declared_doctor: bool
    fund: str


@dataclass(frozen=True, slots=True)
class CardEntry:
    """Hold one person as a card writes them.

    Attributes:
        birth_date_text: AAAAMMJJ, or AAMMJJ where the century is missing.
        country: three letters.
        nir: fifteen characters, none for a dependent whose number is not certified.
    """

    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    birth_date_text: str = field(repr=False)
    country: str = field(repr=False)
    nir: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardImage:
    """Hold all that an update reads and writes.

    Attributes:
        people: the holder first, their dependents after, 1 to 20 persons.
        rights_until: the last day of the rights, None where no end is known.
        has_declared_doctor: whether a treating doctor is declared.
        fund: the three digits of the fund.
    """

    people: tuple[CardEntry, ...]
    rights_until: date | None
    has_declared_doctor: bool
    fund: str

    @property
    def content(self) -> CardContent:
        """Give what is shown of it."""
        names = tuple(person.first_name for person in self.people)
        return CardContent(names, self.rights_until, self.has_declared_doctor, self.fund)


def target_of(image: CardImage, file: RightsFile, today: date) -> CardImage | UpdateOutcome:
    """Say what a card should hold, from what it holds and what the file of its holder says.

    Persons who came are added; the others stay as the card writes them. Where the file says less than the card, an end
    of the rights that is nearer or a person who has gone, nothing is written: an adviser explains it.

    Returns:
        The image to write, or NOTHING_NEW, RIGHTS_ENDED, or REFUSED_BY_CARD where the card has no room.
    """
    if not file.has_rights_on(today):
        return UpdateOutcome.RIGHTS_ENDED
    places = match_people(_as_card(image), [rights.person for rights in file.people])
    rights_until = None if file.insured.period is None else file.insured.period.end
    if None in places or _is_earlier(rights_until, image.rights_until):
        return UpdateOutcome.RIGHTS_ENDED
    added = tuple(
        _entry_of(rights)
        for place, rights in enumerate(file.people)
        if place not in places and rights.period is not None and rights.period.covers(today)
    )
    target = replace(
        image,
        people=image.people + added,
        rights_until=rights_until,
        has_declared_doctor=file.insured.has_declared_doctor,
        fund=file.organism.fund,
    )
    if target == image:
        return UpdateOutcome.NOTHING_NEW
    return target if len(target.people) <= MAX_PEOPLE else UpdateOutcome.REFUSED_BY_CARD


def card_letters(name: str) -> str:
    """Write a name as a card does: in capital letters of Latin-1, which has no Œ and no typographic apostrophe."""
    letters = name.upper().replace("Œ", "OE").replace("’", "'")
    return "".join(_latin1(letter) for letter in unicodedata.normalize("NFC", letters))


def _latin1(letter: str) -> str:
    """Give a letter of Latin-1, without its accents where Latin-1 has it only so."""
    if ord(letter) <= _LAST_OF_LATIN1:
        return letter
    plain = [part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part)]
    return "".join(part if ord(part) <= _LAST_OF_LATIN1 else "?" for part in plain)


def _is_earlier(end: date | None, other: date | None) -> bool:
    """Say whether an end comes before another one; None is no end at all."""
    return end is not None and (other is None or end < other)


def _entry_of(rights: BeneficiaryRights) -> CardEntry:
    person = rights.person
    return CardEntry(
        last_name=card_letters(person.name.usual),
        first_name=card_letters(person.name.first),
        birth_date_text=person.lunar_birth or f"{person.birth_date:%Y%m%d}",
        country="FRA",
        nir="" if person.nir is None else person.nir.value,
    )


def _as_card(image: CardImage) -> CardFile:
    return CardFile(
        tuple(
            CardPerson(entry.last_name, entry.first_name, entry.birth_date_text, None, _nir_or_none(entry.nir))
            for entry in image.people
        )
    )


def _nir_or_none(text: str) -> Nir | None:
    try:
        return Nir(text)
    except InvalidNirError:
        return None
