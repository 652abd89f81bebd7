"""The ESC/POS commands that tickets are made of, as bytes.

Source: Epson ESC/POS command reference, and the manuals of Custom VKP80II and VKP80III where a line says Custom. Only
commands that every interpreter of the dialect knows are here; a new one needs its length rule in the tests' validator.
"""

from __future__ import annotations

from typing import Final

INITIALIZE: Final = b"\x1b@"
"""ESC @: settings as at power-on; it also ends ASB and the code page, so both come after it."""

CANCEL_KANJI: Final = b"\x1c."
"""FS .: Asian models start in two-byte mode and would read an accented letter and its neighbour as one ideogram."""

SELECT_USA: Final = b"\x1bR\x00"
"""ESC R 0: a printer sold in France may start with the French set, where `|` prints as ù and `#` stays alone."""

DEFAULT_LINE_SPACING: Final = b"\x1b2"
"""ESC 2: 1/6 inch or 30 dots, whatever the motion unit of the model."""

LINE_FEED: Final = b"\n"

BOLD_ON: Final = b"\x1bE\x01"
BOLD_OFF: Final = b"\x1bE\x00"

FONT_A: Final = b"\x1bM\x00"
FONT_B: Final = b"\x1bM\x01"

NORMAL_SIZE: Final = b"\x1d!\x00"
DOUBLE_SIZE: Final = b"\x1d!\x11"

ALIGN_LEFT: Final = b"\x1ba\x00"
ALIGN_CENTRE: Final = b"\x1ba\x01"
ALIGN_RIGHT: Final = b"\x1ba\x02"

CUT_PARTIAL: Final = b"\x1dV\x01"
"""GS V 1: one point stays uncut, so that the ticket hangs at the mouth instead of falling to the floor."""
CUT_FULL: Final = b"\x1dV\x00"
CUT_PRESENTER: Final = b"\x1bi"
"""ESC i: the only cut that presenter units obey (Custom VKP80III)."""

RETRACT: Final = b"\x1de\x02"
"""GS e 2, Custom: pull the ticket in the presenter into the bin of the kiosk."""

ENABLE_ASB: Final = b"\x1da\xff"
"""GS a FFh: send the four bytes now and at each change."""

QUEUED_PAPER_STATUS: Final = b"\x1dr\x01"
"""GS r 1: answered when the receive buffer is developed up to here, so not while off-line."""

READ_CUTS: Final = b"\x1d\xe2"
"""GS E2h, Custom: "2376cuts", once the buffer is developed up to here."""
READ_PAPER_LEFT: Final = b"\x1d\xe1"
"""GS E1h, Custom: "510cm"."""

FULL_STATUS: Final = b"\x10\x04\x14"
"""DLE EOT 20, Custom: six bytes, at once."""

RECOVER: Final = b"\x10\x05\x01"
"""DLE ENQ 1: after a recoverable error, go on from the line where it happened."""
CLEAR: Final = b"\x10\x05\x02"
"""DLE ENQ 2: after a recoverable error, forget what is held and recover."""

CLEAR_BUFFERS: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 fn 8, Epson: forget what is held, whatever is wrong; some models obey DLE ENQ 2 after an error only."""

PROCESS_ID_LENGTH: Final = 4

QR_BYTES_MAX: Final = 7089


def realtime_status(number: int) -> bytes:
    """Ask for a status at once (DLE EOT 1 to 4): printer, off-line cause, error cause, roll."""
    return bytes([0x10, 0x04, number])


def code_page(slot: int) -> bytes:
    """Select a code page (ESC t)."""
    return bytes([0x1B, 0x74, slot])


def line_spacing(units: int) -> bytes:
    """Set the distance from line to line in vertical motion units (ESC 3); characters never overlap below it."""
    return bytes([0x1B, 0x33, units])


def feed_lines(lines: int) -> bytes:
    """Print what is held and feed so many lines, 0 to 255 (ESC d)."""
    return bytes([0x1B, 0x64, lines])


def raster(width_bytes: int, rows: int, data: bytes, *, scale: int = 1) -> bytes:
    """Print a picture of one bit a dot, a set bit is black, rows from top to bottom (GS v 0).

    Args:
        width_bytes: of one row.
        rows: of the data.
        data: the rows.
        scale: 1, or 2 to print each dot twice as wide and twice as high.

    Raises:
        ValueError: the data are not width times rows.
    """
    if len(data) != width_bytes * rows:
        raise ValueError(f"{width_bytes} x {rows} bytes of picture expected")
    mode = b"\x00" if scale == 1 else b"\x03"
    return b"\x1dv0" + mode + width_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little") + data


def inline_image(columns: bytes) -> bytes:
    """Put a picture of 24 dots height on the line like a character (ESC * 33).

    Args:
        columns: three bytes each, from top to bottom, the most significant bit first; a set bit is black.

    Raises:
        ValueError: the bytes are not whole columns.
    """
    count, rest = divmod(len(columns), 3)
    if rest:
        raise ValueError("a column of 24 dots is three bytes")
    return b"\x1b*\x21" + count.to_bytes(2, "little") + columns


def qr_code(payload: bytes, module_dots: int) -> bytes:
    """Print a QR code, model 2, correction level M (GS ( k functions 165, 167, 169, 180 and 181).

    Raises:
        ValueError: the payload is longer than any QR code holds.
    """
    if len(payload) > QR_BYTES_MAX:
        raise ValueError("a QR code holds 7089 characters at most")

    def function(data: bytes) -> bytes:
        return b"\x1d(k" + len(data).to_bytes(2, "little") + data

    return b"".join(
        (
            function(b"1A2\x00"),
            function(b"1C" + bytes([module_dots])),
            function(b"1E1"),
            function(b"1P0" + payload),
            function(b"1Q0"),
        )
    )


def process_id(identifier: bytes) -> bytes:
    """Ask to be told when everything before is done (GS ( H function 48).

    The answer is 37h 22h, the identifier, 00h. If several wait untransmitted only the latest is sent.

    Raises:
        ValueError: the identifier is not four bytes from 20h to 7Eh.
    """
    if len(identifier) != PROCESS_ID_LENGTH or not all(0x20 <= byte <= 0x7E for byte in identifier):
        raise ValueError("a process id is four printable ASCII characters")
    return b"\x1d(H\x06\x0000" + identifier
