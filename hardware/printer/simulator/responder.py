"""Status answers, each made from one state of the printer.

Source: Epson ESC/POS DLE EOT, GS a, GS r, GS I, GS ( H; Custom VKP80II and KPM216 manuals for the rest.
"""

from __future__ import annotations

from typing import Final

from hardware.printer.simulator.state import MechanicalError, PrinterState

_EOT_FIXED: Final = 0x12
_ASB_FIXED: Final = 0x10
_OFFLINE: Final = 0x08

HEALTHY_ASB: Final = b"\x10\x00\x00\x00"

BUFFERS_CLEARED: Final = b"\x37\x25\x00"
"""Answer to DLE DC4 fn 8."""

POWER_OFF_NOTICE: Final = b"\x3b\x30\x00"
"""Answer to DLE DC4 fn 2."""

_ERROR_BITS: Final = (
    (MechanicalError.RECOVERABLE, 0x04),
    (MechanicalError.CUTTER, 0x08),
    (MechanicalError.UNRECOVERABLE, 0x20),
    (MechanicalError.HEAD_HOT, 0x40),
)
"""The same in DLE EOT 3 and in byte 2 of ASB."""

CUSTOM_ID: Final = 0x5D
"""Answer to DLE EOT 21, a byte that no other status answer can be."""


def _error_bits(state: PrinterState) -> int:
    return sum(bit for error, bit in _ERROR_BITS if error in state.error)


def _near_end(state: PrinterState) -> bool:
    # Where there is no paper at all the near-end sensor sees none either.
    return state.paper_near_end or state.paper_end


def realtime_status(number: int, state: PrinterState) -> bytes | None:
    """Answer DLE EOT 1 to 4; None for another number."""
    match number:
        case 1:
            bits = 0 if state.online else _OFFLINE
        case 2:
            bits = (0x04 if state.cover_open else 0) | (0x20 if state.paper_end else 0) | (0x40 if state.error else 0)
        case 3:
            bits = _error_bits(state)
        case 4:
            bits = (0x0C if _near_end(state) else 0) | (0x60 if state.paper_end else 0)
        case _:
            return None
    return bytes([_EOT_FIXED | bits])


def automatic_status(state: PrinterState) -> bytes:
    """Give the four bytes of ASB."""
    first = _ASB_FIXED | (0 if state.online else _OFFLINE) | (0x20 if state.cover_open else 0)
    paper = (0x03 if _near_end(state) else 0) | (0x0C if state.paper_end else 0)
    return bytes([first, _error_bits(state), paper, 0])


def automatic_status_changed(before: bytes, after: bytes, mask: int) -> bool:
    """Say whether what GS a asked to be told differs between two ASB frames.

    Args:
        before: the frame of the state before.
        after: the frame of the state now.
        mask: the argument of GS a: 01h drawer, 02h on-line or off-line, 04h error, 08h paper, 40h panel.
    """
    groups = ((0x02, 0, 0x28), (0x04, 1, 0xFF), (0x08, 2, 0xFF), (0x40, 0, 0x40), (0x01, 0, 0x04))
    return any(mask & bit and (before[byte] ^ after[byte]) & bits for bit, byte, bits in groups)


def paper_status(state: PrinterState) -> bytes:
    """Answer GS r 1, and ESC v of Custom."""
    return bytes([(0x03 if _near_end(state) else 0) | (0x0C if state.paper_end else 0)])


DRAWER_STATUS: Final = b"\x00"
"""Answer to GS r 2: no drawer."""


def process_id_answer(process_id: bytes) -> bytes:
    """Answer GS ( H fn 48."""
    return b"\x37\x22" + process_id + b"\x00"


def offline_answer(state: PrinterState, *, with_cause: bool) -> bytes:
    """Tell that the printer went off-line (GS ( H fn 49).

    The cause bytes of real printers differ from model to model; here one byte: 41h cover, 42h paper end, 44h error.
    """
    cause = 0x40 | (0x01 if state.cover_open else 0) | (0x02 if state.paper_end else 0) | (0x04 if state.error else 0)
    return b"\x37\x23" + (bytes([cause]) if with_cause else b"") + b"\x00"


def identity(number: int, profile_name: str) -> bytes | None:
    """Answer GS I; None for a number that is not known. The printer says that it is a simulator."""
    match number:
        case 1 | 49:
            return b"\x20"
        case 2 | 50:
            return b"\x02"  # it has a cutter
        case 3 | 51:
            return b"\x01"
        case 65:
            text = "1.0"
        case 66:
            text = "SIMULATOR"
        case 67:
            text = profile_name
        case 68:
            text = "SIM0000001"
        case _:
            return None
    return b"\x5f" + text.encode("ascii") + b"\x00"


def print_status(state: PrinterState) -> bytes:
    """Answer DLE EOT 17 (Custom)."""
    return bytes([_EOT_FIXED | (0x04 if state.motor_on else 0) | (0x20 if state.paper_end else 0)])


def _full_status_bytes(state: PrinterState) -> tuple[int, int, int, int]:
    paper = (
        (0x01 if state.paper_end else 0) | (0x04 if _near_end(state) else 0) | (0x20 if state.ticket_at_mouth else 0)
    )
    user = (0x03 if state.cover_open else 0) | (0x04 if state.buffered_bytes else 0) | (0x08 if state.motor_on else 0)
    recoverable = (0x01 if MechanicalError.HEAD_HOT in state.error else 0) | (0x40 if state.presenter_jam else 0)
    unrecoverable = (
        (0x01 if MechanicalError.CUTTER in state.error else 0)
        | (0x08 if MechanicalError.UNRECOVERABLE in state.error else 0)
        | (0x80 if state.presenter_jam else 0)
    )
    return paper, user, recoverable, unrecoverable


def full_status(state: PrinterState) -> bytes:
    """Answer DLE EOT 20 (Custom): 10h 0Fh, then paper, user, recoverable and unrecoverable errors."""
    return bytes([0x10, 0x0F, *_full_status_bytes(state)])


def automatic_full_status(state: PrinterState, mask: int) -> bytes:
    """Give the bytes of the full status that GS E0h asked for, after 10h and the mask itself."""
    parts = _full_status_bytes(state)
    return bytes([0x10, mask, *(part for bit, part in enumerate(parts) if mask >> bit & 1)])


def presenter_status(state: PrinterState) -> bytes:
    """Answer GS e 6 (Custom)."""
    bits = (
        (0x01 if _near_end(state) else 0)
        | (0x04 if state.ticket_in_presenter else 0)
        | (0x08 if state.ticket_at_mouth else 0)
        | (0x10 if state.motor_on else 0)
        | (0x20 if state.presenter_moving else 0)
        | (0xC0 if state.presenter_jam else 0)
    )
    return bytes([bits])


def counter(code: int, state: PrinterState) -> bytes | None:
    """Answer GS E1h to E5h (Custom) in ASCII: paper left, cuts, paper printed, retracts, power-ups."""
    match code:
        case 0xE1:
            text = f"{state.roll_left_mm // 10}cm"
        case 0xE2:
            text = f"{state.cuts}cuts"
        case 0xE3:
            text = f"{state.printed_mm // 10}cm"
        case 0xE4:
            text = f"{state.retracts}ret"
        case 0xE5:
            text = f"{state.power_ups}on"
        case _:
            return None
    return text.encode("ascii")
