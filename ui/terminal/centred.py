"""A moment to wait: a picture, a sentence and a bar that moves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.terminal.screen import Screen, V
from ui.widgets.busy_bar import BusyBar
from ui.widgets.footer import Footer


def centred(screen: Screen[V], widgets: Sequence[QWidget | int]) -> QVBoxLayout:
    """Put widgets under one another in the middle of the body; a number is a gap in units.

    A widget of a fixed width stands in the middle; a text takes the whole width.
    """
    body = screen.column(0)
    body.addStretch(1)
    for widget in widgets:
        if isinstance(widget, int):
            body.addSpacing(screen.theme.px(widget))
        elif widget.minimumWidth() == widget.maximumWidth():
            body.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            body.addWidget(widget)
    body.addStretch(1)
    return body


def show_waiting(screen: Screen[V], picture: QWidget, title: str, sentence: str, footer: Footer | None = None) -> None:
    """Fill a screen with a moment to wait."""
    heading, lead = screen.heading(title, centred=True), screen.lead(sentence, centred=True)
    screen.set_page(centred(screen, [picture, 56, heading, 20, lead, 56, BusyBar(screen.theme)]), footer)
