"""Load what the screens of a visit need and the attract screen does not."""

from __future__ import annotations

import importlib
from datetime import date

from kiosk.texts import format_amount, format_date, format_date_long, format_euros, format_month, format_percent
from ui.widgets.ticket import qr_modules


def warm_up() -> None:
    """Load the screens, Babel's data and the QR encoder, 220 ms that the first person would wait for; in any thread."""
    importlib.import_module("ui.terminal.attended_routes")
    day = date(2000, 1, 2)
    for write_date in (format_date, format_date_long, format_month):
        write_date(day)
    format_amount(0)
    format_euros(0)
    format_percent(0)
    qr_modules("")
