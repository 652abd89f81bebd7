"""The last words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from PySide6.QtWidgets import QWidget

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.session.statuses import Ended, EndReason
from kiosk.texts import gettext as _
from ui.icons import Icon
from ui.palette import Tone
from ui.terminal.centred import centred
from ui.terminal.samples import SAMPLE_NOW_S
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.theme import TextRole
from ui.widgets.failure_panel import FailurePanel
from ui.widgets.panel import IconPicture
from ui.widgets.text import Text, TextAlign


@dataclass(frozen=True, slots=True)
class EndedView:
    """Hold what the screen shows.

    Attributes:
        done: whether the visit ended as it should.
        code: the failure code, where there is one.
    """

    title: str
    sentence: str
    done: bool
    code: str = ""


def view_of(status: Ended, context: ScreenContext) -> EndedView:
    """Make the view."""
    del context
    # Translators: end of the visit: nothing of the person is on the screen any more
    closed = _("Votre session est fermée. Plus rien ne vous concernant n’est affiché.")
    match status.reason:
        case EndReason.FINISHED:
            # Translators: end of the visit, title and sentence
            return EndedView(_("Merci, à bientôt"), _("Votre session est fermée. Bonne journée."), done=True)
        case EndReason.CARD_REMOVED:
            # Translators: end of the visit after the card was taken out, title
            return EndedView(_("Carte retirée"), closed, done=True)
        case EndReason.TIME_OUT:
            # Translators: end of the visit after a time-out, title
            return EndedView(_("Session fermée"), closed, done=True)
        case EndReason.UPDATE_TORN:
            # Translators: end of the visit: the card was taken out while it was being updated, title and sentence
            sentence = _("Votre carte reste lisible. Remettez-la et choisissez à nouveau « Mettre à jour ».")
            return EndedView(_("Mise à jour à finir"), sentence, done=False)
        case EndReason.READER_LOST:
            failure = FAILURES[FailureCode.READER_UNPLUGGED]
            return EndedView(_(failure.person_title), _(failure.person_action), done=False, code=failure.code)
        case _:
            assert_never(status.reason)


class EndedScreen(Screen[EndedView]):
    """Say goodbye."""

    def compose(self, view: EndedView) -> None:
        """Build the last words."""
        theme = self.theme
        icon, tone = (Icon.CHECK_CIRCLE, Tone.SUCCESS) if view.done else (Icon.WARNING, Tone.WARNING)
        heading = Text(theme, view.title, TextRole.DISPLAY, bold=True, align=TextAlign.CENTRE, balanced=True)
        lead = self.lead(view.sentence, centred=True)
        parts: list[QWidget | int] = [IconPicture(theme, icon, 240, tone), 48, heading, 20, lead]
        if view.code:
            parts += [48, FailurePanel(theme, view.code)]
        self.set_page(centred(self, parts))


PREVIEWS = tuple(Preview(f"ended-{reason.value}", Ended(reason, SAMPLE_NOW_S + 4)) for reason in EndReason)
