"""Whether the people on a card are the persons of a file: a NIR alone is not enough."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from kiosk.domain.cards import CardFile, CardPerson
from kiosk.domain.people import Beneficiary


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
    """Find the persons of a card on a file, each by NIR and birth date, in the absence of a NIR by birth date.

    Persons of one birth date and without a NIR on the card are twins: the first name tells them, else their rank, which
    is their order on the card (docs/smartcard.md, 2). A dependent whose NIR is the holder's has none of their own.

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
            same = [at for at, one in enumerate(on_file) if one.nir == person.nir and _is_born_with(person, one)]
            found[place] = same[0] if same else None
    for birth in dict.fromkeys(card.people[place].birth_date_text for place in without_nir):
        siblings = [place for place in without_nir if card.people[place].birth_date_text == birth]
        _match_siblings(card, siblings, on_file, found)
    return tuple(found)


def _match_siblings(
    card: CardFile, siblings: Sequence[int], on_file: Sequence[Beneficiary], found: list[int | None]
) -> None:
    """Find persons of one birth date among those of the file whom nobody of the card is yet."""
    free = [at for at, one in enumerate(on_file) if at not in found and _is_born_with(card.people[siblings[0]], one)]
    free.sort(key=lambda at: on_file[at].rank)
    for place in siblings:
        first_name = _plain(card.people[place].first_name)
        namesakes = [at for at in free if _plain(on_file[at].name.first) == first_name]
        if len(namesakes) == 1:
            found[place] = namesakes[0]
            free.remove(namesakes[0])
    left = [place for place in siblings if found[place] is None]
    if len(left) == len(free):
        for place, at in zip(left, free, strict=True):
            found[place] = at


def _is_born_with(on_card: CardPerson, on_file: Beneficiary) -> bool:
    return is_same_birth(on_card, on_file.birth_date, on_file.lunar_birth)


def _plain(name: str) -> str:
    """Write a name without accents in capitals, for a card has neither Œ nor typographic apostrophes."""
    letters = unicodedata.normalize("NFD", name.upper().replace("Œ", "OE").replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
