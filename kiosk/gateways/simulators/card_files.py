"""The files of a virtual card as the simulated authority reads and writes them (docs/smartcard.md, 2 and 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from kiosk.domain.card_update import CardEntry, CardImage
from kiosk.domain.sealed_session import UpdatedFile

_PERSON: Final = 0x65
_LAST_NAME: Final = 0x80
_FIRST_NAME: Final = 0x81
_BIRTH_DATE: Final = 0x82
_COUNTRY: Final = 0x90
_NIR: Final = 0x93
_RIGHTS: Final = 0x67
_RIGHTS_UNTIL: Final = 0x80
_DECLARED_DOCTOR: Final = 0x81
_FUND: Final = 0x82

_PADDING: Final = (0x00, 0xFF)
_SHORT: Final = 0x80
"""Lengths from here on have more bytes than one (ISO/IEC 7816-4, 5.2.2.2)."""


class CardFilesError(ValueError):
    """Say that files are not those of a card, without repeating what is in them."""


def parse_files(contents: Mapping[UpdatedFile, bytes]) -> CardImage:
    """Read the three files that an update rewrites.

    Raises:
        CardFilesError: they are not laid out as they should be.
    """
    people = [_values(value) for tag, value in _objects(contents[UpdatedFile.IDENTITY]) if tag == _PERSON]
    numbers = [_values(value) for tag, value in _objects(contents[UpdatedFile.NIR]) if tag == _PERSON]
    rights = [_values(value) for tag, value in _objects(contents[UpdatedFile.RIGHTS]) if tag == _RIGHTS]
    if not people or len(people) != len(numbers) or len(rights) != 1:
        raise CardFilesError("the files do not go together")
    return CardImage(
        people=tuple(
            CardEntry(
                last_name=_text(person, _LAST_NAME),
                first_name=_text(person, _FIRST_NAME),
                birth_date_text=_text(person, _BIRTH_DATE),
                country=_text(person, _COUNTRY),
                nir=_text(number, _NIR),
            )
            for person, number in zip(people, numbers, strict=True)
        ),
        rights_until=_day(_text(rights[0], _RIGHTS_UNTIL)),
        has_declared_doctor=rights[0].get(_DECLARED_DOCTOR) == b"\x01",
        fund=_text(rights[0], _FUND),
    )


def lay_files(image: CardImage) -> dict[UpdatedFile, bytes]:
    """Lay out the three files, without padding."""
    identity = b"".join(
        _object(
            _PERSON,
            _object(_LAST_NAME, _letters(person.last_name)),
            _object(_FIRST_NAME, _letters(person.first_name)),
            _object(_BIRTH_DATE, _letters(person.birth_date_text)),
            _object(_COUNTRY, _letters(person.country)),
        )
        for person in image.people
    )
    numbers = b"".join(_object(_PERSON, _object(_NIR, _letters(person.nir))) for person in image.people)
    until = "" if image.rights_until is None else f"{image.rights_until:%Y%m%d}"
    rights = _object(
        _RIGHTS,
        _object(_RIGHTS_UNTIL, _letters(until)),
        _object(_DECLARED_DOCTOR, bytes([image.has_declared_doctor])),
        _object(_FUND, _letters(image.fund)),
    )
    return {UpdatedFile.IDENTITY: identity, UpdatedFile.NIR: numbers, UpdatedFile.RIGHTS: rights}


def _objects(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Split a list of data objects with tags of one byte, up to its padding."""
    position = 0
    while position < len(content) and content[position] not in _PADDING:
        header = content[position : position + 2]
        length_bytes = header[1] - _SHORT if len(header) == 2 and header[1] > _SHORT else 0
        start = position + 2 + length_bytes
        if start > len(content) or len(header) < 2:
            raise CardFilesError("a data object is cut off")
        length = int.from_bytes(content[position + 2 : start]) if length_bytes else header[1]
        if start + length > len(content):
            raise CardFilesError("a data object is cut off")
        yield header[0], content[start : start + length]
        position = start + length


def _values(content: bytes) -> dict[int, bytes]:
    return dict(_objects(content))


def _text(values: Mapping[int, bytes], tag: int) -> str:
    return values.get(tag, b"").decode("latin-1").rstrip(" ")


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise CardFilesError("a day is none of the calendar") from None


def _letters(text: str) -> bytes:
    return text.encode("latin-1")


def _object(tag: int, *parts: bytes) -> bytes:
    value = b"".join(parts)
    if len(value) < _SHORT:
        return bytes([tag, len(value)]) + value
    if len(value) < 0x100:
        return bytes([tag, 0x81, len(value)]) + value
    return bytes([tag, 0x82]) + len(value).to_bytes(2) + value
