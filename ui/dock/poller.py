"""Act on a bench and look at it from a thread of its own: a bench that does not answer freezes nobody."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from ui.dock.benches import BenchAbsentError

LOOK_EVERY_MS: Final = 400
"""Soon enough to see a ticket while it is still warm."""


class BenchPoller(QObject):
    """Look at one bench again and again.

    Signals:
        looked: what the look gave; None while the bench does not answer.
    """

    looked = Signal(object)
    _seen = Signal(object)
    _bug_found = Signal(object)

    def __init__(
        self, look: Callable[[], object], interval_ms: int = LOOK_EVERY_MS, parent: QObject | None = None
    ) -> None:
        """Make the poller; nothing is asked before the start.

        Args:
            look: asks the bench; it runs in the thread of this poller.
            interval_ms: from one look to the next.
            parent: the owner.
        """
        super().__init__(parent)
        self._look = look
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bench")
        self._waiting = False
        self._is_stopped = False
        self._timer = QTimer(self)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._ask)
        queued = Qt.ConnectionType.QueuedConnection
        self._seen.connect(self._on_seen, queued)
        self._bug_found.connect(self._raise_bug, queued)

    def start(self) -> None:
        """Look at once, then again and again."""
        self._timer.start()
        self._ask()

    def stop(self) -> None:
        """Look no more, and wait for the question under way, whose answer is dropped; stopping twice does nothing."""
        self._is_stopped = True
        self._timer.stop()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def order(self, order: Callable[[], None]) -> None:
        """Do something to the bench, then look at it at once."""
        self._submit(lambda: self._do(order))

    def _do(self, order: Callable[[], None]) -> None:
        try:
            order()
        except BenchAbsentError:
            self._seen.emit(None)
            return
        self._see()

    @Slot()
    def _ask(self) -> None:
        # A bench that takes its time is not asked twice.
        if not self._waiting:
            self._waiting = True
            self._submit(self._see)

    def _see(self) -> None:
        try:
            seen = self._look()
        except BenchAbsentError:
            seen = None
        self._seen.emit(seen)

    def _submit(self, work: Callable[[], None]) -> None:
        self._worker.submit(work).add_done_callback(self._report_bug)

    def _report_bug(self, done: Future[None]) -> None:
        error = None if done.cancelled() else done.exception()
        if error is not None:
            self._bug_found.emit(error)

    @Slot(object)
    def _on_seen(self, seen: object) -> None:
        self._waiting = False
        if not self._is_stopped:
            self.looked.emit(seen)

    @Slot(object)
    def _raise_bug(self, error: BaseException) -> None:
        raise error
