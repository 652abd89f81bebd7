"""Parse the files of a Vitale 2 that are readable without authentication.

The identity file lists the persons on the card, the holder first; the NIR file lists their numbers in the same order.
Source: docs/smartcard.md, 2 (L1L1/cardpeek vitale_2.lua; ukinoki/Rufus lecteurvitale.cpp).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from hardware.card.tlv import DataObject, TlvFault, parse_data_objects
from kiosk.domain.cards import CardFault, CardPerson
from kiosk.domain.nir import InvalidNirError, Nir, nir_key

AID_VITALE: Final = bytes.fromhex("D250000002564954414C45")
"""RID of the GIE SESAM-Vitale, then "VITALE"."""
AID_MF: Final = bytes.fromhex("D2500000024D465F564954414C45")
"""The name of the master file: the RID, then "MF_VITALE"."""
SHORT_ID: Final = 2
"""Short identifier of the identity file in the master file, and of the NIR file in the application."""
EF_PAN: Final = 0x2F02
EF_POINTERS: Final = 0x2001

TAG_PERSON: Final = 0x65
TAG_LAST_NAME: Final = 0x80
TAG_FIRST_NAME: Final = 0x81
TAG_BIRTH_DATE: Final = 0x82
TAG_COUNTRY: Final = 0x90
TAG_NIR: Final = 0x93
TAG_CARD: Final = 0x66
TAG_VALID_FROM: Final = 0x80
TAG_PAN: Final = 0x5A
TAG_POINTERS: Final = 0xE0
TAG_DIRECTORIES: Final = 0xA0
TAG_DIRECTORY: Final = 0x82
TAG_FILE: Final = 0x80

MAX_PEOPLE: Final = 20
"""Vitale 1 held 19 dependents at most; more is not a card."""


def parse_people(identity: bytes, numbers: bytes) -> tuple[CardPerson, ...] | CardFault:
    """Join the identity file and the NIR file by their order; any doubt is a fault, nothing is guessed."""
    if _is_empty(identity) or _is_empty(numbers):
        return CardFault.EMPTY
    persons, entries = _persons(identity), _persons(numbers)
    if isinstance(persons, CardFault):
        return persons
    if isinstance(entries, CardFault):
        return entries
    if len(persons) != len(entries):
        return CardFault.COUNT_MISMATCH
    if len(persons) > MAX_PEOPLE:
        return CardFault.TOO_MANY_PEOPLE
    people: list[CardPerson] = []
    for person, entry in zip(persons, entries, strict=True):
        nir = _parse_nir(entry.get(TAG_NIR, b""))
        if isinstance(nir, CardFault):
            return nir
        parsed = _parse_person(person, nir)
        if parsed is None:
            return CardFault.MALFORMED
        people.append(parsed)
    return tuple(people) if people[0].nir is not None else CardFault.NIR_MISSING


def parse_valid_from(content: bytes) -> date | None:
    """Give the first day of validity where these are the card's data (template 66), else None."""
    for template in _objects_or_none(content):
        if template.tag == TAG_CARD:
            values = {item.tag: item.value for item in _objects_or_none(template.value)}
            return _parse_day(_text(values.get(TAG_VALID_FROM, b"")) or "")
    return None


def parse_serial(content: bytes) -> str | None:
    """Give the printed number of the card (tag 5A, BCD, filled up with F), None where it is not one."""
    for item in _objects_or_none(content):
        digits = item.value.hex().upper().rstrip("F")
        if item.tag == TAG_PAN and digits.isdecimal():
            return digits
    return None


def parse_pointers(content: bytes, aid: bytes) -> tuple[int, ...]:
    """Give the identifiers of the files that the pointers file lists in an application, in their order.

    E0{ A0{ 82{entry[2] x[2] AID} … } 80{name[8] entry[2] file id[2]} … }
    """
    for top in _objects_or_none(content):
        if top.tag != TAG_POINTERS:
            continue
        items = _objects_or_none(top.value)
        directories = [
            d.value for group in items if group.tag == TAG_DIRECTORIES for d in _objects_or_none(group.value)
        ]
        entries = {value[:2] for value in directories if value[4:] == aid}
        files = [item.value for item in items if item.tag == TAG_FILE and len(item.value) == 12]
        return tuple(int.from_bytes(value[10:12]) for value in files if value[8:10] in entries)
    return ()


def _is_empty(content: bytes) -> bool:
    return content[:1] in (b"", b"\x00", b"\xff") or content[:2] == b"\x04\x00"


def _objects_or_none(content: bytes) -> tuple[DataObject, ...]:
    found = parse_data_objects(content)
    return () if isinstance(found, TlvFault) else found


def _persons(content: bytes) -> Sequence[dict[int, bytes]] | CardFault:
    templates = parse_data_objects(content)
    if isinstance(templates, TlvFault):
        return CardFault.TOO_MANY_PEOPLE if templates is TlvFault.TOO_MANY else CardFault.MALFORMED
    persons: list[dict[int, bytes]] = []
    for template in templates:
        if template.tag != TAG_PERSON:
            continue
        items = parse_data_objects(template.value)
        if isinstance(items, TlvFault):
            return CardFault.MALFORMED
        persons.append({item.tag: item.value for item in items})
    return persons or CardFault.MALFORMED


def _parse_person(values: dict[int, bytes], nir: Nir | None) -> CardPerson | None:
    last_name = _text(values.get(TAG_LAST_NAME, b""))
    first_name = _text(values.get(TAG_FIRST_NAME, b""))
    birth_date = _text(values.get(TAG_BIRTH_DATE, b""))
    country = _text(values.get(TAG_COUNTRY, b""))
    if not last_name or first_name is None or not birth_date or country is None:
        return None
    if len(birth_date) not in (6, 8) or not (birth_date.isascii() and birth_date.isdecimal()):
        return None
    return CardPerson(last_name, first_name, birth_date, _parse_day(birth_date), nir, country)


def _parse_nir(value: bytes) -> Nir | CardFault | None:
    text = _text(value)
    if text is None:
        return CardFault.MALFORMED
    if not text:
        return None  # a dependent whose number is not certified
    try:
        if nir_key(text[:13]) != text[13:]:
            return CardFault.NIR_KEY_WRONG
        return Nir(text)
    except InvalidNirError:
        return CardFault.MALFORMED


def _parse_day(text: str) -> date | None:
    """Parse AAAAMMJJ; None for a lunar date (a month or day out of the calendar) and where the century is missing."""
    if len(text) != 8 or not (text.isascii() and text.isdecimal()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _text(value: bytes) -> str | None:
    """Decode Latin-1 and strip the padding; None where a control character says that this is no text."""
    text = value.decode("latin-1").replace("\u00a0", " ").strip(" \x00")
    return text if text.isprintable() else None
