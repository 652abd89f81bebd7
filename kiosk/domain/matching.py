"""Whether the people on a card are the persons of a file: a NIR alone is not enough."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final

from kiosk.domain.cards import CardFile, CardPerson
from kiosk.domain.people import Beneficiary

_LAST_OF_LATIN1: Final = 0xFF


def is_same_birth(on_card: CardPerson, on_file: date, lunar_on_file: str | None = None) -> bool:
    """Compare the birth date of a card with that of a file, as it is written.

    Cards hold AAAAMMJJ, or AAMMJJ where the century is missing (GIE SESAM-Vitale, dateEnCarte): the century of the file
    is then taken. A lunar date is the same as itself alone, never as the day that stands for it.

    Args:
        on_card: of whom the NIR is that of the file.
        on_file: the civil birth date of the file.
        lunar_on_file: the birth date of the file where no calendar has it, AAAAMMJJ.
    """
    written = on_file.strftime("%Y%m%d") if lunar_on_file is None else lunar_on_file
    on_card_text = on_card.birth_date_text
    return on_card_text == (written if len(on_card_text) == len(written) else written[2:])


def match_people(card: CardFile, on_file: Sequence[Beneficiary]) -> tuple[int | None, ...]:
    """Find the persons of a card on a file, each by NIR and birth date, without a NIR by birth date and first name.

    Twins of one first name are told by their rank, which is their order on the card (docs/smartcard.md, 2). A dependent
    whose NIR is the holder's has none of their own. Of a card that lists somebody twice the second one is nobody.

    Args:
        card: as it was read.
        on_file: the persons of the holder's file.

    Returns:
        For each person of the card the position on the file, None where the file has nobody who is surely the same.
    """
    holder_nir = card.holder.nir
    found: list[int | None] = [None] * len(card.people)
    without_nir: list[int] = []
    for place, person in enumerate(card.people):
        if person.nir is None or (place > 0 and person.nir == holder_nir):
            without_nir.append(place)
        else:
            found[place] = next((at for at, one in enumerate(on_file) if at not in found and _is(person, one)), None)
    for known_as in dict.fromkeys(_known_as(card.people[place]) for place in without_nir):
        _match_namesakes(
            card, [place for place in without_nir if _known_as(card.people[place]) == known_as], on_file, found
        )
    return tuple(found)


def _match_namesakes(
    card: CardFile, places: Sequence[int], on_file: Sequence[Beneficiary], found: list[int | None]
) -> None:
    """Find persons of one birth date and first name among those of the file whom nobody of the card is yet."""
    one = card.people[places[0]]
    namesakes = [
        at
        for at, other in enumerate(on_file)
        if at not in found and _is_born_with(one, other) and _plain(other.name.first) == _plain(one.first_name)
    ]
    if len(namesakes) == len(places):
        namesakes.sort(key=lambda at: on_file[at].rank)
        for place, at in zip(places, namesakes, strict=True):
            found[place] = at


def _is(on_card: CardPerson, on_file: Beneficiary) -> bool:
    return on_file.nir == on_card.nir and _is_born_with(on_card, on_file)


def _is_born_with(on_card: CardPerson, on_file: Beneficiary) -> bool:
    return is_same_birth(on_card, on_file.birth_date, on_file.lunar_birth)


def _known_as(person: CardPerson) -> tuple[str, str]:
    return person.birth_date_text, _plain(person.first_name)


def _plain(name: str) -> str:
    """Write a name in capitals, without what may differ on a card: accents, Œ, hyphens, apostrophes, spaces.

    A card has a question mark for a letter that Latin-1 does not have.
    """
    letters = unicodedata.normalize("NFD", name.upper().replace("Œ", "OE"))
    words = "".join(_compared(letter) for letter in letters if not unicodedata.combining(letter))
    return " ".join(words.split())


def _compared(letter: str) -> str:
    if letter.isalpha():
        return letter if ord(letter) <= _LAST_OF_LATIN1 else "?"
    return "?" if letter == "?" else " "
