"""QR codes that the printer draws from their data (GS ( k, cn = 49)."""

from __future__ import annotations

from typing import Final

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

PAYLOAD_BYTES_MAX: Final = 7089
"""What GS ( k fn 80 stores at most; version 40 holds 2953 of them as bytes."""

_CORRECTIONS: Final = {48: ERROR_CORRECT_L, 49: ERROR_CORRECT_M, 50: ERROR_CORRECT_Q, 51: ERROR_CORRECT_H}


def draw_qr(payload: bytes, module_dots: int, correction: int) -> Image.Image | None:
    """Draw a QR code without quiet zone, as printers do, 255 where ink is.

    Args:
        payload: what a reader reads.
        module_dots: width of one module.
        correction: 48 to 51 for L, M, Q and H (GS ( k fn 69).

    Returns:
        The symbol, or None where the payload is empty or does not fit in any version.
    """
    if not payload:
        return None
    code = qrcode.QRCode(error_correction=_CORRECTIONS[correction], border=0)
    code.add_data(payload)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):  # ValueError: qrcode asks for version 41
        return None
    modules = code.get_matrix()
    side = len(modules)
    image = Image.new("1", (side, side), 0)
    image.putdata([255 if module else 0 for row in modules for module in row])
    return image.resize((side * module_dots, side * module_dots), Image.Resampling.NEAREST)
