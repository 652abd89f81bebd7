"""Names of what the simulators keep in their folder; those of the virtual reader are its own."""

from pathlib import Path
from typing import Final

PHONE_SOCKET: Final = "phone"
"""The simulated telephone."""

PRINTER_SOCKET: Final = "printer"
"""What takes orders for the virtual printer."""

AUTHORITY_SOCKET: Final = "authority"
"""The simulated authority of card updates."""

STATE_FOLDER: Final = "state"
"""Database, secrets and settings of a demonstration, which go when it ends."""


def settings_file(runtime: Path) -> Path:
    """Give where a demonstration writes its settings for other processes."""
    return runtime / STATE_FOLDER / "kiosk.toml"
