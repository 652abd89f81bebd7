"""What the host asked to be told by itself: ASB, the full status, going off-line."""

from __future__ import annotations

from collections.abc import Iterator

from hardware.printer.simulator import responder
from hardware.printer.simulator.commands import ReplyKind
from hardware.printer.simulator.state import PrinterState

Report = tuple[bytes, ReplyKind]


class StatusReports:
    """Compare each state with the one told before, and say what the host wants to know of it.

    Args:
        state: of the printer when it is switched on.
    """

    def __init__(self, state: PrinterState) -> None:
        self._told = state
        self._automatic_mask = 0
        self._full_status_mask = 0
        self.offline_mode = 0
        """0 to say nothing when the printer goes off-line, 1 to say it, 2 to say it with the cause."""

    def set_automatic(self, mask: int, state: PrinterState) -> Report | None:
        """Send ASB at each change in the mask from now on; give the frame that is sent at once."""
        self._automatic_mask = mask
        if not mask:
            return None
        self._told = state
        return responder.automatic_status(state), ReplyKind.AUTOMATIC

    def set_full_status(self, mask: int) -> None:
        """Send the full status at each change in the mask from now on."""
        self._full_status_mask = mask & 0x0F

    def changes(self, state: PrinterState) -> Iterator[Report]:
        """Give what is to be sent now that the printer is in a state."""
        before, self._told = self._told, state
        asb = responder.automatic_status(state)
        if responder.automatic_status_changed(responder.automatic_status(before), asb, self._automatic_mask):
            yield asb, ReplyKind.AUTOMATIC
        mask = self._full_status_mask
        full = responder.automatic_full_status(state, mask)
        if mask and full != responder.automatic_full_status(before, mask):
            yield full, ReplyKind.AUTOMATIC
        if self.offline_mode and before.online and not state.online:
            yield responder.offline_answer(state, with_cause=self.offline_mode == 2), ReplyKind.STATUS
