"""Collect cyclic garbage on the GUI thread alone.

Python collects in whatever thread happens to allocate. A widget that dies outside of the GUI thread leaves its timers
behind, and the next of them that fires ends the process; a full collection in the middle of a touch delays its answer.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.session.statuses import Ended, OutOfService, WaitingForCard
from kiosk.session.terminal import Terminal

LOOK_EVERY_MS = 500
"""Between two looks at how much there is to collect."""


class GarbageCollector(QObject):
    """Take the place of Python's own collections; made, used and stopped on the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._collect_what_is_due)
        self._has_nobody = True
        self._wants_to_settle = False

    def start(self) -> None:
        """Collect from now on."""
        gc.disable()
        self._look.start()

    def stop(self) -> None:
        """Give collecting back to Python."""
        self._look.stop()
        gc.enable()

    def settle(self) -> None:
        """Leave what the start has made out of every later collection: it stays as long as the process.

        A full collection then looks at thousands of objects and not at a hundred thousand. It waits until nobody is
        there: what a visit holds would otherwise stay as long as the process, too.
        """
        self._wants_to_settle = True
        self._settle_if_alone()

    @Slot(object)
    def follow(self, terminal: Terminal) -> None:
        """Collect everything at the end of a visit: what is garbage still holds what it held of the person."""
        self._has_nobody = isinstance(terminal.status, WaitingForCard | OutOfService)
        if self._has_nobody:
            QTimer.singleShot(0, self, self._settle_if_alone)
        if isinstance(terminal.status, Ended):
            # Once those who still follow this very change have let go of the state before.
            QTimer.singleShot(0, self, self._collect_all)

    @Slot()
    def _collect_what_is_due(self) -> None:
        """Collect each generation that is as full as Python lets it become."""
        for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if count > threshold:
                gc.collect(generation)

    @Slot()
    def _settle_if_alone(self) -> None:
        if self._wants_to_settle and self._has_nobody:
            self._wants_to_settle = False
            gc.collect()
            gc.freeze()

    @Slot()
    def _collect_all(self) -> None:
        gc.collect()
