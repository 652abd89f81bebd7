"""Lay the files of a virtual Vitale 2 as docs/smartcard.md describes them, pointers file and extras included.

The file of the rights is our own: where a real card keeps them is not public.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from hardware.card import vitale2_files as files
from hardware.card.simulator.scenario import FileName, LengthForm, Person, Scenario
from kiosk.domain.sealed_session import UpdatedFile

MF_ENTRY = 0x3F00
VITALE_ENTRY = 0xDF01

EF_DIR = 0x2F00
EF_IDENTITY = 0x0002
EF_NIR = 0x0002
EF_CARD = 0x0003
EF_CERTIFICATE = 0x0004

TAG_APPLICATION = 0x61
TAG_AID = 0x4F
TAG_LABEL = 0x50
TAG_CERTIFICATE = 0x7F21
TAG_SIGNATURE = 0x5F37
TAG_KEY_RESIDUE = 0x5F38

TAG_RIGHTS = 0x67
TAG_RIGHTS_UNTIL = 0x80
TAG_DECLARED_DOCTOR = 0x81
TAG_FUND = 0x82


@dataclass(frozen=True, slots=True)
class ElementaryFile:
    """Hold one transparent file.

    Attributes:
        short_id: 0 where it has none.
        is_sealed: whether it is read inside an update session alone.
    """

    file_id: int
    short_id: int
    content: bytes = field(repr=False)
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """Hold one application, or the master file."""

    file_id: int
    aid: bytes
    files: tuple[ElementaryFile, ...]


def tlv(tag: int, *parts: bytes, form: LengthForm = "short") -> bytes:
    """Encode a data object with its length in the form asked for, or the shortest longer one that holds it."""
    value = b"".join(parts)
    name = tag.to_bytes(2 if tag > 0xFF else 1)
    if form == "short" and len(value) < 0x80:
        return name + bytes([len(value)]) + value
    if form != "82" and len(value) < 0x100:
        return name + bytes([0x81, len(value)]) + value
    return name + b"\x82" + len(value).to_bytes(2) + value


def build_directories(scenario: Scenario) -> tuple[Directory, ...]:
    """Lay out the master file and the application VITALE."""
    root = (
        _file(
            scenario, None, EF_DIR, 0, tlv(TAG_APPLICATION, tlv(TAG_AID, files.AID_VITALE), tlv(TAG_LABEL, b"VITALE"))
        ),
        _file(scenario, "pan", files.EF_PAN, 0, _pan(scenario)),
        _file(scenario, "identity", EF_IDENTITY, files.SHORT_ID, _identity(scenario)),
        _file(scenario, "card", EF_CARD, 3, _card(scenario)),
    )
    application = (
        _file(scenario, "pointers", files.EF_POINTERS, 0, _pointers()),
        _file(scenario, "nir", EF_NIR, files.SHORT_ID, _numbers(scenario)),
        _file(scenario, None, EF_CERTIFICATE, 4, _certificate(scenario)),
        _file(scenario, "rights", UpdatedFile.RIGHTS.file_id, 0, _rights(scenario), is_sealed=True),
    )
    return (
        Directory(MF_ENTRY, files.AID_MF, tuple(file for file in root if file is not None)),
        Directory(VITALE_ENTRY, files.AID_VITALE, tuple(file for file in application if file is not None)),
    )


def _file(
    scenario: Scenario, name: FileName | None, file_id: int, short_id: int, content: bytes, *, is_sealed: bool = False
) -> ElementaryFile | None:
    if name in scenario.layout.missing_files:
        return None
    if name in scenario.layout.empty_files:
        content = b"\x04\x00"
    return ElementaryFile(file_id, short_id, content + bytes(scenario.layout.padding_bytes), is_sealed)


def _identity(scenario: Scenario) -> bytes:
    content = b"".join(
        tlv(
            files.TAG_PERSON,
            tlv(files.TAG_LAST_NAME, person.last_name.encode("latin-1")),
            tlv(files.TAG_FIRST_NAME, person.first_name.encode("latin-1")),
            tlv(files.TAG_BIRTH_DATE, person.birth_date.encode("latin-1")),
            tlv(files.TAG_COUNTRY, person.country.encode("latin-1")),
            form=scenario.layout.form_of(place),
        )
        for place, person in enumerate(scenario.people)
    )
    return content[: len(content) - scenario.layout.truncated_bytes]


def _numbers(scenario: Scenario) -> bytes:
    people = scenario.people
    wanted = scenario.layout.nir_entries
    if wanted is not None:
        people = (people + (_NOBODY,) * wanted)[:wanted]
    return b"".join(
        tlv(files.TAG_PERSON, tlv(files.TAG_NIR, person.nir.encode("latin-1")), form=scenario.layout.form_of(place))
        for place, person in enumerate(people)
    )


_NOBODY = Person(last_name="", first_name="", birth_date="")


def _card(scenario: Scenario) -> bytes:
    return tlv(files.TAG_CARD, tlv(files.TAG_VALID_FROM, scenario.card.valid_from.encode("latin-1")))


def _rights(scenario: Scenario) -> bytes:
    card = scenario.card
    return tlv(
        TAG_RIGHTS,
        tlv(TAG_RIGHTS_UNTIL, card.rights_until.encode("latin-1")),
        tlv(TAG_DECLARED_DOCTOR, bytes([card.declared_doctor])),
        tlv(TAG_FUND, card.fund.encode("latin-1")),
    )


def _pan(scenario: Scenario) -> bytes:
    digits = scenario.card.serial
    return tlv(files.TAG_PAN, bytes.fromhex(digits + "F" * (len(digits) % 2)))


def _pointers() -> bytes:
    def directory(entry: int, aid: bytes) -> bytes:
        return tlv(files.TAG_DIRECTORY, entry.to_bytes(2), bytes(2), aid)

    def listed(name: str, entry: int, file_id: int) -> bytes:
        return tlv(files.TAG_FILE, name.ljust(8).encode("ascii"), entry.to_bytes(2), file_id.to_bytes(2))

    return tlv(
        files.TAG_POINTERS,
        tlv(files.TAG_DIRECTORIES, directory(MF_ENTRY, files.AID_MF), directory(VITALE_ENTRY, files.AID_VITALE)),
        listed("CARTE", MF_ENTRY, EF_CARD),
        listed("IDENTITE", MF_ENTRY, EF_IDENTITY),
        listed("NIR", VITALE_ENTRY, EF_NIR),
        listed("CERTIF", VITALE_ENTRY, EF_CERTIFICATE),
    )


def _certificate(scenario: Scenario) -> bytes:
    """Fill the certificate with bytes that mean nothing: the keys of the real one are not public."""
    seed = hashlib.shake_128(scenario.card.serial.encode()).digest(104)
    return tlv(TAG_CERTIFICATE, tlv(TAG_SIGNATURE, seed[:64]), tlv(TAG_KEY_RESIDUE, seed[64:]))
