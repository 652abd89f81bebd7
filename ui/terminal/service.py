"""What the screens of the menu lines have in common: waiting, messages and failures."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.documents.characters import NO_BREAK_HYPHEN
from kiosk.documents.model import Document
from kiosk.session.actions import PrintDocument, TryAgain
from kiosk.texts import current_language
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.screen import GAP, Screen, V
from ui.theme import TextRole
from ui.widgets.busy_bar import BusyBar
from ui.widgets.button import Button, ButtonKind
from ui.widgets.card_picture import FaultPicture
from ui.widgets.failure_panel import FailurePanel
from ui.widgets.text import Text, TextAlign


def add_waiting(screen: Screen[V], body: QVBoxLayout, sentence: str) -> None:
    """Fill the rest of a body with a moment to wait."""
    body.addStretch(1)
    body.addWidget(screen.lead(sentence, centred=True))
    body.addSpacing(screen.theme.px(24))
    body.addWidget(BusyBar(screen.theme), 0, Qt.AlignmentFlag.AlignHCenter)
    body.addStretch(1)


def add_failure(screen: Screen[V], body: QVBoxLayout, code: FailureCode, below: Sequence[QWidget] = ()) -> None:
    """Fill the rest of a body with a failure: picture, what happened, what to do, its code, then what is given."""
    failure = FAILURES[code]
    add_trouble(screen, body, code, _(failure.person_title), _(failure.person_action), below)


def add_trouble(
    screen: Screen[V],
    body: QVBoxLayout,
    code: FailureCode,
    title: str,
    sentence: str,
    below: Sequence[QWidget] = (),
) -> None:
    """Fill the rest of a body with a failure in other words than its own; picture and code are the failure's."""
    theme, failure = screen.theme, FAILURES[code]
    body.addStretch(1)
    body.addWidget(FaultPicture(theme, failure.picture), 0, Qt.AlignmentFlag.AlignHCenter)
    body.addSpacing(theme.sized(48, 24, 16))
    add_message(screen, body, title, sentence)
    body.addSpacing(theme.sized(48, 24, 16))
    for widget in (*below, FailurePanel(theme, failure.code)):
        place = Qt.AlignmentFlag.AlignHCenter if isinstance(widget, BusyBar) else Qt.AlignmentFlag(0)
        body.addWidget(widget, 0, place)
        body.addSpacing(theme.px(GAP))
    body.addStretch(1)


def add_message(screen: Screen[V], body: QVBoxLayout, title: str, sentence: str) -> None:
    """Add what happened, and below it what to do."""
    # A title that is folded at the hyphen of a word reads badly.
    body.addWidget(screen.heading(title.replace("-", NO_BREAK_HYPHEN), centred=True))
    body.addSpacing(screen.theme.px(16))
    body.addWidget(screen.lead(sentence, centred=True))


def paper_summary(document: Document) -> str:
    """Say what a paper says to a person who does not read its French; nothing where the screens are French."""
    summary = document.summary.text
    if current_language() == "fr" or not summary:
        return ""
    # Translators: above or below a paper, where the screens are not in French; what the paper says comes in
    return _("Le papier est en français. %(summary)s") % {"summary": summary}


def add_paper_summary(screen: Screen[V], body: QVBoxLayout, summary: str, *, centred: bool = False) -> None:
    """Add what `paper_summary` says, where it says something."""
    if summary:
        align = TextAlign.CENTRE if centred else TextAlign.LEFT
        body.addWidget(Text(screen.theme, summary, TextRole.SMALL, tone=Tone.MUTED, align=align, balanced=centred))


def again_button(screen: Screen[V], text: str = "", icon: Icon = Icon.RESTART) -> Button:
    """Make the button that asks once more."""
    # Translators: button: asks the service once more
    button = Button(screen.theme, text or _("Réessayer"), ButtonKind.PRIMARY, icon=icon, name="try-again")
    button.clicked.connect(lambda: screen.act(TryAgain(uuid4())))
    return button


def print_button(screen: Screen[V]) -> Button:
    """Make the button that prints what is on the screen."""
    # Translators: button: prints what is shown
    button = Button(screen.theme, _("Imprimer"), ButtonKind.PRIMARY, icon=Icon.PRINTER, name="print")
    button.clicked.connect(lambda: screen.act(PrintDocument(uuid4())))
    return button


def focus_of(screen: Screen[V], *names: str) -> QWidget | None:
    """Give the first control of these names that can be used."""
    for name in names:
        control = screen.findChild(QWidget, name)
        if control is not None and control.isEnabled():
            return control
    return None
