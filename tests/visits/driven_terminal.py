"""The program of the terminal with hands: each line of its standard input is an order, answered by a line of JSON.

Run as `python -m tests.visits.driven_terminal --config FILE`; nothing of the terminal itself is replaced.
"""

import json
import sys
import threading

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from kiosk.app import terminal
from ui.terminal.window import TerminalWindow


class Hands(QObject):
    """Obey on the GUI thread."""

    ordered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.ordered.connect(self.obey, Qt.ConnectionType.QueuedConnection)

    def obey(self, line: str) -> None:
        """Look, press or type, and answer with what stands on the screen."""
        order, _, argument = line.strip().partition(" ")
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, TerminalWindow)]
        done = bool(windows) and self._do(windows[0], order, argument)
        texts = self._texts(windows[0]) if windows else []
        sys.stdout.write(json.dumps({"done": done, "texts": texts}) + "\n")
        sys.stdout.flush()

    def _do(self, window: TerminalWindow, order: str, argument: str) -> bool:
        if order == "look":
            return True
        if order == "type":
            QTest.keyClicks(window.focusWidget() or window, argument)
            QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Return)
            return True
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and button.isEnabled() and argument in button.accessibleName():
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                return True
        return False

    def _texts(self, window: TerminalWindow) -> list[str]:
        labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
        return labels + [one.accessibleName() for one in window.findChildren(QAbstractButton) if one.isVisible()]


def main() -> int:
    """Run the terminal and listen."""
    hands = Hands()

    def listen() -> None:
        for line in sys.stdin:
            hands.ordered.emit(line)

    threading.Thread(target=listen, daemon=True).start()
    return terminal.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
