"""What the screens of the menu lines have in common: the title beside the way back, waiting, and failures."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.session.actions import TryAgain
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.screen import Screen, V
from ui.theme import TextRole
from ui.widgets.busy_bar import BusyBar
from ui.widgets.button import Button, ButtonKind
from ui.widgets.card_picture import FaultPicture
from ui.widgets.failure_panel import FailurePanel
from ui.widgets.text import Text, TextAlign


def title_row(screen: Screen[V], text: str, back: str = "") -> QHBoxLayout:
    """Put the way back and the title of the screen beside each other."""
    row = QHBoxLayout()
    row.setSpacing(screen.theme.px(28))
    row.addWidget(screen.back_button(back), 0, Qt.AlignmentFlag.AlignTop)
    heading = screen.heading(text)
    row.addWidget(heading, 1, Qt.AlignmentFlag.AlignVCenter)
    return row


def add_waiting(screen: Screen[V], body: QVBoxLayout, sentence: str) -> None:
    """Fill the rest of a body with a moment to wait."""
    body.addStretch(1)
    body.addWidget(screen.lead(sentence, centred=True))
    body.addSpacing(screen.theme.px(24))
    body.addWidget(BusyBar(screen.theme), 0, Qt.AlignmentFlag.AlignHCenter)
    body.addStretch(1)


def add_failure(screen: Screen[V], body: QVBoxLayout, code: FailureCode) -> None:
    """Fill the rest of a body with a failure: picture, what happened, what to do, its code."""
    theme, failure = screen.theme, FAILURES[code]
    body.addStretch(1)
    body.addWidget(FaultPicture(theme, failure.picture), 0, Qt.AlignmentFlag.AlignHCenter)
    body.addSpacing(theme.px(24))
    add_message(screen, body, _(failure.person_title), _(failure.person_action))
    body.addSpacing(theme.px(24))
    body.addWidget(FailurePanel(theme, failure.code))
    body.addStretch(1)


def add_message(screen: Screen[V], body: QVBoxLayout, title: str, sentence: str) -> None:
    """Add what happened, and below it what to do."""
    theme = screen.theme
    title_text = Text(theme, title, TextRole.HEADING, bold=True, align=TextAlign.CENTRE, balanced=True)
    body.addWidget(title_text)
    body.addWidget(Text(theme, sentence, TextRole.LEAD, tone=Tone.MUTED, align=TextAlign.CENTRE, balanced=True))


def again_button(screen: Screen[V], text: str = "", icon: Icon = Icon.RESTART) -> Button:
    """Make the button that asks once more."""
    # Translators: button: asks the service once more
    button = Button(screen.theme, text or _("Réessayer"), ButtonKind.PRIMARY, icon=icon, name="try-again")
    button.clicked.connect(lambda: screen.act(TryAgain(uuid4())))
    return button


def focus_of(screen: Screen[V], *names: str) -> QWidget | None:
    """Give the first control of these names that can be used."""
    for name in names:
        control = screen.findChild(QWidget, name)
        if control is not None and control.isEnabled():
            return control
    return None
