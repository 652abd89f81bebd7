"""Hands for the process of a terminal: they do what standard input says.

A line `press TEXT` presses the button on which the text stands as soon as it is there and can be used, `type DIGITS`
types digits and Enter. Keys and touches are posted to the event loop, one after the other, as a screen's would be.
"""

from __future__ import annotations

import functools
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk.app import terminal
from ui.terminal.screen import Screen
from ui.terminal.window import TerminalWindow

_AGAIN_MS = 10


class Hands:
    """Listen to standard input in a thread, and act on the GUI thread."""

    def __init__(self) -> None:
        self._steps: deque[str] = deque()
        self._is_busy = False

    def start(self) -> None:
        """Begin to listen; the first line comes once the terminal is in service."""
        threading.Thread(target=self._listen, name="hands", daemon=True).start()

    def hear(self, order: str) -> None:
        """Take an order, in the thread that listens."""
        application = QApplication.instance()
        assert isinstance(application, QObject)
        QTimer.singleShot(0, application, functools.partial(self._take, order))

    def _listen(self) -> None:
        for line in sys.stdin:
            self.hear(line.rstrip("\n"))

    def _take(self, order: str) -> None:
        verb, _, rest = order.partition(" ")
        steps = [f"press {rest}"] if verb == "press" else [f"key {digit}" for digit in (*rest, "\r")]
        self._steps += steps
        if not self._is_busy:
            self._act()

    def _act(self) -> None:
        self._is_busy = bool(self._steps)
        if not self._is_busy:
            return
        verb, _, rest = self._steps[0].partition(" ")
        window = next(terminal_windows())
        target = _target(window, verb, rest)
        if target is not None:
            self._steps.popleft()
            if verb == "press":
                _touch(target)
            else:
                _strike(target, rest)
        # Behind what was just posted: the next step looks at the screen to which this one leads.
        # A function made for it: of a bound method, each wait would keep a weak reference (Qt for Python 6.11).
        QTimer.singleShot(0 if target is not None else _AGAIN_MS, window, functools.partial(self._act))


def terminal_windows() -> Iterator[TerminalWindow]:
    """Give the window of the terminal, once it is made."""
    return (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, TerminalWindow))


def _target(window: TerminalWindow, verb: str, text: str) -> QWidget | None:
    """Find what a step is done to; None while there is a wait for it, or for what was asked before."""
    screen = window.screen_shown()
    if isinstance(screen, Screen) and screen.context.busy:
        return None
    if verb == "key":
        return window.focusWidget() or window
    for found in window.findChildren(QAbstractButton):
        if found.isVisible() and found.isEnabled() and text in found.accessibleName():
            return found
    return None


def _touch(target: QWidget) -> None:
    middle = QPointF(target.rect().center())
    on_screen = target.mapToGlobal(middle)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    modifiers = Qt.KeyboardModifier.NoModifier
    for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
        QApplication.postEvent(target, QMouseEvent(kind, middle, on_screen, left, held, modifiers))


def _strike(target: QWidget, text: str) -> None:
    key = Qt.Key.Key_Return if text == "\r" else Qt.Key(ord(text))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.postEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def main(arguments: Sequence[str]) -> int:
    """Run the terminal with hands."""
    Hands().start()
    return terminal.main(arguments)
