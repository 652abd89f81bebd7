"""Whether the holder of a card is the person of a file: the NIR alone is not enough."""

from __future__ import annotations

from datetime import date

from kiosk.domain.cards import CardPerson


def is_same_birth(on_card: CardPerson, on_file: date) -> bool:
    """Compare the birth date of a card with that of a file.

    Cards hold AAAAMMJJ, or AAMMJJ where the century is missing (GIE SESAM-Vitale, dateEnCarte): the century of the file
    is then taken. A lunar date matches no file: an adviser sees to it.
    """
    if on_card.birth_date is not None:
        return on_card.birth_date == on_file
    return on_card.birth_date_text == on_file.strftime("%y%m%d")
