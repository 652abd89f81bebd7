"""Write the cards of drawn people as scenarios of the virtual reader, with their codes in the title."""

import json
from pathlib import Path
from typing import Final

from kiosk.domain.card_update import card_letters
from kiosk.services.generator.model import FileFacts, PersonFacts

_CARDS: Final = 20


class CardWriter:
    """Write a card for each of the first drawn insured people who have an account; the cast has cards of its own."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which is made with the first card."""
        self._folder = folder
        self._written = 0

    def write(self, file: FileFacts) -> None:
        """Write the card of a file if it is one of the first."""
        account = file.account
        if account is None or account.is_of_cast or self._written >= _CARDS:
            return
        self._written += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        lines = [f"title = {_quoted(f'{file.insured.name.full}, code {account.code}')}", ""]
        for member in file.members:
            lines += _person(member.person)
        lines += ["[card]", f'valid_from = "{file.card.valid_from:%Y%m%d}"', f'serial = "{file.card.serial}"', ""]
        path = self._folder / f"drawn-{self._written:02d}.toml"
        path.write_text("\n".join(lines), encoding="utf-8")


def _person(person: PersonFacts) -> list[str]:
    nir = [] if person.nir is None else [f'nir = "{person.nir.value}"']
    return [
        "[[people]]",
        f"last_name = {_quoted(card_letters(person.name.usual))}",
        f"first_name = {_quoted(card_letters(person.name.first))}",
        f'birth_date = "{person.birth_date:%Y%m%d}"',
        *nir,
        "",
    ]


def _quoted(text: str) -> str:
    # A basic string of TOML is a string of JSON.
    return json.dumps(text, ensure_ascii=False)
