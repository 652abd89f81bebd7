"""Names of the simulators' sockets in their folder; those of the virtual reader are its own."""

from typing import Final

PHONE_SOCKET: Final = "phone"
"""The simulated telephone."""

PRINTER_SOCKET: Final = "printer"
"""What takes orders for the virtual printer."""

AUTHORITY_SOCKET: Final = "authority"
"""The simulated authority of card updates."""
