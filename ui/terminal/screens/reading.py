"""The card is being read."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.session.statuses import Reading
from kiosk.texts import gettext as _
from ui.terminal.centred import show_waiting
from ui.terminal.samples import SAMPLE_TICKET
from ui.terminal.screen import Preview, Screen, ScreenContext
from ui.widgets.card_picture import CardInPicture


@dataclass(frozen=True, slots=True)
class ReadingView:
    """Hold what the screen shows: nothing is known yet."""


def view_of(status: Reading, context: ScreenContext) -> ReadingView:
    """Make the view."""
    del status, context
    return ReadingView()


class ReadingScreen(Screen[ReadingView]):
    """Ask to leave the card where it is."""

    def compose(self, view: ReadingView) -> None:
        """Build picture, title and bar."""
        del view
        # Translators: screen while the card is read, title
        title = _("Lecture de votre carte")
        # Translators: screen while the card is read
        sentence = _("Laissez-la dans le lecteur jusqu’à la fin de votre visite.")
        show_waiting(self, CardInPicture(self.theme), title, sentence)


PREVIEWS = (Preview("reading", Reading(SAMPLE_TICKET)),)
