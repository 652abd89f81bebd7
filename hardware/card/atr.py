"""Tell the kind of a card from its answer to reset (ATR).

Source: the public list of ATRs of pcsc-tools (smartcard_list.txt).
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.cards import CardKind


@dataclass(frozen=True, slots=True)
class _Mask:
    """Match the ATRs whose bits under the mask are those of the value."""

    kind: CardKind
    value: bytes
    mask: bytes

    def matches(self, atr: bytes) -> bool:
        return len(atr) == len(self.value) and all(
            byte & mask == value for byte, mask, value in zip(atr, self.mask, self.value, strict=True)
        )


def _mask(kind: CardKind, value: str, mask: str) -> _Mask:
    return _Mask(kind, bytes.fromhex(value), bytes.fromhex(mask))


_VITALE1_SERIES = (
    ("22", "69"),
    ("22", "F9"),
    ("2C", "69"),
    ("2C", "F9"),
    ("52", "6A"),
    ("A3", "6A"),
    ("A4", "6A"),
)

_MASKS = (
    # Byte 5 is 43 to 49 on the cards that were seen, byte 7 is EA or FA.
    _mask(CardKind.VITALE2, "3B 75 13 00 00 40 09 0A 90 00", "FF FF FF FF FF F0 FF 0F FF FF"),
    # Inverse convention (TS = 3F). Bull made cards of many kinds that differ in the fifth and seventh byte alone.
    *(_mask(CardKind.VITALE1, f"3F 65 25 00 {series} 09 {mask} 90 00", "FF" * 9) for series, mask in _VITALE1_SERIES),
    _mask(CardKind.CPS, "3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00", "FF" * 17),
    _mask(CardKind.CPS, "3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E", "FF" * 20),
)


def classify_atr(atr: bytes) -> CardKind:
    """Give the kind of the card that answered this to the reset; OTHER for any ATR that is not known."""
    return next((mask.kind for mask in _MASKS if mask.matches(atr)), CardKind.OTHER)
