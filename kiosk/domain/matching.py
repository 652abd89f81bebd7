"""Whether the people on a card are the persons of a file: a NIR alone is not enough."""

from __future__ import annotations

from datetime import date

from kiosk.domain.cards import CardPerson


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
