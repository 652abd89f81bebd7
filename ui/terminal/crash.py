"""The screen of a terminal whose program has stopped, in a process of its own: `python -m ui.terminal.crash`.

It imports as little as it can: it has to appear within the second in which the supervisor restarts the terminal, and
must not stumble over what made the terminal stumble.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.catalogue.model import Failure
from kiosk.texts import gettext as _
from kiosk.texts import speaking
from ui.palette import Tone
from ui.theme import REFERENCE_HEIGHT, REFERENCE_WIDTH, ScreenMetrics, TextRole, Theme, load_fonts
from ui.widgets.busy_bar import BusyBar
from ui.widgets.card_picture import FaultPicture
from ui.widgets.failure_panel import FailurePanel
from ui.widgets.text import Text, TextAlign


class CrashScreen(QWidget):
    """Say that the terminal restarts, or that it is out of service.

    Nobody knows any more which language the person had chosen: it says everything in both.
    """

    def __init__(self, theme: Theme, code: FailureCode, parent: QWidget | None = None) -> None:
        """Make the screen.

        Args:
            theme: what it is drawn with.
            code: CRASHED while the terminal restarts, CRASH_LOOP when it no longer does, SETTINGS_INVALID when it
                cannot start with its settings.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        failure = FAILURES[code]
        self.setWindowTitle(_(failure.person_title))
        column = QVBoxLayout(self)
        side = theme.px(56)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(FaultPicture(theme, failure.picture), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(56))
        centre = TextAlign.CENTRE
        title, action = _said(failure)
        column.addWidget(Text(theme, title, TextRole.DISPLAY, bold=True, align=centre, balanced=True))
        column.addSpacing(theme.px(24))
        column.addWidget(Text(theme, action, TextRole.CHOICE, tone=Tone.MUTED, align=centre, balanced=True))
        column.addSpacing(theme.px(56))
        with speaking("en"):
            title, action = _said(failure)
        column.addWidget(Text(theme, title, TextRole.TITLE, bold=True, align=centre, balanced=True))
        column.addSpacing(theme.px(16))
        column.addWidget(Text(theme, action, TextRole.CHOICE, tone=Tone.MUTED, align=centre, balanced=True))
        column.addSpacing(theme.px(56))
        if code is FailureCode.CRASHED:
            column.addWidget(BusyBar(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            column.addWidget(FailurePanel(theme, failure.code))
        column.addStretch(1)
        self.resize(theme.px(REFERENCE_WIDTH), theme.px(REFERENCE_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw the canvas."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.palette.canvas))
        painter.end()


def _said(failure: Failure) -> tuple[str, str]:
    """Give what a person is told of a failure, title and sentence, in the language that is spoken."""
    return _(failure.person_title), _(failure.person_action)


def main(arguments: Sequence[str]) -> int:
    """Show the screen until the supervisor ends the process."""
    parser = argparse.ArgumentParser(prog="python -m ui.terminal.crash", description=__doc__.splitlines()[0])
    parser.add_argument("failure", type=FailureCode, help="the failure code that the screen shows")
    parser.add_argument("--windowed", action="store_true", help="in a window, for the demonstration")
    parser.add_argument("--free-left-px", type=int, default=0, help="what a window leaves free at the left")
    options = parser.parse_args(arguments)
    application = QApplication([])
    load_fonts()
    room = QGuiApplication.primaryScreen().availableGeometry().adjusted(options.free_left_px, 0, 0, 0)
    metrics = ScreenMetrics.scaled_to(room.width(), room.height())
    screen = CrashScreen(Theme(metrics=metrics), options.failure)
    if options.windowed:
        screen.move(room.topLeft())
        screen.show()
    else:
        screen.showFullScreen()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
