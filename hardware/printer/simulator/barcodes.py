# ruff: noqa: SIM905 - a table of code words reads best as one text that is split
"""Bar codes that the printer draws from their data (GS k).

Source: ISO/IEC 16388 (Code 39), ISO/IEC 15417 (Code 128), ISO/IEC 15420 (EAN/UPC), ISO/IEC 16390 (interleaved 2 of 5).
A code is a list of widths in modules, bar and space in turn, a bar first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from PIL import Image, ImageDraw

_WIDE: Final = 3
"""A wide element of Code 39 and 2 of 5 in modules."""

_CODE39_LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*"
_CODE39: Final = (
    "000110100 100100001 001100001 101100000 000110001 100110000 001110000 000100101 100100100 001100100 "
    "100001001 001001001 101001000 000011001 100011000 001011000 000001101 100001100 001001100 000011100 "
    "100000011 001000011 101000010 000010011 100010010 001010010 000000111 100000110 001000110 000010110 "
    "110000001 011000001 111000000 010010001 110010000 011010000 010000101 110000100 011000100 010101000 "
    "010100010 010001010 000101010 010010100"
).split()
"""Bars and spaces of each letter in turn, 1 for a wide one."""

_CODE128: Final = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
).split()
_CODE128_START: Final = {ord("A"): 103, ord("B"): 104, ord("C"): 105}
_CODE128_SWITCH: Final = {ord("A"): 101, ord("B"): 100, ord("C"): 99}
_CODE128_SHIFT: Final = 98
_CODE128_FNC1: Final = 102
_CODE128_STOP: Final = 106

_EAN_LEFT: Final = "3211 2221 2122 1411 1132 1231 1114 1312 1213 3112".split()
"""Widths of the digits with odd parity; those with even parity are the same backwards."""
_EAN_PARITY: Final = "LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL".split()

_ITF: Final = "00110 10001 01001 11000 00101 10100 01100 00011 10010 01010".split()


@dataclass(frozen=True, slots=True)
class Barcode:
    """Hold a bar code ready to draw.

    Attributes:
        kind: its name.
        widths: of bars and spaces in turn, in modules, a bar first.
        text: what is written for people beside it.
    """

    kind: str
    widths: tuple[int, ...]
    text: str = field(repr=False)


def encode(mode: int, data: bytes) -> Barcode | None:
    """Turn the data of GS k into bars; None where the kind is not drawn here or the data do not suit it.

    Args:
        mode: m of GS k, function A (0 to 6) or B (65 to 73).
        data: without the NUL or the count.
    """
    kind = mode - 65 if mode >= 65 else mode
    match kind:
        case 0:
            return _ean("UPC-A", data, 12)
        case 2:
            return _ean("EAN13", data, 13)
        case 3:
            return _ean("EAN8", data, 8)
        case 4:
            return _code39(data)
        case 5:
            return _itf(data)
        case 8 if mode >= 65:
            return _code128(data)
        case _:
            return None


def _code39(data: bytes) -> Barcode | None:
    text = data.decode("latin-1").strip("*")
    if not text or any(letter not in _CODE39_LETTERS or letter == "*" for letter in text):
        return None
    patterns = [_CODE39[_CODE39_LETTERS.index(letter)] for letter in f"*{text}*"]
    # One thin space stands between two letters.
    widths = [_WIDE if element == "1" else 1 for pattern in patterns for element in f"{pattern}0"][:-1]
    return Barcode("CODE39", tuple(widths), f"*{text}*")


def _itf(data: bytes) -> Barcode | None:
    text = data.decode("latin-1")
    if not text.isdecimal() or not text.isascii() or len(text) % 2:
        return None
    widths = [1, 1, 1, 1]
    for first, second in zip(text[::2], text[1::2], strict=True):
        for bar, space in zip(_ITF[int(first)], _ITF[int(second)], strict=True):
            widths += [_WIDE if bar == "1" else 1, _WIDE if space == "1" else 1]
    return Barcode("ITF", (*widths, _WIDE, 1, 1), text)


def _ean(kind: str, data: bytes, length: int) -> Barcode | None:
    text = data.decode("latin-1")
    if not text.isascii() or not text.isdecimal() or len(text) not in {length - 1, length}:
        return None
    digits = [int(digit) for digit in text[: length - 1]]
    check = -sum(digit * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))) % 10
    if len(text) == length and int(text[-1]) != check:
        return None
    digits.append(check)
    written = "".join(map(str, digits))
    if length == 12:
        digits.insert(0, 0)
    if length == 8:
        parity, left, right = "LLLL", digits[:4], digits[4:]
    else:
        parity, left, right = _EAN_PARITY[digits[0]], digits[1:7], digits[7:]
    halves = [_EAN_LEFT[d] if p == "L" else _EAN_LEFT[d][::-1] for d, p in zip(left, parity, strict=True)]
    widths = "111" + "".join(halves) + "11111" + "".join(_EAN_LEFT[digit] for digit in right) + "111"
    return Barcode(kind, tuple(map(int, widths)), written)


def _code128(data: bytes) -> Barcode | None:
    """Encode Code 128 with the escapes of Epson: {A {B {C choose a set, {S shifts, {1 is FNC1, {{ is a brace."""
    if len(data) < 3 or data[:1] != b"{" or data[1] not in _CODE128_START:
        return None
    current = data[1]
    symbols = [_CODE128_START[current]]
    text = ""
    place = 2
    shifted = False
    while place < len(data):
        byte = data[place]
        place += 1
        if byte == ord("{"):
            if place == len(data):
                return None
            escape = data[place]
            place += 1
            if escape in _CODE128_SWITCH:
                current = escape
                symbols.append(_CODE128_SWITCH[current])
                continue
            if escape == ord("S"):
                shifted = True
                symbols.append(_CODE128_SHIFT)
                continue
            if escape == ord("1"):
                symbols.append(_CODE128_FNC1)
                continue
            if escape != ord("{"):
                return None
        value = _code128_value(
            {ord("A"): ord("B"), ord("B"): ord("A")}.get(current, current) if shifted else current, byte
        )
        shifted = False
        if value is None:
            return None
        symbols.append(value)
        text += f"{byte:02d}" if current == ord("C") else chr(byte) if 32 <= byte < 127 else " "
    check = (symbols[0] + sum(place * symbol for place, symbol in enumerate(symbols))) % 103
    widths = "".join(_CODE128[symbol] for symbol in (*symbols, check, _CODE128_STOP))
    return Barcode("CODE128", tuple(map(int, widths)), text)


def _code128_value(code_set: int, byte: int) -> int | None:
    if code_set == ord("C"):
        return byte if byte < 100 else None
    if 32 <= byte < 96:
        return byte - 32
    if code_set == ord("A") and byte < 32:
        return byte + 64
    if code_set == ord("B") and 96 <= byte < 128:
        return byte - 32
    return None


def draw_bars(barcode: Barcode, module_dots: int, height_dots: int) -> Image.Image:
    """Draw the bars, 255 where ink is, without quiet zone."""
    image = Image.new("1", (sum(barcode.widths) * module_dots, height_dots), 0)
    draw = ImageDraw.Draw(image)
    left = 0
    for place, width in enumerate(barcode.widths):
        right = left + width * module_dots
        if place % 2 == 0:
            draw.rectangle((left, 0, right - 1, height_dots - 1), fill=255)
        left = right
    return image
