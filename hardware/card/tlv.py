"""Parse the BER-TLV data objects of a card's files.

Source: ISO/IEC 7816-4, 5.2.2 (BER-TLV data objects); tags of one or two bytes, lengths of one byte or in the forms 81
and 82. Files are padded with 00 (some with FF): a list ends at the first padding byte in the place of a tag.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

MAX_LENGTH = 4096
"""Bytes of a list; the whole card holds 32 KB and no file that is read comes near this."""
MAX_OBJECTS = 64

_PADDING = (0x00, 0xFF)
_LONG_TAG = 0x1F
"""Low bits of a first tag byte which says that another follows."""


class TlvFault(enum.Enum):
    """Say why bytes are not a list of data objects."""

    TRUNCATED = "truncated"
    TAG = "tag of more than two bytes"
    LENGTH = "length form that is not allowed"
    TOO_LONG = "too many bytes"
    TOO_MANY = "too many objects"


@dataclass(frozen=True, slots=True)
class DataObject:
    """Hold one data object; the tag is its bytes as a number (0x65, 0x7F21)."""

    tag: int
    value: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Header:
    tag: int
    value_start: int
    end: int


def parse_data_objects(data: bytes) -> tuple[DataObject, ...] | TlvFault:
    """Split a list of data objects up to its padding; the values are not looked into."""
    if len(data) > MAX_LENGTH:
        return TlvFault.TOO_LONG
    found: list[DataObject] = []
    position = 0
    while position < len(data) and data[position] not in _PADDING:
        if len(found) == MAX_OBJECTS:
            return TlvFault.TOO_MANY
        header = _read_header(data, position)
        if isinstance(header, TlvFault):
            return header
        if header.end > len(data):
            return TlvFault.TRUNCATED
        found.append(DataObject(header.tag, data[header.value_start : header.end]))
        position = header.end
    return tuple(found)


def ends_within(data: bytes) -> bool:
    """Say whether the list of data objects ends in these bytes, so that the rest of the file need not be read."""
    position = 0
    while position < len(data):
        if data[position] in _PADDING:
            return True
        header = _read_header(data, position)
        if isinstance(header, TlvFault):
            return header is not TlvFault.TRUNCATED
        position = header.end
    return False


def _read_header(data: bytes, position: int) -> _Header | TlvFault:
    tag = data[position]
    position += 1
    if tag & _LONG_TAG == _LONG_TAG:
        if position >= len(data):
            return TlvFault.TRUNCATED
        if data[position] & 0x80:
            return TlvFault.TAG
        tag = tag << 8 | data[position]
        position += 1
    if position >= len(data):
        return TlvFault.TRUNCATED
    length = data[position]
    position += 1
    if length > 0x82 or length == 0x80:
        return TlvFault.LENGTH
    if length > 0x80:
        more = length - 0x80
        if position + more > len(data):
            return TlvFault.TRUNCATED
        length = int.from_bytes(data[position : position + more])
        position += more
    return _Header(tag, position, position + length)
