"""Read what a Vitale 2 shows without authentication: the people on it, its serial number and its first day.

Source: docs/smartcard.md, 2.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from hardware.card import apdu, vitale2_files
from hardware.card.apdu import ReadFault, Transmit
from hardware.card.tlv import MAX_LENGTH, ends_within
from kiosk.domain.cards import CardFault, CardFile

MAX_CANDIDATES: Final = 4
"""Files of the master file that are looked at for the card's data, whose identifier is not public."""
SPECIMEN_SERIAL: Final = "8025000002999"
"""How the serial numbers of our virtual cards begin; no public rule tells the test cards of the GIE."""


def read_card_file(
    transmit: Transmit, *, accept_specimens: bool, has_time: Callable[[], bool] = lambda: True
) -> CardFile | ReadFault:
    """Read the card, mandatory files first.

    Args:
        transmit: the card, already reset.
        accept_specimens: whether a virtual card is read; else it is a TEST_CARD.
        has_time: asked before each file that a visit can do without; what a slow card has left is not read.
    """
    identity = _select_and_read(transmit, apdu.select_mf())
    if isinstance(identity, ReadFault):
        return identity
    numbers = _select_and_read(transmit, apdu.select_application(vitale2_files.AID_VITALE))
    if isinstance(numbers, ReadFault):
        return numbers
    people = vitale2_files.parse_people(identity, numbers)
    if isinstance(people, CardFault):
        return ReadFault(people)

    if not has_time():
        return CardFile(people)
    candidates = _card_data_candidates(transmit)
    if isinstance(candidates, ReadFault):
        return candidates
    if not has_time():
        return CardFile(people)
    root = apdu.select(transmit, apdu.select_mf())
    if isinstance(root, ReadFault):
        return root
    serial = _read_optional(transmit, vitale2_files.EF_PAN)
    if isinstance(serial, ReadFault):
        return serial
    number = vitale2_files.parse_serial(serial)
    if number is not None and number.startswith(SPECIMEN_SERIAL) and not accept_specimens:
        return ReadFault(CardFault.TEST_CARD)
    valid_from: date | None = None
    for file_id in candidates:
        if not has_time():
            break
        content = _read_optional(transmit, file_id)
        if isinstance(content, ReadFault):
            return content
        valid_from = vitale2_files.parse_valid_from(content)
        if valid_from is not None:
            break
    return CardFile(people, valid_from, number)


def _select_and_read(transmit: Transmit, selection: bytes) -> bytes | ReadFault:
    status = apdu.select(transmit, selection)
    if isinstance(status, ReadFault):
        return status
    if status != apdu.SW_OK:
        return ReadFault(CardFault.NOT_A_VITALE, status)
    return apdu.read_file(transmit, apdu.read_short_file(vitale2_files.SHORT_ID), ends_within, MAX_LENGTH)


def _read_optional(transmit: Transmit, file_id: int) -> bytes | ReadFault:
    """Read a file that the card may lack or protect: then it is empty. A lost card is a fault all the same."""
    status = apdu.select(transmit, apdu.select_file(file_id))
    if isinstance(status, ReadFault):
        return status
    if status != apdu.SW_OK:
        return b""
    content = apdu.read_file(transmit, apdu.read_binary(0), ends_within, MAX_LENGTH)
    if isinstance(content, ReadFault) and content.fault in (CardFault.UNREADABLE, CardFault.MALFORMED):
        return b""
    return content


def _card_data_candidates(transmit: Transmit) -> tuple[int, ...] | ReadFault:
    pointers = _read_optional(transmit, vitale2_files.EF_POINTERS)
    if isinstance(pointers, ReadFault):
        return pointers
    return vitale2_files.parse_pointers(pointers, vitale2_files.AID_MF)[:MAX_CANDIDATES]
